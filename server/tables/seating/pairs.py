"""Who meets whom: pairs of people as keys, and meetings that repeat."""

from __future__ import annotations

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
