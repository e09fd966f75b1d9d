"""How anybody is weighed in a room: what the room was when it was weighed says by which keys."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from server.matching.blocks import BLOCKS
from server.matching.columns import Columns, Floats
from server.matching.saying import VAGUE, Profile

Flags = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.unsignedinteger[Any]]
Places = npt.NDArray[np.signedinteger[Any]]

WORDS = (np.uint8, np.uint16, np.uint32, np.uint64)
COMMON = 0.25  # of the room speak a language that is nothing special here
SPARE = 16  # of so many rows, one is to spare for who comes later; so many at least
GROUNDS = tuple(number for number, block in enumerate(BLOCKS) if block.ground)
LEGAL_FORMS = frozenset(
    {
        *("ab", "ag", "aps", "as", "asa", "bv", "co", "company", "corp", "corporation", "eg"),
        *("gmbh", "inc", "incorporated", "kg", "kk", "limited", "llc", "llp", "lp", "ltd"),
        *("mbh", "nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "spa", "srl"),
        "and",  # as in GmbH & Co. KG
    }
)


class Weighed(NamedTuple):
    """What is known of people as numbers: arrays with a row for each.

    takes, gives: of all blocks together; a pair's worth to one is takes[one] @ gives[other].
    takes_each, gives_each: the same of each block by itself, one after another.
    asks: [person, ground], for the blocks that are one. silent: those who have told no background.
    vague: those who have come in some other way. blocks: the keys of each, and no array.
    """

    takes: Floats
    gives: Floats
    takes_each: Floats
    gives_each: Floats
    counts: Floats
    organisations: npt.NDArray[np.int32]
    open: Flags
    tongues: Bits
    ways: Bits
    asks: Flags
    silent: Flags
    vague: Flags
    blocks: tuple[slice, ...]

    def of(self, people: Places | slice) -> Weighed:
        """Return what is known of these people. Of a slice nothing is copied."""
        everybody = isinstance(people, slice) and people == slice(None)
        return self if everybody else _each(lambda rows: rows[people], self)

    def with_one_more(self, one: Weighed, spare: Weighed | None) -> tuple[Weighed, Weighed]:
        """Return all with one more, and the arrays they stand in, which have rows to spare.

        spare: those of the time before, so that hardly ever all have to be moved.
        """
        count = len(self.silent)
        if spare is None or count == len(spare.silent):
            more = max(count // SPARE, SPARE)
            spare = _each(
                lambda now: np.concatenate([now, np.zeros((more, *now.shape[1:]), now.dtype)]), self
            )
        return _each(lambda rows, row: _written(rows, count, row), spare, one), spare


class Scale:
    """Weighs people by the keys that a room has: those who made it, and whoever comes later."""

    def __init__(self, room: Sequence[Profile], rare: Collection[str] | None = None) -> None:
        """Learn from a room. rare: the languages that are, where these are few of many."""
        spoken = Counter(language for one in room for language in one.languages)
        if rare is None:
            rare = {language for language, by in spoken.items() if by <= COMMON * len(room)}
        self._common = spoken.keys() - rare
        people = [self.seen(one) for one in room]
        self._fits = [block.fit(people) for block in BLOCKS]
        self._organisations: dict[Hashable, int] = {}
        self._tongues = _numbered_keys(one.languages for one in room)
        self._ways = _numbered_keys(one.backgrounds for one in room)
        self._together: _Together | None = None

    def seen(self, one: Profile) -> Profile:
        """Return somebody with those of their languages that are rare in the room."""
        if one.languages <= self._common:
            return one
        return replace(one, rare=one.languages - self._common)

    def weigh(self, people: Sequence[Profile]) -> Weighed:
        """Return what these people, as seen here, are as numbers. The room itself comes first."""
        counts = np.array(
            [[block.counts[one.intent] for block in BLOCKS] for one in people], np.float32
        ).reshape(len(people), len(BLOCKS))
        by_block = [columns(people) for columns in self._fits]
        if self._together is None:
            self._together = _Together(by_block, counts)
        each = Columns(*map(np.hstack, zip(*by_block, strict=True)))
        takes, gives = self._together.put(each, counts)
        asks = [[one.intent is BLOCKS[ground].ground for ground in GROUNDS] for one in people]
        return Weighed(
            takes=takes,
            gives=gives,
            takes_each=each.takes,
            gives_each=each.gives,
            counts=counts,
            organisations=self._numbered(organisation_key(one.organisation) for one in people),
            open=np.array([one.open_to_colleagues for one in people], np.bool_),
            tongues=_bits([one.languages for one in people], self._tongues),
            ways=_bits([one.backgrounds for one in people], self._ways),
            asks=np.array(asks, np.bool_).reshape(len(people), len(GROUNDS)),
            silent=np.array([not one.backgrounds for one in people], np.bool_),
            vague=np.array([VAGUE in one.backgrounds for one in people], np.bool_),
            blocks=self._together.blocks,
        )

    def _numbered(self, keys: Iterable[str]) -> npt.NDArray[np.int32]:
        """Return a number for each key, the same for the same; its own for each empty one."""
        known = self._organisations
        numbers = [known.setdefault(key or object(), len(known)) for key in keys]
        return np.array(numbers, np.int32)


class _Together:
    """The blocks' columns put together: blocks to which people give the same share theirs."""

    def __init__(self, blocks: Sequence[Columns], counts: Floats) -> None:
        ends = np.cumsum([block.gives.shape[1] for block in blocks]).tolist()
        self.blocks = tuple(map(slice, [0, *ends[:-1]], ends))
        groups: list[list[int]] = []
        for number, block in enumerate(blocks):
            for group in groups:
                if np.array_equal(blocks[group[0]].gives, block.gives):
                    group.append(number)
                    break
            else:
                groups.append([number])
        first: list[Places] = []
        of: list[int] = []  # the block of each
        self._more: list[tuple[slice, Places, int]] = []  # what is added where, of which block
        for group in groups:
            taken = np.sum([blocks[one].takes * counts[:, one, None] for one in group], axis=0)
            kept = np.flatnonzero(blocks[group[0]].gives.any(axis=0) & taken.any(axis=0))
            together = slice(len(of), len(of) + len(kept))
            first.append(kept + self.blocks[group[0]].start)
            of += [group[0]] * len(kept)
            for number in group[1:]:
                self._more.append((together, kept + self.blocks[number].start, number))
        self._first, self._of = np.concatenate(first), np.array(of, np.intp)

    def put(self, each: Columns, counts: Floats) -> Columns:
        """Return the columns of all blocks, weighed by how much each counts for whoever takes.

        each: those of one block after another. What nobody gives, or takes, has none.
        """
        takes = each.takes[:, self._first]
        takes *= counts[:, self._of]
        for together, keys, number in self._more:
            takes[:, together] += each.takes[:, keys] * counts[:, number, None]
        return Columns(takes, each.gives[:, self._first])


