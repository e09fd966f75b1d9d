"""What tables take away from a talk: reading it, and who may see it in which state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from server.extensions import db
from server.moderation.decisions import last_decisions
from server.moderation.domain import (
    Standing,
    State,
)
from server.moderation.views import (
    Shown,
    Writing,
)
from server.people.models import Person
from server.realtime.publish import number_of
from server.tables.at_table.takeaway import OwnTakeaway, TableLine, TakeawayCard, TakeawayList
from server.tables.clock import Phase
from server.tables.domain import Mode
from server.tables.models import Seat, Table, Takeaway, Talk

SUBJECT = "takeaway"  # as reviews and the audit chain name a line
REFUSED = (State.SENT_BACK, State.CLOSED)
COLLECT = "tables.collect-takeaways"
COLLECT_AFTER = timedelta(minutes=2)  # in which a table that was just writing can finish
SHOWN = 60  # on the screen


def lines_of(tables: Sequence[Table]) -> dict[UUID, TableLine]:
    """Return what these tables take away so far, where somebody has put it down."""
    rows = db.session.scalars(
        select(Takeaway).where(Takeaway.table_id.in_([table.id for table in tables]))
    )
    return {row.table_id: line_of(row) for row in rows}


def line_of(row: Takeaway) -> TableLine:
    """Return a line as its table sees it."""
    return TableLine(id=row.id, text=row.text, version=row.version)


def takeaway_at(table: Table) -> Takeaway | None:
    """Return the line of a table, locked, if there is one."""
    return db.session.scalar(
        select(Takeaway)
        .where(Takeaway.table_id == table.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def may_write(talk: Talk, table: Table, row: Takeaway | None) -> bool:
    """Say whether a table may put down or change its line.

    It may from when it talks until the talk's lines are collected, and what was sent back
    after that. A table that anybody started has none.
    """
    if talk.mode is Mode.OPEN:
        return False
    if talk.collected:
        return row is not None and row.state is State.SENT_BACK and row.told
    talks = talk.phase in {Phase.TALKING, Phase.ENDED}
    return talks or table.round < talk.round


def takeaway_list(talk: Talk, viewer: Person) -> TakeawayList:
    """Return what the tables of a talk took away, as one attendee may see it."""
    mine = db.session.scalars(
        select(Table)
        .join(Seat, Seat.table_id == Table.id)
        .where(Table.talk_id == talk.id, Table.round <= talk.rounds_dealt)
        .where(Seat.person_id == viewer.id, Seat.until.is_(None))
        .order_by(Table.round)
    )
    return TakeawayList(
        number=number_of(talk.conference, f"talk:{talk.id}"),
        person_number=number_of(talk.conference, f"person:{viewer.id}"),
        takeaways=approved(talk),
        own=tuple(own_view(talk, table) for table in mine),
    )


def own_view(talk: Talk, table: Table) -> OwnTakeaway:
    """Return what a table took away as those who sat there see it."""
    row = db.session.scalar(select(Takeaway).where(Takeaway.table_id == table.id))
    told = row is not None and row.told
    refused = row is not None and told and row.state in REFUSED
    decision = last_decisions(talk.conference, SUBJECT, [row.id]) if row and refused else {}
    why = decision.get(row.id) if row else None
    return OwnTakeaway(
        table_id=table.id,
        round=table.round,
        number=table.number,
        open=may_write(talk, table, row),
        line=line_of(row) if row else None,
        state=(row.state if told else State.IN_REVIEW) if row else None,
        reason=why.reason if why else None,
        words=why.words if why else None,
        hidden=row is not None and row.hidden,
    )


def approved(talk: Talk) -> tuple[TakeawayCard, ...]:
    """Return the lines of a talk that organisers approved and left standing, by round and table."""
    rows = db.session.execute(
        select(Takeaway, Table)
        .join(Table, Table.id == Takeaway.table_id)
        .where(Table.talk_id == talk.id, Takeaway.state == State.LIVE, ~Takeaway.hidden)
        .order_by(Table.round, Table.number)
    )
    return tuple(_card(row, table) for row, table in rows)


def approved_last(conference: str) -> tuple[TakeawayCard, ...]:
    """Return what the screen shows: the approved lines of the talk that was held last."""
    talk = last_held(conference)
    return approved(talk)[:SHOWN] if talk else ()


def last_held(conference: str) -> Talk | None:
    """Return the newest hosted talk that is over, or None."""
    return db.session.scalar(
        select(Talk)
        .where(Talk.conference == conference, Talk.phase == Phase.ENDED, Talk.mode != Mode.OPEN)
        .order_by(Talk.opened_at.desc(), Talk.id)
        .limit(1)
    )


def card_of(row: Takeaway) -> TakeawayCard:
    """Return a line as everybody sees it."""
    return _card(row, db.session.get_one(Table, row.table_id))


def how_many(talk: Talk) -> int:
    """Return how many tables of a talk have put down what they take away."""
    counted = select(func.count()).select_from(Takeaway).join(Table, Table.id == Takeaway.table_id)
    dealt = Table.talk_id == talk.id, Table.round <= talk.rounds_dealt
    return db.session.scalar(counted.where(*dealt)) or 0


def under_review(conference: str, takeaway_id: UUID) -> Takeaway | None:
    """Return a line, if it is still there; its review is locked."""
    return db.session.scalar(
        select(Takeaway)
        .join(Table, Table.id == Takeaway.table_id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Talk.conference == conference, Takeaway.id == takeaway_id)
        .execution_options(populate_existing=True)
    )


def is_shown(row: Takeaway) -> bool:
    """Say whether everybody may read a line."""
    return row.state is State.LIVE and not row.hidden


def standing(conference: str, takeaway_id: UUID) -> Standing:
    """Return where a line stands; what is gone counts as taken back."""
    row = under_review(conference, takeaway_id)
    return Standing(state=State.WITHDRAWN) if row is None else standing_of(row)


def standing_of(row: Takeaway) -> Standing:
    """Return where a line stands. It has one revision: another wording is another line."""
    live = 1 if row.state is State.LIVE else None
    return Standing(state=row.state or State.IN_REVIEW, live=live, told=row.told)


def shown_in_review(conference: str, takeaways: Collection[UUID]) -> dict[UUID, Shown]:
    """Return what organisers read of lines."""
    rows = db.session.execute(
        select(Takeaway, Table, Talk.title)
        .join(Table, Table.id == Takeaway.table_id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Talk.conference == conference, Takeaway.id.in_(takeaways))
    )
    return {
        row.id: Shown(
            writing=Writing(
                revision=1,
                title=None,
                text=row.text,
                language=None,
                details={"talk": title, "round": str(table.round), "table": str(table.number)},
            ),
            live=None,
        )
        for row, table, title in rows
    }


def _card(row: Takeaway, table: Table) -> TakeawayCard:
    return TakeawayCard(
        id=row.id, talk_id=table.talk_id, round=table.round, number=table.number, text=row.text
    )
