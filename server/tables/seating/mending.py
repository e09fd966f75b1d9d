"""Mending one round: who must get up, and where those without a chair sit down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from server.tables.seating.chairs import fewest_get_up
from server.tables.seating.pairs import Ints
from server.tables.seating.parting import NOWHERE, House, Parting
from server.tables.seating.prices import (
    APART,
    BACKGROUND,
    ORGANISATION,
    REPEAT,
    STRANDED,
    WISH,
)
from server.tables.seating.traits import alike

LARGER = 8  # what it costs to sit where the table gets larger than it need be: not quite a repeat
PASSES = 3  # of exchanging those who sat down
TRIES = 12  # at a round in which blocked people must part


def mend(
    seats: Ints, round_: int, seated: Collection[int], house: House, rng: np.random.Generator
) -> None:
    """Seat everybody in `seated`, and nobody else, in one round of `seats`, and soundly.

    seats: an array [round, person] of tables, NOWHERE for who has none; that round of it changes.
    """
    tables = seats[round_]
    planned = tables.copy()
    tables[~np.isin(np.arange(len(tables)), list(seated))] = NOWHERE
    for person, table in house.held.items():
        if person in seated and table < house.most:
            tables[person] = table
    begun = tables.copy()
    tries = []
    for minimum in range(house.minimum, 0, -1):
        for _ in range(TRIES):
            tables[:] = begun
            room = _MendedRound(seats, round_, replace(house, minimum=minimum), rng)
            troubled = room.mend(seated)
            moved = int(((tables != planned) & (planned != NOWHERE)).sum())
            tries.append((*room.faults(house.minimum), moved, tables.tolist()))
            if not troubled:
                break
        if not min(tries)[0]:
            break  # else rather a thin table than two who are blocked at one
    tables[:] = min(tries)[-1]


class _MendedRound:
    """A round being mended."""

    def __init__(self, seats: Ints, round_: int, house: House, rng: np.random.Generator) -> None:
        self._seats, self._round, self._house, self._rng = seats, round_, house, rng
        self._tables = seats[round_]
        self._people = seats.shape[1]
        self._parting = Parting(self._tables, house, rng)
        self._sizes: list[int] = []

    def mend(self, seated: Collection[int]) -> bool:
        """Seat everybody in `seated`; say whether blocked people had to part."""
        troubled = self._parting.let_get_up()
        self._get_up(len(seated))
        self._sit_down([person for person in sorted(seated) if self._tables[person] == NOWHERE])
        return self._parting.by_force() or troubled

    def faults(self, minimum: int) -> tuple[int, int]:
        """Return how many blocked pairs share a table, and how many tables are too thin."""
        heads = np.bincount(self._tables[self._tables != NOWHERE])
        return len(self._parting.quarrels()), int(((heads > 0) & (heads < minimum)).sum())

    def _get_up(self, people: int) -> None:
        """Choose how many sit at each table, and let those get up who are too many there."""
        house, waiting = self._house, people - int((self._tables != NOWHERE).sum())
        used = int(max(self._tables.max(initial=-1), *house.held.values(), -1)) + 1
        opened = max(1, -(-waiting // house.minimum))
        count = max(used, min(used + opened, house.most))
        sitting = np.bincount(self._tables[self._tables != NOWHERE], minlength=count)
        held = [person for person in house.held if self._tables[person] != NOWHERE]
        staying = np.bincount(self._tables[held], minlength=count)
        self._sizes = fewest_get_up(
            sitting.tolist(),
            staying.tolist(),
            people,
            wanted=house.size,
            minimum=house.minimum,
            maximum=max(house.maximum, -(-people // count)),
        )
        for table in np.flatnonzero(sitting > self._sizes).tolist():
            there = np.flatnonzero(self._tables == table)
            free = np.array([one for one in there.tolist() if one not in house.held])
            too_many = int(sitting[table]) - self._sizes[table]
            gain = self._bond(free)[:, there].sum(axis=1)
            order = np.lexsort((self._rng.permutation(len(free)), -gain))
            self._tables[free[order[:too_many]]] = NOWHERE

    def _sit_down(self, waiting: list[int]) -> None:
        """Give everybody who waits a chair; who has the fewest tables to choose from goes first."""
        if not waiting:
            return
        people = np.array(waiting)
        bond = self._bond(people)
        prices = self._prices(bond)
        heads = np.bincount(self._tables[self._tables != NOWHERE], minlength=len(self._sizes))
        sizes = np.array(self._sizes)
        least = np.where(sizes, np.minimum(sizes, self._house.minimum), 0)
        most = np.where(sizes, np.maximum(sizes, self._house.maximum), 0)
        level = np.maximum(sizes, sizes[sizes > heads].max(initial=0))
        languages = self._house.bonds.traits.languages
        spoken = self._spoken()
        left = np.ones(len(people), bool)
        while left.any():
            needed = np.maximum(least - heads, 0)
            open_ = (needed > 0) if needed.sum() >= left.sum() else (heads < most)
            price = prices + LARGER * np.maximum(heads + 1 - level, 0)
            alone = (languages[people][:, None] & spoken) == 0
            price += STRANDED * (alone & (heads > 0))
            price[:, ~open_] = 4 * APART
            choices = (price < APART).sum(axis=1)
            cheapest = price.min(axis=1)
            choices[~left] = np.iinfo(np.int64).max
            one = int(np.lexsort((cheapest, choices))[0])
            table = int(np.lexsort((heads, price[one]))[0])
            self._tables[people[one]] = table
            heads[table] += 1
            spoken[table] |= languages[people[one]]
            prices[:, table] += bond[:, people[one]]
            left[one] = False
        self._exchange(people, bond)

    def _exchange(self, people: Ints, bond: Ints) -> None:
        """Let those who sat down trade chairs while that is better."""
        for _ in range(PASSES):
            before = self._tables.copy()
            for one, person in enumerate(people):
                here = self._tables[person]
                if bond[one, self._tables == here].sum() <= 0:
                    continue  # nobody sits better than with strangers
                for other, partner in enumerate(people):
                    here, there = self._tables[person], self._tables[partner]
                    if here == there:
                        continue
                    at_here, at_there = self._tables == here, self._tables == there
                    now = bond[one, at_here].sum() + bond[other, at_there].sum()
                    then = bond[one, at_there].sum() + bond[other, at_here].sum()
                    then -= bond[one, partner] + bond[other, person]
                    if then < now:
                        self._tables[[person, partner]] = there, here
            if (before == self._tables).all():
                return

    def _prices(self, bond: Ints) -> Ints:
        """Return what it costs that people sit at tables [person, table], as those are now."""
        prices = np.zeros((len(bond), len(self._sizes)), np.int64)
        order = np.argsort(self._tables, kind="stable")
        order = order[self._tables[order] != NOWHERE]
        if len(order):
            used, first = np.unique(self._tables[order], return_index=True)
            prices[:, used] = np.add.reduceat(bond[:, order], first, axis=1)
        return prices

    def _spoken(self) -> npt.NDArray[np.uint64]:
        spoken = np.zeros(len(self._sizes), np.uint64)
        here = np.flatnonzero(self._tables != NOWHERE)
        np.bitwise_or.at(spoken, self._tables[here], self._house.bonds.traits.languages[here])
        return spoken

    def _bond(self, people: Ints) -> Ints:
        """Return [one, person]: what it costs that one of `people` shares a table with a person."""
        bonds, everybody = self._house.bonds, np.arange(self._people)
        traits = bonds.traits
        bond = np.zeros((len(people), self._people), np.int64)
        for kinds, price in (
            (traits.backgrounds, BACKGROUND),
            (traits.organisations, ORGANISATION),
        ):
            bond += price * alike(kinds[people][:, None], kinds)
        met = _rows(people, bonds.met, self._people)
        for other, tables in enumerate(self._seats):
            if other != self._round:
                there = tables[people][:, None]
                met |= (there == tables) & (there != NOWHERE)
        bond += REPEAT * met
        bond -= WISH * (_rows(people, bonds.wanted, self._people) & ~met)
        bond += APART * _rows(people, bonds.blocked, self._people)
        bond[people[:, None] == everybody] = 0
        return bond


def _rows(people: Ints, keys: Ints, count: int) -> npt.NDArray[np.bool_]:
    """Return [one, person]: whether one of `people` and a person are a pair of `keys`."""
    rows = np.zeros((len(people), count), bool)
    place = np.full(count, -1)
    place[people] = np.arange(len(people))
    low, high = np.divmod(keys, count)
    for one, other in ((low, high), (high, low)):
        mine = place[one] >= 0
        rows[place[one[mine]], other[mine]] = True
    return rows
