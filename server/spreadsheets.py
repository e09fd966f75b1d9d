"""Reading the lists that an organiser has: people, and pairs of them.

Spreadsheets write commas, semicolons or tabs, with or without a byte order mark, in UTF-8, UTF-16
or the old encoding of western Windows; all are read. What makes no sense is refused, and each row
of it is named, with the file and the line where it stands.
"""

from __future__ import annotations

import codecs
import csv
import difflib
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from server.web.wording import clean

ENDS = ("a", "b")  # of a pair
ALIASES = {
    "background": "backgrounds",
    "language": "languages",
    "organization": "organisation",
}
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_TOLD = 20  # rows that make no sense, of one file

_clean = lru_cache(maxsize=10_000)(clean)  # most cells of a list say what others do

Pair = tuple[str, str]
Remark = Callable[[str], None]
Row = Mapping[str, str]  # its cells by column
Made = TypeVar("Made")
Make = Callable[[int, Row], Made]  # of the number of a line and its row; may raise Unreadable


class Unreadable(ValueError):
    """A file makes no sense; the message says which, and where.

    rows: those that make none, a line of the message for each.
    """

    def __init__(self, path: Path, line: int | None, what: str, *rows: Unreadable) -> None:
        here = f"{path.name}{f', line {line}' if line else ''}: {what}"
        super().__init__("\n".join([here, *map(str, rows)]))


def read_rows(
    path: Path, remark: Remark, columns: Collection[str], *needed: str, make: Make[Made]
) -> list[Made]:
    """Return what is made of each line that says something.

    columns: those that are read; of these, `needed` must be there. remark: is told of any others.
    Raises Unreadable, of all rows together that make no sense.
    """
    lines = _text(path).splitlines(keepends=True)
    separator = ","
    for line in lines:
        if line.strip():
            separator = max(",;\t", key=line.count)
            break
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header: list[str] = []
    made: list[Made] = []
    wrong: list[Unreadable] = []
    try:
        for found in reader:
            cells = [_clean(cell) for cell in found]
            if not any(cells):
                continue
            if not header:
                header = [ALIASES.get(cell.casefold(), cell.casefold()) for cell in cells]
                _check_header(path, reader.line_num, header, columns, needed)
                _name_others(path, reader.line_num, header, columns, remark)
                continue
            try:
                made.append(make(reader.line_num, _row(path, reader.line_num, header, cells)))
            except Unreadable as error:
                wrong.append(error)
    except csv.Error as error:
        wrong.append(Unreadable(path, reader.line_num, f"this is not CSV: {error}."))
    if not header and not wrong:
        raise Unreadable(path, None, "the file is empty.")
    _refuse(path, wrong)
    return made


def read_people(
    path: Path, remark: Remark, columns: Collection[str], make: Make[Made]
) -> list[Made]:
    """Return what is made of the rows of a file of people, each of whom has an id of their own.

    columns: those that are read; all but `id` may be missing. remark: as in `read_rows`.
    Raises Unreadable.
    """
    lines: dict[str, int] = {}

    def person(line: int, row: Row) -> Made:
        if not (found := row["id"]):
            raise Unreadable(path, line, "the id is missing.")
        if (first := lines.setdefault(found, line)) != line:
            raise Unreadable(path, line, f"the id {found} is in line {first} already.")
        return make(line, row)

    people = read_rows(path, remark, columns, "id", make=person)
    if not people:
        raise Unreadable(path, None, "there is nobody in this file.")
    return people


def read_pairs(path: Path, known: Collection[str], remark: Remark) -> list[Pair]:
    """Return the pairs of a file with the columns a and b, both ids of people in `known`.

    remark: as in `read_rows`. Raises Unreadable.
    """

    def pair(line: int, row: Row) -> Pair:
        one, other = row["a"], row["b"]
        for person in (one, other):
            if person not in known:
                raise Unreadable(path, line, f"there is nobody with the id {person or '(empty)'}.")
        if one == other:
            raise Unreadable(path, line, f"{one} makes no pair with themselves.")
        return one, other

    return read_rows(path, remark, ENDS, *ENDS, make=pair)


def listed(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that has a list, separated by semicolons."""
    return tuple(filter(None, (part.strip() for part in cell.split(";"))))


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    if any(cells[len(header) :]):
        raise Unreadable(path, line, "there are more cells than columns.")
    return dict(zip_longest(header, cells[: len(header)], fillvalue=""))


def _refuse(path: Path, wrong: list[Unreadable]) -> None:
    """Raise what makes no sense, if anything does: one error, or all of them, if not too many."""
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        more = f", of which these are the first {MOST_TOLD}" if len(wrong) > MOST_TOLD else ""
        what = f"{len(wrong)} rows make no sense{more}."
        raise Unreadable(path, None, what, *wrong[:MOST_TOLD])


def _check_header(
    path: Path, line: int, header: list[str], columns: Collection[str], needed: tuple[str, ...]
) -> None:
    for column in needed:
        if column not in header:
            has = ", ".join(filter(None, header))
            raise Unreadable(path, line, f"there is no column {column}, only {has}.")
    for column in columns:
        if header.count(column) > 1:
            raise Unreadable(path, line, f"the column {column} is there twice.")


def _name_others(
    path: Path, line: int, header: list[str], columns: Collection[str], remark: Remark
) -> None:
    """Remark on each column that is none of `columns`, and on which it may have been meant for."""
    for column in filter(None, header):
        if column not in columns:
            meant = difflib.get_close_matches(column, [*columns, *ALIASES], n=1)
            is_meant = f" Is {meant[0]} meant?" if meant else ""
            remark(f"{path.name}, line {line}: the column {column} is not read.{is_meant}")


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
