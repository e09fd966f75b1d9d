"""Why this person: all that counts for a pair, in sentences that are true for both."""

from __future__ import annotations

from dataclasses import replace

from server.errors import not_found
from server.matching.domain import Why
from server.matching.profiles import own_profile, rare_languages, visible_profiles
from server.matching.queries import intent_of
from server.matching.reasons import labels_of, spoken
from server.matching.saying import TRADED_PATHS, Reason
from server.matching.score import Room
from server.people.models import Person
from server.people.queries import card_of
from server.stories.queries import feed_stories


def why(me: Person, other: Person) -> Why:
    """Return what counts when `me` and `other`, whom they may see, are weighed; most comes first.

    It tells nothing that either of the two keeps to themselves, and nothing by which only one
    would gain. Raises not-found for oneself.
    """
    if other.id == me.id:
        raise not_found()
    stories, rare = feed_stories(me, [me.id, other.id]), rare_languages(me.conference)
    (them,) = visible_profiles(me, stories, only=[other.id])
    pair = Room(
        [
            replace(one, intent=intent_of(person))
            for one, person in ((own_profile(me, stories), me), (them, other))
        ],
        rare=rare,
    )
    counted = [pair.reason(0, 1, block) for block in pair.blocks_for_both(0, 1)]
    card, labels = card_of(other), labels_of(me.conference)
    return Why(
        intent=intent_of(me),
        counted=tuple(spoken(one, card, labels) for one in _said_once(counted)),
    )


def _said_once(reasons: list[Reason]) -> list[Reason]:
    """Leave out the skills to trade where the paths have been told along with them."""
    if any(one.key in TRADED_PATHS for one in reasons):
        return [one for one in reasons if one.key != "reason.trade-skills"]
    return reasons
