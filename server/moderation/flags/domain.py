"""What a flag is, and what a conference wants flagged."""

from __future__ import annotations

import enum
from dataclasses import dataclass

MOST_FLAGS = 20  # on one text: more would hide the text itself
MOST_WORDS = 200  # of a conference's own
LONGEST_WORD = 60
LOOK = "moderation.look"  # for flags, in what waits
LOOK_ANEW = "moderation.look-anew"  # ... once more, since more is known


class FlagKind(enum.StrEnum):
    """What was noticed; `flag.*` explains it in a sentence."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    SHOUTING = "shouting"
    ABUSE = "abuse"
    PERSON = "person"
    EMPLOYER = "employer"
    ALIKE = "alike"
    WORD = "word"


class Part(enum.StrEnum):
    """Where in what somebody wrote something was noticed."""

    TITLE = "title"
    TEXT = "text"
    ALT = "alt"


# What an organiser can do without. A conference's own words are flagged because it has them.
OPTIONAL = tuple(kind for kind in FlagKind if kind is not FlagKind.WORD)


@dataclass(frozen=True, kw_only=True)
class Alike:
    """What a text is much like. own: its author has written both."""

    by: str
    own: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Something noticed in what somebody wrote, for an organiser to judge.

    start, end: of the passage in that part, in code points, whole characters as a person sees
        them; a text that is much like another is marked as a whole.
    alike: what it is much like.
    """

    kind: FlagKind
    part: Part
    start: int
    end: int
    alike: Alike | None = None


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """A flag as it is kept. alike: id of the review of the text that this one is much like."""

    kind: FlagKind
    part: Part
    start: int
    end: int
    alike: str | None = None


@dataclass(frozen=True, kw_only=True)
class Flagging:
    """What a conference wants flagged.

    kinds: those that are on. words: its own, flagged wherever they stand.
    passes: words that are never flagged.
    """

    kinds: tuple[FlagKind, ...] = OPTIONAL
    words: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    version: int = 0
