"""Tables of two, for the pairs that matching proposes. For a child process, like `going_on`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

import numpy as np

from server.matching.saying import Profile
from server.matching.score import worth_to_both
from server.tables.seating import going_on
from server.tables.seating.pairing import pair_up
from server.tables.seating.pairs import Ints
from server.tables.seating.traits import Known

MOST_PAIRED = 800  # people; in a larger room waves are all that is heard
WEIGHED = 200_000  # pairs, about, are weighed against each other: more take too long
PRICE = 100  # what a worth of one counts
WAVED = 600  # what it counts that one of two has waved at the other: more than any worth
DECLINED = -900  # that one has answered "not now"


def go_on(
    *,
    people: Sequence[str],
    profiles: Iterable[Mapping[str, Any]],
    waves: Sequence[tuple[str, str]],
    declined: Sequence[tuple[str, str]],
    known: Mapping[str, Mapping[str, Any]],
    **asked: Any,
) -> dict[str, Any]:
    """Return the report and the seatings of the rounds to come, as `seating.going_on` does.

    profiles: what matching knows of those who are here. waves: of one at another, both ways if
    both have. declined: waves to which the other said "not now".

    Who comes or goes may change every pair, and nobody has seen one yet, so rounds are paired
    anew. Where that repeats more than it must, a rotation that repeats less is taken instead.
    """
    paired = None
    if len(people) <= MOST_PAIRED:
        liking = _liking(people, profiles, waves, declined, asked["seed"])
        paired = _paired(people, liking, known, asked)
        if paired["repeats"] == paired["repeats_bound"] or any(paired["resting"]):
            return paired
    rotated = going_on.go_on(people=people, known=known, wanted=waves, **asked | {"planned": None})
    return rotated if paired is None or rotated["repeats"] < paired["repeats"] else paired


def _paired(
    people: Sequence[str],
    liking: Ints,
    known: Mapping[str, Mapping[str, Any]],
    asked: Mapping[str, Any],
) -> dict[str, Any]:
    told = {person: Known(**about) for person, about in known.items()}
    choices = ("rounds", "most", "met", "blocked", "fixed", "rested", "lately", "seed")
    same = {key: asked[key] for key in choices if key in asked}
    made = pair_up(people, liking=liking, known=told, **same)
    answer = asdict(made.report) | {"seatings": made.seatings, "resting": made.resting}
    del answer["blocked_together"]
    return answer


def _liking(
    people: Sequence[str],
    profiles: Iterable[Mapping[str, Any]],
    waves: Sequence[tuple[str, str]],
    declined: Sequence[tuple[str, str]],
    seed: int,
) -> Ints:
    """Return [one, other]: how well two are introduced. In a large room not all are weighed."""
    liking = np.zeros((len(people), len(people)), np.int64)
    place = {person: at for at, person in enumerate(people)}
    each = [_profile(one) for one in profiles]
    order = [each[at] for at in np.random.default_rng(seed).permutation(len(each)).tolist()]
    groups = max(1, len(people) ** 2 // (2 * WEIGHED) + 1)
    for first, last in pairwise(np.linspace(0, len(order), groups + 1).astype(int).tolist()):
        some = order[first:last]
        at = [place[one.id] for one in some]
        liking[np.ix_(at, at)] = (worth_to_both(some) * PRICE).astype(np.int64)
    for pairs, price in ((waves, WAVED), (declined, DECLINED)):
        for one, other in pairs:
            low, high = (place.get(person, -1) for person in (one, other))
            if low >= 0 <= high:
                liking[low, high] += price
                liking[high, low] += price
    return liking


def _profile(told: Mapping[str, Any]) -> Profile:
    """Return a profile as matching has it, from JSON values."""
    sets = {key: frozenset(told[key]) for key in ("languages", "strong", "wanted")}
    return Profile(**{**told, **sets, "backgrounds": tuple(told["backgrounds"])})
