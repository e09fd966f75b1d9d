"""Which table of the hall each table of a round is, for a talk."""

from __future__ import annotations

from server.tables.domain import Offer
from server.tables.hall.access import Access, staying_now
from server.tables.hall.numbered import Tables, numbered
from server.tables.hall.places import with_room
from server.tables.hall.tables_in_use import numbers_taken
from server.tables.models import Talk
from server.tables.room.waiting import promised
from server.tables.seats import as_text, kept_apart


def in_hall(row: Talk, tables: Tables, round_number: int) -> dict[int, list[str]]:
    """Return who sits at which table of the hall in a round that is not dealt yet, by number."""
    access = Access.of(row)
    stay = staying_now(row, access, tables)
    told = {str(person): number for person, number in promised(row, round_number).items()}
    apart = as_text(kept_apart(row)) if stay or told or access.needs else ()
    hall = numbered(
        tables,
        stay,
        promised=told,
        apart=apart,
        first=row.first_table,
        taken=numbers_taken(row),
        last=[number for number, offers in access.offers.items() if Offer.QUIET in offers],
        most=row.tables,
    )
    if not access.needs:
        return hall
    return with_room(hall, access.needs, told | stay, chairs=row.largest, apart=apart)
