"""Whom to meet: the score's answer for one caller, with faces, words and stories."""

from __future__ import annotations

import uuid
import zlib

from server.matching.domain import (
    MOST_SUGGESTED,
    Sentence,
    SuggestionCard,
    SuggestionList,
    why_shorter,
)
from server.matching.profiles import own_profile, visible_profiles
from server.matching.queries import waves_by, waves_to
from server.matching.reasons import labels_of, sentence, spoken
from server.matching.score import Intent, Profile, organisation_key, suggest
from server.people.models import Connection, Meeting, Person
from server.people.pairs import partners
from server.people.queries import cards
from server.realtime.publish import number_of
from server.stories.queries import feed_stories


def suggestion_list(me: Person, intent: Intent) -> SuggestionList:
    """Return up to ten people for `me` to meet, and why they are fewer if they are.

    Whoever `me` knows already is left out, unless `me` waved at them; so is whoever waved and
    was told "not now", which says so by nothing else.
    """
    stories = feed_stories(me)
    mine, others = own_profile(me, stories), visible_profiles(me, stories)
    waved = {wave.to_id for wave in waves_by(me)}
    declined = {wave.by_id for wave in waves_to(me) if wave.declined}
    connected = partners(Connection, me.conference, me.id)
    known = connected | (partners(Meeting, me.conference, me.id) - waved)
    found = suggest(
        mine,
        others,
        intent=intent,
        excluded=frozenset(one.hex for one in known | declined),
        limit=MOST_SUGGESTED,
        seed=zlib.crc32(me.id.bytes),
    )
    why = {uuid.UUID(one.person_id): one.reason for one in found}
    people, labels = cards(me.conference, why), labels_of(me.conference)
    suggestions = tuple(
        SuggestionCard(
            person=people[other],
            reason=spoken(reason, people[other], labels),
            waved=other in waved,
            story=stories.get(other),
        )
        for other, reason in why.items()
    )
    return SuggestionList(
        number=number_of(me.conference, f"person:{me.id}"),
        intent=intent,
        suggestions=suggestions,
        shorter=_shorter(intent, mine, others, known) if len(found) < MOST_SUGGESTED else None,
    )


def _shorter(
    intent: Intent, mine: Profile, others: list[Profile], known: set[uuid.UUID]
) -> Sentence:
    """Return why there are no more. Blocks cannot be told from it: `others` is without them."""
    own = organisation_key(mine.organisation)
    organisations = [organisation_key(one.organisation) for one in others]
    return sentence(
        why_shorter(
            intent,
            others=len(others),
            colleagues=organisations.count(own) if own else 0,
            known=sum(uuid.UUID(one.id) in known for one in others),
        )
    )
