"""What came of a talk, counted from its log, for those who conducted it."""

from __future__ import annotations

from sqlalchemy import func, select

from server.extensions import db
from server.people.pairs import met_pairs
from server.tables.at_table.takeaways import how_many
from server.tables.conductor.meetings import not_written
from server.tables.models import Seat, Table, Talk
from server.tables.room.console import Happened, TalkSummary
from server.tables.room.log import entries

ARRIVALS = {Happened.CAME_LATE, Happened.ADDED, Happened.CHECKED_IN}


def summary(row: Talk) -> TalkSummary:
    """Return what has come of a talk so far: rounds that were talked through count."""
    held = [entry.params for entry in entries(row, Happened.HELD)]
    dealt = entries(row, Happened.DEALT)
    seats = {entry.params["round"]: entry.params["people"] for entry in dealt}
    begun = [entry.number for entry in dealt if entry.params["round"] == 1]
    late = [entry for entry in entries(row, *ARRIVALS) if entry.number > max(begun, default=0)]
    to_come = not_written(row)
    first = len(to_come - met_pairs(row.conference).keys()) if to_come else 0
    return TalkSummary(
        planned=row.rounds,
        held=len(held),
        people=_count(row, Seat.person_id),
        tables=_count(row, Table.number),
        new_pairs=sum(told["new"] for told in held) + first,
        repeats=sum(told["again"] for told in held) + len(to_come) - first,
        empty_chairs=sum(max(0, seats[told["round"]] - told["sitting"]) for told in held),
        late=len(late) if begun else 0,
        takeaways=how_many(row),
    )


def _count(row: Talk, what: object) -> int:
    """Count the different people, or tables, of a talk in all its rounds."""
    seats = (
        select(func.count(func.distinct(what)))
        .select_from(Seat)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id, Seat.round <= row.rounds_dealt)
    )
    return db.session.scalar(seats) or 0
