"""Who comes to meet whom, as an organiser's list says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from server.matching.domain import given_name
from server.matching.saying import Intent, Profile
from server.spreadsheets import Remark, Row, Unreadable, listed, read_people

COLUMNS = (
    *("id", "name", "backgrounds", "organisation", "position", "years", "strong", "learn"),
    *("languages", "intent", "maturity", "story"),
)
USUAL_LANGUAGE = "en"  # where a list says none at all
MOST_YEARS = 70
STAGES = 5  # of an organisation's maturity

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Guest:
    """Somebody on the list. `name` is the id where no name is given."""

    name: str
    profile: Profile

    @cached_property
    def called(self) -> str:
        """What they are called when spoken of."""
        return given_name(self.name)


def read_guests(path: Path, remark: Remark, *, intent: Intent) -> list[Guest]:
    """Return the people of a file with the columns COLUMNS, of which `id` must be there.

    intent: of those who name none. remark: is told of what is not read, or taken for granted.
    Whoever names no language is taken to speak what most of the others do. Raises Unreadable.
    """

    def guest(line: int, row: Row) -> Guest:
        return Guest(row.get("name") or row["id"], _profile(path, line, row, intent))

    guests = read_people(path, remark, COLUMNS, guest)
    silent = sum(not guest.profile.languages for guest in guests)
    if not silent:
        return guests
    spoken = Counter(language for guest in guests for language in guest.profile.languages)
    usual = max(spoken, key=lambda language: (spoken[language], language), default=USUAL_LANGUAGE)
    if spoken:
        remark(f"{path.name}: {silent} without a language are taken to speak {usual}.")
    return [
        guest
        if guest.profile.languages
        else replace(guest, profile=replace(guest.profile, languages=frozenset({usual})))
        for guest in guests
    ]


def _profile(path: Path, line: int, row: Row, intent: Intent) -> Profile:
    return Profile(
        id=row["id"],
        backgrounds=_keys(row.get("backgrounds", "")),
        organisation=row.get("organisation") or None,
        position=row.get("position", "").casefold() or None,
        years=_number(path, line, row, "years", 0, MOST_YEARS),
        strong=_set(row.get("strong", "")),
        wanted=_set(row.get("learn", "")),
        languages=_set(row.get("languages", "")),
        intent=_intent(path, line, row.get("intent", ""), intent),
        maturity=_number(path, line, row, "maturity", 1, STAGES),
        story=row.get("story", ""),
        words=row.get("story", ""),
    )


@lru_cache(maxsize=10_000)  # many cells say what others do, and people share what is in them
def _keys(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.casefold() for key in listed(cell)))


@lru_cache(maxsize=10_000)
def _set(cell: str) -> frozenset[str]:
    return frozenset(_keys(cell))


def _number(path: Path, line: int, row: Row, column: str, least: int, most: int) -> int | None:
    cell = row.get(column, "")
    if not cell:
        return None
    if not (cell.isascii() and cell.isdecimal() and least <= int(cell) <= most):
        raise Unreadable(path, line, f"{column} is a number from {least} to {most}, not {cell}.")
    return int(cell)


def _intent(path: Path, line: int, cell: str, usual: Intent) -> Intent:
    if not cell:
        return usual
    try:
        return Intent(cell.casefold())
    except ValueError as error:
        known = ", ".join(Intent)
        raise Unreadable(path, line, f"intent is one of {known}, not {cell}.") from error
