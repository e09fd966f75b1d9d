"""A room as the planner counts it: people are numbers, their places in a grid of seats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from server.tables.seating.pairs import NO_PAIRS, Ints
from server.tables.seating.prices import Bonds
from server.tables.seating.traits import UNKNOWN, Known, Traits

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
        named = list(pairs)
        if not named:
            return NO_PAIRS
        number = {person: place for place, person in enumerate(self.people)}
        ends = [
            (number[one], number[other])
            for one, other in named
            if one != other and one in number and other in number
        ]
        keys = [min(pair) * len(self.people) + max(pair) for pair in ends]
        return np.array(sorted(set(keys)), np.int64)

    def bonds(
        self,
        met: Iterable[Pair],
        blocked: Iterable[Pair],
        wanted: Iterable[Pair],
        known: Mapping[str, Known],
    ) -> Bonds:
        """Return what is known. A block outdoes a wish, and a wish an earlier meeting."""
        wishes, blocks = self.keys(wanted), self.keys(blocked)
        return Bonds(
            met=np.setdiff1d(self.keys(met), wishes, assume_unique=True),
            blocked=blocks,
            wanted=np.setdiff1d(wishes, blocks, assume_unique=True),
            traits=Traits.of(self.people, known),
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
    known: Mapping[str, Known],
    rng: np.random.Generator,
) -> Room:
    """Return people in a grid with a row of one background, where there are so many of it.

    People of one row never meet. Of those who are fixed as many are held as tables have chairs
    for; the first who is held at a table stands in its column of row 0, which never moves.
    """
    lined_up = [people[place] for place in _line_up(people, known, len(sizes), rng)]
    staying: dict[int, list[str]] = {table: [] for table in range(len(sizes))}
    for person in lined_up:
        there = staying.get(fixed.get(person, -1))
        if there is not None and len(there) < min(sizes):
            there.append(person)
    first = {table: there[0] for table, there in staying.items() if there}
    placed = set(first.values())
    others = iter([person for person in lined_up if person not in placed])
    grid = tuple(first[place] if place in first else next(others) for place in range(len(people)))
    number = {person: place for place, person in enumerate(grid)}
    held = {number[person]: table for table, there in staying.items() for person in there}
    return Room(grid, held)


def _line_up(
    people: Sequence[str], known: Mapping[str, Known], tables: int, rng: np.random.Generator
) -> list[int]:
    """Return people, shuffled within their background: whole rows of one, then what is left.

    What is left of a background stands in one row with others', where there is room (first fit,
    the largest first), so that few backgrounds have people in two rows that are not full.
    """
    if not known:
        shuffled: list[int] = rng.permutation(len(people)).tolist()
        return shuffled
    backgrounds = Traits.of(people, known).backgrounds.tolist()
    kinds: dict[int, list[int]] = {}
    for place in rng.permutation(len(people)).tolist():
        kinds.setdefault(backgrounds[place], []).append(place)
    anybody = kinds.pop(UNKNOWN, [])  # fills the gaps
    whole: list[int] = []
    rows: list[list[int]] = []
    for kind in sorted(kinds.values(), key=len, reverse=True):
        left = len(kind) % tables
        whole += kind[left:]
        row = next((row for row in rows if len(row) + left <= tables), None)
        if row is None:
            rows.append(kind[:left])
        else:
            row.extend(kind[:left])
    for row in rows:
        gap = tables - len(row)
        row.extend(anybody[:gap])
        del anybody[:gap]
    rows.sort(key=len, reverse=True)
    return [*whole, *(place for row in rows for place in row), *anybody]
