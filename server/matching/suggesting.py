"""Whom to meet: the score's answer for one caller, with faces, words and stories."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Collection

from server.matching.aside import apart_from
from server.matching.asking import first_question
from server.matching.domain import (
    MOST_SUGGESTED,
    Beginning,
    Sentence,
    SuggestionCard,
    SuggestionList,
    why_shorter,
)
from server.matching.profiles import own_profile, visible_profiles
from server.matching.queries import waves_by, waves_to
from server.matching.reasons import labels_of, sentence, spoken
from server.matching.saying import Intent, Profile
from server.matching.scale import organisation_key
from server.matching.score import suggest
from server.people.domain import PersonCard
from server.people.models import Connection, Meeting, Person
from server.people.openness import Openness, may_suggest
from server.people.pairs import partners
from server.people.queries import cards, openness_of, reserved
from server.realtime.publish import number_of
from server.stories.domain import StoryCard
from server.stories.queries import feed_cards, feed_stories, how_it_begins


def suggestion_list(me: Person, intent: Intent) -> SuggestionList:
    """Return up to ten people for `me` to meet, and why they are fewer if they are.

    Whoever `me` knows already is left out, unless `me` waved at them; so is whoever waved and
    was told "not now", and whoever put `me` aside, which says so by nothing else.
    """
    stories = feed_stories(me)
    mine, others = own_profile(me, stories), visible_profiles(me, stories)
    waved = {wave.to_id for wave in waves_by(me)}
    declined = {wave.by_id for wave in waves_to(me) if wave.declined}
    connected = partners(Connection, me.conference, me.id)
    known = connected | (partners(Meeting, me.conference, me.id) - waved)
    apart = apart_from(me)
    unwanted = declined | apart.by_me | (apart.by_them - waved)
    open_to_me = _open_to(me, others, know=connected | partners(Meeting, me.conference, me.id))
    found = suggest(
        mine,
        open_to_me,
        intent=intent,
        excluded=frozenset(one.hex for one in known | unwanted),
        limit=MOST_SUGGESTED,
        seed=zlib.crc32(me.id.bytes),
    )
    why = {uuid.UUID(one.person_id): one.reason for one in found}
    people, labels = cards(me.conference, why), labels_of(me.conference)
    told = feed_cards(me, [stories[other] for other in why if other in stories])
    suggestions = tuple(
        _card(me, people[other], spoken(reason, people[other], labels), waved, told.get(other))
        for other, reason in why.items()
    )
    return SuggestionList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        intent=intent,
        suggestions=suggestions,
        shorter=(
            sentence(_shorter(me, intent, mine, others, known, apart.by_me, len(open_to_me)))
            if len(found) < MOST_SUGGESTED
            else None
        ),
    )


def _card(
    me: Person,
    other: PersonCard,
    reason: Sentence,
    waved: Collection[uuid.UUID],
    story: StoryCard | None,
) -> SuggestionCard:
    return SuggestionCard(
        person=other,
        reason=reason,
        ask=first_question(reason, me.id, other.id),
        waved=other.id in waved,
        story=story.id if story else None,
        begins=_beginning(story) if story else None,
    )


def _beginning(story: StoryCard) -> Beginning:
    return Beginning(words=how_it_begins(story), language=story.language)


def _open_to(me: Person, others: list[Profile], *, know: set[uuid.UUID]) -> list[Profile]:
    """Return those of the others who may be suggested to `me` now, as open as both are.

    know: those whom `me` has met, or is connected with.
    """
    mine, theirs = openness_of(me), reserved(me.conference)
    return [
        profile
        for profile, one in ((profile, uuid.UUID(profile.id)) for profile in others)
        if may_suggest(mine, theirs.get(one, Openness.COME), know=one in know)
    ]


def _shorter(
    me: Person,
    intent: Intent,
    mine: Profile,
    others: list[Profile],
    known: set[uuid.UUID],
    aside: Collection[uuid.UUID],
    open_to_me: int,
) -> str:
    """Return the key of why there are no more.

    Blocks cannot be told from it: `others` is without them.
    """
    if (how := openness_of(me)) in (Openness.NOT_NOW, Openness.KNOWN):
        return f"shorter.{how}"
    own = organisation_key(mine.organisation)
    organisations = [organisation_key(one.organisation) for one in others]
    return why_shorter(
        intent,
        others=len(others),
        colleagues=organisations.count(own) if own else 0,
        known=sum(uuid.UUID(one.id) in known for one in others),
        aside=sum(uuid.UUID(one.id) in aside for one in others),
        reserved=len(others) - open_to_me,
    )
