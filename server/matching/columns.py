"""Rows of numbers for people: how a block's keys, or one small number, become columns.

What a block is worth to one person of another is the product of two rows: what the one *takes*
and what the other *gives*. A fit looks at a room, and returns what makes the columns of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from server.matching.saying import Profile

Floats = npt.NDArray[np.float32]
Weights = Mapping[str, float]
People = Sequence[Profile]


class Columns(NamedTuple):
    """[person, key]: what a block is worth to one of another is takes[one] @ gives[other]."""

    takes: Floats
    gives: Floats


Fitted = Callable[[People], Columns]


def by_keys(
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
            kinds: dict[Any, int] = {}
            ours = [kinds.setdefault(kind, len(kinds)) for kind in map(reads, people)]
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


def by_step(step: Callable[[Profile], int | None], steps: int, worth: Any) -> Any:
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


def share(keys: Iterable[str]) -> Weights:
    """Return keys that count alike, and one together."""
    chosen = sorted(keys)
    return dict.fromkeys(chosen, 1 / len(chosen)) if chosen else {}


def one_each(keys: Iterable[str]) -> Weights:
    """Return keys that count one each."""
    return dict.fromkeys(keys, 1.0)
