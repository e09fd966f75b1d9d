"""Chairs: one for a latecomer, one that is set free, and those who move for it.

Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, or_, select

from server import clock
from server.extensions import db
from server.people.domain import Need
from server.people.models import Person
from server.people.pairs import met_pairs
from server.people.telling import rights_changed
from server.tables.at_table.turns import time_left
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.conductor.meetings import settle
from server.tables.domain import LATE_SEAT_NEEDS, Offer
from server.tables.hall.access import Access
from server.tables.hall.places import chairs_of, unfit
from server.tables.models import Apart, CheckIn, Seat, Table, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.waiting import waiting_now
from server.tables.seating.planner import seat_latecomer
from server.tables.seats import (
    as_text,
    heads,
    kept_apart,
    locks,
    people_by_table,
    seat_of,
    seated_table,
    seats_of,
    tables_of,
)
from server.tables.telling import tell_table


def seat_late(row: Talk, person_id: UUID) -> bool:
    """Give a latecomer a chair at the smallest table; say whether there was one worth having.

    With a minute or less left, or every table full, they wait for the next round.
    """
    if row.phase not in SEATED_PHASES or is_nearly_over(row):
        return False
    seating = people_by_table(row, row.dealt_round)
    tables = [table for table in tables_of(row) if seating[table.id]]
    table = suitable(row, tables, seating, person_id)
    if table is None:
        return False
    sit(table, person_id, next_chair(table))
    tell_table(row, table)
    return True


def seat_waiting(row: Talk) -> list[UUID]:
    """Give a chair that is free to whoever has waited longest; return who has it now."""
    if row.phase in SEATED_PHASES and any(table.heads < row.largest for table in heads(row)):
        for person_id in waiting_now(row):
            if seat_late(row, person_id):
                return [person_id]
    return []


def is_nearly_over(row: Talk) -> bool:
    """Say whether people talk, and for so short a time that nobody comes in any more."""
    return row.phase is Phase.TALKING and (time_left(row) or 0) <= LATE_SEAT_NEEDS * 1000


def free_chair(row: Talk, person_id: UUID) -> list[UUID]:
    """Free somebody's chair in the present round; return those who had to move because of it.

    Whoever would be left alone at the table is given a chair at another one, unless a host has
    put them there, or there might be a step on the way.
    """
    table = seated_table(row.id, row.dealt_round, person_id)
    if table is None or row.phase not in SEATED_PHASES:
        return []
    get_up(row, person_id)
    return close_up(row, table)


def close_up(row: Talk, table: Table) -> list[UUID]:
    """See to a table that somebody has just left; return who had to move because of it."""
    left = seats_of(table.id)
    if len(left) == 1 and len(tables_of(row)) > 1 and not _is_to_stay(row, table, left[0]):
        alone = left[0].person_id
        get_up(row, alone)
        if seat_late(row, alone):
            now = db.session.get_one(Table, seat_of(row, alone).table_id)
            note(row, Happened.RESEATED, person=alone, was=table.number, table=now.number)
            return [alone]
        sit(table, alone, 0)
    tell_table(row, table)
    return []


def forget_person(row: Talk, person_id: UUID) -> None:
    """Delete the chairs that somebody had in past rounds, and with whom they would not sit."""
    db.session.execute(delete(Seat).where(Seat.talk_id == row.id, Seat.person_id == person_id))
    either = or_(Apart.person_id == person_id, Apart.other_id == person_id)
    db.session.execute(delete(Apart).where(Apart.talk_id == row.id, either))


def new_seat(table: Table, person_id: UUID, chair: int, *, listens: bool) -> Seat:
    """Return a seat at a table, taken now."""
    return Seat(
        talk_id=table.talk_id,
        round=table.round,
        person_id=person_id,
        table_id=table.id,
        chair=chair,
        listens=listens,
        spoke=None,
        since=clock.now(),
        until=None,
    )


def next_chair(table: Table) -> int:
    """Return the chair after the last at a table."""
    last = db.session.scalar(select(func.max(Seat.chair)).where(Seat.table_id == table.id))
    return 0 if last is None else last + 1


def sit(table: Table, person_id: UUID, chair: int, *, by_hand: bool = False) -> None:
    """Give somebody a chair, where they may have sat before in this round."""
    here = db.session.get(CheckIn, (table.talk_id, person_id))
    settle(table)
    seat = new_seat(table, person_id, chair, listens=here is not None and here.listens)
    seat.by_hand = by_hand
    db.session.merge(seat)
    db.session.flush()


def get_up(row: Talk, person_id: UUID) -> Seat:
    """Free a chair; who has talked with somebody there stays among those they sat with.

    Whoever gets up hears that table no more.
    """
    seat = seat_of(row, person_id)
    if row.phase is Phase.TALKING:
        seat.until = clock.now()
    else:
        db.session.delete(seat)
    rights_changed(db.session.get_one(Person, person_id))
    db.session.flush()
    return seat


@dataclass(frozen=True)
class Pairs:
    """Who must not sit together, and who has met."""

    blocked: list[tuple[str, str]]
    met: list[tuple[str, str]]

    @classmethod
    def of(cls, row: Talk) -> Pairs:
        """Return the pairs of a talk, as text."""
        return cls(as_text(kept_apart(row)), as_text(met_pairs(row.conference)))


def best_table(
    pairs: Pairs, tables: Iterable[Iterable[object]], person_id: UUID, maximum: int
) -> int | None:
    """Return the index of the table that has a chair for somebody, or None."""
    return seat_latecomer(
        [[str(one) for one in there] for there in tables],
        str(person_id),
        maximum=maximum,
        blocked=pairs.blocked,
        met=pairs.met,
    )


def suitable(
    row: Talk, tables: list[Table], seating: Mapping[UUID, list[UUID]], person_id: UUID
) -> Table | None:
    """Return the table that has a chair for somebody: of those that suit them, if one does."""
    pairs, access = Pairs.of(row), Access.of(row)
    needs = access.of_one(person_id)
    unfits = [unfit(needs, access.offers.get(table.number, ())) for table in tables]
    for how in sorted(set(unfits)):
        there = [
            access.taken(seating[table.id]) if one == how else []
            for table, one in zip(tables, unfits, strict=True)
        ]
        chosen = best_table(pairs, there, person_id, row.largest + 1 - chairs_of(needs))
        if chosen is not None:
            return tables[chosen]
    return None


def _is_to_stay(row: Talk, table: Table, seat: Seat) -> bool:
    if seat.by_hand or seat.person_id in locks(row):
        return True
    access = Access.of(row)
    without_step = Offer.STEP_FREE in access.offers.get(table.number, ())
    return without_step and Need.STEP_FREE in access.of_one(seat.person_id)
