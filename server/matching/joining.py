"""A plan while people come and go: one row of the room against prices that are known.

Who joins takes the best of those who have a place for them, above what a place is worth to each:
the price that the plan has found. Some places beyond the plan's are kept for newcomers, so nobody
else's suggestions move. Who leaves is missed, and whoever misses them finds somebody new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from server.matching.plan import Plan
from server.matching.saying import Profile, Reason
from server.matching.score import Room

BEYOND = 3  # places that a list has for newcomers


@dataclass(frozen=True)
class Suggested:
    """Somebody who is suggested, what the pair is worth, and why to meet them."""

    person_id: str
    value: float
    reason: Reason


class Standing:
    """Everybody's suggestions by now. People are known by their ids."""

    def __init__(self, room: Room, made: Plan, apart: Iterable[tuple[int, int]] = ()) -> None:
        """Begin with a plan of this room, which takes in those who join.

        apart: pairs of places, as the plan was given them.
        """
        self._room, self._each = room, made.each
        self._place = {one.id: place for place, one in enumerate(room.people)}
        self._prices, self._lengths = made.prices, made.lengths()
        self._here = np.ones(len(room), np.bool_)
        self._apart: list[set[int]] = [set() for _ in room.people]
        for one, other in apart:
            self._keep_apart(one, other)
        self._lists: list[dict[int, float]] = [{} for _ in room.people]
        pairs = (made.one.tolist(), made.other.tolist(), made.value.tolist())
        for one, other, value in zip(*pairs, strict=True):
            self._lists[one][other] = self._lists[other][one] = value

    def suggested(self, person: str) -> list[Suggested]:
        """Return whom somebody is suggested, the best first."""
        me = self._place[person]
        mine = sorted(self._lists[me].items(), key=lambda one: (-one[1], one[0]))
        others = np.array([other for other, _ in mine], np.intp)
        blocks = self._room.reasons(np.full_like(others, me), others).tolist()
        return [
            Suggested(self._room.people[other].id, value, self._room.reason(me, other, block))
            for (other, value), block in zip(mine, blocks, strict=True)
        ]

    def join(self, one: Profile, *, apart: Collection[str] = ()) -> None:
        """Let somebody come. Whom others are suggested does not change, but for the newcomer.

        apart: who is never suggested to them: who has blocked whom, and whom they have met.
        """
        place = self._room.add(one)
        self._place[one.id] = place
        self._prices = np.append(self._prices, 0.0)
        self._lengths = np.append(self._lengths, 0)
        self._here = np.append(self._here, True)
        self._apart.append(set())
        self._lists.append({})
        for other in apart:
            if other in self._place:
                self._keep_apart(place, self._place[other])
        self._fill(place)

    def leave(self, person: str) -> None:
        """Let somebody go, or be hidden. Whoever was suggested them may have somebody new."""
        for other in self._remove(person):
            self._fill(other)

    def change(self, one: Profile) -> None:
        """Let somebody be known anew. Others lose them, or have them, for what they are now."""
        apart = [self._room.people[other].id for other in self._apart[self._place[one.id]]]
        missed = self._remove(one.id)
        self.join(one, apart=apart)
        for other in missed:
            self._fill(other)

    def fill(self, person: str) -> None:
        """Let somebody have more suggestions, where there are places left on their list."""
        self._fill(self._place[person])

    def price(self, person: str) -> float:
        """Return what a place on somebody's list is worth by now."""
        return float(self._prices[self._place[person]])

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Yield who is suggested to whom, each pair once, and what it is worth."""
        for one, mine in enumerate(self._lists):
            for other, value in mine.items():
                if one < other:
                    yield self._room.people[one].id, self._room.people[other].id, value

    def part(self, one: str, other: str) -> None:
        """Never suggest two to each other any more, whichever of them has asked for it."""
        ends = self._place[one], self._place[other]
        self._keep_apart(*ends)
        if ends[1] in self._lists[ends[0]]:
            self._drop(*ends)
            for end in ends:
                self._fill(end)

    def _remove(self, person: str) -> list[int]:
        """Take somebody out of the room; return who was suggested them."""
        place = self._place.pop(person)
        self._here[place] = False
        missed = list(self._lists[place])
        for other in missed:
            self._drop(place, other)
        return missed

    def _fill(self, person: int) -> None:
        """Fill somebody's list from those who have places, the best above their prices first."""
        wanted = self._each - int(self._lengths[person])
        if wanted <= 0:
            return
        open_to = self._here & (self._lengths < self._each + BEYOND)
        open_to[[person, *self._lists[person], *self._apart[person]]] = False
        worth = self._room.values_of(person)
        asked = np.where(self._lengths < self._each, 0, self._prices)
        above = np.where(open_to & (worth > 0), worth - asked, -np.inf)
        best = np.argpartition(-above, min(wanted, len(above) - 1))[:wanted]
        found = best[np.isfinite(above[best])]
        for other in found.tolist():
            self._lists[person][other] = self._lists[other][person] = float(worth[other])
        self._lengths[found] += 1
        self._lengths[person] += len(found)
        if len(found) == wanted:
            self._prices[person] = max(float(above[found].min()), 0.0)

    def _drop(self, one: int, other: int) -> None:
        del self._lists[one][other], self._lists[other][one]
        self._lengths[[one, other]] -= 1

    def _keep_apart(self, one: int, other: int) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)
