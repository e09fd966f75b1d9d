"""A room as the planner counts it: people are numbers, their places in a grid of seats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from server.tables.pairs import Ints
from server.tables.swaps import Bonds

Pair = tuple[str, str]
Table = tuple[str, ...]
Round = tuple[Table, ...]


@dataclass(frozen=True)
class Room:
    """People in the order of the grid, and the tables (from 0) at which some of them stay."""

    people: tuple[str, ...]
    held: Mapping[int, int]

    def keys(self, pairs: Iterable[Pair]) -> Ints:
        """Return the keys of pairs, each once, without those of whom somebody is not here."""
        number = {person: place for place, person in enumerate(self.people)}
        ends = [
            (number[one], number[other])
            for one, other in pairs
            if one != other and one in number and other in number
        ]
        keys = [min(pair) * len(self.people) + max(pair) for pair in ends]
        return np.array(sorted(set(keys)), np.int64)

    def bonds(self, met: Iterable[Pair], blocked: Iterable[Pair], wanted: Iterable[Pair]) -> Bonds:
        """Return what is known of pairs. A block outdoes a wish, and a wish an earlier meeting."""
        wishes, blocks = self.keys(wanted), self.keys(blocked)
        return Bonds(
            met=np.setdiff1d(self.keys(met), wishes, assume_unique=True),
            blocked=blocks,
            wanted=np.setdiff1d(wishes, blocks, assume_unique=True),
        )

    def pairs(self, keys: Ints) -> tuple[Pair, ...]:
        """Return the pairs that these keys stand for, in the order of their ids."""
        named = []
        for key in keys.tolist():
            low, high = divmod(key, len(self.people))
            one, other = sorted((self.people[low], self.people[high]))
            named.append((one, other))
        return tuple(sorted(named))

    def hold(self, seats: Ints) -> None:
        """Bring those who stay at a table there, in every round, by swapping chairs."""
        for tables in seats:
            for person, table in self.held.items():
                if tables[person] != table:
                    there = np.flatnonzero(tables == table).tolist()
                    other = next(one for one in there if self.held.get(one) != table)
                    tables[other], tables[person] = tables[person], table

    def seatings(self, seats: Ints) -> tuple[Round, ...]:
        """Return the people at each table in each round. seats: an array [round, number]."""
        rounds = []
        for tables in seats.tolist():
            there: list[list[str]] = [[] for _ in range(max(tables) + 1)]
            for person, table in zip(self.people, tables, strict=True):
                there[table].append(person)
            rounds.append(tuple(tuple(people) for people in there))
        return tuple(rounds)


def furnish(
    people: Sequence[str],
    sizes: Sequence[int],
    fixed: Mapping[str, int],
    rng: np.random.Generator,
) -> Room:
    """Return people shuffled, and of those who are fixed as many held as tables have chairs for.

    The first who is held at a table stands in its column of row 0, which never moves.
    """
    shuffled = [people[place] for place in rng.permutation(len(people))]
    staying: dict[int, list[str]] = {table: [] for table in range(len(sizes))}
    for person in shuffled:
        there = staying.get(fixed.get(person, -1))
        if there is not None and len(there) < min(sizes):
            there.append(person)
    first = {table: there[0] for table, there in staying.items() if there}
    others = iter([person for person in shuffled if person not in first.values()])
    grid = tuple(first[place] if place in first else next(others) for place in range(len(people)))
    number = {person: place for place, person in enumerate(grid)}
    held = {number[person]: table for table, there in staying.items() for person in there}
    return Room(grid, held)
