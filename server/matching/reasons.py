"""Reasons in words: the score names a reason, and here it becomes a sentence about somebody."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from server.conferences.domain import BACKGROUNDS
from server.conferences.queries import backgrounds_of, conference
from server.matching.domain import Sentence, given_name
from server.matching.profiles import own_profile, visible_profiles
from server.matching.score import Intent, Reason, suggest
from server.people.domain import PersonCard
from server.people.models import Meeting, Person
from server.people.pairs import partners
from server.stories.queries import feed_stories
from server.texts import say

USUAL_LABELS = {one.key: one.label for one in BACKGROUNDS}


def sentence(key: str, **params: str) -> Sentence:
    """Return a sentence of the catalogue with its params filled in."""
    return Sentence(key=key, params=params, text=say(key, **params))


def labels_of(slug: str) -> dict[str, str]:
    """Return what each background of a conference is called."""
    return {one.key: one.label for one in backgrounds_of(conference(slug))}


def spoken(reason: Reason, person: PersonCard, labels: Mapping[str, str]) -> Sentence:
    """Return a reason as a sentence about `person`. labels: what backgrounds are called here."""
    params = {name: _in_words(name, value, labels) for name, value in reason.params.items()}
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
    stories, labels = feed_stories(viewer), labels_of(viewer.conference)
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


def _in_words(param: str, value: str, labels: Mapping[str, str]) -> str:
    """Return a param as it stands in a sentence; the last word of its name says what it is."""
    kind = param.rpartition("_")[2]
    if kind == "years":
        return value
    label = labels.get(value, value)
    if kind in {"background", "backgrounds"} and label != USUAL_LABELS.get(value):
        return say("background.own", label=label)  # the organisers' own words, as they stand
    return say(f"{kind}.{value}")
