"""What came of a talk, counted from its log, for those who conducted it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from server.extensions import db
from server.tables.at_table.takeaways import how_many
from server.tables.models import Seat, Table, Talk, TalkEntry
from server.tables.room.console import Happened, TalkSummary

ARRIVALS = {Happened.CAME_LATE, Happened.ADDED, Happened.CHECKED_IN}


def summary(row: Talk) -> TalkSummary:
    """Return what has come of a talk so far: rounds that were talked through count."""
    held = [entry.params for entry in _entries(row, Happened.HELD)]
    dealt = list(_entries(row, Happened.DEALT))
    seats = {entry.params["round"]: entry.params["people"] for entry in dealt}
    begun = [entry.number for entry in dealt if entry.params["round"] == 1]
    late = [entry for entry in _entries(row, *ARRIVALS) if entry.number > max(begun, default=0)]
    return TalkSummary(
        planned=row.rounds,
        held=len(held),
        people=_count(row, Seat.person_id),
        tables=_count(row, Table.number),
        new_pairs=sum(told["new"] for told in held),
        repeats=sum(told["again"] for told in held),
        empty_chairs=sum(max(0, seats[told["round"]] - told["sitting"]) for told in held),
        late=len(late) if begun else 0,
        takeaways=how_many(row),
    )


def _entries(row: Talk, *kinds: Happened) -> Iterable[TalkEntry]:
    wanted = select(TalkEntry).where(TalkEntry.talk_id == row.id, TalkEntry.kind.in_(kinds))
    return db.session.scalars(wanted.order_by(TalkEntry.number))


def _count(row: Talk, what: object) -> int:
    """Count the different people, or tables, of a talk in all its rounds."""
    seats = (
        select(func.count(func.distinct(what)))
        .select_from(Seat)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id)
    )
    return db.session.scalar(seats) or 0
