"""What two people can have for each other, in blocks: a path in common, skills to trade, years.

Every block says what it gives to each of the two, what it counts for whom, and how it is said.
A new block is one function or two and a line in `BLOCKS`.
"""

from __future__ import annotations

import enum
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

Worth = tuple[float, float]  # to me and to them, each from 0 to 1
Skills = tuple[frozenset[str], frozenset[str]]  # strong, wanted

NOTHING: Worth = (0.0, 0.0)
VAGUE = "other"  # a background or position that nobody has in common with anybody
LATER_PATH = 0.3  # what a common path loses for each place down somebody's list
DIM_PATH = 0.4  # what it is worth to hear that somebody got in some other way
FIRST_SKILL = 0.7  # of all that skills are worth; each further one adds as much of the rest
NEWCOMER = 1  # years in the industry, at most
FAR_APART = 10  # years
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
    has_story: whether others can read their story.
    """

    id: str
    backgrounds: tuple[str, ...]
    position: str | None = None
    years: int | None = None
    organisation: str | None = None
    languages: frozenset[str]
    strong: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    has_story: bool = False

    @property
    def learning(self) -> frozenset[str]:
        """The skills that they want and lack."""
        return self.wanted - self.strong


@dataclass(frozen=True)
class Reason:
    """Why to meet somebody: a sentence of the catalogue, which takes their {name} as well.

    The last word of a param's name says what its value is: the key of a background of one or
    (`backgrounds`) of both, of a skill or position, or a number of years.
    """

    key: str
    params: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """One thing that two people can have for each other.

    reads: of the other person, what the block depends on. worth: what that gives me and them.
    reason: says it, of two people who both get something. counts: how much, for each intent.
    ground: the intent that asks for just this. Nobody is suggested for it without.
    """

    reads: Callable[[Profile], Hashable]
    worth: Callable[[Profile, Any], Worth]
    reason: Callable[[Profile, Profile], Reason]
    counts: Mapping[Intent, float]
    ground: Intent | None = None


def _common_path(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the background in common that leads most, after by how many places it does not."""
    common = (path for path in mine if path in theirs and path != VAGUE)
    return min(((mine.index(path) + theirs.index(path), path) for path in common), default=None)


def _both_background(me: Profile, theirs: tuple[str, ...]) -> Worth:
    common = _common_path(me.backgrounds, theirs)
    if common is None:
        return NOTHING
    worth = max(1 - LATER_PATH * common[0], LATER_PATH)
    return worth, worth


def _say_both_background(me: Profile, other: Profile) -> Reason:
    _, path = _common_path(me.backgrounds, other.backgrounds) or (0, VAGUE)
    return Reason("reason.both-background", {"backgrounds": path})


def _different_paths(me: Profile, theirs: tuple[str, ...]) -> Worth:
    if not me.backgrounds or not theirs or any(path in theirs for path in me.backgrounds):
        return NOTHING
    worth = DIM_PATH if VAGUE in {me.backgrounds[0], theirs[0]} else 1.0
    return worth, worth


def _say_different_paths(me: Profile, other: Profile) -> Reason:
    theirs = {"their_background": other.backgrounds[0]}
    if all(_trade_skills(me, (other.strong, other.wanted))):
        return Reason(_one_of(TRADED_PATHS, me, other), theirs | _trade(me, other))
    paths = {"my_background": me.backgrounds[0]} | theirs
    return Reason(_one_of(DIFFERENT_PATHS, me, other), paths)


def _one_of(keys: tuple[str, ...], me: Profile, other: Profile) -> str:
    """Choose a sentence: the same one for both of a pair, not the same one for everybody."""
    pair = " ".join(sorted((me.id, other.id)))
    return keys[zlib.crc32(pair.encode()) % len(keys)]


def _amount(skills: frozenset[str]) -> float:
    return 1 - (1 - FIRST_SKILL) ** len(skills)


def _trade_skills(me: Profile, theirs: Skills) -> Worth:
    strong, wanted = theirs
    return _amount(strong & me.learning), _amount(me.strong & (wanted - strong))


def _say_trade_skills(me: Profile, other: Profile) -> Reason:
    return Reason("reason.trade-skills", _trade(me, other))


