"""Who meets whom: pairs of people as keys, and meetings that repeat."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

GIANT = 100  # people at a table
NO_PAIRS: Ints = np.empty(0, np.int64)


def meetings(seats: Ints) -> Ints:
    """Return every meeting of two people at a table, as often as it happens.

    seats: an array [round, person] of tables. A pair is the key lower * people + higher.
    """
    people = seats.shape[1]
    keys = [NO_PAIRS]
    for tables in seats:
        at = chairs(tables)
        low, high = np.triu_indices(at.shape[1], 1)
        pairs = at[:, low] * people + at[:, high]
        keys.append(pairs[at[:, high] < people])
    return np.concatenate(keys)


def chairs(tables: Ints) -> Ints:
    """Return who sits where, an array [table, chair], of one round's tables [person].

    An empty chair holds one more than there are people.
    """
    sizes = np.bincount(tables)
    at = np.full((len(sizes), sizes.max()), len(tables))
    at[np.arange(at.shape[1]) < sizes[:, None]] = np.argsort(tables, kind="stable")
    return at


def together(seats: Ints, pairs: Ints) -> npt.NDArray[np.bool_]:
    """Say in which round which pair shares a table: [round, pair]. pairs: as keys."""
    low, high = np.divmod(pairs, seats.shape[1])
    shared: npt.NDArray[np.bool_] = seats[:, low] == seats[:, high]
    return shared


def count_repeats(seats: Ints, met: Ints = NO_PAIRS) -> int:
    """Return how many meetings are between people who have met by then.

    met: the keys of pairs who met before all this, each once.

    Neighbours of each distance along a table are looked at together, and at giant tables those
    who sit together in all rounds as one: a list of all who meet would be too long.
    """
    repeats = int(together(seats, met).any(axis=0).sum())
    each = np.ones(seats.shape[1], np.int64)
    if seats.shape[1] > GIANT * (seats.max(initial=0) + 1):
        seats, each = np.unique(seats, axis=1, return_counts=True)
        repeats += (len(seats) - 1) * int((each * (each - 1) // 2).sum())
    before, each = np.pad(seats, ((0, 0), (0, 1)), constant_values=-1), np.append(each, 0)
    for round_ in range(1, len(seats)):
        at = chairs(seats[round_])
        heads, there = each[at], before[:round_, at]
        for distance in range(1, at.shape[1]):
            again = (there[..., distance:] == there[..., :-distance]).any(axis=0)
            repeats += int((again * heads[:, distance:] * heads[:, :-distance]).sum())
    return repeats
