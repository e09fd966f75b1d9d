"""Who comes to be seated, as an organiser's list says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from server.spreadsheets import Remark, Unreadable, listed
from server.spreadsheets import read_people as read_list
from server.tables.seating.traits import Known

COLUMNS = ("id", "name", "backgrounds", "organisation", "languages", "host")
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", "", "-"}


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody on the list. `name` is the id where no name is given; `host`: stays at a table."""

    id: str
    name: str
    backgrounds: tuple[str, ...] = ()
    organisation: str | None = None
    languages: tuple[str, ...] = ()
    host: bool = False

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Attendee:
        """Return somebody as `dataclasses.asdict` and JSON wrote them."""
        lists = {key: tuple(values.get(key, ())) for key in ("backgrounds", "languages")}
        return cls(**{**values, **lists})

    def known(self) -> Known:
        """Return what the planner knows of them. The first background counts; case does not."""
        return Known(
            background=next(map(_alike, self.backgrounds), None),
            organisation=_alike(self.organisation or "") or None,
            languages=[_alike(language) for language in self.languages],
        )


def read_people(path: Path, remark: Remark) -> list[Attendee]:
    """Return the people of a file with the columns COLUMNS, of which `id` must be there.

    remark: is told of columns that nothing is known of, and that are not read therefore.
    Raises Unreadable.
    """
    return read_list(path, remark, COLUMNS, partial(_attendee, path))


def _attendee(path: Path, line: int, row: Mapping[str, str]) -> Attendee:
    host = row.get("host", "").casefold()
    if host not in YES | NO:
        raise Unreadable(path, line, f"host is yes or no, not {row['host']}.")
    return Attendee(
        id=row["id"],
        name=row.get("name") or row["id"],
        backgrounds=listed(row.get("backgrounds", "")),
        organisation=row.get("organisation") or None,
        languages=listed(row.get("languages", "")),
        host=host in YES,
    )


def _alike(word: str) -> str:
    return word.casefold()
