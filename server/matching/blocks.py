"""What two people can have for each other, in blocks: a path in common, skills to trade, years.

A whole room is weighed by two products of matrices (`score.py`). A new block is what makes its
rows (`columns.py`), a sentence (`saying.py`), and a line in `BLOCKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from server.matching import saying
from server.matching.columns import (
    Columns,
    Fitted,
    People,
    Weights,
    by_keys,
    by_step,
    one_each,
    share,
)
from server.matching.likeness import Likeness, by_words
from server.matching.saying import VAGUE, Intent, Profile, Reason
from server.people.domain import Move

FADING_PATH = 0.5  # what each further background of somebody counts, of the one before
LATER_PATH = 0.3  # what somebody's background gives less for each place down their list
LEAST_PATH = 0.1
DIM_PATH = 0.4  # what it is worth to hear that somebody got in in some other way
FAR_APART = 10  # years
STORY = 0.2  # what it counts that both have told one
ALIKE = 0.75  # as much of that again where their stories are alike
OLDEST = 70  # years in the industry, at most


@dataclass(frozen=True)
class Block:
    """One thing that two people can have for each other.

    fit: learns from a room which keys there are; what it returns makes the columns of anybody.
        Their products are from 0 to 1. say: the reason, of two who both get something.
    counts: how much it counts, for each intent. ground: the intent that asks for just this.
    """

    name: str
    fit: Callable[[People], Fitted]
    say: Callable[[Profile, Profile], Reason]
    counts: Mapping[Intent, float]
    ground: Intent | None = None


def _way_in(backgrounds: tuple[str, ...]) -> Weights:
    """Return what each background is of somebody's way in: one together."""
    parts = [FADING_PATH**place for place in range(len(backgrounds))]
    return {
        path: part / sum(parts)
        for path, part in zip(backgrounds, parts, strict=True)
        if path != VAGUE
    }


def _ways_known(backgrounds: tuple[str, ...]) -> Weights:
    return {
        path: max(1 - LATER_PATH * place, LEAST_PATH)
        for place, path in enumerate(backgrounds)
        if path != VAGUE
    }


def _telling(backgrounds: tuple[str, ...]) -> float:
    """Return how much there is to hear of somebody's way in."""
    return (DIM_PATH if backgrounds[0] == VAGUE else 1.0) if backgrounds else 0.0


def _new_to_me(backgrounds: tuple[str, ...]) -> Weights:
    """Return what leaves, of the whole of another's way in, what is not one's own."""
    whole = _telling(backgrounds)
    return {"": whole} | {path: -whole * part for path, part in _way_in(backgrounds).items()}


def _new_to_others(backgrounds: tuple[str, ...]) -> Weights:
    whole = _telling(backgrounds)
    return {"": whole} | {path: whole * part for path, part in _ways_known(backgrounds).items()}


def _definite(position: str | None) -> Weights:
    return {position: 1.0} if position and position != VAGUE else {}


def _alike(mine: int, theirs: int) -> float:
    return float(abs(mine - theirs) <= max(1, min(mine, theirs) // 10))


def _apart(mine: int, theirs: int) -> float:
    if abs(mine - theirs) < FAR_APART:
        return 0.0
    return 1.0 if mine < theirs else 0.7  # the newer one gets more of it


def _move(one: Profile) -> int | None:
    return None if one.move is None else list(Move).index(one.move)


def _moving(mine: int, theirs: int) -> float:
    made = list(Move).index(Move.MADE)
    return 0.5 if mine == theirs else 0.7 if mine == made else 1.0


def _further(mine: int, theirs: int) -> float:
    """Return what a step ahead is worth most; further, one does not see the way any more."""
    ahead = theirs - mine
    return {0: 0.4, 1: 1.0, 2: 0.7}.get(ahead, 0.4 if ahead > 0 else 0.3)


def stories(likeness: Likeness) -> Callable[[People], Fitted]:
    """Return the fit of a block that is worth something to two who have both told a story.

    It is worth more the more alike the two stories are; never nothing, however unlike they are.
    """

    def fit(room: People) -> Fitted:
        rows = likeness([one.words for one in room], [one.language_told for one in room])

        def columns(people: People) -> Columns:
            told = np.array([[bool(one.story)] for one in people], np.float32).reshape(-1, 1)
            alike = rows([one.words for one in people], [one.language_told for one in people])
            alike = alike * told * np.float32((ALIKE / (1 + ALIKE)) ** 0.5)
            return Columns(np.hstack([told / (1 + ALIKE), alike]), np.hstack([told, alike]))

        return columns

    return fit


_backgrounds = attrgetter("backgrounds")
_strong = attrgetter("strong")
_learning = attrgetter("learning")
_skills = attrgetter("learning", "strong")


def _counts(*, same: float, different: float, surprise: float) -> Mapping[Intent, float]:
    return {Intent.SAME: same, Intent.DIFFERENT: different, Intent.SURPRISE: surprise}


BLOCKS = (
    Block(
        "same path",
        by_keys(_backgrounds, _way_in, _ways_known),
        saying.both_background,
        _counts(same=1.0, different=0.0, surprise=0.6),
        ground=Intent.SAME,
    ),
    Block(
        "different path",
        by_keys(_backgrounds, _new_to_me, _new_to_others),
        saying.different_paths,
        _counts(same=0.0, different=1.0, surprise=0.6),
        ground=Intent.DIFFERENT,
    ),
    Block(
        "skills to trade",
        by_keys(_skills, lambda skills: share(skills[0]), lambda skills: one_each(skills[1])),
        saying.trade_skills,
        _counts(same=0.9, different=0.9, surprise=1.0),
    ),
    Block(
        "skills to learn",
        by_keys(_learning, share, one_each),
        saying.both_learning,
        _counts(same=0.5, different=0.3, surprise=0.4),
    ),
    Block(
        "skills",
        by_keys(_strong, share, one_each),
        saying.both_strong,
        _counts(same=0.4, different=0.2, surprise=0.3),
    ),
    Block(
        "position",
        by_keys(attrgetter("position"), _definite, _definite),
        saying.both_position,
        _counts(same=0.5, different=0.0, surprise=0.3),
    ),
    Block(
        "years alike",
        by_step(attrgetter("years"), OLDEST + 1, _alike),
        saying.years_alike,
        _counts(same=0.4, different=0.0, surprise=0.3),
    ),
    Block(
        "years apart",
        by_step(attrgetter("years"), OLDEST + 1, _apart),
        saying.years_apart,
        _counts(same=0.0, different=0.5, surprise=0.3),
    ),
    Block(
        "customer experience",
        by_step(_move, len(Move), _moving),
        saying.on_the_way,
        _counts(same=0.7, different=0.7, surprise=0.8),
    ),
    Block(
        "maturity",
        by_step(lambda one: one.maturity and one.maturity - 1, 5, _further),
        saying.maturity,
        _counts(same=0.3, different=0.4, surprise=0.4),
    ),
    Block(
        "language",
        by_keys(attrgetter("rare"), share, one_each),
        saying.same_language,
        _counts(same=0.4, different=0.3, surprise=0.4),
    ),
    Block(
        "story",
        stories(by_words),
        saying.both_story,
        dict.fromkeys(Intent, STORY * (1 + ALIKE)),
    ),
)
