"""Reading who comes, and which pairs there are, from the files that an organiser has.

Spreadsheets write commas, semicolons or tabs, with or without a byte order mark, in UTF-8, UTF-16
or the old encoding of western Windows; all are read. What makes no sense is refused with the file
and the line where it stands.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from server.tables.seating.room import Pair
from server.tables.seating.traits import Known

COLUMNS = ("id", "name", "backgrounds", "organisation", "languages", "host")
ALIASES = {
    "background": "backgrounds",
    "language": "languages",
    "organization": "organisation",
}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", "", "-"}
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(ValueError):
    """A file makes no sense; the message says which, and where."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        super().__init__(f"{path.name}{f', line {line}' if line else ''}: {what}")


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


def read_people(path: Path) -> list[Attendee]:
    """Return the people of a file with the columns COLUMNS, of which `id` must be there.

    Raises Unreadable.
    """
    people: dict[str, tuple[int, Attendee]] = {}
    for line, row in _rows(path, "id"):
        person = _attendee(path, line, row)
        if person.id in people:
            first = people[person.id][0]
            raise Unreadable(path, line, f"the id {person.id} is in line {first} already.")
        people[person.id] = line, person
    if not people:
        raise Unreadable(path, None, "there is nobody in this file.")
    return [person for _, person in people.values()]


def read_pairs(path: Path, known: Collection[str]) -> list[Pair]:
    """Return the pairs of a file with the columns a and b, both ids of people in `known`.

    Raises Unreadable.
    """
    pairs = []
    for line, row in _rows(path, "a", "b"):
        one, other = row["a"], row["b"]
        for person in (one, other):
            if person not in known:
                raise Unreadable(path, line, f"there is nobody with the id {person or '(empty)'}.")
        if one == other:
            raise Unreadable(path, line, f"{one} makes no pair with themselves.")
        pairs.append((one, other))
    return pairs


def _attendee(path: Path, line: int, row: Mapping[str, str]) -> Attendee:
    if not row["id"]:
        raise Unreadable(path, line, "the id is missing.")
    host = row.get("host", "").casefold()
    if host not in YES | NO:
        raise Unreadable(path, line, f"host is yes or no, not {row['host']}.")
    return Attendee(
        id=row["id"],
        name=row.get("name") or row["id"],
        backgrounds=_listed(row.get("backgrounds", "")),
        organisation=row.get("organisation") or None,
        languages=_listed(row.get("languages", "")),
        host=host in YES,
    )


def _rows(path: Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line that says something, and its cells by column."""
    lines = _text(path).splitlines(keepends=True)
    separator = ","
    for line in lines:
        if line.strip():
            separator = max(",;\t", key=line.count)
            break
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header: list[str] = []
    try:
        for found in reader:
            cells = [" ".join(cell.split()) for cell in found]
            if not any(cells):
                continue
            if not header:
                header = [ALIASES.get(cell.casefold(), cell.casefold()) for cell in cells]
                _check_header(path, reader.line_num, header, needed)
                continue
            if any(cells[len(header) :]):
                raise Unreadable(path, reader.line_num, "there are more cells than columns.")
            yield reader.line_num, dict(zip_longest(header, cells[: len(header)], fillvalue=""))
    except csv.Error as error:
        raise Unreadable(path, reader.line_num, f"this is not CSV: {error}.") from error
    if not header:
        raise Unreadable(path, None, "the file is empty.")


def _check_header(path: Path, line: int, header: list[str], needed: tuple[str, ...]) -> None:
    for column in needed:
        if column not in header:
            has = ", ".join(filter(None, header))
            raise Unreadable(path, line, f"there is no column {column}, only {has}.")
    for column in COLUMNS:
        if header.count(column) > 1:
            raise Unreadable(path, line, f"the column {column} is there twice.")


def _text(path: Path) -> str:
    try:
        found = path.read_bytes()
    except OSError as error:
        raise Unreadable(path, None, f"it cannot be read ({error.strerror}).") from error
    try:
        if found.startswith(MARKS):
            return found.decode("utf-16")
        return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return found.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Unreadable(path, None, "this is not a text file.") from error


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split(";"))))


def _alike(word: str) -> str:
    return word.casefold()
