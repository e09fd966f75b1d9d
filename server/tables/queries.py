"""Reading talks, and the guarded doors to them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from server.errors import not_found
from server.extensions import db
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.queries import card_of, cards
from server.realtime.publish import number_of
from server.stories.queries import opening_lines
from server.tables.clock import Phase
from server.tables.decks import decks
from server.tables.domain import (
    Companion,
    Company,
    Guest,
    Neighbour,
    RoomSnapshot,
    TableHeads,
    TableView,
    TalkList,
    TalkSnapshot,
    TalkView,
)
from server.tables.models import CheckIn, Seat, Table, Talk
from server.web.rights import Caller, Role

LISTED = 30


def talk(conference: str, talk_id: uuid.UUID, *, lock: bool = False) -> Talk:
    """Return a talk of this conference. Raises not-found."""
    found = db.session.get(Talk, talk_id, with_for_update=lock, populate_existing=lock)
    if found is None or found.conference != conference:
        raise not_found()
    return found


def present_talk(conference: str) -> Talk | None:
    """Return the talk that is on, else the newest that gathers, else None."""
    rows = list(
        db.session.scalars(
            select(Talk)
            .where(Talk.conference == conference, Talk.phase != Phase.ENDED)
            .order_by(Talk.opened_at.desc(), Talk.id)
        )
    )
    running = [row for row in rows if row.phase is not Phase.GATHERING]
    return next(iter(running or rows), None)


def seated_table(talk_id: uuid.UUID, round_number: int, person_id: uuid.UUID) -> Table | None:
    """Return the table at which somebody sits in a round, or None."""
    return db.session.scalar(
        select(Table)
        .join(Seat, Seat.table_id == Table.id)
        .where(
            Seat.talk_id == talk_id,
            Seat.round == round_number,
            Seat.person_id == person_id,
            Seat.until.is_(None),
        )
    )


def table_for(caller: Caller, table_id: uuid.UUID) -> Table:
    """Return a table at which the caller sits or sat to the end. Raises not-found for others."""
    found = db.session.scalar(
        select(Table)
        .join(Seat, Seat.table_id == Table.id)
        .where(Table.id == table_id, Seat.person_id == caller.id, Seat.until.is_(None))
    )
    if found is None:
        raise not_found()
    return found


def seats_of(table_id: uuid.UUID) -> list[Seat]:
    """Return the taken chairs of a table, in the order of turns."""
    return list(
        db.session.scalars(
            select(Seat).where(Seat.table_id == table_id, Seat.until.is_(None)).order_by(Seat.chair)
        )
    )


def tables_of(row: Talk) -> list[Table]:
    """Return the tables of the present round, by number."""
    return list(
        db.session.scalars(
            select(Table)
            .where(Table.talk_id == row.id, Table.round == row.round)
            .order_by(Table.number)
        )
    )


def people_by_table(row: Talk, round_number: int) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Return who sits at which table of a round, in the order of turns."""
    seating: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    rows = db.session.execute(
        select(Seat.table_id, Seat.person_id)
        .where(Seat.talk_id == row.id, Seat.round == round_number, Seat.until.is_(None))
        .order_by(Seat.table_id, Seat.chair)
    )
    for table_id, person_id in rows:
        seating[table_id].append(person_id)
    return seating


def sat_together(row: Talk, round_number: int) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return the pairs who sat at one table of a round at the same time, whoever left early."""
    seats: dict[uuid.UUID, list[Seat]] = defaultdict(list)
    for seat in db.session.scalars(
        select(Seat).where(Seat.talk_id == row.id, Seat.round == round_number)
    ):
        seats[seat.table_id].append(seat)
    return {
        (one.person_id, other.person_id)
        for there in seats.values()
        for one, other in combinations(there, 2)
        if _at_once(one, other)
    }


def roster(row: Talk) -> list[uuid.UUID]:
    """Return who is checked in, in the order in which they came."""
    return list(
        db.session.scalars(
            select(CheckIn.person_id)
            .where(CheckIn.talk_id == row.id)
            .order_by(CheckIn.at, CheckIn.person_id)
        )
    )


def is_here(talk_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Say whether somebody is checked in."""
    return db.session.get(CheckIn, (talk_id, person_id)) is not None


def view_of(row: Talk) -> TalkView:
    """Return a talk and its clock as everybody sees them."""
    return _view(row, _count_here([row.id]))


