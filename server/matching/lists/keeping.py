"""Looking through a room in which lists stand: who keeps whom, and who is new to whom. Pure.

Where a plan stands, only what no longer holds is mended: whoever came or changed takes the best of
those who have a place for them, whoever misses somebody finds somebody new, and nobody else's list
moves. The whole room is planned anew once a quarter of it has come or changed since: each of them
takes as many places as a list is long, so soon nobody would have one to spare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

import numpy as np

from server.matching.domain import EACH
from server.matching.joining import BEYOND, Standing
from server.matching.lists.domain import Key, Lists, Pair, Place, digest, key_of
from server.matching.lists.replanning import Ends, as_plan, plan_anew
from server.matching.saying import Profile
from server.matching.score import Room

DRIFT = 0.25  # of the room, which is less than `BEYOND` is of `EACH`
MOST_WEIGHED = 1_000_000  # pairs, for those who could have more: to look for all would take minutes


def look_through(
    people: list[Profile],
    kept: Lists,
    *,
    blocked: Iterable[Key] = (),
    resting: Iterable[Key] = (),
    away: Collection[str] = (),
    in_full: Callable[[list[Profile]], list[Profile]] = list,
    seed: int = 0,
) -> Lists:
    """Return the lists as they are to be from now on.

    people: all who may be suggested. kept: the lists as they are, also of people who have left.
    blocked: those never suggested to each other. resting: those not suggested for now, who keep
        the pair that they have. away: those who would not be met until they say so; all their
        pairs rest, and they are in nobody's way. in_full: gives people the words of their stories,
        which are many to read, for a plan of the whole room.
    """
    gone = {one for one in kept.places if one in away}
    people = [one for one in people if one.id not in away]
    at = {one.id: place for place, one in enumerate(people)}
    digests = {one.id: digest(one) for one in people}
    settled = {one for one, place in kept.places.items() if digests.get(one) == place.digest}
    planned = {one for one in settled if kept.places[one].planned}
    never = set(blocked)
    here = {
        key: pair
        for key, pair in kept.pairs.items()
        if {*key} <= at.keys() | gone and key not in never
    }
    for_now = {*resting, *(key for key in here if not gone.isdisjoint(key))}

    room = Room(people)
    apart = [(at[one], at[other]) for one, other in never | for_now if {one, other} <= at.keys()]
    free = {key: here[key] for key in here.keys() - for_now if settled.issuperset(key)}
    holding = _with_a_reason(room, {_ends(at, key): free[key] for key in _with_places(free)})
    anew = len(people) - len(planned) > DRIFT * len(people)
    if anew:
        room = Room(in_full(people))
        base = plan_anew(room, holding, apart=apart, seed=seed)
    else:
        prices = [kept.places[one.id].price if one.id in settled else 0.0 for one in people]
        base = as_plan(holding, np.array(prices))
    stands = Standing(room, base, apart)
    hurt = set() if anew else _who_miss_somebody(kept, holding, at) | (at.keys() - settled)
    for one in _to_be_filled([one.id for one in people], base.lengths().tolist(), hurt):
        stands.fill(one)

    rest = {key: Pair(here[key].value, resting=True) for key in here.keys() & for_now}
    return Lists(
        places={
            one: Place(stands.price(one), digests[one], planned=anew or one in planned)
            for one in at
        }
        | {one: kept.places[one] for one in gone},
        pairs=rest | {key_of(one, other): Pair(value) for one, other, value in stands.pairs()},
    )


def _with_places(pairs: Mapping[Key, Pair]) -> Iterator[Key]:
    """Yield the pairs for which both lists have a place: those that rested come last."""
    taken: Counter[str] = Counter()
    for key in sorted(pairs, key=lambda key: (pairs[key].resting, -pairs[key].value, key)):
        if max(taken[one] for one in key) < EACH + BEYOND:
            taken.update(key)
            yield key


def _with_a_reason(room: Room, pairs: Mapping[Ends, Pair]) -> dict[Ends, Pair]:
    """Return the pairs that still have a reason: what is rare in a room may become common."""
    ends = np.array([*pairs], np.intp).reshape(-1, 2)
    holds = room.reasons(ends[:, 0], ends[:, 1]) >= 0
    return {one: pair for (one, pair), held in zip(pairs.items(), holds, strict=True) if held}


def _who_miss_somebody(kept: Lists, holding: Collection[Ends], at: Mapping[str, int]) -> set[str]:
    """Return who had somebody, not resting, whom they have no more."""
    missing = (
        key
        for key, pair in kept.pairs.items()
        if not pair.resting and not ({*key} <= at.keys() and _ends(at, key) in holding)
    )
    return set(chain.from_iterable(missing)) & at.keys()


def _to_be_filled(people: list[str], lengths: list[int], first: Collection[str]) -> Iterator[str]:
    """Yield whose lists could be longer: these first, then the shortest, as time allows."""
    short = sorted(
        (one not in first, length, one)
        for one, length in zip(people, lengths, strict=True)
        if length < EACH
    )
    others = MOST_WEIGHED // max(len(people), 1)
    for later, _, one in short:
        others -= later
        if others < 0:
            return
        yield one


def _ends(at: Mapping[str, int], key: Key) -> Ends:
    one, other = sorted(at[person] for person in key)
    return one, other
