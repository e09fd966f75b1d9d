"""What two people can have for each other, in blocks: a path in common, skills to trade, years.

What a block is worth to one person of another is the product of two rows of numbers: what the
one *takes* and what the other *gives*. So a whole room is weighed by two products of matrices
(`score.py`). A new block is what makes those rows, a sentence, and a line in `BLOCKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from server.matching import saying
from server.matching.saying import VAGUE, Intent, Profile, Reason
from server.people.domain import Move

Floats = npt.NDArray[np.float32]
Weights = Mapping[str, float]
People = Sequence[Profile]

FADING_PATH = 0.5  # what each further background of somebody counts, of the one before
LATER_PATH = 0.3  # what somebody's background gives less for each place down their list
LEAST_PATH = 0.1
DIM_PATH = 0.4  # what it is worth to hear that somebody got in in some other way
FAR_APART = 10  # years
OLDEST = 70  # years in the industry, at most


class Columns(NamedTuple):
    """[person, key]: what a block is worth to one of another is takes[one] @ gives[other]."""

    takes: Floats
    gives: Floats


Fitted = Callable[[People], Columns]


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


def _lists(
    reads: Callable[[Profile], Any],
    takes: Callable[[Any], Weights],
    gives: Callable[[Any], Weights],
) -> Callable[[People], Fitted]:
    """Return the fit of a block of keys: worth the sum, over them, of takes times gives.

    reads: what of a person it depends on. Many are alike in that: each kind is looked at once.
    """

    def fit(room: People) -> Fitted:
        kinds = dict.fromkeys(map(reads, room))
        keys = {key for kind in kinds for key in (*takes(kind), *gives(kind))}
        place = {key: number for number, key in enumerate(sorted(keys))}

        def columns(people: People) -> Columns:
            kinds = {kind: number for number, kind in enumerate(dict.fromkeys(map(reads, people)))}
            ours = np.fromiter((kinds[reads(one)] for one in people), np.intp, len(people))
            return Columns(
                _matrix(map(takes, kinds), len(kinds), place)[ours],
                _matrix(map(gives, kinds), len(kinds), place)[ours],
            )

        return columns

    return fit


def _matrix(rows: Iterable[Weights], count: int, place: Mapping[str, int]) -> Floats:
    """Return [row, key]. A key that nobody in the room has is left out: it meets nothing."""
    matrix = np.zeros((count, len(place)), np.float32)
    for row, weights in enumerate(rows):
        for key, weight in weights.items():
            if key in place:
                matrix[row, place[key]] = weight
    return matrix


def _ladder(step: Callable[[Profile], int | None], steps: int, worth: Any) -> Any:
    """Return the fit of a block that one small number decides. worth: (mine, theirs) -> worth."""
    table = np.array(
        [[worth(mine, theirs) for theirs in range(steps)] for mine in range(steps)], np.float32
    )

    def columns(people: People) -> Columns:
        at = [step(one) for one in people]
        known = np.array([place is not None for place in at], np.float32)[:, None]
        places = np.array([min(place or 0, steps - 1) for place in at], np.intp)
        return Columns(table[places] * known, np.eye(steps, dtype=np.float32)[places] * known)

    return lambda _room: columns


def _share(keys: Iterable[str]) -> Weights:
    """Return keys that count alike, and one together."""
    chosen = sorted(keys)
    return dict.fromkeys(chosen, 1 / len(chosen)) if chosen else {}


def _whole(keys: Iterable[str]) -> Weights:
    return dict.fromkeys(keys, 1.0)


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


def _told(story: bool) -> Weights:  # noqa: FBT001  (what it reads, as the others do)
    return {"": 1.0} if story else {}


_backgrounds = attrgetter("backgrounds")
_strong = attrgetter("strong")
_learning = attrgetter("learning")
_skills = attrgetter("learning", "strong")


def _counts(*, same: float, different: float, surprise: float) -> Mapping[Intent, float]:
    return {Intent.SAME: same, Intent.DIFFERENT: different, Intent.SURPRISE: surprise}


BLOCKS = (
    Block(
        "same path",
        _lists(_backgrounds, _way_in, _ways_known),
        saying.both_background,
        _counts(same=1.0, different=0.0, surprise=0.6),
        ground=Intent.SAME,
    ),
    Block(
        "different path",
        _lists(_backgrounds, _new_to_me, _new_to_others),
        saying.different_paths,
        _counts(same=0.0, different=1.0, surprise=0.6),
        ground=Intent.DIFFERENT,
    ),
    Block(
        "skills to trade",
        _lists(_skills, lambda skills: _share(skills[0]), lambda skills: _whole(skills[1])),
        saying.trade_skills,
        _counts(same=0.9, different=0.9, surprise=1.0),
    ),
    Block(
        "skills to learn",
        _lists(_learning, _share, _whole),
        saying.both_learning,
        _counts(same=0.5, different=0.3, surprise=0.4),
    ),
    Block(
        "skills",
        _lists(_strong, _share, _whole),
        saying.both_strong,
        _counts(same=0.4, different=0.2, surprise=0.3),
    ),
    Block(
        "position",
        _lists(attrgetter("position"), _definite, _definite),
        saying.both_position,
        _counts(same=0.5, different=0.0, surprise=0.3),
    ),
    Block(
        "years alike",
        _ladder(attrgetter("years"), OLDEST + 1, _alike),
        saying.years_alike,
        _counts(same=0.4, different=0.0, surprise=0.3),
    ),
    Block(
        "years apart",
        _ladder(attrgetter("years"), OLDEST + 1, _apart),
        saying.years_apart,
        _counts(same=0.0, different=0.5, surprise=0.3),
    ),
    Block(
        "customer experience",
        _ladder(_move, len(Move), _moving),
        saying.on_the_way,
        _counts(same=0.7, different=0.7, surprise=0.8),
    ),
    Block(
        "maturity",
        _ladder(lambda one: one.maturity and one.maturity - 1, 5, _further),
        saying.maturity,
        _counts(same=0.3, different=0.4, surprise=0.4),
    ),
    Block(
        "language",
        _lists(attrgetter("rare"), _share, _whole),
        saying.same_language,
        _counts(same=0.4, different=0.3, surprise=0.4),
    ),
    Block(
        "story",
        _lists(lambda one: bool(one.story), _told, _told),
        saying.both_story,
        _counts(same=0.2, different=0.2, surprise=0.2),
    ),
)
