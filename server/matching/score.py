"""What it is worth to two people to meet, and why: arithmetic on a whole room, always the same.

A pair is worth the harmonic mean of what each gets from the other, so that one side's gain does
not make up for the other's want of it (Pizzato et al., "RECON: a reciprocal recommender for
online dating", RecSys 2010). Its reason is the block that gives most to the one of the two who
gets less of it: something that is true for both. Whoever asks for a path, the same or a different
one, is given that reason or none. Without a reason a pair is worth nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from server.matching import rules
from server.matching.blocks import BLOCKS
from server.matching.columns import Columns, Floats
from server.matching.ranking import lots, mixed
from server.matching.saying import Intent, Profile, Reason
from server.matching.scale import GROUNDS, Flags, Places, Scale, Weighed

Some = Places | slice

TINY = np.float32(1e-9)
AT_ONCE = 1_000  # pairs of a list of them


class Room:
    """People, weighed against each other. They are named by their places in `people`.

    rare: the languages that are, where these people are a few of many.
    """

    def __init__(self, people: Sequence[Profile], *, rare: Collection[str] | None = None) -> None:
        self._scale = Scale(people, rare)
        self.people = [self._scale.seen(one) for one in people]
        self._now = self._scale.weigh(self.people)
        self._spare: Weighed | None = None
        self._by_key: Columns | None = None  # what `_keys` returns, once it has been asked

    def __len__(self) -> int:
        return len(self.people)

    def add(self, one: Profile) -> int:
        """Weigh somebody who has come later, by the keys of the room; return their place."""
        one = self._scale.seen(one)
        self.people.append(one)
        weighed, before = self._scale.weigh([one]), self._spare
        self._now, self._spare = self._now.with_one_more(weighed, before)
        place = len(self.people) - 1
        if self._spare is not before:
            self._by_key = None  # they have moved to where there is more room
        elif self._by_key is not None:
            for keys, row in zip(self._by_key, (weighed.takes, weighed.gives), strict=True):
                keys[:, place] = row[0]
        return place

    def most(self) -> float:
        """Return what no pair is worth more than: no block gives anybody more than it counts."""
        return float(self._now.counts.sum(axis=1).max(initial=0))

    def values(self, rows: Some, columns: Some) -> Floats:
        """Return [row, column]: what each pair is worth; nought where they are not to be paired."""
        ones, others = self._now.of(rows), self._now.of(columns)
        worth = _for_both(ones.takes @ others.gives.T, ones.gives @ others.takes.T)
        worth *= rules.allowed(ones, others)
        return worth

    def values_of(self, one: int) -> Floats:
        """Return [person]: what each pair with somebody is worth, as `values` does.

        Of hundreds of keys one person has some dozens, and no others are looked at.
        """
        mine, keys = self._now.of(slice(one, one + 1)), self._keys()
        worth = _for_both(_of_some(mine.takes[0], keys.gives), _of_some(mine.gives[0], keys.takes))
        worth = worth[: len(self)]
        worth *= rules.allowed(mine, self._now)[0]
        return worth

    def allowed(self, rows: Some, columns: Some) -> Flags:
        """Return [row, column]: whether two people may be suggested to each other."""
        return rules.allowed(self._now.of(rows), self._now.of(columns))

    def understood(self, rows: Some, columns: Some) -> Flags:
        """Return [row, column]: whether they share a language."""
        return rules.understood(self._now.of(rows), self._now.of(columns))

    def no_colleagues(self, rows: Some, columns: Some) -> Flags:
        """Return [row, column]: whether they are no colleagues, or both open to colleagues."""
        return rules.no_colleagues(self._now.of(rows), self._now.of(columns))

    def have_reason(self, rows: Some, columns: Some) -> Flags:
        """Return [row, column]: whether some block gives something to both, of those asked for."""
        return rules.have_reason(self._now.of(rows), self._now.of(columns))

    def worth(self, ones: Places, others: Places) -> Floats:
        """Return for each of these pairs, all allowed, what it is worth."""
        every, whole = Columns(self._now.takes, self._now.gives), [slice(None)]
        (to_one,), (to_other,) = (
            _along(every, whole, ones, others),
            _along(every, whole, others, ones),
        )
        worth: Floats = 2 * to_one * to_other / (to_one + to_other)
        return worth

    def reasons(self, ones: Places, others: Places) -> npt.NDArray[np.int8]:
        """Return for each pair the number of the block that is its reason; -1 without one."""
        for_both = self._by_block(ones, others)
        for path, asked in zip(GROUNDS, self._now.asks.T, strict=True):
            insist = asked[ones] | asked[others]
            unasked = np.arange(len(BLOCKS)) != path
            for_both[np.ix_(unasked, insist)] = 0
        best: npt.NDArray[np.int8] = for_both.argmax(axis=0).astype(np.int8)
        best[for_both.max(axis=0, initial=0) <= 0] = -1
        return best

    def blocks_for_both(self, one: int, other: int) -> list[int]:
        """Return the numbers of the blocks that give something to both, asked for or not.

        What gives most to the one of the two who gets less of it comes first.
        """
        for_both = self._by_block(np.array([one]), np.array([other]))[:, 0]
        ranked = np.argsort(-for_both, kind="stable")
        return [int(block) for block in ranked[: np.count_nonzero(for_both > 0)]]

    def reason(self, one: int, other: int, block: int) -> Reason:
        """Return the reason that a block is, as it is said to `one` of `other`."""
        return BLOCKS[block].say(self.people[one], self.people[other])

    def _keys(self) -> Columns:
        """Return what the room takes and gives as [key, person], with people to spare."""
        if self._by_key is None:
            rows = self._spare or self._now
            self._by_key = Columns(rows.takes.T.copy(), rows.gives.T.copy())
        return self._by_key

    def _by_block(self, ones: Places, others: Places) -> Floats:
        """Return [block, pair]: what each block gives to whichever of the two gets less."""
        each, blocks = Columns(self._now.takes_each, self._now.gives_each), self._now.blocks
        for_both = _along(each, blocks, ones, others) * self._now.counts[ones].T
        to_other = _along(each, blocks, others, ones) * self._now.counts[others].T
        np.minimum(for_both, to_other, out=for_both)
        for_both[rules.DIFFERENT, rules.meet(self._now.ways, ones, others)] = 0
        return for_both


@dataclass(frozen=True)
class Suggestion:
    """Meet this person, because of this."""

    person_id: str
    reason: Reason


def suggest(
    me: Profile,
    others: Sequence[Profile],
    *,
    intent: Intent,
    excluded: frozenset[str] = frozenset(),
    limit: int = 10,
    seed: int = 0,
) -> list[Suggestion]:
    """Return up to `limit` people for `me` to meet, the best first.

    Never somebody `excluded`, without a shared language or a reason, or of the same organisation:
    the list gets shorter instead. People of about the same value come in an order of their own
    for each `me` and `seed`, so that not everybody is shown the same few.
    """
    allowed = [one for one in others if one.id not in excluded | {me.id}]
    room = Room([replace(me, intent=intent), *allowed])
    myself, them = np.zeros(1, np.intp), np.arange(1, len(room))
    worth = room.values(myself, them)[0]
    reasons = room.reasons(np.zeros_like(them), them)
    # Rounded: between people of about the same value, the lot decides.
    ranked = np.lexsort((lots(me, allowed, seed), -worth.round(1)))
    ranked = ranked[worth[ranked] > 0]
    if intent is Intent.SURPRISE:
        ranked = mixed(ranked, worth, reasons)
    return [
        Suggestion(allowed[place].id, room.reason(0, place + 1, reasons[place]))
        for place in ranked[: max(limit, 0)].tolist()
    ]


def worth_to_both(people: Sequence[Profile]) -> Floats:
    """Return [one, other]: what it is worth to two people to meet, for both of them.

    It is nought where one would not be suggested to the other.
    """
    room = Room(people)
    everybody = np.arange(len(room))
    both = room.values(everybody, everybody)
    np.fill_diagonal(both, 0)
    return both


def _for_both(to_one: Floats, to_other: Floats) -> Floats:
    """Return the harmonic mean. What `to_one` has been is lost."""
    worth = to_one * to_other
    worth *= 2
    to_one += to_other
    worth /= np.maximum(to_one, TINY, out=to_one)
    return worth


def _of_some(one: Floats, keys: Floats) -> Floats:
    """Return [person]: the sum over the keys that one has of theirs times everybody's."""
    some = np.flatnonzero(one)
    return np.asarray(one[some] @ keys[some])


def _along(columns: Columns, blocks: Sequence[slice], ones: Places, others: Places) -> Floats:
    """Return [block, pair]: what `ones` get of `others`. blocks: which columns are of each.

    Added up in double, so that it does not depend on where a room has its keys: of two who are a
    pair each is in a room of their own when it is asked for the reason, and both are told the same.
    """
    worth = np.empty((len(blocks), len(ones)), np.float32)
    for start in range(0, len(ones), AT_ONCE):  # of so many pairs a copy would be large
        some = slice(start, start + AT_ONCE)
        takes, gives = columns.takes[ones[some]], columns.gives[others[some]]
        for of_block, keys in zip(worth, blocks, strict=True):
            np.einsum(
                "pk,pk->p",
                takes[:, keys],
                gives[:, keys],
                out=of_block[some],
                dtype=np.float64,
                casting="same_kind",
            )
    return worth