def _trade(me: Profile, other: Profile) -> dict[str, str]:
    return {
        "their_skill": min(other.strong & me.learning),
        "my_skill": min(me.strong & other.learning),
    }


def _both_learning(me: Profile, theirs: Skills) -> Worth:
    strong, wanted = theirs
    worth = _amount(me.learning & (wanted - strong))
    return worth, worth


def _say_both_learning(me: Profile, other: Profile) -> Reason:
    return Reason("reason.both-learning", {"skill": min(me.learning & other.learning)})


def _both_strong(me: Profile, theirs: Skills) -> Worth:
    strong, _ = theirs
    worth = _amount(me.strong & strong)
    return worth, worth


def _say_both_strong(me: Profile, other: Profile) -> Reason:
    return Reason("reason.both-strong", {"skill": min(me.strong & other.strong)})


def _both_position(me: Profile, theirs: str | None) -> Worth:
    alike = me.position is not None and me.position == theirs != VAGUE
    return (1.0, 1.0) if alike else NOTHING


def _say_both_position(me: Profile, _other: Profile) -> Reason:
    return Reason("reason.both-position", {"position": str(me.position)})


def _years_alike(me: Profile, theirs: int | None) -> Worth:
    if me.years is None or theirs is None:
        return NOTHING
    alike = abs(me.years - theirs) <= max(1, min(me.years, theirs) // 10)
    return (1.0, 1.0) if alike else NOTHING


def _say_years_alike(me: Profile, other: Profile) -> Reason:
    years = max(me.years or 0, other.years or 0)
    if years <= NEWCOMER:
        return Reason("reason.both-new", {})
    return Reason("reason.years-alike", {"years": str(years)})


def _years_apart(me: Profile, theirs: int | None) -> Worth:
    if me.years is None or theirs is None or abs(me.years - theirs) < FAR_APART:
        return NOTHING
    return (1.0, 0.7) if me.years < theirs else (0.7, 1.0)  # the newer one gets more of it


def _say_years_apart(me: Profile, other: Profile) -> Reason:
    longer = (other.years or 0) > (me.years or 0)
    return Reason("reason.years-before" if longer else "reason.years-after", {})


def _both_story(me: Profile, theirs: bool) -> Worth:  # noqa: FBT001  (a column, as the others)
    return (1.0, 1.0) if me.has_story and theirs else NOTHING


def _say_both_story(_me: Profile, _other: Profile) -> Reason:
    return Reason("reason.both-story", {})


_backgrounds = attrgetter("backgrounds")
_skills = attrgetter("strong", "wanted")
_position = attrgetter("position")
_years = attrgetter("years")
_has_story = attrgetter("has_story")


def _counts(*, same: float, different: float, surprise: float) -> Mapping[Intent, float]:
    return {Intent.SAME: same, Intent.DIFFERENT: different, Intent.SURPRISE: surprise}


BLOCKS = (
    Block(
        _backgrounds,
        _both_background,
        _say_both_background,
        _counts(same=1.0, different=0.0, surprise=0.6),
        ground=Intent.SAME,
    ),
    Block(
        _backgrounds,
        _different_paths,
        _say_different_paths,
        _counts(same=0.0, different=1.0, surprise=0.6),
        ground=Intent.DIFFERENT,
    ),
    Block(
        _skills,
        _trade_skills,
        _say_trade_skills,
        _counts(same=0.9, different=0.9, surprise=1.0),
    ),
    Block(
        _skills,
        _both_learning,
        _say_both_learning,
        _counts(same=0.5, different=0.3, surprise=0.4),
    ),
    Block(
        _skills,
        _both_strong,
        _say_both_strong,
        _counts(same=0.4, different=0.2, surprise=0.3),
    ),
    Block(
        _position,
        _both_position,
        _say_both_position,
        _counts(same=0.5, different=0.0, surprise=0.3),
    ),
    Block(
        _years,
        _years_alike,
        _say_years_alike,
        _counts(same=0.4, different=0.0, surprise=0.3),
    ),
    Block(
        _years,
        _years_apart,
        _say_years_apart,
        _counts(same=0.0, different=0.5, surprise=0.3),
    ),
    Block(
        _has_story,
        _both_story,
        _say_both_story,
        _counts(same=0.2, different=0.2, surprise=0.2),
    ),
)
