"""Being free now, and the ends of it. Nothing here commits."""

from __future__ import annotations

import uuid

from sqlalchemy import delete

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.matching.free.domain import FREE_FOR
from server.matching.free.facts import FreeNow
from server.matching.free.models import FreeNowRow
from server.matching.free.queries import free_people
from server.matching.meet_now.queries import is_meeting
from server.people.models import Person
from server.people.openness import Openness
from server.people.queries import openness_of
from server.realtime.facts import feed
from server.realtime.publish import publish, publish_apart
from server.work.due import cancel, schedule

OVER = "matching.free-now-over"


def be_free(me: Person) -> None:
    """Let others see that somebody, who is locked, is free for ten minutes from now on.

    Sent twice, it happens once. Raises conference-ended, hidden-from-others, free-while-not-now,
    or already-meeting.
    """
    refuse_if_ended(me.conference)
    if me.hidden:
        raise Problem("hidden-from-others", 403)
    if openness_of(me) is Openness.NOT_NOW:
        raise Problem("free-while-not-now", 409)
    if is_meeting(me):
        raise Problem("already-meeting", 409)
    row = db.session.get(FreeNowRow, (me.conference, me.id), with_for_update=True)
    until = clock.now() + FREE_FOR
    if row is None:
        row = FreeNowRow(conference=me.conference, person_id=me.id)
        db.session.add(row)
    elif row.until == until:
        return
    row.until = until
    schedule(me.conference, OVER, str(me.id), until)
    publish(feed(me.conference), FreeNow(person_id=me.id, until=until), about=[me.id])


def end(conference: str, person_id: uuid.UUID) -> None:
    """Let somebody be free no longer, if they are: they said so, or have something to do."""
    row = db.session.get(FreeNowRow, (conference, person_id), with_for_update=True)
    if row is not None:
        db.session.delete(row)
        cancel(conference, OVER, str(person_id))
        publish(feed(conference), FreeNow(person_id=person_id, until=None), about=[person_id])


def end_when_over(conference: str, person_id: uuid.UUID) -> None:
    """Let somebody be free no longer once their time is up."""
    row = db.session.get(FreeNowRow, (conference, person_id), with_for_update=True)
    if row is not None and row.until <= clock.now():
        end(conference, person_id)


def follow_openness(person: Person) -> None:
    """Whoever would rather not be met now is not free, either."""
    if openness_of(person) is Openness.NOT_NOW:
        end(person.conference, person.id)


def follow_hidden(person: Person) -> None:
    """Nobody is to look for somebody who has been hidden."""
    if person.hidden:
        end(person.conference, person.id)


def follow_sight(person: Person, other: Person) -> None:
    """Tell each of two who see each other again that the other is free, if they are."""
    for viewer, one in ((person, other), (other, person)):
        for free in free_people(viewer):
            if free.person_id == one.id:
                fact = FreeNow(person_id=one.id, until=free.until)
                publish_apart(feed(person.conference), {viewer.id: fact})


def forget(person: Person) -> None:
    """Delete that somebody who is leaving was free. Phones hear that they are gone."""
    db.session.execute(delete(FreeNowRow).where(FreeNowRow.person_id == person.id))
    cancel(person.conference, OVER, str(person.id))


def finish(conference: str) -> None:
    """Delete everything, as the conference ends: phones hear of that."""
    db.session.execute(delete(FreeNowRow).where(FreeNowRow.conference == conference))
