"""What organisers may know of how a room meets, and what no number of it tells.

- **Who met whom is in none of it.** One list has names: those who have met nobody yet, by name,
  so that somebody can walk over. Nobody is ranked, and nobody is counted one by one.
- **Totals are told in fives**, rounded down, and only once five people have a part in them. So
  what one person did shows in no total, before or after.
- **Shares are told in tenths**, beside what chance alone would have brought about in this room.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from server.origins.domain import K


class Counted(enum.StrEnum):
    """What is counted as it happens, since nothing else is left of it after a while.

    WAVED: the first wave of one at another. WAVED_BACK: it was answered, so that two are connected.
    """

    WAVED = "waved"
    WAVED_BACK = "waved-back"
    ASKED_NOW = "asked-now"
    AGREED_NOW = "agreed-now"
    MET_NOW = "met-now"


@dataclass(frozen=True, kw_only=True)
class Across:
    """Of ten pairs who have met, how many are of two groups; and how many by chance alone."""

    tenths: int
    by_chance: int


@dataclass(frozen=True, kw_only=True)
class Mixing:
    """How far people have met others than their own kind, as far as five have a part in it.

    pairs: who have met, in fives. backgrounds: with different first ways in. organisations: of two
    organisations, where both have named theirs.
    """

    pairs: int
    backgrounds: Across | None
    organisations: Across | None


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """How often what was offered was taken up. Each is a total, rounded down to fives.

    waved, waved_back: waves, and those of them that were answered by one.
    asked_now, agreed_now, met_now: meeting now.
    proposed_later, agreed_later: appointments, as they stand.
    """

    waved: int
    waved_back: int
    asked_now: int
    agreed_now: int
    met_now: int
    proposed_later: int
    agreed_later: int


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """To how many others people are suggested, as lists stand. Each is people, rounded to fives.

    none: to nobody. up_to_five: to one to five; up_to_ten: to six to ten; more: to more.
    """

    none: int
    up_to_five: int
    up_to_ten: int
    more: int


@dataclass(frozen=True, kw_only=True)
class MeetingFigures:
    """How a room meets, for organisers, beside the number of the stream `reviewers`.

    here: guests. unmet: of them, those who have met nobody yet and would be met.
    mixing, acceptance, exposure: None while fewer than five people have a part in it.
    """

    number: int
    here: int
    unmet: int
    mixing: Mixing | None
    acceptance: Acceptance | None
    exposure: Exposure | None


@dataclass(frozen=True, kw_only=True)
class UnmetGuest:
    """Somebody who has met nobody yet. `backgrounds`: how they got in, to begin a talk with."""

    id: UUID
    name: str
    organisation: str | None
    backgrounds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnmetPage:
    """One page of those who have met nobody yet, by name.

    found: how many there are by that name. next: hand it back as `after` for the following page;
    None on the last.
    """

    people: tuple[UnmetGuest, ...]
    found: int
    next: str | None


def in_fives(total: int) -> int:
    """Return a total as it may be told: 23 as 20, and what is below five as nought."""
    return total - total % K


def across(pairs: int, within: int, groups: Iterable[int]) -> Across | None:
    """Return of how many in ten pairs the two are of different groups, and how many by chance.

    pairs: who have met. within: of them, those of one group. groups: how many people each has.
    It is None where nobody has met, or where there is nobody to be met.
    """
    sizes = list(groups)
    people = sum(sizes)
    if pairs == 0 or people < 2:
        return None
    alike = sum(size * (size - 1) for size in sizes) / (people * (people - 1))
    return Across(tenths=round(10 * (pairs - within) / pairs), by_chance=round(10 * (1 - alike)))
