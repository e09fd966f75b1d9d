"""Choosing pairs: in the order of what they are worth above both prices, then by exchange."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from server.matching.scale import Flags
from server.matching.strips import Candidates, Prices

WORTHWHILE = 1e-9  # less is no gain
MOST_PASSES = 4  # what is left then takes longer chains

Change = tuple[float, tuple[int, ...], tuple[int, ...]]  # gain, pairs dropped, pairs taken
NO_CHANGE: Change = (0.0, (), ())


def choose(pairs: Candidates, prices: Prices, each: int) -> Flags:
    """Return which pairs to take: at most `each` of anybody's.

    Whoever has places left then looks for somebody who would let another go for them, if the
    room gains by it: that other looks in turn, and may find the next who has a place left.
    """
    lists = _Lists(pairs, prices, each)
    lists.take_in_order()
    lists.exchange()
    return np.array(lists.taken, np.bool_)


class _Lists:
    """Everybody's list while it is being filled. Pairs are read one at a time, where they are."""

    def __init__(self, pairs: Candidates, prices: Prices, each: int) -> None:
        above = pairs.value - prices[pairs.one] - prices[pairs.other]
        self._order = np.argsort(-above)
        self._one, self._other, self._value = pairs.one.data, pairs.other.data, pairs.value.data
        ends = np.concatenate([pairs.one, pairs.other])
        self._by_person = pairs.by_person
        self._first = np.searchsorted(ends[self._by_person], np.arange(len(prices) + 1))
        self._free = [each] * len(prices)
        self._mine: list[dict[int, int]] = [{} for _ in prices]  # whom to by which pair
        self._solace: dict[int, tuple[int, int]] = {}
        self.taken = [False] * len(self._value)

    def take_in_order(self) -> None:
        """Take each pair for which both have a place left, those worth most above prices first."""
        free, one, other = self._free, self._one, self._other
        for pair in self._order.data:
            if free[one[pair]] and free[other[pair]]:
                self._take(pair)

    def exchange(self) -> None:
        """Let those who have places left find somebody, as long as the total rises."""
        for _ in range(MOST_PASSES):
            looking = [person for person, free in enumerate(self._free) if free]
            self._solace = self._find_solace(looking)
            changed = [self._place(person) for person in looking]
            if not any(changed):
                return

    def _find_solace(self, looking: list[int]) -> dict[int, tuple[int, int]]:
        """Return for everybody the best pair with one of those who are looking, and with whom."""
        best: dict[int, tuple[int, int]] = {}
        for person in looking:
            for other, pair in self._near(person):
                known = best.get(other)
                if not self.taken[pair] and (
                    known is None or self._value[known[0]] < self._value[pair]
                ):
                    best[other] = pair, person
        return best

    def _place(self, person: int) -> bool:
        """Make the change for somebody by which the room gains most; return whether one does."""
        changes = (self._change(person, *one) for one in self._near(person))
        gain, drops, takes = max(changes, default=NO_CHANGE)
        if not self._free[person] or gain < WORTHWHILE:
            return False
        for pair in drops:
            self._drop(pair)
        for pair in takes:
            self._take(pair)
        return True

    def _change(self, person: int, other: int, pair: int) -> Change:
        """Return what a pair would bring. Who is full lets somebody go, who may find solace."""
        if self.taken[pair]:
            return NO_CHANGE
        if self._free[other]:
            return self._value[pair], (), (pair,)
        best = NO_CHANGE
        for third, dropped in self._mine[other].items():
            gain = self._value[pair] - self._value[dropped]
            takes: tuple[int, ...] = (pair,)
            solace, whose = self._solace.get(third, (pair, person))
            places = self._free[whose] - (whose == person)  # one of which is for `other`
            if places > 0 and solace != pair and not self.taken[solace]:
                gain += self._value[solace]
                takes = pair, solace
            if gain > best[0]:
                best = gain, (dropped,), takes
        return best

    def _near(self, person: int) -> Iterator[tuple[int, int]]:
        """Yield everybody whom somebody could have, and by which pair."""
        some = self._by_person[self._first[person] : self._first[person + 1]] % len(self._value)
        for pair in some.tolist():
            yield self._one[pair] + self._other[pair] - person, pair

    def _take(self, pair: int) -> None:
        one, other = self._one[pair], self._other[pair]
        self.taken[pair] = True
        self._mine[one][other] = self._mine[other][one] = pair
        self._free[one] -= 1
        self._free[other] -= 1

    def _drop(self, pair: int) -> None:
        one, other = self._one[pair], self._other[pair]
        self.taken[pair] = False
        del self._mine[one][other], self._mine[other][one]
        self._free[one] += 1
        self._free[other] += 1
