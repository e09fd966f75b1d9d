"""A latecomer's table in the next round: chosen now, so that it can be named. Nothing commits."""

from __future__ import annotations

from uuid import UUID

from server.tables.hall.numbering import in_hall
from server.tables.models import Talk
from server.tables.room.sitting import Pairs, best_table, suitable
from server.tables.room.waiting import promised
from server.tables.seats import people_by_table, roster, tables_of


def promise_table(row: Talk, person_id: UUID) -> int | None:
    """Return the number of the table at which somebody sits in the next round, come what may.

    Where that round is planned they are put into the plan. Where it is not, since a host has
    seated people by hand, it is one of the tables of this round: the next has one of that number.
    From then on they sit there, unless a host or a block is against it. None where no number can
    be promised: in the last round, or when every chair is taken.
    """
    if row.round >= row.rounds:
        return None
    if row.plan is None or not row.plan["seatings"]:
        return _as_tables_are(row, person_id)
    person, here = str(person_id), set(map(str, roster(row)))
    planned, *later = row.plan["seatings"]
    tables = [[one for one in there if one in here and one != person] for there in planned]
    chosen = best_table(Pairs.of(row), tables, person_id, row.largest)
    if chosen is None:
        return None
    tables[chosen].append(person)
    row.plan = row.plan | {"seatings": [tables, *later]}
    hall = in_hall(row, [list(there) for there in tables], row.round + 1)
    return next(number for number, there in hall.items() if person in there)


def _as_tables_are(row: Talk, person_id: UUID) -> int | None:
    """Return the table that would have a chair for somebody, and for those who were told before."""
    seating = people_by_table(row, row.dealt_round)
    tables = [table for table in tables_of(row) if seating[table.id]]
    ids = {table.number: table.id for table in tables}
    for other, number in promised(row, row.round + 1).items():
        if other != person_id and number in ids:
            seating[ids[number]].append(other)
    chosen = suitable(row, tables, seating, person_id)
    return None if chosen is None else chosen.number
