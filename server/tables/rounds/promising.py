"""A latecomer's table in the next round: planned now, so that it can be named. Nothing commits."""

from __future__ import annotations

from uuid import UUID

from server.tables.hall.numbering import in_hall
from server.tables.models import Talk
from server.tables.room.sitting import Pairs, best_table
from server.tables.seats import roster


def promise_table(row: Talk, person_id: UUID) -> int | None:
    """Put somebody into the next round as it is planned; return the number of their table in it.

    From then on they sit there, unless a host or a block is against it. None where no number can
    be promised: in the last round, while nothing is planned, or when every chair is taken.
    """
    if row.plan is None or not row.plan["seatings"]:
        return None
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
