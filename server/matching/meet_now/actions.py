"""Asking somebody to meet now, agreeing, and what comes of it. Nothing here commits."""

from __future__ import annotations

import uuid

from server import clock
from server.conferences.queries import locked_conference, refuse_if_ended
from server.errors import Problem, not_found
from server.extensions import db
from server.matching.figures.domain import Counted
from server.matching.figures.tally import count
from server.matching.free.actions import end as no_longer_free
from server.matching.meet_now import queries
from server.matching.meet_now.domain import (
    ASK_LIVES,
    ASKED_AFTERWARDS,
    KEPT_FOR,
    MEETING_LASTS,
    MOST_ASKED,
    MeetNow,
    MeetNowState,
    free_place,
    free_sign,
)
from server.matching.meet_now.facts import (
    AskedToMeet,
    MeetingAgreed,
    MeetingCalledOff,
    MeetingEnded,
)
from server.matching.meet_now.following import follow_asked
from server.matching.meet_now.models import MeetNowRow
from server.matching.queries import connected_at
from server.people import ties
from server.people.models import Person
from server.people.openness import Openness
from server.people.queries import openness_of, person, refuse_if_muted
from server.realtime.facts import one_person
from server.realtime.publish import publish
from server.texts import say
from server.work.due import schedule

NEXT_STEP = "matching.meet_now"
ENDED = (MeetNowState.MET, MeetNowState.MISSED, MeetNowState.OVER)


def ask(me: Person, other: Person, meeting_id: uuid.UUID) -> MeetNow:
    """Ask somebody to meet now; where they have asked already, it is agreed. Sent twice: once.

    The pair is locked, and `me` may see `other`: see `matching.queries.visible_partner`. Whoever
    asks one person takes back what they asked another: nobody can be in two places.
    Raises id-taken, not-found where the two are not connected, conference-ended, muted,
    hidden-from-others, already-meeting, not-to-be-met, or too-many-asked with {most}.
    """
    before = db.session.get(MeetNowRow, meeting_id)
    if before is not None:
        if (before.by_id, before.to_id) != (me.id, other.id):
            raise Problem("id-taken", 409)
        return _seen(me, before)
    there = queries.open_between(me.id, other.id)
    if there is not None and (there.by_id == me.id or there.state is MeetNowState.AGREED):
        return _seen(me, there)
    refuse_if_ended(me.conference)
    if connected_at(me, other.id) is None:
        raise not_found()
    if me.hidden:
        raise Problem("hidden-from-others", 403)
    if there is not None:
        return agree(me, there)
    refuse_if_muted(me)
    _refuse_if_meeting(me)
    if openness_of(other) is Openness.NOT_NOW:
        raise Problem("not-to-be-met", 409)
    if queries.asked_lately(me) >= MOST_ASKED:
        raise Problem("too-many-asked", 429, most=MOST_ASKED)
    return ask_anew(me, other, meeting_id)


def ask_anew(
    me: Person, other: Person, meeting_id: uuid.UUID, *, silently: bool = False
) -> MeetNow:
    """Ask somebody who may be asked; the pair is locked. See `ask`.

    silently: the other does not hear of it, and whoever asks does not learn that.
    """
    for waiting in queries.asked_by(me):
        take_back(me, waiting)
    now = clock.now()
    declined = silently or queries.was_declined(me, other)
    row = MeetNowRow(
        id=meeting_id,
        conference=me.conference,
        by_id=me.id,
        to_id=other.id,
        state=MeetNowState.DECLINED if declined else MeetNowState.ASKED,
        asked_at=now,
        until=now + ASK_LIVES,
    )
    db.session.add(row)
    count(row.conference, Counted.ASKED_NOW)
    db.session.flush()
    _keep(row)
    asked = _seen(me, row)
    _tell(me, AskedToMeet(meeting=asked))
    if not declined:
        _tell(other, AskedToMeet(meeting=_seen(other, row)))
        follow_asked(row)
    return asked


