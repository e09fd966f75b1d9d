"""Saying how open one is to be met, and the end of a pause. Nothing here commits.

How open somebody is counts from the moment at which it is read, so a pause is over when its time
is, whatever else is late. What is due then only tells those who look.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app

from server import clock
from server.conferences.models import Conference
from server.database import FOR_CHANGE
from server.extensions import db
from server.people.facts import CardChanged, ProfileChanged
from server.people.models import Person
from server.people.openness import Openness, Pause, pause_ends
from server.people.queries import card_of, openness_of, profile_of
from server.realtime import facts
from server.realtime.publish import publish
from server.work.due import cancel, schedule

PAUSE_OVER = "people.pause-over"
LONGEST_ON_THE_WAY = timedelta(days=1)

Follow = Callable[[Person], None]


def when_openness_changes(app: Flask, follow: Follow) -> None:
    """Let `follow(person)` do, in the same transaction, what that asks for."""
    app.extensions.setdefault("happenstance-openness", []).append(follow)


def choose_openness(
    person: Person, openness: Openness, *, pause: Pause | None, asked_at: datetime | None
) -> None:
    """Keep how open somebody, who is locked, is from now on. Sent twice, it happens once.

    What they said before what they said last changes nothing, however late it arrives.

    pause: for how long they are left alone before that. asked_at: when they asked for it, by
    their phone, which may have been without a signal since; None for now.
    """
    now = clock.now()
    asked_at = min(max(asked_at or now, now - LONGEST_ON_THE_WAY), now)
    if person.openness_said_at is not None and asked_at < person.openness_said_at:
        return
    person.openness_said_at = asked_at
    until = None
    if pause is not None:
        zone = db.session.get_one(Conference, person.conference).zone
        ends = pause_ends(pause, asked_at, zone)
        until = ends if ends > now else None
    if (person.openness, person.paused_until) == (openness, until):
        return
    before = openness_of(person)
    person.openness, person.paused_until = openness, until
    cancel(person.conference, PAUSE_OVER, str(person.id))
    if until is not None:
        schedule(person.conference, PAUSE_OVER, str(person.id), until)
    _tell(person, others=openness_of(person) is not before)


def end_pause(conference: str, person_id: uuid.UUID) -> None:
    """Tell those who look that somebody's pause is over. Nothing happens if it is not."""
    person = db.session.get(Person, person_id, with_for_update=FOR_CHANGE)
    if (
        person is None
        or person.conference != conference
        or person.paused_until is None
        or person.paused_until > clock.now()
    ):
        return
    person.paused_until = None
    _tell(person, others=person.openness is not Openness.NOT_NOW)


def _tell(person: Person, *, others: bool) -> None:
    """Tell somebody how open they are, and the others if that is news to them."""
    db.session.flush()
    profile = ProfileChanged(profile=profile_of(person))
    publish(facts.one_person(person.conference, person.id), profile)
    if not others:
        return
    if not person.hidden:
        card = CardChanged(person=card_of(person))
        publish(facts.feed(person.conference), card, about=[person.id])
        publish(facts.screen(person.conference), card)
    follows: list[Follow] = current_app.extensions.get("happenstance-openness", [])
    for follow in follows:
        follow(person)
