"""Reading talks, and the guarded doors to them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from server.database import in_turns
from server.errors import not_found
from server.extensions import db
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.queries import card_of, cards, has_phone
from server.realtime.publish import number_of
from server.stories.queries import opening_lines
from server.tables.at_table.takeaways import lines_of
from server.tables.at_table.turns import whose_turn
from server.tables.at_table.written import written_at, written_round
from server.tables.cards.decks import deck_of, prompt_on
from server.tables.cards.story_cards import as_prompt, stories_on
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.conductor.acts import announcement_of, last_act
from server.tables.domain import (
    Mode,
    Neighbour,
    Offer,
    TableView,
    TalkList,
    TalkSnapshot,
    TalkView,
)
from server.tables.hall.offers import offers_in
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.room.console import Guest, RoomSnapshot, SeatingReport
from server.tables.room.staying import tables_kept
from server.tables.room.waiting import promised, waiting_of
from server.tables.seats import (
    chairs_by_table,
    count_here,
    heads,
    seated_table,
    table_numbers,
)
from server.texts import say
from server.web.rights import Caller

AT_ONCE = 10  # tables, before others are served
LISTED = 30


def talk(conference: str, talk_id: uuid.UUID, *, lock: bool = False) -> Talk:
    """Return a talk of this conference. Raises not-found."""
    found = db.session.get(Talk, talk_id, with_for_update=lock, populate_existing=lock)
    if found is None or found.conference != conference:
        raise not_found()
    return found


def hosted_talk(conference: str, talk_id: uuid.UUID, *, lock: bool = False) -> Talk:
    """Return a talk that hosts conduct; there are none at open tables. Raises not-found."""
    found = talk(conference, talk_id, lock=lock)
    if found.mode is Mode.OPEN:
        raise not_found()
    return found


def talk_for(viewer: Caller, talk_id: uuid.UUID) -> Talk:
    """Return a talk that somebody may follow. Raises not-found.

    Whoever keeps from somebody at an open table, or is kept from, does not find it.
    """
    found = talk(viewer.conference, talk_id)
    if found.mode is Mode.OPEN and found.phase is not Phase.ENDED:
        there = set(table_numbers(found))
        if viewer.id not in there and there & blocked_with(found.conference, [viewer.id]):
            raise not_found()
    return found


def talks_of(talk_ids: Collection[uuid.UUID]) -> list[Talk]:
    """Return these talks, whoever may follow them."""
    return list(db.session.scalars(select(Talk).where(Talk.id.in_(talk_ids))))


def present_talk(conference: str) -> Talk | None:
    """Return the hosted talk that is on, else the newest that gathers, else None."""
    rows = list(
        db.session.scalars(
            select(Talk)
            .where(Talk.conference == conference, Talk.mode != Mode.OPEN)
            .where(Talk.phase != Phase.ENDED)
            .order_by(Talk.opened_at.desc(), Talk.id)
        )
    )
    running = [row for row in rows if row.phase is not Phase.GATHERING]
    return next(iter(running or rows), None)


def table_for(caller: Caller, table_id: uuid.UUID) -> Table:
    """Return a table at which the caller sits or sat to the end. Raises not-found for others."""
    found: Table | None = db.session.scalar(
        _with_seats(Table).where(Table.id == table_id, Seat.person_id == caller.id)
    )
    if found is None:
        raise not_found()
    return found


def tables_of(
    people: Collection[uuid.UUID], tables: Collection[uuid.UUID]
) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return which of these people sit, or sat to the end, at which of these tables."""
    rows = db.session.execute(
        _with_seats(Seat.person_id, Table.id).where(
            Table.id.in_(tables), Seat.person_id.in_(people)
        )
    )
    return {(person_id, table_id) for person_id, table_id in rows}


def _with_seats(*wanted: Any) -> Select[Any]:
    """Select this of tables that have been dealt, and who has sat there to the end."""
    return (
        select(*wanted)
        .join_from(Table, Seat, Seat.table_id == Table.id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Table.round <= Talk.rounds_dealt, Seat.until.is_(None))
    )


def view_of(row: Talk) -> TalkView:
    """Return a talk and its clock as everybody sees them."""
    return _view(row, count_here([row.id]))


def _view(row: Talk, here: Mapping[uuid.UUID, int]) -> TalkView:
    return TalkView(
        id=row.id,
        title=row.title,
        mode=row.mode,
        deck=row.deck,
        deck_title=deck_of(row).title,
        size=row.size,
        largest=row.largest,
        first_table=row.first_table,
        tables=row.tables,
        code=row.code,
        by=row.by_id,
        rounds=row.rounds,
        minutes=row.minutes,
        phase=row.phase,
        round=row.round,
        ends_at=row.ends_at,
        paused_left=None if row.paused_left is None else row.paused_left / 1000,
        here=here.get(row.id, 0),
        opened_at=row.opened_at,
        version=row.version,
    )


