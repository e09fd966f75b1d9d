"""How many sit at each table once people came and went: so that the fewest must get up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from server.tables.seating.pairs import Ints

EVEN = 1  # for the square of how far a table is from the wanted size
MOVE = 10**6  # for each person who must get up
THIN = 10**12  # for each chair by which a table that is used is too thin
NEVER = 2**62


def fewest_get_up(
    sitting: Sequence[int],
    staying: Sequence[int],
    people: int,
    *,
    wanted: int,
    minimum: int,
    maximum: int,
) -> list[int]:
    """Return how many sit at each table, `people` in all, so that the fewest leave their table.

    A table has nobody, or from `minimum` to `maximum` people. Of those answers in which as few
    as possible must get up, the one is taken whose tables are nearest to the `wanted` size.
    Thinner tables come only where nothing else is possible; a table has always its `staying`
    people.

    sitting: how many sit at each table now; 0 is a table that may be opened. staying: how many
    of them may not get up. The sizes are found exactly, table after table (dynamic programming).
    """
    best = np.full(people + 1, NEVER)
    best[0] = 0
    choices: list[Ints] = []
    for now, stay in zip(sitting, staying, strict=True):
        reached = np.full(people + 1, NEVER)
        choice = np.zeros(people + 1, np.int64)
        for size in range(stay, min(max(maximum, stay), people) + 1):
            price = EVEN * (size - wanted) ** 2 if size else 0
            price += MOVE * max(now - size, 0)
            price += THIN * (minimum - size) if 0 < size < minimum else 0
            before = best[: people + 1 - size]
            after = np.where(before < NEVER, before + price, NEVER)
            better = np.flatnonzero(after < reached[size:])
            reached[size + better] = after[better]
            choice[size + better] = size
        best = reached
        choices.append(choice)
    sizes = []
    for choice in reversed(choices):
        sizes.append(int(choice[people]))
        people -= sizes[-1]
    return sizes[::-1]
