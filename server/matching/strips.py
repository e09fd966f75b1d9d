"""What all pairs of a room are worth, weighed once and kept in two bytes each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from server.matching.scale import Places
from server.matching.score import Room

Prices = npt.NDArray[np.float64]
Grains = npt.NDArray[np.int16]

ROWS = 128  # weighed at once
MOST = 16_000  # grains of the greatest value there may be: two prices fit into two bytes
BAND = 8  # grains: what is worth so little more is worth the same
LOOKED_AT = 3  # strips' worth of rows by which it is told where candidates begin


@dataclass(frozen=True)
class Candidates:
    """Pairs of people by their places, `one` before `other`, and what each is worth.

    below: no other pair is worth more than both prices less this, which were asked for.
    """

    one: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    value: Prices
    below: float

    @cached_property
    def by_person(self) -> Places:
        """The ends of all pairs, each `one` and then each `other`, those of a person in a row."""
        ends = np.concatenate([self.one, self.other]).astype(np.intp)
        ends *= len(ends)
        ends += np.arange(len(ends))
        ends.sort()  # in a tenth of the time of a stable sort of the people
        return ends % max(len(ends), 1)


class Strips:
    """The upper half of a room's values, strip by strip: whole numbers of grains, rounded up."""

    def __init__(self, room: Room, apart: Iterable[tuple[int, int]]) -> None:
        people = len(room)
        self._people = people
        self._grain = max(room.most(), 1e-9) / MOST
        # In one piece, which is given back to the machine as soon as it is not needed any more.
        kept = np.empty(people * (people + ROWS) // 2, np.int16)
        self._strips: list[tuple[int, Grains]] = []
        self.partners = np.zeros(people, np.intp)  # [person]: with how many they may be paired
        kept_apart = sorted((min(pair), max(pair)) for pair in apart)
        at = np.array(kept_apart, np.intp).reshape(-1, 2)
        for start in range(0, people, ROWS):
            rows, columns = slice(start, min(start + ROWS, people)), slice(start, people)
            worth = room.values(rows, columns)
            worth[np.tril_indices(len(worth))] = 0
            first, last = np.searchsorted(at[:, 0], (start, start + len(worth)))
            worth[at[first:last, 0] - start, at[first:last, 1] - start] = 0
            worth /= self._grain
            strip = kept[: worth.size].reshape(worth.shape)
            kept = kept[worth.size :]
            np.ceil(worth, out=strip, casting="unsafe")
            self._strips.append((start, strip))
            allowed = strip > 0
            self.partners[rows] += allowed.sum(axis=1)
            self.partners[columns] += allowed.sum(axis=0, dtype=np.uint8)  # there are few rows

    def candidates(self, prices: Prices, count: int, chance: np.random.Generator) -> Candidates:
        """Return about `count` pairs: those worth most above both prices, by lot among equals.

        Equal is what differs by less than prices are known to: or, of people who are all alike,
        those would have no candidates whose price is a grain too high.
        """
        asked = self._in_grains(prices)
        level, share = self._where_to_begin(asked, count)
        found: list[tuple[npt.NDArray[np.int32], ...]] = [(np.zeros(0, np.int32),) * 3]
        for start, strip in self._strips:
            above = strip - asked[start:]
            rows = asked[start : start + len(strip), None]
            places = np.flatnonzero(above >= rows + (level - BAND))
            row, column = np.divmod(places, strip.shape[1])
            value = strip.ravel()[places]
            surely = above.ravel()[places] >= rows[row, 0] + level
            fine = (value > 0) & (surely | (chance.random(len(places)) < share))
            ends = np.stack([row[fine], column[fine]]).astype(np.int32) + start
            found.append((*ends, value[fine]))
        one, other, grains = (np.concatenate(part) for part in zip(*found, strict=True))
        lot = chance.permutation(len(one))  # those of equal value stand in no order
        one, other, grains = one[lot], other[lot], grains[lot]
        return Candidates(
            one=one,
            other=other,
            value=grains * self._grain,
            below=max(-level, 0) * self._grain,
        )

    def left(self, prices: Prices) -> Prices:
        """Return [person]: what the best of their pairs leaves them, less the other's price."""
        asked = self._in_grains(prices)
        most = np.zeros(self._people, np.int16)
        for start, strip in self._strips:
            rows = slice(start, start + len(strip))
            most[rows] = np.maximum(most[rows], (strip - asked[start:]).max(axis=1))
            most[start:] = np.maximum(most[start:], (strip - asked[rows, None]).max(axis=0))
        left: Prices = most.astype(np.float64) * self._grain
        return left

    def every(self) -> Grains:
        """Return [one, other], both ways: what all pairs are worth by now, in grains."""
        worth = np.zeros((self._people, self._people), np.int16)
        for start, strip in self._strips:
            worth[start : start + len(strip), start:] = strip
        return np.maximum(worth, worth.T)

    def part(self, pairs: npt.NDArray[np.intp]) -> None:
        """Let none of these pairs be worth anything any more. pairs: [pair, side]."""
        at = np.sort(pairs, axis=1)
        at = at[np.argsort(at[:, 0])]
        for start, strip in self._strips:
            first, last = np.searchsorted(at[:, 0], (start, start + len(strip)))
            strip[at[first:last, 0] - start, at[first:last, 1] - start] = 0

    def bound(self, prices: Prices, each: int) -> float:
        """Return what no choice of `each` pairs for everybody is worth more than."""
        asked = self._in_grains(prices)
        surplus = 0
        for start, strip in self._strips:
            above = self._above(asked, start, strip)
            surplus += int(above[above > 0].sum(dtype=np.int64))
        return (each * int(asked.sum(dtype=np.int64)) + surplus) * self._grain

    def _in_grains(self, prices: Prices) -> Grains:
        return np.minimum(np.ceil(prices / self._grain), MOST).astype(np.int16)

    def _above(self, asked: Grains, start: int, strip: Grains) -> Grains:
        """Return [row, column]: what a strip's pairs are worth above both prices, in grains."""
        above: Grains = strip - asked[start:]
        above -= asked[start : start + len(strip), None]
        return above

    def _where_to_begin(self, asked: Grains, count: int) -> tuple[int, float]:
        """Return from which level on, and of what share of those just below it, there are `count`.

        Just below is less than BAND below.
        """
        every = max(len(self._strips) // LOOKED_AT, 1)  # so many rows of each strip, one
        found, seen = [np.zeros(0, np.int16)], 0
        for start, strip in self._strips:
            some = strip[::every]
            above = some - asked[start:]
            above -= asked[start : start + len(strip) : every, None]
            found.append(above[some > 0])
            seen += some.size
        levels = np.bincount(np.concatenate(found).astype(np.int32) + 2 * MOST, minlength=4 * MOST)
        whole = sum(strip.size for _, strip in self._strips)
        wanted = count * seen / max(whole, 1)
        from_top = np.cumsum(levels[::-1])
        if from_top[-1] <= wanted:
            return -2 * MOST + BAND, 1.0
        first = max(int(np.searchsorted(from_top, wanted)) - BAND // 2, 0)
        surely = from_top[first]
        just_below = from_top[min(first + BAND, len(levels) - 1)] - surely
        return len(levels) - 1 - first - 2 * MOST, float((wanted - surely) / just_below)
