"""Who meets whom: pairs of people as keys, meetings that repeat, and how few can."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

NO_PAIRS: Ints = np.empty(0, np.int64)


def meetings(seats: Ints) -> Ints:
    """Return every meeting of two people at a table, as often as it happens.

    seats: an array [round, person] of tables. A pair is the key lower * people + higher.
    """
    people = seats.shape[1]
    keys = [NO_PAIRS]
    for tables in seats:
        order = np.argsort(tables, kind="stable")  # by table, and at a table by person
        for apart in range(1, people):
            same = tables[order[:-apart]] == tables[order[apart:]]
            if not same.any():
                break
            keys.append(order[:-apart][same] * people + order[apart:][same])
    return np.concatenate(keys)


def chairs(tables: Ints) -> Ints:
    """Return who sits where, an array [table, chair], of one round's tables [person].

    An empty chair holds one more than there are people.
    """
    sizes = np.bincount(tables)
    at = np.full((len(sizes), sizes.max()), len(tables))
    at[np.arange(at.shape[1]) < sizes[:, None]] = np.argsort(tables, kind="stable")
    return at


def among(keys: Ints, pool: Ints) -> npt.NDArray[np.bool_]:
    """Say of each of `keys` whether it is in `pool`."""
    ordered = np.append(np.sort(pool), -1)  # np.isin takes ten times as long with such keys
    found: npt.NDArray[np.bool_] = ordered[np.searchsorted(ordered[:-1], keys)] == keys
    return found


def count_repeats(seats: Ints, met: Ints = NO_PAIRS) -> int:
    """Return how many meetings are between people who have met by then.

    met: the keys of pairs who met before all this, each once.
    """
    keys = np.sort(np.concatenate([met, meetings(seats)]))
    return int((keys[1:] == keys[:-1]).sum())


def fewest_repeats(sizes: Sequence[int], rounds: int, met: Ints) -> int:
    """Return a number of repeats that no seating at tables of these sizes can go below.

    The greater of two counts. sizes: of the tables in every round, differing by at most one.

    People run out. Somebody who sits at the smallest tables only has rounds * (smallest - 1)
    meetings, somebody at the largest only rounds * (largest - 1), and all meetings together are
    known. Of somebody's meetings, no more than there are people whom they have not met are
    first ones; the rest repeat. Meetings above the least go without loss to those who still
    have strangers to meet, as far as these and the larger tables allow. Each repeat has been
    counted from both sides, so half of them remain.

    Tables run out. People of one table who come from a table of the round before have met.
    A table's people come from that many tables, so with more people than tables some come from
    the same one, and there are fewest such pairs when they come from all tables evenly. That
    holds for each round after the first.
    """
    people, tables = sum(sizes), len(sizes)
    smallest, largest = min(sizes), max(sizes)
    known = np.bincount(np.concatenate(np.divmod(met, people)), minlength=people)
    strangers = people - 1 - known
    least = rounds * (smallest - 1)
    above = rounds * sum(size * (size - 1) for size in sizes) - people * least
    room = np.clip(strangers - least, 0, rounds * (largest - smallest)).sum()
    repeats_twice = np.maximum(least - strangers, 0).sum() + max(0, above - room)

    from_same = 0
    for size in sizes:
        each, more = divmod(size, tables)
        from_same += more * comb(each + 1, 2) + (tables - more) * comb(each, 2)
    return max(int(-(-repeats_twice // 2)), (rounds - 1) * from_same)
