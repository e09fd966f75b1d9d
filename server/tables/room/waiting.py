"""Those who are here and have no chair in a round: who they are, and whose turn it is next.

The talk's log says who waited in which round. Whoever found a chair in it after all did not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from server.extensions import db
from server.tables.domain import Waiting, WhyWaiting
from server.tables.hall.tables_in_use import tables_there_are
from server.tables.models import CheckIn, Seat, Talk, TalkEntry
from server.tables.room.console import Happened
from server.tables.room.log import note_each
from server.tables.seats import count_here, roster


class Wait(NamedTuple):
    """Somebody had no chair in a round, and why."""

    person_id: UUID
    round: int
    why: WhyWaiting


def have_wait(
    row: Talk, people: Iterable[UUID], why: WhyWaiting, *, table: int | None = None
) -> None:
    """Note that these people have no chair in the present round of a locked talk.

    table: the one in the next round that they are promised.
    """
    params = {"round": row.round, "why": why.value, "table": table}
    note_each(row, Happened.WAITS, [{"person": person, **params} for person in people])


def rested(row: Talk) -> Counter[UUID]:
    """Return in how many rounds before the present one people have waited."""
    return Counter(wait.person_id for wait in _waits(row) if wait.round < row.round)


def rested_lately(row: Talk) -> set[UUID]:
    """Return who waited in the round before the present one."""
    return {wait.person_id for wait in _waits(row) if wait.round == row.round - 1}


def waiting_now(row: Talk) -> list[UUID]:
    """Return who waits in the present round, who did so most often first."""
    now = {wait.person_id for wait in _waits(row) if wait.round == row.round}
    if not now:
        return []
    turns = rested(row)
    return sorted((one for one in roster(row) if one in now), key=lambda one: -turns[one])


def without_chair(row: Talk) -> list[UUID]:
    """Return who is here and has no seat in the present round, in the order in which they came."""
    return list(
        db.session.scalars(
            select(CheckIn.person_id)
            .outerjoin(Seat, _seat_of_round(row))
            .where(CheckIn.talk_id == row.id, Seat.person_id.is_(None))
            .order_by(CheckIn.at, CheckIn.person_id)
        )
    )


def without_person(row: Talk) -> list[UUID]:
    """Return who has a seat in the present round and is here no more."""
    return list(
        db.session.scalars(
            select(Seat.person_id)
            .outerjoin(CheckIn, _seat_of_round(row))
            .where(Seat.talk_id == row.id, Seat.round == row.round, Seat.until.is_(None))
            .where(CheckIn.person_id.is_(None))
            .order_by(Seat.person_id)
        )
    )


def waiting_of(row: Talk, person_id: UUID) -> Waiting | None:
    """Return why somebody has no chair in the present round; None where they do not wait."""
    now = {wait.person_id: wait.why for wait in _waits(row) if wait.round == row.round}
    if person_id not in now:
        return None
    tables = tables_there_are(row)
    chairs = len(now) if tables is None else tables * row.largest
    here = count_here([row.id]).get(row.id, 0)
    return Waiting(
        why=now[person_id],
        first=len(now) <= min(chairs, here),
        table=promised(row, row.round + 1).get(person_id),
    )


def promised(row: Talk, round_number: int) -> dict[UUID, int]:
    """Return by number the tables that those have been promised for a round who waited before."""
    return {
        UUID(told["person"]): told["table"]
        for told in _noted(row)
        if told["round"] == round_number - 1 and told["table"] is not None
    }


def _noted(row: Talk) -> Iterable[dict[str, Any]]:
    return db.session.scalars(
        select(TalkEntry.params)
        .where(TalkEntry.talk_id == row.id, TalkEntry.kind == Happened.WAITS)
        .order_by(TalkEntry.number)
    )


def _waits(row: Talk) -> set[Wait]:
    """Return who waited in which round of a talk."""
    waits = {
        Wait(UUID(told["person"]), told["round"], WhyWaiting(told["why"])) for told in _noted(row)
    }
    if not waits:
        return waits
    seats = db.session.execute(
        select(Seat.person_id, Seat.round)
        .where(Seat.talk_id == row.id, Seat.round <= row.rounds_dealt)
        .where(Seat.person_id.in_({wait.person_id for wait in waits}))
    )
    sat = {(person_id, number) for person_id, number in seats}
    return {wait for wait in waits if (wait.person_id, wait.round) not in sat}


def _seat_of_round(row: Talk) -> ColumnElement[bool]:
    return and_(
        Seat.talk_id == CheckIn.talk_id,
        Seat.person_id == CheckIn.person_id,
        Seat.round == row.round,
        Seat.until.is_(None),
    )
