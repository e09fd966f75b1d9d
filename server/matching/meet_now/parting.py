"""What becomes of meeting now when two part, or one is gone. Nothing here commits."""

from __future__ import annotations

import uuid

from sqlalchemy import Delete, delete, or_

from server.extensions import db
from server.matching.meet_now import queries
from server.matching.meet_now.domain import MeetNowState
from server.matching.meet_now.facts import MeetingCalledOff
from server.matching.meet_now.models import MeetNowRow
from server.people.models import Person
from server.realtime.facts import one_person
from server.realtime.publish import publish


def end_between(one_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Delete all that is between two who are no longer connected, without a word of its own.

    Their phones learn of it as they learn that the other is gone, or no contact any more.
    """
    pair = (one_id, other_id)
    db.session.execute(
        delete(MeetNowRow).where(MeetNowRow.by_id.in_(pair), MeetNowRow.to_id.in_(pair))
    )


def forget(person: Person) -> None:
    """Delete what somebody who is leaving asked or was asked."""
    db.session.execute(_with(person))


def call_off(person: Person) -> None:
    """Call off all with somebody who has been hidden. The others hear that they are gone.

    What has taken place is not called off any more.
    """
    if person.hidden:
        for row in queries.live_rows(person):
            if row.state is not MeetNowState.MET:
                told = one_person(person.conference, person.id)
                publish(told, MeetingCalledOff(meeting_id=row.id))
        db.session.execute(_with(person).where(MeetNowRow.state != MeetNowState.MET))


def finish(conference: str) -> None:
    """Delete everything, as the conference ends: phones hear of that."""
    db.session.execute(delete(MeetNowRow).where(MeetNowRow.conference == conference))


def _with(person: Person) -> Delete:
    return delete(MeetNowRow).where(
        or_(MeetNowRow.by_id == person.id, MeetNowRow.to_id == person.id)
    )
