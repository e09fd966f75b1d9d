"""Who is suggested to whom: lists for a whole room, fair because nobody is on more than their own.

A suggestion is mutual, so the plan is a b-matching: everybody has at most `each` pairs, and the
pairs together are worth as much as can be. Each person gets a *price*, what a place on their list
is worth to the room: the Lagrangian dual, found by subgradient steps (Held, Wolfe & Crowder,
"Validation of subgradient optimization", 1974). Pairs are then chosen in the order of what they
are worth above both prices, and exchanged while that helps. Any prices prove a bound,

    each * sum of prices + sum over all allowed pairs of max(value - both prices, 0),

which no plan can beat, so a plan knows how far it may be from the best there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.matching.chains import follow_chains
from server.matching.columns import Floats
from server.matching.exchange import choose
from server.matching.scale import Places
from server.matching.score import Room
from server.matching.strips import Candidates, Prices, Strips

SAMPLE = 1_200  # people in whose company prices are guessed
GUESSES = 6
FEW = 8  # places that are found one by one sooner than all at once
AT_ONCE = 2_000  # people who are compared with the sample
# The first step of each descent. After some of them candidates are looked for anew.
STRIDES = (0.1, 0.06, 0.03)  # again while prices turn out to be far off: where most are of one
FAR = 0.01  # organisation, the places of the others are worth more than a guess makes them
DESCENTS = (STRIDES, (0.012, 0.006, 0.003))
NEAR = 0.0007  # a plan is not worked at any more that is so near its bound
STEPS = 16
SHORTER = 0.93  # each step than the one before
FURTHER = 1.5  # times as many candidates as there can be pairs, and so many more for everybody:
MORE = 5


@dataclass(frozen=True)
class Plan:
    """Everybody's suggestions.

    one, other: [pair], who is suggested to whom, by their places in the room. value, block:
    [pair], what the pair is worth, and the number of the block that is its reason. prices:
    [person]. total: what all pairs are worth; bound: those of no plan are worth more.
    """

    each: int
    one: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    value: Prices
    block: npt.NDArray[np.int8]
    prices: Prices
    total: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the total may be below the best there is: a share of the bound."""
        return 1 - self.total / self.bound if self.bound > 0 else 0.0

    def lengths(self) -> Places:
        """Return [person]: how many suggestions they have."""
        return _ends(self.one, self.other, len(self.prices))


def plan(room: Room, each: int, *, apart: Iterable[tuple[int, int]] = (), seed: int = 0) -> Plan:
    """Return up to `each` mutual suggestions for everybody, of the greatest total value.

    apart: pairs of places that are never suggested to each other. seed: of what is left to
    chance, which is whose prices are guessed first and who, of many alike, is considered.
    """
    chance = np.random.default_rng(seed)
    prices = guess(room, each, chance)
    strips = Strips(room, apart)
    prices[strips.partners <= each] = 0  # nobody competes for a place on their lists
    wanted = round(len(room) * (each * FURTHER + MORE))
    bound = strips.bound(prices, each)
    candidates = strips.candidates(prices, wanted, chance)
    descents = list(DESCENTS)
    while descents:
        steps, lower = descents.pop(0), prices
        for step in steps:
            lower = descend(lower, candidates, each, step)
        proven = strips.bound(lower, each)
        if proven < (1 - FAR) * bound:
            descents.insert(0, STRIDES)
        if proven < bound:  # not where all are alike: there a guess is hard to better
            prices, bound = lower, proven
            candidates = strips.candidates(prices, wanted, chance)
    del strips  # the largest thing there is, and not needed any more
    taken = choose(candidates, prices, each)
    taken = follow_chains(candidates, prices, each, taken, (1 - NEAR) * bound, seed)
    chosen = np.flatnonzero(taken)
    one, other = candidates.one[chosen], candidates.other[chosen]
    value = room.worth(one, other).astype(np.float64)
    total = float(value.sum())
    return Plan(
        each=each,
        one=one,
        other=other,
        value=value,
        block=room.reasons(one, other),
        prices=prices,
        total=total,
        bound=max(bound, total),
    )


def guess(room: Room, each: int, chance: np.random.Generator) -> Prices:
    """Return prices to begin with: what the last place of everybody's list would be worth.

    That is looked up in a sample only, in which all ask so much, given what the others ask.
    """
    people = len(room)
    size = min(people, SAMPLE)
    if size < 2:
        return np.zeros(people)
    sample = np.sort(chance.choice(people, size, replace=False))
    worth = room.values(sample, sample)
    np.fill_diagonal(worth, 0)
    places = min(max(round(each * size / people), 1), size)
    prices: Floats = np.zeros(size, np.float32)
    for _ in range(GUESSES):
        offered = _last_of(worth - prices, places)
        prices = ((prices + np.maximum(offered, 0)) / 2).astype(np.float32)
    guessed = np.empty(people)
    for start in range(0, people, AT_ONCE):
        some = slice(start, min(start + AT_ONCE, people))
        offered = _last_of(room.values(some, sample) - prices, places)
        guessed[some] = np.maximum(offered, 0)
    guessed[sample] = prices
    return guessed


def descend(prices: Prices, pairs: Candidates, each: int, step: float) -> Prices:
    """Return prices that prove a lower bound for these pairs.

    None falls so far that a pair which is no candidate could be worth more than both.
    """
    one, other = pairs.one.astype(np.intp), pairs.other.astype(np.intp)  # as NumPy looks them up
    least = np.maximum(prices - pairs.below / 2, 0)
    best, lowest = prices, np.inf
    for _ in range(STEPS):
        above = pairs.value - prices[one]
        above -= prices[other]
        wanted = np.flatnonzero(above > 0)
        bound = each * prices.sum() + above[wanted].sum()
        if bound < lowest:
            best, lowest = prices, bound
        free = each - _ends(one[wanted], other[wanted], len(prices))
        prices = np.maximum(prices - step * free / each, least)
        step *= SHORTER
    return best


def _last_of(offered: Floats, places: int) -> Floats:
    """Return [row]: the last of so many that are greatest. What has been offered is lost."""
    if places > FEW:
        return np.asarray(np.partition(offered, -places, axis=1)[:, -places])
    for _ in range(places - 1):
        offered[np.arange(len(offered)), offered.argmax(axis=1)] = -np.inf
    return np.asarray(offered.max(axis=1))


def _ends(one: Places, other: Places, people: int) -> Places:
    ends: Places = np.bincount(one, minlength=people) + np.bincount(other, minlength=people)
    return ends
