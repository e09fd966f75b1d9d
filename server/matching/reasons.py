"""Reasons in words: the score names a reason, and here it becomes a sentence about somebody."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from server.conferences.queries import backgrounds_of, conference
from server.matching.domain import Sentence, given_name
from server.matching.models import Wave
from server.matching.profiles import own_profile, visible_profiles
from server.matching.saying import Intent, Reason
from server.matching.score import suggest
from server.matching.wording import in_words
from server.people.domain import PersonCard
from server.people.models import Meeting, Person
from server.people.pairs import partners
from server.stories.queries import feed_stories, titles_of
from server.texts import say


def sentence(key: str, **params: str) -> Sentence:
    """Return a sentence of the catalogue with its params filled in."""
    return Sentence(key=key, params=params, text=say(key, **params))


def labels_of(slug: str) -> dict[str, str]:
    """Return what each background of a conference is called."""
    return {one.key: one.label for one in backgrounds_of(conference(slug))}


def spoken(reason: Reason, person: PersonCard, labels: Mapping[str, str]) -> Sentence:
    """Return a reason as a sentence about `person`. labels: what backgrounds are called here."""
    params = {name: in_words(name, value, labels) for name, value in reason.params.items()}
    return sentence(reason.key, name=given_name(person.name), **params)


def reasons(viewer: Person, people: Mapping[uuid.UUID, PersonCard]) -> dict[uuid.UUID, Sentence]:
    """Return why `viewer` would meet these people, all of them visible, where there is a reason.

    That two have met already says more than anything they have in common.
    """
    met = partners(Meeting, viewer.conference, viewer.id) & people.keys()
    why = {one: sentence("reason.met", name=given_name(people[one].name)) for one in met}
    unmet = people.keys() - met
    if not unmet:
        return why
    stories, labels = feed_stories(viewer, [viewer.id, *unmet]), labels_of(viewer.conference)
    found = suggest(
        own_profile(viewer, stories),
        visible_profiles(viewer, stories, only=unmet),
        intent=Intent.SURPRISE,
        limit=len(unmet),
    )
    for one in found:
        other = uuid.UUID(one.person_id)
        why[other] = spoken(one.reason, people[other], labels)
    return why


def asked_for_more(
    viewer: Person, waves: Iterable[Wave], people: Mapping[uuid.UUID, PersonCard]
) -> dict[uuid.UUID, Sentence]:
    """Return, by the person on the other side, what is said of waves that are about a story.

    Only its author is told the title: for anybody else it may be gone by now.
    """
    about = [(wave, wave.story_id) for wave in waves if wave.story_id]
    titles = titles_of(story for _, story in about)
    said = {}
    for wave, story in about:
        asked = wave.by_id == viewer.id
        other = wave.to_id if asked else wave.by_id
        if other not in people:
            continue
        name = given_name(people[other].name)
        said[other] = (
            sentence("reason.asked-for-more", name=name)
            if asked
            else sentence("reason.more-wanted", name=name, title=titles[story])
        )
    return said
