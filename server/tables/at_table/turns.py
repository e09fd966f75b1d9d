"""Whose turn it is at a table.

Turns go by chair; whoever would rather listen first comes after the others. A turn that has begun
stays with its person, whoever comes or goes meanwhile, until somebody at the table ends it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from server import clock
from server.extensions import db
from server.tables.clock import Phase
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.seats import Chair

MILLISECOND = timedelta(milliseconds=1)
T = TypeVar("T")


def in_turn(row: Talk, number: int, people: Iterable[T]) -> list[T]:
    """Return the people of a table of the present round in an order of chance, always the same."""
    shuffled = list(people)
    random.Random(f"{row.seed}/{row.round}/{number}").shuffle(shuffled)
    return shuffled


def whose_turn(table: Table, chairs: Sequence[Seat | Chair]) -> UUID | None:
    """Return whose turn it is. None once everybody has had one.

    chairs: the taken ones of the table, in the order of turns.
    """
    to_come = [chair.person_id for chair in chairs if chair.spoke is None]
    return table.turn_id if table.turn_id in to_come else next(iter(to_come), None)


def pass_on(row: Talk, table: Table, chairs: Sequence[Seat]) -> None:
    """Note whose turn it is now, and from when, if that has changed."""
    turn = whose_turn(table, chairs)
    if turn != table.turn_id:
        table.turn_id = turn
        table.turn_left = time_left(row) if row.phase is Phase.TALKING else None


def time_left(row: Talk) -> int | None:
    """Return the milliseconds left of a talk's phase, or None where no time counts."""
    if row.ends_at is None:
        return row.paused_left
    return max(row.ends_at - clock.now(), timedelta()) // MILLISECOND


def listeners(row: Talk) -> set[UUID]:
    """Return those who would rather listen first in this talk."""
    chosen = select(CheckIn.person_id).where(CheckIn.talk_id == row.id, CheckIn.listens)
    return set(db.session.scalars(chosen))
