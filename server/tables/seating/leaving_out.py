"""A seating for fewer people: some are left out of a larger one, and nobody else has to move."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

from server.tables.seating.pairs import Ints

CHOICES = 300  # of rounds
REACH = 120  # people from the end of the grid, of whom some may be left out
WORK = 3000  # people looked at in a search


def leave_out(seats: Ints, count: int, rounds: int) -> Ints | None:
    """Return so many of the rounds of `seats` [round, person], and `count` people fewer.

    Sizes of tables differ by at most one, as before: those who are left out never meet, and sat
    at the larger tables. They are the last people of the grid, where these never meet, since
    nobody's place in it changes then. None where no such people were found.
    """
    first = seats[:rounds, : seats.shape[1] - count]
    if _is_even(first):
        return first
    for kept in islice(combinations(range(len(seats)), rounds), CHOICES):
        some = seats[list(kept)]
        gone = _strangers(some, count)
        if gone is not None:
            return np.delete(some, gone, axis=1)
    return None


def _is_even(seats: Ints) -> bool:
    sizes = np.array([np.bincount(tables, minlength=seats.max() + 1) for tables in seats])
    return bool(np.ptp(sizes) <= 1)


def _strangers(seats: Ints, count: int) -> list[int] | None:
    """Return so many people at the larger tables, no two of whom ever meet."""
    sizes = np.array([np.bincount(tables) for tables in seats])
    larger = np.take_along_axis(sizes, seats, axis=1) == sizes.max()
    people = np.flatnonzero(larger.all(axis=0))[-REACH:][::-1]
    apart = ~(seats[:, people, None] == seats[:, None, people]).any(axis=0)
    work = WORK

    def grow(chosen: list[int], others: npt.NDArray[np.bool_]) -> Iterator[list[int]]:
        """Yield those chosen and more of the others, until they are enough."""
        nonlocal work
        if len(chosen) == count:
            yield chosen
        for one in np.flatnonzero(others).tolist():
            work -= 1
            if work < 0 or len(chosen) + np.count_nonzero(others) < count:
                return
            others[one] = False
            yield from grow([*chosen, one], others & apart[one])

    found = next(grow([], np.ones(len(people), bool)), None)
    return None if found is None else people[found].tolist()
