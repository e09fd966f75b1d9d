"""Which table of the hall each table of a round is, for a talk."""

from __future__ import annotations

from server.tables.hall import Tables, numbered
from server.tables.models import Talk
from server.tables.seats import as_text, kept_apart
from server.tables.staying import tables_kept
from server.tables.tables_in_use import numbers_taken
from server.tables.waiting import promised


def in_hall(row: Talk, tables: Tables, round_number: int) -> dict[int, list[str]]:
    """Return who sits at which table of the hall in a round that is not dealt yet, by number."""
    locked = {str(person): number for person, number in tables_kept(row).items()}
    told = {str(person): number for person, number in promised(row, round_number).items()}
    return numbered(
        tables,
        locked,
        promised=told,
        apart=as_text(kept_apart(row)) if locked or told else (),
        first=row.first_table,
        taken=numbers_taken(row),
    )