def talk_list(conference: str) -> TalkList:
    """Return the conference's hosted talks, the newest first."""
    rows = list(
        db.session.scalars(
            select(Talk)
            .where(Talk.conference == conference, Talk.mode != Mode.OPEN)
            .order_by(Talk.opened_at.desc(), Talk.id)
            .limit(LISTED)
        )
    )
    here = count_here([row.id for row in rows])
    return TalkList(
        number=number_of(conference, "feed"),
        talks_number=number_of(conference, "talks"),
        talks=tuple(_view(row, here) for row in rows),
    )


def table_views(row: Talk, tables: Iterable[Table]) -> list[TableView]:
    """Return tables of one round with their people, in a few queries for every ten."""
    kept = tables_kept(row)
    return [view for some in in_turns(tables, AT_ONCE) for view in _table_views(row, some, kept)]


def _table_views(row: Talk, wanted: list[Table], kept: Mapping[uuid.UUID, int]) -> list[TableView]:
    seating = chairs_by_table(row, wanted[0].round, [table.id for table in wanted])
    people = [chair.person_id for table in wanted for chair in seating[table.id]]
    known = cards(row.conference, people)
    openings = opening_lines(row.conference, people)
    deck, offers = deck_of(row), offers_in(row.conference)
    written = written_at([table for table in wanted if table.writes])
    lines = lines_of(wanted)
    there = {at: [chair.person_id for chair in chairs] for at, chairs in seating.items()}
    stories = stories_on(row.conference, wanted, there)

    def view(table: Table) -> TableView:
        chairs, story = seating[table.id], stories.get(table.id)
        spoken = sorted((chair.spoke, chair.person_id) for chair in chairs if chair.spoke)
        return TableView(
            id=table.id,
            talk_id=row.id,
            round=table.round,
            number=table.number,
            people=tuple(
                Neighbour(person=known[chair.person_id], opening=openings.get(chair.person_id))
                for chair in chairs
                if chair.person_id in known
            ),
            prompt=as_prompt(table, story) if story else prompt_on(table, deck, row.seed),
            turn=whose_turn(table, chairs),
            turn_left=None if table.turn_left is None else table.turn_left / 1000,
            spoken=tuple(person_id for _, person_id in spoken),
            written=written_round(table, chairs, written) if table.writes else None,
            stays=tuple(
                chair.person_id for chair in chairs if kept.get(chair.person_id) == table.number
            ),
            takeaway=lines.get(table.id),
            story=story,
            quiet=Offer.QUIET in offers.get(table.number, ()),
            version=table.version,
        )

    return [view(table) for table in wanted]


def snapshot(row: Talk, viewer: Person) -> TalkSnapshot:
    """Return a talk as one attendee sees it."""
    check_in = db.session.get(CheckIn, (row.id, viewer.id))
    table = None
    if row.phase in SEATED_PHASES:
        table = seated_table(row.id, row.round, viewer.id)
    return TalkSnapshot(
        number=number_of(row.conference, f"talk:{row.id}"),
        person_number=number_of(row.conference, f"person:{viewer.id}"),
        talk=view_of(row),
        here=check_in is not None,
        listens=check_in is not None and check_in.listens,
        table=table_views(row, [table])[0] if table else None,
        table_number=number_of(row.conference, f"table:{table.id}") if table else 0,
        waiting=waiting_of(row, viewer.id) if check_in and not table else None,
        announcement=announcement_of(row),
    )


def guests(row: Talk, only: Iterable[uuid.UUID] | None = None) -> tuple[Guest, ...]:
    """Return those who are checked in, or of them those in `only`, as hosts see them."""
    numbers, next_tables = table_numbers(row), promised(row, row.round + 1)
    statement = (
        select(Person, CheckIn.at, CheckIn.locked, has_phone())
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id)
        .order_by(CheckIn.at, Person.id)
    )
    if only is not None:
        statement = statement.where(Person.id.in_(list(only)))
    return tuple(
        Guest(
            person=card_of(person),
            since=at,
            table=numbers.get(person.id),
            locked=locked,
            promised=next_tables.get(person.id),
            phone=phone,
        )
        for some in in_turns(db.session.execute(statement.execution_options(yield_per=50)), 50)
        for person, at, locked, phone in some
    )


def report_of(row: Talk) -> SeatingReport | None:
    """Return how good the present seating is, or None where nothing is known of it."""
    if row.plan is None:
        return None
    told = row.plan["report"]
    return SeatingReport(
        repeats=told["repeats"],
        unavoidable=told["repeats_bound"],
        advice=tuple(say(f"advice.{one['key']}", **one["params"]) for one in told["advice"]),
    )


def room(row: Talk) -> RoomSnapshot:
    """Return the room as hosts see it."""
    return RoomSnapshot(
        number=number_of(row.conference, f"talk-hosts:{row.id}"),
        talk_number=number_of(row.conference, f"talk:{row.id}"),
        talk=view_of(row),
        people=guests(row),
        tables=heads(row),
        report=report_of(row),
        act=last_act(row),
        announcement=announcement_of(row),
    )
