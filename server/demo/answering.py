"""Whoever asks an invented person to meet now is not left waiting: they agree after a moment."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta

from server import clock
from server.conferences.models import Conference
from server.database import writing
from server.demo.invented import opened_at
from server.errors import Problem
from server.extensions import db
from server.matching.meet_now.actions import agree
from server.matching.meet_now.models import MeetNowRow
from server.matching.meet_now.queries import meeting_of
from server.people.models import Person
from server.work.due import schedule

ANSWER = "demo.answer"
A_MOMENT = timedelta(seconds=4)


def answer_soon(asked: MeetNowRow) -> None:
    """Have it answered in a moment, if this is the demonstration and they are invented."""
    conference = db.session.get_one(Conference, asked.conference)
    person = db.session.get_one(Person, asked.to_id)
    if conference.demo and person.joined_at < opened_at(conference):
        schedule(asked.conference, ANSWER, str(asked.id), clock.now() + A_MOMENT)


def answer(_conference: str, key: str) -> None:
    """Agree to what an invented person was asked, unless it is over by now."""
    with writing(db.session), suppress(Problem):
        row = db.session.get(MeetNowRow, uuid.UUID(key))
        if row is not None:
            asked = db.session.get_one(Person, row.to_id)
            agree(asked, meeting_of(asked, row.id))
