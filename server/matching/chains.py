"""Exchanges too long to be found one at a time: chains from who has a place left to the next.

Somebody with a place left takes somebody who is full, who lets a third go, who takes a fourth, and
so on to somebody else with a place left: an alternating path (Edmonds, "Paths, trees, and
flowers", 1965). It costs what its pairs lack of both prices, or have above them. So the best
chains from everybody at once are found as shortest paths are, a step for all people together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from server.matching.scale import Flags, Places
from server.matching.strips import Candidates, Prices

WORTHWHILE = 1e-6  # less is no gain
LONGEST = 6  # times that somebody takes another in a chain
PATIENCE = 3  # rounds without a gain, each by another lot, before it is enough
MOST_ROUNDS = 40
FAR = 0.3  # of an average price: pairs that lack more are in no chain
HALF = 0.5
TRIED = 3  # ends for each who has places left


class _End(NamedTuple):
    """Where a chain may end: at somebody who takes one more, or is let go for somebody dearer."""

    cost: float
    person: int
    steps: int


@dataclass(frozen=True)
class _Links:
    """Pairs as one of their two sees them, those that lead to the same person side by side."""

    pair: Places
    of: Places
    to: Places

    def only(self, chosen: Flags) -> _Links:
        """Return the links of the chosen pairs."""
        these = chosen[self.pair]
        return _Links(self.pair[these], self.of[these], self.to[these])

    def best(self, so_far: Prices, extra: Prices) -> tuple[Prices, Places]:
        """Return [person]: the least cost of getting to them, and by which pair."""
        least = np.full(len(so_far), np.inf)
        which = np.zeros(len(so_far), np.intp)
        going_on = np.flatnonzero(np.isfinite(so_far)[self.of])
        if going_on.size:
            pair, to = self.pair[going_on], self.to[going_on]
            cost = so_far[self.of[going_on]] + extra[pair]
            first = np.flatnonzero(np.diff(to, prepend=-1))
            least[to[first]] = np.minimum.reduceat(cost, first)
            best = np.flatnonzero(cost == least[to])
            which[to[best]] = pair[best]
        return least, which


def follow_chains(
    pairs: Candidates,
    prices: Prices,
    each: int,
    taken: Flags,
    enough: float,
    seed: int,
    *,
    patience: int = PATIENCE,
) -> Flags:
    """Return which pairs are taken once no chain is left by which the room gains.

    taken: by now; at most `each` of anybody's. enough: a total at which to stop. seed: of the lot
    that decides who of those with places left looks, and who waits to be found. patience: lots
    without a gain before it is enough; the last two find each other by every other one.
    """
    chance = np.random.default_rng(seed)
    taken, links = taken.copy(), _every_link(pairs)
    above = pairs.value - prices[pairs.one] - prices[pairs.other]
    idle = rounds = 0
    while idle < patience and rounds < MOST_ROUNDS and pairs.value[taken].sum() < enough:
        # What comes to the same person twice is no chain, and hides one that would be shorter.
        longest = LONGEST - idle % LONGEST
        chains = _chains(pairs, links, prices, each, taken, above, chance, longest)
        for chain in chains:
            taken[chain] ^= True
        idle = 0 if chains else idle + 1
        rounds += 1
    return taken


def _chains(
    pairs: Candidates,
    links: _Links,
    prices: Prices,
    each: int,
    taken: Flags,
    above: Prices,
    chance: np.random.Generator,
    longest: int,
) -> list[list[int]]:
    """Return chains by which the room gains, none of which touches another."""
    free = np.zeros(len(prices), np.intp)
    free[links.to] = each  # whoever is in no pair can be in no chain
    for side in (pairs.one, pairs.other):
        free -= np.bincount(side[taken], minlength=len(prices))
    if not free.any():
        return []
    waits = chance.random(len(free)) < HALF
    taking = links.only(~taken & (above > -FAR * prices.mean()))
    letting = links.only(taken)
    cost = np.where((free > 0) & (~waits | (free > 1)), -prices, np.inf)
    to_find = np.where((free > 0) & (waits | (free > 1)), -prices, np.inf)
    steps: list[Places] = []
    best = np.full(len(prices), -WORTHWHILE)
    ends: dict[int, _End] = {}
    for _ in range(longest):
        for some, extra, gain in ((taking, -above, to_find), (letting, above, prices)):
            cost, which = some.best(cost, extra)
            steps.append(which)
            end = cost + gain
            better = np.flatnonzero(end < best)
            best[better] = end[better]
            ends |= {person: _End(end[person], person, len(steps)) for person in better.tolist()}
    chains: list[list[int]] = []
    touched: set[int] = set()
    looking = np.count_nonzero(free)
    for one in sorted(ends.values())[: TRIED * looking]:
        chain, people = _trace(pairs, steps[: one.steps], one.person)
        if len(people) == len(chain) + 1 and touched.isdisjoint(people):
            touched |= people
            chains.append(chain)
    return chains


def _trace(pairs: Candidates, steps: Sequence[Places], person: int) -> tuple[list[int], set[int]]:
    """Return the pairs of the chain that ends at somebody, and everybody in it."""
    chain, people = [], {person}
    for step in reversed(steps):
        pair = step.item(person)
        person = pairs.one.item(pair) + pairs.other.item(pair) - person
        chain.append(pair)
        people.add(person)
    return chain, people


def _every_link(pairs: Candidates) -> _Links:
    """Return the links of all pairs, both ways."""
    ends = np.concatenate([pairs.one, pairs.other, pairs.one]).astype(np.intp)
    order, count = pairs.by_person, len(pairs.one)
    return _Links(order % max(count, 1), of=ends[order + count], to=ends[order])
