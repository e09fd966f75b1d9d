"""Reading who is here and who sits where."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from server.database import in_turns
from server.extensions import db
from server.people.pairs import blocked_pairs
from server.tables.clock import Phase
from server.tables.domain import TableHeads
from server.tables.models import Apart, CheckIn, Seat, Table, Talk

AT_ONCE = 200  # people read, before others are served
PAIRS_AT_ONCE = 1_000  # likewise


class Chair(NamedTuple):
    """A taken chair. `spoke`: the how-manieth turn its person's was, once it is over."""

    person_id: uuid.UUID
    spoke: int | None


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


def seat_of(row: Talk, person_id: uuid.UUID) -> Seat:
    """Return the chair in which somebody sits in the present round. They must have one."""
    return db.session.scalars(
        select(Seat).where(
            Seat.talk_id == row.id,
            Seat.round == row.dealt_round,
            Seat.person_id == person_id,
            Seat.until.is_(None),
        )
    ).one()


def seats_of(table_id: uuid.UUID) -> list[Seat]:
    """Return the taken chairs of a table, in the order of turns."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.table_id == table_id, Seat.until.is_(None))
            .order_by(Seat.listens, Seat.chair)
        )
    )


def people_at(table_id: uuid.UUID) -> list[uuid.UUID]:
    """Return who sits at a table, in the order of turns."""
    return [seat.person_id for seat in seats_of(table_id)]


def tables_of(row: Talk) -> list[Table]:
    """Return the tables of the present round, by number."""
    return list(
        db.session.scalars(
            select(Table)
            .where(Table.talk_id == row.id, Table.round == row.dealt_round)
            .order_by(Table.number)
        )
    )


def chairs_by_table(
    row: Talk, round_number: int, tables: Iterable[uuid.UUID] | None = None
) -> dict[uuid.UUID, list[Chair]]:
    """Return the taken chairs of each table of a round, or of these, in the order of turns."""
    seating: dict[uuid.UUID, list[Chair]] = defaultdict(list)
    statement = (
        select(Seat.table_id, Seat.person_id, Seat.spoke)
        .where(Seat.talk_id == row.id, Seat.round == round_number, Seat.until.is_(None))
        .order_by(Seat.table_id, Seat.listens, Seat.chair)
    )
    if tables is not None:
        statement = statement.where(Seat.table_id.in_(list(tables)))
    rows = db.session.execute(statement)
    for table_id, person_id, spoke in rows:
        seating[table_id].append(Chair(person_id, spoke))
    return seating


def people_by_table(row: Talk, round_number: int) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Return who sits at which table of a round, in the order of turns."""
    seating: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for table_id, chairs in chairs_by_table(row, round_number).items():
        seating[table_id] = [chair.person_id for chair in chairs]
    return seating


def seating(row: Talk) -> list[list[str]]:
    """Return who sits at each table of the present round, as the planner takes it."""
    rows = db.session.execute(
        select(Table.number, Seat.person_id)
        .join(Seat, Seat.table_id == Table.id)
        .where(Seat.talk_id == row.id, Seat.round == row.dealt_round, Seat.until.is_(None))
        .order_by(Table.number, Seat.listens, Seat.chair)
    )
    there: dict[int, list[str]] = defaultdict(list)
    for number, person_id in rows:
        there[number].append(str(person_id))
    return list(there.values())


def roster(row: Talk) -> list[uuid.UUID]:
    """Return who is checked in, in the order in which they came."""
    people = db.session.scalars(
        select(CheckIn.person_id)
        .where(CheckIn.talk_id == row.id)
        .order_by(CheckIn.at, CheckIn.person_id)
        .execution_options(yield_per=AT_ONCE)
    )
    return [person for some in in_turns(people, AT_ONCE) for person in some]


def is_here(talk_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Say whether somebody is checked in."""
    return db.session.get(CheckIn, (talk_id, person_id)) is not None


def locks(row: Talk) -> dict[uuid.UUID, int]:
    """Return to which table each of those is locked whom a host wants to stay at one."""
    rows = db.session.execute(
        select(CheckIn.person_id, CheckIn.locked).where(
            CheckIn.talk_id == row.id, CheckIn.locked.is_not(None)
        )
    )
    return {person_id: number for person_id, number in rows if number is not None}


def kept_apart(row: Talk) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return every pair that must not share a table in this talk: blocked, or parted in it."""
    rows = db.session.execute(
        select(Apart.person_id, Apart.other_id).where(Apart.talk_id == row.id)
    )
    return blocked_pairs(row.conference) | {(one, other) for one, other in rows}


def heads(row: Talk) -> tuple[TableHeads, ...]:
    """Return how many sit at each table of the present round."""
    rows = db.session.execute(
        select(Table.number, func.count(Seat.person_id))
        .outerjoin(Seat, and_(Seat.table_id == Table.id, Seat.until.is_(None)))
        .where(Table.talk_id == row.id, Table.round == row.dealt_round)
        .group_by(Table.number)
        .order_by(Table.number)
    )
    return tuple(TableHeads(number=number, heads=count) for number, count in rows)


def table_numbers(row: Talk) -> dict[uuid.UUID, int]:
    """Return the number of everybody's table in the present round."""
    rows = db.session.execute(
        select(Seat.person_id, Table.number)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id, Seat.round == row.dealt_round, Seat.until.is_(None))
        .execution_options(yield_per=AT_ONCE)
    )
    return {person: number for some in in_turns(rows, AT_ONCE) for person, number in some}


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


def settled_elsewhere(row: Talk) -> list[uuid.UUID]:
    """Return those checked in to a talk that is over who are checked in to one that is not."""
    other = aliased(CheckIn)
    return list(
        db.session.scalars(
            select(CheckIn.person_id)
            .join(other, other.person_id == CheckIn.person_id)
            .join(Talk, Talk.id == other.talk_id)
            .where(CheckIn.talk_id == row.id, Talk.id != row.id, Talk.phase != Phase.ENDED)
            .order_by(CheckIn.person_id)
        )
    )


def count_here(talks: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many are checked in to each of these talks, leaving out those with nobody."""
    rows = db.session.execute(
        select(CheckIn.talk_id, func.count())
        .where(CheckIn.talk_id.in_(talks))
        .group_by(CheckIn.talk_id)
    )
    return dict(rows.all())


def at_once(one: Seat, other: Seat) -> bool:
    """Say whether two sat at their table at the same time."""
    return not (
        (one.until is not None and one.until <= other.since)
        or (other.until is not None and other.until <= one.since)
    )


def as_text(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> list[tuple[str, str]]:
    """Return pairs of people as the planner and its child process take them."""
    return [
        (str(one), str(other)) for some in in_turns(pairs, PAIRS_AT_ONCE) for one, other in some
    ]
