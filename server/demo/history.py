"""What has happened at the demonstration: who came, what they told, what was decided.

A happening is how long ago it was, and the act. They are played in order, each under a clock
that stands at its moment, by the same actions as at any conference.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from server import clock
from server.conferences.actions import announce
from server.conferences.models import Conference
from server.demo.cast import STAFF, Member, new_id
from server.demo.samples import Sample
from server.extensions import db
from server.moderation.deciding import decide
from server.moderation.domain import Outcome
from server.moderation.queries import locked_review_of
from server.people.actions import add_person, change_profile
from server.people.choosing_openness import choose_openness
from server.people.devices import give
from server.people.models import Person
from server.people.schemas import ProfileIn
from server.stories.actions import tell_story
from server.stories.domain import SUBJECT, ShownOn
from server.stories.photos.keeping import keep
from server.stories.queries import visible_story
from server.stories.same_here import say_same_here

Happening = tuple[timedelta, Callable[[], object]]

FIRST_ARRIVAL = timedelta(hours=47)
LAST_ARRIVAL = timedelta(hours=6)
LOOKING_ROUND = timedelta(minutes=10)  # between coming in and telling a story
CHOSEN = timedelta(hours=1)
DECIDING = (2, 6)  # minutes
TAPS = (0, 0, 0, 1, 2)  # of "same here" at one story
WELCOME = "Everybody here is invented, and so are their stories. Look round, and try everything."


def play(happenings: Iterable[Happening], now: datetime) -> None:
    """Have it all happen, the longest ago first."""
    for ago, act in sorted(happenings, key=lambda one: one[0], reverse=True):
        with clock.stopped_at(now - ago):
            act()


def arrivals(
    conference: Conference, members: Sequence[Member], chance: Random
) -> Iterator[Happening]:
    """Tell how everybody came in, those first who look after the others."""
    staff, attendees = members[: len(STAFF)], members[len(STAFF) :]
    for member in staff:
        yield FIRST_ARRIVAL, partial(_arrive, conference, member)
    yield FIRST_ARRIVAL, partial(_welcome, conference, staff[0], new_id(chance))
    for member in attendees:
        ago = LAST_ARRIVAL + (FIRST_ARRIVAL - LAST_ARRIVAL) * chance.random()
        if member.sample:
            ago = max(ago, member.sample.ago + LOOKING_ROUND)
        yield ago, partial(_arrive, conference, member)


def choices(members: Sequence[Member]) -> Iterator[Happening]:
    """Tell how open people have turned out to be, since the talk that is over."""
    for member in members:
        yield CHOSEN, partial(_choose, member)


def stories(members: Sequence[Member], chance: Random) -> Iterator[Happening]:
    """Tell what was told, decided and recognised."""
    organiser = members[0]
    for author in members:
        if author.sample is None:
            continue
        sample, story_id = author.sample, new_id(chance)
        yield sample.ago, partial(_tell, author, story_id, sample)
        if sample.decision is None:
            continue
        decided = sample.ago - timedelta(minutes=chance.uniform(*DECIDING))
        yield decided, partial(_decide, organiser, story_id, new_id(chance), sample.decision)
        if _in_feed(sample):
            others = [member for member in members if member is not author]
            for member in chance.sample(others, chance.choice(TAPS)):
                ago = min(decided, LAST_ARRIVAL) * chance.random()
                yield ago, partial(_same_here, member, story_id)


def person_of(member: Member) -> Person:
    """Return the row of somebody who has come in."""
    return db.session.get_one(Person, member.id)


def _arrive(conference: Conference, member: Member) -> None:
    person = add_person(
        conference,
        member.id,
        name=member.name,
        backgrounds=member.backgrounds,
        role=member.role,
    )
    give(member.id.hex, person)  # an invented phone; the hash of a real token is longer
    changes = ProfileIn().load(member.profile | {"version": person.version})
    change_profile(person, changes, version=changes.pop("version"))


def _choose(member: Member) -> None:
    choose_openness(person_of(member), member.openness, pause=None, asked_at=None)


def _welcome(conference: Conference, organiser: Member, announcement_id: uuid.UUID) -> None:
    announce(conference, announcement_id, WELCOME, by=person_of(organiser))


def _tell(author: Member, story_id: uuid.UUID, sample: Sample) -> None:
    person, telling = person_of(author), sample.telling
    if sample.drawing is not None:
        photo_id = uuid.uuid5(story_id, sample.drawing)
        from server.demo.drawings import drawn  # noqa: PLC0415 - what serves loads no Pillow

        keep(person, photo_id, drawn(sample.drawing))
        telling = replace(telling, photo_id=photo_id, photo_alt=sample.alt)
    tell_story(person, story_id, telling, based_on=None)


def _decide(
    organiser: Member, story_id: uuid.UUID, decision_id: uuid.UUID, decision: dict[str, Any]
) -> None:
    by = person_of(organiser)
    review = locked_review_of(by.conference, SUBJECT, story_id)
    assert review is not None  # noqa: S101  (whoever tells a story opens its review)
    decide(review, decision_id, **decision, by=by)


def _in_feed(sample: Sample) -> bool:
    approved = sample.decision is not None and sample.decision["outcome"] is Outcome.APPROVE
    return approved and sample.telling.shown_on.includes(ShownOn.FEED)


def _same_here(member: Member, story_id: uuid.UUID) -> None:
    by = person_of(member)
    say_same_here(visible_story(by, story_id), by=by)
