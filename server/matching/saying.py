"""Who people are to matching, and why two should meet: a sentence that is true for both."""

from __future__ import annotations

import enum
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from server.people.domain import Move

VAGUE = "other"  # a background or position that nobody has in common with anybody
NEWCOMER = 1  # years in the industry, at most
DIFFERENT_PATHS = (
    "reason.different-paths",
    "reason.different-paths-asked",
    "reason.different-paths-compared",
    "reason.different-paths-doors",
    "reason.different-paths-swapped",
    "reason.different-paths-surprised",
)
TRADED_PATHS = (
    "reason.trade-paths",
    "reason.trade-paths-asked",
    "reason.trade-paths-swapped",
)


class Intent(enum.StrEnum):
    """Whom somebody would like to meet: the same path, a different one, a bit of everything."""

    SAME = "same"
    DIFFERENT = "different"
    SURPRISE = "surprise"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What matching knows of a person.

    backgrounds: keys; the first leads. years: in the industry. strong, wanted: skills.
    move: from contact centre to customer experience. maturity: of their organisation in customer
    experience, from 1 ("nobody talks about it") to 5 ("it is how we run the business").
    story: what others can read of theirs; empty without one. words: all that it tells, where its
    likeness to others counts; language_told: in which language. open_to_colleagues: they may be
    suggested people of their own organisation who are, too. rare: of their languages, those that
    few in the room speak.
    """

    id: str
    backgrounds: tuple[str, ...] = ()
    position: str | None = None
    years: int | None = None
    organisation: str | None = None
    languages: frozenset[str]
    strong: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    intent: Intent = Intent.SURPRISE
    move: Move | None = None
    maturity: int | None = None
    story: str = ""
    words: str = ""
    language_told: str = ""
    open_to_colleagues: bool = False
    rare: frozenset[str] = frozenset()

    @cached_property
    def learning(self) -> frozenset[str]:
        """The skills that they want and lack."""
        return _lacked(self.wanted, self.strong)


class Reason(NamedTuple):
    """Why to meet somebody: a sentence of the catalogue, which takes their {name} as well.

    The last word of a param's name says what its value is: the key of a background of one or
    (`backgrounds`) of both, of a skill, position or language, or a number of years.
    """

    key: str
    params: Mapping[str, str]


def both_background(me: Profile, other: Profile) -> Reason:
    """Say the background in common that leads most."""
    return Reason(
        "reason.both-background", {"backgrounds": _in_common(me.backgrounds, other.backgrounds)}
    )


def different_paths(me: Profile, other: Profile) -> Reason:
    """Say how both got in, or that they can trade skills as well."""
    theirs = other.backgrounds[0]
    if _taught(me, other) and _taught(other, me):
        traded = _trade(me, other) | {"their_background": theirs}
        return Reason(_one_of(TRADED_PATHS, me, other), traded)
    paths = {"my_background": me.backgrounds[0], "their_background": theirs}
    return Reason(_one_of(DIFFERENT_PATHS, me, other), paths)


def trade_skills(me: Profile, other: Profile) -> Reason:
    """Say what each can learn from the other."""
    return Reason("reason.trade-skills", _trade(me, other))


def both_learning(me: Profile, other: Profile) -> Reason:
    """Say a skill that both want."""
    return Reason("reason.both-learning", {"skill": _first(me.learning, other.learning)})


def both_strong(me: Profile, other: Profile) -> Reason:
    """Say a skill that both have."""
    return Reason("reason.both-strong", {"skill": _first(me.strong, other.strong)})


def both_position(me: Profile, _other: Profile) -> Reason:
    """Say what both are."""
    return Reason("reason.both-position", {"position": str(me.position)})


def years_alike(me: Profile, other: Profile) -> Reason:
    """Say for how long both have been around."""
    years = max(me.years or 0, other.years or 0)
    if years <= NEWCOMER:
        return Reason("reason.both-new", {})
    return Reason("reason.years-alike", {"years": str(years)})


def years_apart(me: Profile, other: Profile) -> Reason:
    """Say who has been around for longer."""
    longer = (other.years or 0) > (me.years or 0)
    return Reason("reason.years-before" if longer else "reason.years-after", {})


def both_story(_me: Profile, _other: Profile) -> Reason:
    """Say that both have told how they got in."""
    return Reason("reason.both-story", {})


def same_language(me: Profile, other: Profile) -> Reason:
    """Say a language that both speak and few others here."""
    return Reason("reason.same-language", {"language": _first(me.rare, other.rare)})


def on_the_way(me: Profile, other: Profile) -> Reason:
    """Say who has made the move to customer experience, and who wants to."""
    if me.move is other.move:
        return Reason(f"reason.both-{me.move}-the-move", {})
    return Reason(
        "reason.they-made-the-move" if me.move is Move.WANTED else "reason.you-made-it", {}
    )


def maturity(me: Profile, other: Profile) -> Reason:
    """Say whose organisation is further with customer experience."""
    if me.maturity == other.maturity:
        return Reason("reason.as-far", {})
    ahead = (other.maturity or 0) > (me.maturity or 0)
    return Reason("reason.they-are-ahead" if ahead else "reason.you-are-ahead", {})


@lru_cache(maxsize=10_000)
def _lacked(wanted: frozenset[str], strong: frozenset[str]) -> frozenset[str]:
    return wanted - strong


@lru_cache(maxsize=10_000)
def _in_common(mine: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    common = (path for path in mine if path in theirs and path != VAGUE)
    return min(common, key=lambda path: mine.index(path) + theirs.index(path))


def _trade(me: Profile, other: Profile) -> dict[str, str]:
    return {"their_skill": _taught(me, other), "my_skill": _taught(other, me)}


def _taught(one: Profile, by: Profile) -> str:
    """Return a skill that somebody can learn of another; "" for none."""
    return _first(by.strong, one.learning)


@lru_cache(maxsize=10_000)
def _first(some: frozenset[str], others: frozenset[str]) -> str:
    return min(some & others, default="")


def _one_of(keys: tuple[str, ...], me: Profile, other: Profile) -> str:
    """Choose a sentence: the same one for both of a pair, not the same one for everybody."""
    pair = f"{me.id} {other.id}" if me.id < other.id else f"{other.id} {me.id}"
    return keys[zlib.crc32(pair.encode()) % len(keys)]