@lru_cache(maxsize=10_000)
def organisation_key(name: str | None) -> str:
    """Return what the spellings of one organisation have in common; "" for none.

    Case, accents, punctuation, spaces and legal forms at the end do not count: "Acme Ltd." is
    "ACME  Limited".
    """
    plain = unicodedata.normalize("NFKD", (name or "").casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", plain).replace("&", " and "))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _each(change: Callable[..., Any], *of: Weighed) -> Weighed:
    """Return what a change makes of each of their arrays."""
    arrays = zip(*(one[:-1] for one in of), strict=True)
    return Weighed._make([*(change(*some) for some in arrays), of[0].blocks])


def _written(rows: npt.NDArray[Any], count: int, row: npt.NDArray[Any]) -> npt.NDArray[Any]:
    rows[count] = row[0]
    return rows[: count + 1]


def _numbered_keys(kept: Iterable[Collection[str]]) -> dict[str, int]:
    return {key: number for number, key in enumerate(sorted({key for one in kept for key in one}))}


def _bits(kept: Sequence[Collection[str]], keys: Mapping[str, int]) -> Bits:
    """Return [person, word]: a bit for each of these keys that somebody has, in short words."""
    word = next((kind for kind in WORDS if len(keys) <= np.iinfo(kind).bits), WORDS[-1])
    size = np.iinfo(word).bits
    bits = np.zeros((len(kept), max(-(-len(keys) // size), 1)), word)
    for row, one in enumerate(kept):
        for key in one:
            if key in keys:
                bits[row, keys[key] // size] |= word(1 << keys[key] % size)
    return bits
