"""Blocked pairs at different tables: by swapping chairs, and if need be by exhaustive search.

Swapping gets there in rooms with few blocks. Where blocks are so many that hardly any seating is
left, the next person to seat is always the one with the fewest tables still open (Brelaz's rule
for colouring a graph), and a dead end is left by taking the last choice back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from server.tables.seating.pairs import Ints, together
from server.tables.seating.prices import APART, Bonds
from server.tables.seating.swaps import Swaps

STEPS = 400  # of swapping
WORK = 1_000_000  # tables looked at in an exhaustive search: about half a second


def set_apart(seats: Ints, bonds: Bonds, held: Mapping[int, int], rng: np.random.Generator) -> Ints:
    """Return seats [round, person] in which no blocked pair shares a table, if such are found.

    held: the tables of those who stay at theirs. Sizes of tables do not change.
    """
    if not together(seats, bonds.blocked).any():
        return seats
    swaps = Swaps(seats, bonds, held, rng)
    swaps.improve(STEPS, APART - 1, lambda: False)
    parted = swaps.best.copy()
    for tables in parted:
        if together(tables[None], bonds.blocked).any():
            found = search_round(np.bincount(tables).tolist(), bonds.blocked, held, rng)
            if found is None:
                break
            tables[:] = found
    return parted


def search_round(
    sizes: Sequence[int], blocked: Ints, held: Mapping[int, int], rng: np.random.Generator
) -> Ints | None:
    """Return one round without a blocked pair at a table, or None where none was found.

    sizes: of the tables. blocked: pairs as keys. held: the tables of those who stay at theirs.
    """
    search = _Search(sizes, blocked, held, rng)
    if search.is_hopeless() or not search.seat_all():
        return None
    seats = np.full(sum(sizes), -1)
    for table, seated in enumerate(search.tables):
        seats[list(seated)] = table
    left = [size - len(seated) for size, seated in zip(sizes, search.tables, strict=True)]
    chairs = np.repeat(np.arange(len(sizes)), left)
    seats[seats < 0] = rng.permutation(chairs)
    return seats


class _Search:
    """People with blocks who wait for a seat, and who sits at which table by now."""

    def __init__(
        self,
        sizes: Sequence[int],
        blocked: Ints,
        held: Mapping[int, int],
        rng: np.random.Generator,
    ) -> None:
        self._sizes, self._rng, self._work = sizes, rng, WORK
        self._foes: dict[int, set[int]] = {}
        low, high = np.divmod(blocked, sum(sizes))
        for one, other in zip(low.tolist(), high.tolist(), strict=True):
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)
        self._waiting = self._foes.keys() - held.keys()
        self.tables: list[set[int]] = [set() for _ in sizes]
        for person, table in held.items():
            self.tables[table].add(person)

    def is_hopeless(self) -> bool:
        """Say whether somebody has too few people left to fill even a small table with."""
        most = max(map(len, self._foes.values()), default=0)
        return most > sum(self._sizes) - min(self._sizes)

    def seat_all(self) -> bool:
        """Seat everybody who waits; say whether that went."""
        if not self._waiting or self._work < 0:
            return not self._waiting
        choices = {person: self._open_to(person) for person in self._waiting}
        person = min(choices, key=lambda one: (len(choices[one]), -len(self._foes[one]), one))
        self._waiting.remove(person)
        for table in self._rng.permutation(choices[person]).tolist():
            self.tables[table].add(person)
            if self.seat_all():
                return True
            self.tables[table].remove(person)
        self._waiting.add(person)
        return False

    def _open_to(self, person: int) -> list[int]:
        """Return the tables where somebody can sit; of empty ones of a size, the first only."""
        self._work -= len(self._sizes)
        there, empty = [], set()
        for table, (size, seated) in enumerate(zip(self._sizes, self.tables, strict=True)):
            alike = not seated and size in empty
            if len(seated) < size and not alike and seated.isdisjoint(self._foes[person]):
                there.append(table)
                if not seated:
                    empty.add(size)
        return there
