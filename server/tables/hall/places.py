"""Which table of the hall those sit at who need a certain one: pure arithmetic.

People with a need stay at a table that offers it while the others come and go, as somebody does
whose seat a host has locked; so the rounds are planned as ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from server.people.domain import Need
from server.tables.domain import Offer
from server.tables.hall.numbered import strangers_of

Needs = Mapping[str, Collection[Need]]
Offers = Mapping[int, Collection[Offer]]

QUIETER = {Need.QUIET, Need.HEARS_LEFT, Need.HEARS_RIGHT}
NOTHING: Collection[Need] = ()


def chairs_of(needs: Collection[Need]) -> int:
    """Return how many chairs somebody takes: with an interpreter beside them, two."""
    return 2 if Need.INTERPRETER in needs else 1


def wanted(needs: Collection[Need]) -> set[Offer]:
    """Return what a table should offer. Where it is quiet, both sides of a head hear."""
    wishes = {Offer.STEP_FREE} if Need.STEP_FREE in needs else set()
    return wishes | ({Offer.QUIET} if QUIETER.intersection(needs) else set())


def unfit(needs: Collection[Need], offers: Collection[Offer]) -> tuple[bool, bool, bool]:
    """Return how badly a table suits somebody, for comparing: a step is worse than noise.

    At a quiet table sit those who want it; others only where there is no room elsewhere.
    """
    wishes = wanted(needs)
    return (
        Offer.STEP_FREE in wishes and Offer.STEP_FREE not in offers,
        Offer.QUIET in wishes and Offer.QUIET not in offers,
        Offer.QUIET not in wishes and Offer.QUIET in offers,
    )


def placed(
    needs: Needs, offers: Offers, locked: Mapping[str, int], *, chairs: int, tables: int
) -> dict[str, int]:
    """Return at which table of the hall those stay who are locked to one, or need one.

    They are spread over the tables that offer what they need, so that they meet others; step-free
    tables are given away first, and quiet ones last to those who only hear better there. Who is
    locked stays where a host wants them. For whom no table is left, none is returned.

    needs: in the order in which people came. chairs: at a table. tables: how many there will be.
    """
    places = dict(locked)
    taken: dict[int, int] = defaultdict(int)
    for person, number in locked.items():
        taken[number] += chairs_of(needs.get(person, NOTHING))
    waiting = [one for one in needs if wanted(needs[one]) and one not in places]
    for person in sorted(waiting, key=lambda one: _turn(needs[one])):
        more = chairs_of(needs[person])
        first = min(wanted(needs[person]), key=list(Offer).index)
        choices = [
            (unfit(needs[person], offer), taken.get(number, 0), number)
            for number, offer in offers.items()
            if first in offer and taken.get(number, 0) + more <= chairs
            if number in taken or len(taken) < tables
        ]
        if choices:
            places[person] = min(choices)[-1]
            taken[places[person]] += more
    return places


def placed_together(
    seating: Sequence[Collection[str]], needs: Needs, offers: Offers
) -> dict[str, int]:
    """Return the same for tables that stay as they are: as many as can get one that suits them."""
    theirs = {
        str(place): {need for one in there for need in needs.get(one, NOTHING)} - {Need.INTERPRETER}
        for place, there in enumerate(seating)
    }
    at = placed(theirs, offers, {}, chairs=1, tables=len(seating))
    return {person: number for place, number in at.items() for person in seating[int(place)]}


def keeps(seating: Sequence[Collection[str]], places: Mapping[str, int]) -> bool:
    """Say whether those who are to share a table do, and nobody else of them."""
    where = {person: at for at, there in enumerate(seating) for person in there}
    together = {(number, where[person]) for person, number in places.items() if person in where}
    numbers, tables = map(set, zip(*together, strict=True)) if together else (set(), set())
    return len(numbers) == len(together) == len(tables)


def with_room(
    hall: Mapping[int, Collection[str]],
    needs: Needs,
    places: Mapping[str, int],
    *,
    chairs: int,
    apart: Collection[tuple[str, str]] = (),
) -> dict[int, list[str]]:
    """Return who sits where once nobody who stays, or an interpreter, lacks a chair.

    From a table with too few chairs others go where there is one, if there is one.
    """
    seating = {number: list(there) for number, there in hall.items()}
    strangers = strangers_of(apart)

    def full(number: int) -> int:
        return sum(chairs_of(needs.get(one, NOTHING)) for one in seating[number]) - chairs

    for number, there in seating.items():
        for person in reversed([one for one in there if one not in places and one not in needs]):
            others = sorted((full(one), one) for one in seating if one != number)
            goes = [
                one
                for free, one in others
                if free < 0 and strangers[person].isdisjoint(seating[one])
            ]
            if full(number) > 0 and goes:
                there.remove(person)
                seating[goes[0]].append(person)
    return seating


def _turn(needs: Collection[Need]) -> int:
    return 0 if Need.STEP_FREE in needs else 1 if Need.QUIET in needs else 2
