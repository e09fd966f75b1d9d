"""Whom to meet: what the plan has for the caller, as far as it may be shown at this moment.

The pairs are kept (`lists`); whether two may see each other is asked each time they are read. So
nobody is shown who must not be, though the pairs are a moment behind what has just happened.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from server.matching.aside import apart_from
from server.matching.asking import first_question
from server.matching.domain import EACH, Beginning, SuggestionCard, SuggestionList
from server.matching.few import why_few
from server.matching.lists.domain import digest
from server.matching.lists.queries import Planned, digest_of, pairs_of
from server.matching.profiles import asking, own_profile, rare_languages, visible_profiles
from server.matching.queries import intent_of, waves_by, waves_to
from server.matching.ranking import FADING
from server.matching.reasons import labels_of, sentence, spoken
from server.matching.saying import Profile, Reason
from server.matching.score import Room
from server.people.models import Connection, Meeting, Person
from server.people.openness import Openness, may_suggest
from server.people.pairs import partners
from server.people.queries import cards, openness_of
from server.realtime.publish import number_of
from server.stories.domain import StoryCard
from server.stories.queries import feed_cards, feed_stories, how_it_begins

ME = np.array([0])  # the place of whoever asks, in a room of those they are suggested


@dataclass(frozen=True)
class _Found:
    """Somebody who is suggested: what the pair is worth, and the block that is its reason."""

    person: uuid.UUID
    value: float
    block: int
    reason: Reason


@dataclass(frozen=True)
class _Between:
    """What is between the caller and others, and may keep them from being suggested."""

    waved: set[uuid.UUID]
    known: set[uuid.UUID]
    acquainted: set[uuid.UUID]
    unwanted: set[uuid.UUID]
    put_aside: frozenset[uuid.UUID]

    @classmethod
    def of(cls, me: Person) -> Self:
        """Return what is between `me` and others."""
        waved = {wave.to_id for wave in waves_by(me)}
        declined = {wave.by_id for wave in waves_to(me) if wave.declined}
        connected = partners(Connection, me.conference, me.id)
        met = partners(Meeting, me.conference, me.id)
        apart = apart_from(me)
        return cls(
            waved=waved,
            known=connected | (met - waved),
            acquainted=connected | met,
            unwanted=declined | apart.by_me | (apart.by_them - waved),
            put_aside=apart.by_me,
        )


def suggestion_list(me: Person) -> SuggestionList:
    """Return the people whom `me` is suggested, who are suggested `me` for the same reason.

    Whoever `me` knows already is left out, unless `me` waved at them; so is whoever waved and
    was told "not now", and whoever put `me` aside, which says so by nothing else.
    """
    intent, pairs = intent_of(me), [] if me.hidden else pairs_of(me)
    stories = feed_stories(me, [me.id, *(pair.other for pair in pairs)])
    mine = replace(own_profile(me, stories), intent=intent)
    between = _Between.of(me)
    open_now = _open_to(me, pairs, between)
    theirs = _profiles(me, open_now, stories)
    found = _with_a_reason(
        mine,
        theirs,
        [
            pair
            for pair in open_now
            if pair.other in theirs and (not pair.resting or pair.other in between.waved)
        ],
        rare=rare_languages(me.conference),
    )
    looking = _may_be_met(me) and (
        digest_of(me) != digest(mine) or (not found and bool(theirs))  # as they were before a pause
    )
    short = len(found) < EACH and not looking
    why = short and why_few(me, intent, known=between.known, aside=between.put_aside)
    return SuggestionList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        intent=intent,
        suggestions=_cards(me, found, between.waved, stories),
        shorter=sentence(why) if why else None,
        looking=looking,
    )


def _may_be_met(me: Person) -> bool:
    return not me.hidden and openness_of(me) not in (Openness.NOT_NOW, Openness.KNOWN)


def _open_to(me: Person, pairs: list[Planned], between: _Between) -> list[Planned]:
    """Return the pairs that nothing between the two stands against, as open as both are now."""
    others = cards(me.conference, [pair.other for pair in pairs])
    openness = openness_of(me)
    return [
        pair
        for pair in pairs
        if (card := others.get(pair.other)) is not None
        and pair.other not in between.known | between.unwanted
        and may_suggest(openness, card.openness, know=pair.other in between.acquainted)
    ]


def _profiles(
    me: Person, pairs: list[Planned], authors: Collection[uuid.UUID]
) -> dict[uuid.UUID, Profile]:
    """Return those of the others whom `me` may see, with what they ask for."""
    others = [pair.other for pair in pairs]
    seen = visible_profiles(me, authors, only=others)
    return {uuid.UUID(one.id): one for one in asking(me.conference, seen, others)}


def _with_a_reason(
    mine: Profile, theirs: Mapping[uuid.UUID, Profile], pairs: list[Planned], *, rare: set[str]
) -> list[_Found]:
    """Return those of the pairs that have a reason now, with it; it is the same for both."""
    room = Room([mine, *(theirs[pair.other] for pair in pairs)], rare=rare)
    them = np.arange(1, len(room))
    blocks = room.reasons(np.zeros_like(them), them).tolist()
    allowed = room.allowed(ME, them)[0].tolist()
    return [
        _Found(pair.other, pair.value, block, room.reason(0, place, block))
        for place, (pair, block, fine) in enumerate(zip(pairs, blocks, allowed, strict=True), 1)
        if fine and block >= 0
    ]


def _mixed(found: list[_Found]) -> list[_Found]:
    """Return the best first, with reasons taking turns, those of great value more often."""
    heard: Counter[int] = Counter()
    counts = {}
    for one in found:
        counts[one.person] = one.value * FADING ** heard[one.block]
        heard[one.block] += 1
    return sorted(found, key=lambda one: -counts[one.person])


def _cards(
    me: Person,
    found: list[_Found],
    waved: Collection[uuid.UUID],
    stories: Mapping[uuid.UUID, uuid.UUID],
) -> tuple[SuggestionCard, ...]:
    people, labels = cards(me.conference, [one.person for one in found]), labels_of(me.conference)
    told = feed_cards(me, [stories[one.person] for one in found if one.person in stories])
    said = [(one.person, spoken(one.reason, people[one.person], labels)) for one in found]
    return tuple(
        SuggestionCard(
            person=people[other],
            reason=reason,
            ask=first_question(reason, me.id, other),
            waved=other in waved,
            story=told[other].id if other in told else None,
            begins=_beginning(told[other]) if other in told else None,
        )
        for other, reason in said
    )


def _beginning(story: StoryCard) -> Beginning:
    return Beginning(words=how_it_begins(story), language=story.language)
