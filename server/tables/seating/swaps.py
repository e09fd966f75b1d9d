"""Making a seating better by swapping chairs: tabu search, after Dotu and Van Hentenryck (2005).

A step takes somebody who sits badly in one round, weighs a swap of chairs with each other person
of that round, and makes the best one, though not with somebody who has just been moved. Sizes of
tables never change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import numpy.typing as npt

from server.tables.seating.pairs import Ints, chairs, meetings
from server.tables.seating.prices import (
    APART,
    BACKGROUND,
    ORGANISATION,
    REPEAT,
    STRANDED,
    WISH,
    Bonds,
)
from server.tables.seating.traits import EMPTY, UNKNOWN, alike, cut_off

REST = 6  # for at most so many steps somebody stays where they were moved to
PATIENCE = 300  # steps without a better seating before the best one is shaken
SHAKES = 4  # swaps
FAR = np.iinfo(np.int64).max


class Swaps:
    """A seating being improved: `best`, an array [round, person] of tables, and its `price`.

    held: the people who stay where they are.
    """

    def __init__(
        self, seats: Ints, bonds: Bonds, held: Collection[int], rng: np.random.Generator
    ) -> None:
        self._bonds, self._rng = bonds, rng
        self.best, self.price = seats, bonds.price(seats)
        people = seats.shape[1]
        self._people = np.arange(people)
        self._held = np.isin(self._people, list(held))
        self._apart = _matrix(people, bonds.blocked) > 0
        self._wanted = _matrix(people, bonds.wanted) > 0
        self._wishes = np.divmod(bonds.wanted, people)
        self._backgrounds = np.append(bonds.traits.backgrounds, UNKNOWN)
        self._organisations = np.append(bonds.traits.organisations, UNKNOWN)
        self._languages = np.append(bonds.traits.languages, EMPTY)
        self._may_strand = not bonds.traits.have_one_language()
        self._step = 0
        self._rests_until = np.zeros(seats.shape, np.int64)
        self._return_to_best()

    def improve(self, steps: int, enough: int, give_up: Callable[[], bool]) -> None:
        """Take up to `steps` steps; fewer once the price is `enough` or `give_up()` says so."""
        patience = PATIENCE
        for _ in range(steps):
            if self.price <= enough or self._held.all() or give_up():
                return
            self._swap_somebody()
            patience -= 1
            if self._price < self.price:
                self.best, self.price = self._seats.copy(), self._price
                patience = PATIENCE
            elif patience == 0:
                self._return_to_best()
                self._shake()
                patience = PATIENCE

    def _return_to_best(self) -> None:
        self._seats, self._price = self.best.copy(), self.price
        people = len(self._people)
        self._count = _matrix(people, np.concatenate([self._bonds.met, meetings(self._seats)]))
        # [round, table, chair]; whoever is in an empty chair nobody has met and nobody minds.
        self._at = np.stack([chairs(tables) for tables in self._seats])

    def _swap_somebody(self) -> None:
        """Make the best swap for one person who sits badly in one round."""
        self._step += 1
        round_ = int(self._rng.integers(len(self._seats)))
        tables = self._seats[round_]
        savings = self._savings(round_)
        unhappy = self._unhappy(round_, savings)
        if len(unhappy) == 0:
            return
        one = self._any(unhappy)
        change = self._changes(round_, one, savings.sum(axis=1))
        better = self._price + change < self.price
        refused = self._held | (tables == tables[one])
        refused |= (self._rests_until[round_] > self._step) & ~better
        change[refused] = FAR
        other = self._any(np.flatnonzero(change == change.min()))
        if not refused[other]:
            self._exchange(round_, one, other, int(change[other]))

    def _shake(self) -> None:
        """Swap a few people at random, to leave a place from where no step leads further."""
        free = np.flatnonzero(~self._held)
        for _ in range(SHAKES):
            round_ = int(self._rng.integers(len(self._seats)))
            one, other = self._any(free), self._any(free)
            if self._seats[round_, one] != self._seats[round_, other]:
                change = self._changes(round_, one, self._savings(round_).sum(axis=1))
                self._exchange(round_, one, other, int(change[other]))

    def _savings(self, round_: int) -> Ints:
        """Return [person, chair]: what it saves that they do not share the table with that one."""
        people, mates = self._people[:, None], self._at[round_][self._seats[round_]]
        count = self._count[people, mates]
        wish_lost = self._wanted[people, mates] & (count == 1)
        savings: Ints = REPEAT * (count > 1) + APART * self._apart[people, mates]
        savings += self._alike(people, mates) - WISH * wish_lost
        return savings

    def _costs(self, people: Ints | int) -> Ints:
        """Return [..., person]: what it costs that `people` share one more table with them."""
        count = self._count[people]
        wish_kept = self._wanted[people] & (count == 0)
        costs: Ints = REPEAT * (count > 0) + APART * self._apart[people] - WISH * wish_kept
        costs += self._alike(np.asarray(people)[..., None], np.arange(len(self._people) + 1))
        return costs

    def _alike(self, one: Ints, other: Ints) -> Ints:
        """Return what it costs that two people have something in common. Nobody is two people."""
        price: Ints = np.zeros(np.broadcast_shapes(one.shape, other.shape), np.int64)
        for kinds, each in ((self._backgrounds, BACKGROUND), (self._organisations, ORGANISATION)):
            price += each * alike(kinds[one], kinds[other])
        price *= one != other
        return price

    def _unhappy(self, round_: int, savings: Ints) -> Ints:
        """Return who could sit better in a round, of those who may move."""
        unhappy = np.any(savings > 0, axis=1)
        low, high = self._wishes
        unmet = self._count[low, high] == 0
        unhappy[low[unmet]] = unhappy[high[unmet]] = True
        if self._may_strand:
            at = self._at[round_]
            unhappy[at[cut_off(self._languages[at])]] = True
        return np.flatnonzero(unhappy & ~self._held)

    def _changes(self, round_: int, one: int, saved: Ints) -> Ints:
        """Return by how much the price rises if `one` swaps chairs with each other person.

        saved: what it saves that each person leaves their table.
        """
        tables, at = self._seats[round_], self._at[round_]
        costs = self._costs(one)
        there = costs[at].sum(axis=1)[tables] - costs[:-1]  # `one` comes, the other is gone
        here = self._costs(self._mates(round_, one))[:, :-1].sum(axis=0)
        changes: Ints = there + here - saved - saved[one]
        if self._may_strand:
            changes += STRANDED * self._more_stranded(round_, one)
        return changes

    def _more_stranded(self, round_: int, one: int) -> Ints:
        """Return how many more are stranded if `one` swaps chairs with each other person."""
        tables, at = self._seats[round_], self._at[round_]
        spoken = self._languages[at]
        now = cut_off(spoken).sum(axis=1)
        mine, theirs = self._languages[one], self._languages[self._people][:, None]
        there = np.where(at[tables] == self._people[:, None], mine, spoken[tables])
        here = np.where(at[tables[one]] == one, theirs, spoken[tables[one]])
        more: Ints = cut_off(there).sum(axis=1) + cut_off(here).sum(axis=1)
        more -= now[tables] + now[tables[one]]
        return more

    def _exchange(self, round_: int, one: int, other: int, change: int) -> None:
        """Swap two people's chairs, and let them stay there for a few steps."""
        mine, theirs = self._mates(round_, one), self._mates(round_, other)
        for person, left, joined in ((one, mine, theirs), (other, theirs, mine)):
            self._count[person, left] -= 1
            self._count[left, person] -= 1
            self._count[person, joined] += 1
            self._count[joined, person] += 1
        tables, at = self._seats[round_], self._at[round_]
        here, there = tables[one], tables[other]
        at[here][at[here] == one] = other
        at[there][at[there] == other] = one
        tables[one], tables[other] = there, here
        self._price += change
        rest = self._rng.integers(1, REST, endpoint=True)
        self._rests_until[round_, [one, other]] = self._step + rest

    def _any(self, people: Ints) -> int:
        return int(people[self._rng.integers(len(people))])

    def _mates(self, round_: int, person: int) -> Ints:
        chairs = self._at[round_, self._seats[round_, person]]
        mates: Ints = chairs[(chairs != person) & (chairs < len(self._people))]
        return mates


def _matrix(people: int, keys: Ints) -> npt.NDArray[np.int16]:
    """Return how often each pair is among `keys`, with a row and a column for nobody."""
    matrix = np.zeros((people + 1, people + 1), np.int16)
    low, high = np.divmod(keys, people)
    np.add.at(matrix, (low, high), 1)
    np.add.at(matrix, (high, low), 1)
    return matrix