def agree(me: Person, row: MeetNowRow) -> MeetNow:
    """Agree to meet now: both are told where, and which sign to hold up. The pair is locked.

    Twice is once. Raises meet-now-over when it is no longer asked, or already-meeting.
    """
    if row.state is MeetNowState.AGREED:
        return _seen(me, row)
    now = clock.now()
    asked = row.state in (MeetNowState.ASKED, MeetNowState.DECLINED)
    if not asked or row.until <= now or row.to_id != me.id:
        raise Problem("meet-now-over", 409)
    _refuse_if_meeting(me)
    other = queries.other_side(me, row)
    for one in (me, other):
        no_longer_free(one.conference, one.id)
        for waiting in queries.asked_by(one):
            if waiting is not row:
                take_back(one, waiting)
    conference = locked_conference(me.conference)  # so that no other pair takes the same sign
    elsewhere = queries.agreed_now(me.conference)
    place = free_place(conference.meeting_places, [one.place for one in elsewhere])
    row.state = MeetNowState.AGREED
    row.until = now + MEETING_LASTS
    row.place = place or say("meeting-place.default")
    row.sign = free_sign(one.sign for one in elsewhere if one.sign)
    schedule(row.conference, NEXT_STEP, str(row.id), row.until)
    count(row.conference, Counted.AGREED_NOW)
    db.session.flush()
    agreed = _seen(me, row)
    _tell(me, MeetingAgreed(meeting=agreed))
    _tell(other, MeetingAgreed(meeting=_seen(other, row)))
    return agreed


def decline(me: Person, row: MeetNowRow) -> None:
    """Say "not just now"; the pair is locked. Whoever asked never learns of it."""
    if row.state is MeetNowState.ASKED and row.to_id == me.id:
        row.state = MeetNowState.DECLINED
        _tell(me, MeetingCalledOff(meeting_id=row.id))


def take_back(me: Person, row: MeetNowRow) -> None:
    """Take back what one asked and nobody has agreed to."""
    if row.by_id != me.id or row.state not in (MeetNowState.ASKED, MeetNowState.DECLINED):
        return
    told = (row.by_id, row.to_id) if row.state is MeetNowState.ASKED else (row.by_id,)
    row.state = MeetNowState.TAKEN_BACK
    for one in told:
        publish(one_person(row.conference, one), MeetingCalledOff(meeting_id=row.id))


def remember_met(me: Person, row: MeetNowRow) -> MeetNow:
    """Remember that the two have met, also after its time or when one said otherwise before.

    The pair is locked. Said twice, or by both, they have met once. Raises meet-now-over for what
    was never agreed.
    """
    if row.state is not MeetNowState.MET:
        if row.state not in (MeetNowState.AGREED, MeetNowState.MISSED, MeetNowState.OVER):
            raise Problem("meet-now-over", 409)
        ties.met(row.conference, {(row.by_id, row.to_id)})
        count(row.conference, Counted.MET_NOW)
        _end(row, MeetNowState.MET)
    return _seen(me, row)


def miss(me: Person, row: MeetNowRow) -> MeetNow:
    """Say that the other is not there: both are free, and neither is told who said so.

    The pair is locked. Where the other says that they have met, they have. Raises meet-now-over
    for what was never agreed.
    """
    if row.state in (MeetNowState.AGREED, MeetNowState.OVER):
        _end(row, MeetNowState.MISSED)
    elif row.state not in ENDED:
        raise Problem("meet-now-over", 409)
    return _seen(me, row)


def take_next_step(meeting_id: uuid.UUID) -> None:
    """End what has had its time, and delete what has been kept for long enough."""
    row = db.session.get(MeetNowRow, meeting_id, with_for_update=True)
    if row is None:
        return
    now = clock.now()
    if row.state is MeetNowState.AGREED and row.until <= now:
        _end(row, MeetNowState.OVER)
    elif row.asked_at + KEPT_FOR <= now and row.state is not MeetNowState.AGREED:
        db.session.delete(row)
    else:
        _keep(row)


def _end(row: MeetNowRow, state: MeetNowState) -> None:
    row.state = state
    row.until = clock.now() + ASKED_AFTERWARDS
    row.place = row.sign = None
    db.session.flush()
    _keep(row)
    for one in (row.by_id, row.to_id):
        viewer = person(row.conference, one)
        if seen := queries.as_seen(viewer, [row]):
            _tell(viewer, MeetingEnded(meeting=seen[0]))


def _keep(row: MeetNowRow) -> None:
    """Have a row deleted once it serves no more."""
    schedule(row.conference, NEXT_STEP, str(row.id), row.asked_at + KEPT_FOR)


def _refuse_if_meeting(me: Person) -> None:
    if queries.is_meeting(me):
        raise Problem("already-meeting", 409)


def _seen(viewer: Person, row: MeetNowRow) -> MeetNow:
    seen = queries.as_seen(viewer, [row])
    if not seen:
        raise not_found()
    return seen[0]


def _tell(one: Person, fact: AskedToMeet | MeetingAgreed | MeetingEnded | MeetingCalledOff) -> None:
    publish(one_person(one.conference, one.id), fact)