def _view(row: Talk, here: Mapping[uuid.UUID, int]) -> TalkView:
    return TalkView(
        id=row.id,
        title=row.title,
        deck=row.deck,
        deck_title=decks()[row.deck].title,
        size=row.size,
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
    """Return the conference's talks, the newest first."""
    rows = list(
        db.session.scalars(
            select(Talk)
            .where(Talk.conference == conference)
            .order_by(Talk.opened_at.desc(), Talk.id)
            .limit(LISTED)
        )
    )
    here = _count_here([row.id for row in rows])
    return TalkList(
        number=number_of(conference, "feed"), talks=tuple(_view(row, here) for row in rows)
    )


def table_views(row: Talk, tables: Iterable[Table]) -> list[TableView]:
    """Return tables of one round with their people, in four queries for any number of tables."""
    wanted = list(tables)
    if not wanted:
        return []
    seating = people_by_table(row, wanted[0].round)
    people = [person_id for table in wanted for person_id in seating[table.id]]
    known = cards(row.conference, people)
    openings = opening_lines(row.conference, people)
    deck = decks()[row.deck]
    return [
        TableView(
            id=table.id,
            talk_id=row.id,
            round=table.round,
            number=table.number,
            people=tuple(
                Neighbour(person=known[person_id], opening=openings.get(person_id))
                for person_id in seating[table.id]
                if person_id in known
            ),
            prompt=deck.dealt(table.card, row.seed),
            version=table.version,
        )
        for table in wanted
    ]


def snapshot(row: Talk, viewer: Person) -> TalkSnapshot:
    """Return a talk as one attendee sees it."""
    table = seated_table(row.id, row.round, viewer.id)
    if row.phase not in {Phase.MOVING, Phase.TALKING}:
        table = None
    return TalkSnapshot(
        number=number_of(row.conference, f"talk:{row.id}"),
        talk=view_of(row),
        here=is_here(row.id, viewer.id),
        table=table_views(row, [table])[0] if table else None,
        table_number=number_of(row.conference, f"table:{table.id}") if table else 0,
    )


def guests(row: Talk, only: Iterable[uuid.UUID] | None = None) -> tuple[Guest, ...]:
    """Return those who are checked in, or of them those in `only`, as hosts see them."""
    numbers = _table_numbers(row)
    statement = (
        select(Person, CheckIn.at)
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id)
        .order_by(CheckIn.at, Person.id)
    )
    if only is not None:
        statement = statement.where(Person.id.in_(list(only)))
    return tuple(
        Guest(person=card_of(person), since=at, table=numbers.get(person.id))
        for person, at in db.session.execute(statement)
    )


def heads(row: Talk) -> tuple[TableHeads, ...]:
    """Return how many sit at each table of the present round."""
    rows = db.session.execute(
        select(Table.number, func.count(Seat.person_id))
        .outerjoin(Seat, and_(Seat.table_id == Table.id, Seat.until.is_(None)))
        .where(Table.talk_id == row.id, Table.round == row.round)
        .group_by(Table.number)
        .order_by(Table.number)
    )
    return tuple(TableHeads(number=number, heads=count) for number, count in rows)


def room(row: Talk) -> RoomSnapshot:
    """Return the room as hosts see it."""
    return RoomSnapshot(
        number=number_of(row.conference, f"talk-hosts:{row.id}"),
        talk=view_of(row),
        people=guests(row),
        tables=heads(row),
    )


def company(row: Talk, viewer: Person) -> Company:
    """Return everybody with whom somebody has sat in this talk, in the order of meeting."""
    mine, theirs = aliased(Seat), aliased(Seat)
    rounds: dict[uuid.UUID, list[int]] = defaultdict(list)
    for my_seat, seat in db.session.execute(
        select(mine, theirs)
        .join(theirs, theirs.table_id == mine.table_id)
        .where(mine.talk_id == row.id, mine.person_id == viewer.id)
        .where(theirs.person_id != viewer.id)
        .order_by(theirs.round, theirs.chair)
    ):
        if _at_once(my_seat, seat):
            rounds[seat.person_id].append(seat.round)
    known = cards(row.conference, rounds.keys() - blocked_with(row.conference, [viewer.id]))
    return Company(
        people=tuple(
            Companion(person=known[person_id], rounds=tuple(when))
            for person_id, when in rounds.items()
            if person_id in known
        )
    )


def door_to_talk(caller: Caller, rest: str) -> None:
    """Let everybody at the conference follow its talks."""
    talk(caller.conference, _id(rest))


def door_to_hosts(caller: Caller, rest: str) -> None:
    """Let hosts follow what only those who conduct hear."""
    if not caller.role.includes(Role.HOST):
        raise not_found()
    talk(caller.conference, _id(rest))


def door_to_table(caller: Caller, rest: str) -> None:
    """Let those who sit at a table hear it."""
    table_for(caller, _id(rest))


def _table_numbers(row: Talk) -> Mapping[uuid.UUID, int]:
    rows = db.session.execute(
        select(Seat.person_id, Table.number)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id, Seat.round == row.round, Seat.until.is_(None))
    )
    return {person_id: number for person_id, number in rows}  # noqa: C416 - rows are not pairs


def others_checked_in_to(row: Talk, person_id: uuid.UUID) -> list[Talk]:
    """Return the other talks, not over yet, that somebody is checked in to; they are locked."""
    return list(
        db.session.scalars(
            select(Talk)
            .join(CheckIn, CheckIn.talk_id == Talk.id)
            .where(CheckIn.person_id == person_id, Talk.id != row.id, Talk.phase != Phase.ENDED)
            .order_by(Talk.id)
            .with_for_update(of=Talk)
        )
    )


def _count_here(talks: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = db.session.execute(
        select(CheckIn.talk_id, func.count())
        .where(CheckIn.talk_id.in_(talks))
        .group_by(CheckIn.talk_id)
    )
    return {talk_id: count for talk_id, count in rows}  # noqa: C416 - rows are not pairs


def _at_once(one: Seat, other: Seat) -> bool:
    """Say whether two sat at their table at the same time."""
    return not (
        (one.until is not None and one.until <= other.since)
        or (other.until is not None and other.until <= one.since)
    )


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise not_found() from None
