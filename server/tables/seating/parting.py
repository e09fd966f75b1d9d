"""Parting blocked people in one round: the fewest get up, chairs are swapped, all is searched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from server.tables.seating.apart import search_round
from server.tables.seating.pairs import Ints
from server.tables.seating.prices import Bonds

NOWHERE = -1  # the table of somebody who has none
EXHAUSTIVE = 12  # people at a table of whom the fewest to get up are found exactly


@dataclass(frozen=True, kw_only=True)
class House:
    """What stays the same in every round: who knows and minds whom, and how large tables are.

    held: the tables of those who stay at theirs. size: people wanted at a table.
    most: how many tables there are at most.
    """

    bonds: Bonds
    held: Mapping[int, int]
    size: int
    minimum: int
    maximum: int
    most: int


class Parting:
    """Parts those who are blocked, in one round's `tables`, an array [person] that it changes.

    Whoever still sits where they do now sits as planned.
    """

    def __init__(self, tables: Ints, house: House, rng: np.random.Generator) -> None:
        self._tables, self._house, self._rng = tables, house, rng
        self._begun = tables.copy()
        self._people = len(tables)
        self._foes = _foes(house.bonds.blocked, self._people)

    def let_get_up(self) -> bool:
        """Let the fewest get up who sit with somebody blocked; say whether anybody must."""
        at_table: dict[int, list[tuple[int, int]]] = {}
        for pair in self.quarrels():
            at_table.setdefault(int(self._tables[pair[0]]), []).append(pair)
        for quarrels in at_table.values():
            self._tables[_cover(quarrels, self._house.held, self._rng)] = NOWHERE
        return bool(at_table)

    def by_force(self) -> bool:
        """Part those who are blocked and still share a table; say whether anybody did.

        First those without a chair of theirs sit elsewhere, then chairs are swapped, and at last
        the whole round is searched, however many must get up for it.
        """
        at_odds = {person for pair in self.quarrels() for person in pair}
        if not at_odds:
            return False
        settled = np.flatnonzero((self._tables != NOWHERE) & (self._tables == self._begun))
        if self._searched([person for person in settled.tolist() if person not in at_odds]):
            return True
        while quarrels := self.quarrels():
            if not self._swap_apart(quarrels):
                self._searched(self._house.held)
                break
        return True

    def quarrels(self) -> list[tuple[int, int]]:
        """Return the blocked pairs who share a table."""
        low, high = np.divmod(self._house.bonds.blocked, self._people)
        there = self._tables[low]
        together = (there == self._tables[high]) & (there != NOWHERE)
        return list(zip(low[together].tolist(), high[together].tolist(), strict=True))

    def _swap_apart(self, quarrels: list[tuple[int, int]]) -> bool:
        """Swap or move one of those who quarrel so that fewer do; as few others move as can."""
        house, before = self._house, len(quarrels)
        best: tuple[int, int, int, int, int] | None = None
        heads = np.bincount(
            self._tables[self._tables != NOWHERE], minlength=int(self._tables.max()) + 1
        )
        for one in sorted({person for pair in quarrels for person in pair} - house.held.keys()):
            here = int(self._tables[one])
            for other in np.flatnonzero(self._tables != NOWHERE).tolist():
                there = int(self._tables[other])
                if there == here or other in house.held:
                    continue
                more = self._foes_at(one, there, other) + self._foes_at(other, here, one)
                more -= self._foes_at(one, here) + self._foes_at(other, there)
                moved = int(self._begun[one] == here) + int(self._begun[other] == there)
                moved -= int(self._begun[one] == there) + int(self._begun[other] == here)
                choice = (more, moved, 1, one, other)
                best = min(best, choice) if best else choice
            for there in range(len(heads)):
                roomy = house.minimum - 1 <= heads[there] < house.maximum
                if there != here and roomy and heads[here] > house.minimum:
                    more = self._foes_at(one, there) - self._foes_at(one, here)
                    moved = int(self._begun[one] == here) - int(self._begun[one] == there)
                    choice = (more, moved, 0, one, there)
                    best = min(best, choice) if best else choice
        if best is None or best[0] >= 0:
            return False
        _, _, swap, one, other = best
        if swap:
            self._tables[[one, other]] = self._tables[[other, one]]
        else:
            self._tables[one] = other
        return len(self.quarrels()) < before

    def _searched(self, staying: Iterable[int]) -> bool:
        """Search for a round in which no blocked pair shares a table; say whether there is one."""
        here = np.flatnonzero(self._tables != NOWHERE)
        place = {int(person): index for index, person in enumerate(here)}
        low, high = np.divmod(self._house.bonds.blocked, self._people)
        keys = [
            place[one] * len(here) + place[other]
            for one, other in zip(low.tolist(), high.tolist(), strict=True)
            if one in place and other in place
        ]
        sizes = np.bincount(self._tables[here])
        used = np.flatnonzero(sizes)
        number = {int(table): index for index, table in enumerate(used)}
        stay = {place[one]: number[int(self._tables[one])] for one in staying if one in place}
        found = search_round(sizes[used].tolist(), np.array(keys, np.int64), stay, self._rng)
        if found is not None:
            self._tables[here] = used[found]
        return not self.quarrels()

    def _foes_at(self, person: int, table: int, without: int = -1) -> int:
        foes = self._foes.get(person, set()) - {without}
        return sum(int(self._tables[foe]) == table for foe in foes)


def _foes(blocked: Ints, people: int) -> dict[int, set[int]]:
    foes: dict[int, set[int]] = {}
    for one, other in zip(*(ends.tolist() for ends in np.divmod(blocked, people)), strict=True):
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    return foes


def _cover(
    quarrels: list[tuple[int, int]], held: Collection[int], rng: np.random.Generator
) -> list[int]:
    """Return the fewest people, of those who are not held, without whom nobody quarrels."""
    pairs = [pair for pair in quarrels if not set(pair) <= set(held)]
    anyone = sorted({person for pair in pairs for person in pair} - set(held))
    free: list[int] = rng.permutation(np.array(anyone, np.int64)).tolist()
    for count in range(len(free) + 1 if len(free) <= EXHAUSTIVE else 0):
        for leaving in combinations(free, count):
            if all(set(pair) & set(leaving) for pair in pairs):
                return list(leaving)
    return free
