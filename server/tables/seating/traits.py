"""What a planner knows of people: the way they came in, whom they work for, what they speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.tables.seating.pairs import Ints, chairs

UNKNOWN = -1
EMPTY = np.uint64(0)  # what an empty chair speaks
ANY = 2**64 - 1  # what somebody speaks who names no language
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one person. Nothing is alike in what nobody knows.

    background: the way into the industry that leads. languages: those they speak; of somebody
    who names none it is taken that they manage.
    """

    background: str | None = None
    organisation: str | None = None
    languages: Sequence[str] = ()


@dataclass(frozen=True)
class Traits:
    """The same of many, as numbers, in the order of a room's people.

    backgrounds, organisations: arrays [person], UNKNOWN where nothing is known.
    languages: a bit for each language, array [person].
    """

    backgrounds: Ints
    organisations: Ints
    languages: Bits

    @classmethod
    def of(cls, people: Sequence[str], known: Mapping[str, Known]) -> Traits:
        """Return the traits of these people. known: by person; of others nothing is known."""
        if not known:
            nobody = np.full(len(people), UNKNOWN)
            return cls(nobody, nobody, np.full(len(people), ANY, np.uint64))
        nothing = Known()
        each = [known.get(person, nothing) for person in people]
        return cls(
            _numbered(one.background for one in each),
            _numbered(one.organisation for one in each),
            _spoken([one.languages for one in each]),
        )

    def have_one_language(self) -> bool:
        """Say whether all have a language in common, so that nobody is ever stranded."""
        return bool(np.bitwise_and.reduce(self.languages))

    def are_of_one_organisation(self) -> bool:
        """Say whether all are known to be of one and the same."""
        first = self.organisations[0]
        alone = len(self.organisations) == 1
        return bool(not alone and first != UNKNOWN and (self.organisations == first).all())

    def same_background(self, seats: Ints) -> int:
        """Return how often two people of one background share a table."""
        return _same(self.backgrounds, seats)

    def same_organisation(self, seats: Ints) -> int:
        """Return how often two people of one organisation share a table."""
        return _same(self.organisations, seats)

    def same_background_bound(self, tables: int, rounds: int) -> int:
        """Return the fewest that `same_background` can be at this many tables."""
        return fewest_alike(self.backgrounds, tables) * rounds

    def same_organisation_bound(self, tables: int, rounds: int) -> int:
        """Return the fewest that `same_organisation` can be at this many tables."""
        return fewest_alike(self.organisations, tables) * rounds

    def stranded(self, seats: Ints) -> npt.NDArray[np.bool_]:
        """Say who, in which round [round, person], shares no language with anybody at the table.

        Nobody is stranded at a table of one, or with somebody who names no language.
        """
        if self.have_one_language():
            return np.zeros(seats.shape, bool)
        rounds = []
        for tables in seats:
            at = chairs(tables)
            alone = np.zeros(len(tables) + 1, bool)
            alone[at] = cut_off(np.append(self.languages, EMPTY)[at])
            rounds.append(alone[:-1])
        return np.array(rounds)


def cut_off(spoken: Bits) -> npt.NDArray[np.bool_]:
    """Say who speaks nothing that another at the table speaks: [..., chair] for the same.

    A chair that is EMPTY speaks nothing, and nobody is cut off alone.
    """
    others = np.zeros(spoken.shape, np.uint64)
    others[..., 1:] = np.bitwise_or.accumulate(spoken[..., :-1], axis=-1)
    others[..., :-1] |= np.bitwise_or.accumulate(spoken[..., :0:-1], axis=-1)[..., ::-1]
    alone: npt.NDArray[np.bool_] = (spoken & others == 0) & (spoken != EMPTY) & (others != EMPTY)
    return alone


def fewest_alike(kinds: Ints, tables: int) -> int:
    """Return the fewest pairs of one kind that can share a table in a round.

    Each kind is spread evenly. All can be so at once, at tables whose sizes differ by at most
    one: let people stand by kind, and deal them round the tables.
    """
    each, more = np.divmod(np.bincount(kinds[kinds != UNKNOWN]), tables)
    return int((more * each * (each + 1) // 2 + (tables - more) * each * (each - 1) // 2).sum())


def alike(one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Say of which pairs the kinds are known to be the same."""
    same: npt.NDArray[np.bool_] = (one == other) & (one != UNKNOWN)
    return same


def _same(kinds: Ints, seats: Ints) -> int:
    known = kinds != UNKNOWN
    there = (seats * (kinds.max(initial=0) + 1) + kinds)[:, known]
    counts = [np.unique(places, return_counts=True)[1] for places in there]
    return sum(int((count * (count - 1) // 2).sum()) for count in counts)


def _numbered(words: Iterable[str | None]) -> Ints:
    """Return a number for each word; an empty one is unknown."""
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(word, len(numbers)) if word else UNKNOWN for word in words], np.int64
    )


def _spoken(languages: Sequence[Sequence[str]]) -> Bits:
    """Give each language a bit, the commonest first; beyond 64 two may share one."""
    count: dict[str, int] = {}
    for each in languages:
        for language in each:
            count[language] = count.get(language, 0) + 1
    commonest = sorted(count, key=lambda language: (-count[language], language))
    bit = {language: 1 << place % 64 for place, language in enumerate(commonest)}
    spoken = [sum({bit[one] for one in each}) or ANY for each in languages]
    return np.array(spoken, np.uint64)
