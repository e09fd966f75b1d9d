"""One-to-one meetings, round after round: everybody has somebody, or is told why not.

Each round is a matching of the greatest value: first as many as can be are paired, those who have
sat out before all others, then those who are worth most to each other. It is the plan of
`plan.py` with one place for everybody, in which a place that stays empty costs more than any pair
is worth. Then two pairs trade partners, where the room is not too large to look at any two. Where a
small room meets nearly all round, pairs that are best at first would leave
rounds at the end that cannot be filled; a rotation, which can, is taken instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from server.matching.chains import follow_chains
from server.matching.exchange import choose
from server.matching.plan import descend, guess
from server.matching.score import Room
from server.matching.strips import Prices, Strips
from server.matching.trading import trade

# The first step of each descent. Before some of them candidates are looked for anew.
DESCENTS = ((0.03, 0.02), (0.012,))
NEAR = 30  # candidates for everybody, about
PATIENCE = 8  # lots by which the last two look for each other
TRADING = 800  # people, of whom any two pairs may trade partners
NEVER = 2**20  # grains that it costs that two are a pair who may be none
SMALL = 60  # people who may meet all round
ROTATIONS = 20  # each from another order

Pairs = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Rounds:
    """Who meets whom. pairs: of each round, [pair, side], places in the room, the lower first."""

    people: int
    pairs: tuple[Pairs, ...]

    @property
    def rounds(self) -> int:
        """How many rounds there are."""
        return len(self.pairs)

    def out(self, number: int) -> list[int]:
        """Return who has nobody in a round."""
        out: list[int] = np.setdiff1d(np.arange(self.people), self.pairs[number]).tolist()
        return out

    def paired(self) -> int:
        """Return how many pairs there are in all rounds."""
        return sum(len(pairs) for pairs in self.pairs)

    def again_out(self) -> int:
        """Return how often somebody has nobody who had nobody before."""
        out = np.concatenate([np.array(self.out(number), np.intp) for number in range(self.rounds)])
        return len(out) - len(np.unique(out))

    def total(self, room: Room) -> float:
        """Return what all pairs are worth."""
        every = np.concatenate([np.zeros((0, 2), np.intp), *self.pairs])
        return float(room.worth(every[:, 0], every[:, 1]).sum(dtype=np.float64))


def pair_rounds(
    room: Room, rounds: int, *, apart: Iterable[tuple[int, int]] = (), seed: int = 0
) -> Rounds:
    """Return who meets whom in each of so many rounds; no two meet twice.

    apart: pairs of places that never meet, or have met. seed: of what is left to chance. Whoever
    sits out is paired before others from then on.
    """
    chance = np.random.default_rng(seed)
    kept_apart = list(apart)
    made = _best_first(room, rounds, kept_apart, chance)
    if len(room) > SMALL or made.paired() == rounds * (len(room) // 2):
        return made
    turns = [_rotation(room, rounds, kept_apart, chance) for _ in range(ROTATIONS)]
    return max([made, *turns], key=lambda one: (one.paired(), -one.again_out(), one.total(room)))


def _best_first(
    room: Room, rounds: int, apart: list[tuple[int, int]], chance: np.random.Generator
) -> Rounds:
    if not len(room):
        return Rounds(0, (np.zeros((0, 2), np.intp),) * rounds)
    strips = Strips(room, apart)
    prices = guess(room, 1, chance)
    empty = np.full(len(room), room.most())  # what a place costs that stays empty
    found: list[Pairs] = []
    for _ in range(rounds):
        pairs, prices = _round(strips, prices, empty, chance)
        found.append(pairs)
        strips.part(pairs)
        paired = np.zeros(len(room), np.bool_)
        paired[pairs] = True
        empty[~paired] += room.most()
    return Rounds(len(room), tuple(found))


def _round(
    strips: Strips, prices: Prices, empty: Prices, chance: np.random.Generator
) -> tuple[Pairs, Prices]:
    """Return the pairs of a round, and the prices at which they were found."""
    for steps in DESCENTS:
        prices = np.clip(prices, 0, strips.left(prices))
        pairs = strips.candidates(prices, len(prices) * NEAR // 2, chance)
        pairs = replace(pairs, value=pairs.value + empty[pairs.one] + empty[pairs.other])
        for step in steps:
            prices = descend(prices + empty, pairs, 1, step) - empty
    taken = choose(pairs, prices + empty, 1)
    seed = int(chance.integers(2**32))
    taken = follow_chains(pairs, prices + empty, 1, taken, np.inf, seed, patience=PATIENCE)
    found = np.stack([pairs.one[taken], pairs.other[taken]], axis=1).astype(np.intp)
    if len(prices) <= TRADING:
        worth = strips.every()
        trade(found, np.where(worth > 0, -worth.astype(np.int32), NEVER))
        found.sort(axis=1)
    return found, np.maximum(prices, 0)


def _rotation(
    room: Room, rounds: int, apart: list[tuple[int, int]], chance: np.random.Generator
) -> Rounds:
    """Return rounds in which all but one move on by a chair, less the pairs that may not be."""
    everybody = np.arange(len(room))
    fine = room.values(everybody, everybody) > 0
    for one, other in apart:
        fine[one, other] = fine[other, one] = False
    seats = len(room) + len(room) % 2  # an empty chair among them is nobody's
    order = chance.permutation(seats)
    found = []
    for turn in range(rounds):
        at = np.append(order[0], np.roll(order[1:], turn))
        pairs = np.sort(np.stack([at[: seats // 2], at[: seats // 2 - 1 : -1]], axis=1), axis=1)
        pairs = pairs[(pairs[:, 1] < len(room)) & (turn < seats - 1)]
        found.append(pairs[fine[pairs[:, 0], pairs[:, 1]]])
    return Rounds(len(room), tuple(found))
