"""Making a seating better by exchanging people: two trade all their seats, in every round.

Who repeats a meeting depends on the seats alone, so a rotation stays as good as it was, while
backgrounds, organisations and languages mix, and pairs part or come together. Each step weighs
many exchanges at once and makes the best ones of those that touch no table in common. Some that
make it a little worse are made, too, ever fewer as the search cools (simulated annealing).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import numpy.typing as npt

from server.tables.seating.pairs import Ints
from server.tables.seating.prices import BACKGROUND, ORGANISATION, STRANDED, WISH, Bonds
from server.tables.seating.traits import EMPTY, UNKNOWN, alike, cut_off

TRIES = 600  # exchanges weighed in a step, at least, where there are so many
TRIES_EACH = 8  # of them, for each person of a small room
WARMTH = 0.3  # what an exchange may cost at first, on average
BOLD = 0.15  # of the exchanges may cost something


class Exchange:
    """A seating being improved: `best`, an array [round, person] of tables, and its `price`.

    The price is without what repeats in these rounds, which does not change.
    held: the people who stay where they are.
    """

    def __init__(
        self, seats: Ints, bonds: Bonds, held: Collection[int], rng: np.random.Generator
    ) -> None:
        rounds, people = seats.shape
        traits = bonds.traits
        self._rng, self._people = rng, people
        self._held = np.isin(np.arange(people), list(held))
        self._wishes = np.divmod(bonds.wanted, people)
        self._all_wishes = WISH * len(bonds.wanted)
        self._backgrounds = np.append(traits.backgrounds, UNKNOWN)
        self._organisations = np.append(traits.organisations, UNKNOWN)
        self._languages = np.append(traits.languages, EMPTY)
        self._keys, self._weights = bonds.weights()
        tables = int(seats.max()) + 1
        self._first = np.arange(rounds)[:, None] * tables
        self._seats = seats + self._first  # every table of every round has a number of its own
        sizes = np.bincount(self._seats.ravel(), minlength=rounds * tables)
        self._at = np.full((len(sizes), sizes.max()), people)  # `people` is an empty chair
        order = np.argsort(self._seats, axis=None, kind="stable") % people
        self._at[np.arange(sizes.max()) < sizes[:, None]] = order
        self._prices = self._price_of(self._at)
        self.best, self.price = seats, self._price()

    def improve(self, steps: int, enough: int, give_up: Callable[[], bool]) -> None:
        """Take up to `steps` steps; fewer once the price is `enough` or `give_up()` says so."""
        for step in range(steps):
            if self.price <= enough or self._held.all() or give_up():
                return
            self._step(WARMTH * (1 - step / steps))
            price = self._price()
            if price < self.price:
                self.best, self.price = self._seats - self._first, price

    def _price(self) -> int:
        return int(self._prices.sum()) + self._all_wishes

    def _step(self, warmth: float) -> None:
        one, other = self._candidates()
        here, there = self._seats[:, one], self._seats[:, other]
        people_here, people_there = self._at[here], self._at[there]
        without = np.where(people_here == one[:, None], other[:, None], people_here)
        with_one = np.where(people_there == other[:, None], one[:, None], people_there)
        price_here, price_there = self._price_of(without), self._price_of(with_one)
        change = price_here + price_there - self._prices[here] - self._prices[there]
        change[here == there] = 0
        total = change.sum(axis=0)
        allowed = self._rng.exponential(warmth, total.shape) if warmth else np.zeros(total.shape)
        allowed *= self._rng.random(total.shape) < BOLD
        chosen = np.flatnonzero(total < allowed)
        chosen = chosen[np.argsort(total[chosen], kind="stable")]
        chosen = chosen[_apart(np.concatenate([here[:, chosen], there[:, chosen]]), len(self._at))]

        moved = here[:, chosen] != there[:, chosen]
        for tables, people, prices in (
            (here, without, price_here),
            (there, with_one, price_there),
        ):
            changed = tables[:, chosen][moved]
            self._at[changed] = people[:, chosen][moved]
            self._prices[changed] = prices[:, chosen][moved]
        self._seats[:, one[chosen]] = there[:, chosen]
        self._seats[:, other[chosen]] = here[:, chosen]

    def _candidates(self) -> tuple[Ints, Ints]:
        """Return pairs of people to exchange: one who may sit badly, the worse the likelier."""
        worth = np.maximum(self._prices[self._seats], 0).sum(axis=0)
        for low, high in zip(*self._wishes, strict=True):
            if not (self._seats[:, low] == self._seats[:, high]).any():
                worth[[low, high]] += WISH
        worth[self._held] = 0
        free = np.flatnonzero(~self._held)
        reach: Ints = np.cumsum(worth if worth.any() else ~self._held)
        count = max(min(TRIES, TRIES_EACH * len(free)), int(np.count_nonzero(worth)) // 2)
        drawn = self._rng.integers(int(reach[-1]), size=count)
        one = np.searchsorted(reach, drawn, side="right")
        other = free[self._rng.integers(len(free), size=count)]
        return one[one != other], other[one != other]

    def _price_of(self, at: Ints) -> Ints:
        """Return what is wrong at tables. at: people [..., chair]."""
        backgrounds, organisations = self._backgrounds[at], self._organisations[at]
        languages = self._languages[at]
        prices = np.zeros(at.shape[:-1], np.int64)
        for chair in range(1, at.shape[-1]):
            for before in range(chair):
                for kinds, price in (
                    (backgrounds, BACKGROUND),
                    (organisations, ORGANISATION),
                ):
                    prices += price * alike(kinds[..., chair], kinds[..., before])
                if len(self._keys):
                    prices += self._bond(at[..., chair], at[..., before])
        prices += STRANDED * cut_off(languages).sum(axis=-1)
        return prices

    def _bond(self, one: Ints, other: Ints) -> Ints:
        """Return the weights of pairs. An empty chair makes no pair."""
        keys = np.minimum(one, other) * self._people + np.maximum(one, other)
        keys[(one == self._people) | (other == self._people)] = -1
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._weights[place], 0)


def _apart(tables: Ints, count: int) -> npt.NDArray[np.bool_]:
    """Say of each exchange whether no earlier one touches a table of its [table, exchange]."""
    rank = np.broadcast_to(np.arange(tables.shape[1]), tables.shape)
    first = np.full(count, tables.shape[1])
    np.minimum.at(first, tables, rank)
    free: npt.NDArray[np.bool_] = (first[tables] == rank).all(axis=0)
    return free
