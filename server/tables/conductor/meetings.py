"""Writing down who has met in a round, once it has been talked through.

A whole hall is too much to be written at once, so it is done by and by. Each table knows whether
it has been, by what the same transaction wrote: so it may be interrupted anywhere, or be done
twice at once, and everybody has met once.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from server import clock
from server.database import PAUSE, in_turns, writing
from server.extensions import db
from server.people import ties
from server.people.domain import ordered
from server.tables import queries
from server.tables.models import Seat, Table, Talk
from server.tables.room.console import Happened
from server.tables.room.log import entries, note_each, strike
from server.tables.seats import at_once, heads
from server.work.due import schedule

MEETINGS = "tables.meetings"
AT_ONCE = 15  # tables in one transaction
READ_AT_ONCE = 100  # tables, where nothing is written

Pairs = set[tuple[UUID, UUID]]


def hold(row: Talk) -> None:
    """Note that the present round of a locked talk is over; who sat together there has met."""
    of_round = Table.talk_id == row.id, Table.round == row.round, Table.met.is_not(None)
    known = [met for met in db.session.scalars(select(Table.met).where(*of_round)) if met]
    counts = {key: sum(met[key] for met in known) for key in ("new", "again")}
    sitting = sum(table.heads for table in heads(row))
    note_each(row, Happened.HELD, [{"round": row.round, **counts, "sitting": sitting}])
    _write_down(row)


def resume(row: Talk) -> None:
    """Take it back that those of the present round have met: it goes on after all."""
    strike(row, Happened.HELD)
    _write_down(row)


def remember_when_due(conference: str, key: str) -> None:
    """Write down what is left to be. Run twice, it is written once."""
    remember(conference, UUID(key))


def remember(conference: str, talk_id: UUID) -> None:
    """Write down who has met, and who has not after all, as far as that is left to be done."""
    more = True
    while more:
        with writing(db.session):
            more = write_some(queries.talk(conference, talk_id, lock=True))
        if more:
            time.sleep(PAUSE)


def write_some(row: Talk) -> bool:
    """Write down who has met at some tables of a locked talk; say whether more are left."""
    held = {entry.params["round"]: entry for entry in entries(row, Happened.HELD)}
    left = list(db.session.scalars(_left(row, held).limit(AT_ONCE + 1)))
    some = left[:AT_ONCE]
    pairs = _pairs_at(some)
    new = ties.met(row.conference, _all(pairs, (one for one in some if one.round in held)))
    ties.unmet(row.conference, _all(pairs, (one for one in some if one.round not in held)))
    for table in some:
        entry = held.get(table.round)
        if entry is None:
            table.met = None
            continue
        first = len(pairs[table.id] & new)
        table.met = {"new": first, "again": len(pairs[table.id]) - first}
        entry.params = entry.params | {
            key: entry.params[key] + count for key, count in table.met.items()
        }
    db.session.flush()
    return len(left) > AT_ONCE


def settle(table: Table) -> None:
    """Before seats change in the round of a table, take back all that was written down of it.

    That is left to be done only for a moment after a round that was over was resumed.
    """
    of_round = Table.talk_id == table.talk_id, Table.round == table.round, Table.met.is_not(None)
    if db.session.scalar(select(Table.id).where(*of_round).limit(1)) is not None:
        row = db.session.get_one(Talk, table.talk_id)
        while write_some(row):
            pass


def not_written(row: Talk) -> Pairs:
    """Return the pairs who have met in a talk, of whom that is to be written down yet."""
    held = [entry.params["round"] for entry in entries(row, Happened.HELD)]
    left = db.session.scalars(_left(row, held).where(Table.met.is_(None)))
    return {
        pair
        for some in in_turns(left, READ_AT_ONCE)
        for there in _pairs_at(some).values()
        for pair in there
    }


def _write_down(row: Talk) -> None:
    db.session.flush()
    if write_some(row):
        schedule(row.conference, MEETINGS, str(row.id), clock.now())


def _left(row: Talk, held: Iterable[int]) -> Select[Table]:
    """Return the tables of a talk of which it is not written down as it is."""
    is_over = Table.round.in_(list(held))
    wrong = or_(is_over & Table.met.is_(None), ~is_over & Table.met.is_not(None))
    return select(Table).where(Table.talk_id == row.id, wrong).order_by(Table.round, Table.number)


def _pairs_at(tables: Collection[Table]) -> dict[UUID, Pairs]:
    """Return who sat at each of these tables of a talk at the same time, whoever left early.

    Two who sat together at two tables of a round, one after the other, are a pair of that with
    the lower number only.
    """
    if not tables:
        return {}
    there: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in db.session.scalars(
        select(Seat).where(Seat.table_id.in_([one.id for one in tables]))
    ):
        there[seat.table_id].append(seat)
    pairs = {table.id: _pairs(there[table.id]) for table in tables}
    for table, before in _tables_before(tables):
        pairs[table.id] -= _pairs(before)
    return pairs


def _tables_before(tables: Collection[Table]) -> Iterator[tuple[Table, list[Seat]]]:
    """Yield the seats that people of these tables had at one with a lower number in that round."""
    (talk_id,) = {table.talk_id for table in tables}
    ids = [table.id for table in tables]
    moved = (
        select(Seat.round, Seat.person_id)
        .where(Seat.talk_id == talk_id, Seat.round.in_({table.round for table in tables}))
        .where(Seat.person_id.in_(select(Seat.person_id).where(Seat.table_id.in_(ids))))
        .group_by(Seat.round, Seat.person_id)
        .having(func.count() > 1)
        .subquery()
    )
    at: dict[tuple[int, int], list[Seat]] = defaultdict(list)
    for seat, number in db.session.execute(
        select(Seat, Table.number)
        .join(moved, (moved.c.round == Seat.round) & (moved.c.person_id == Seat.person_id))
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == talk_id)
    ):
        at[seat.round, number].append(seat)
    for table in tables:
        for (round_, number), seats in at.items():
            if round_ == table.round and number < table.number:
                yield table, seats


def _pairs(seats: Iterable[Seat]) -> Pairs:
    return {
        ordered(one.person_id, other.person_id)
        for one, other in combinations(seats, 2)
        if at_once(one, other)
    }


def _all(pairs: Mapping[UUID, Pairs], tables: Iterable[Table]) -> Pairs:
    return {pair for table in tables for pair in pairs[table.id]}
