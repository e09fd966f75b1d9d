"""Proposing an appointment, agreeing to it, changing and cancelling it. Nothing here commits."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import and_, delete, or_

from server import clock
from server.conferences.queries import conference, refuse_if_ended
from server.errors import Problem, not_found
from server.extensions import db
from server.matching.later import queries
from server.matching.later.domain import (
    MOST_OPEN,
    Appointment,
    AppointmentState,
    last_moment,
    moment_of,
)
from server.matching.later.facts import AppointmentChanged
from server.matching.later.models import AppointmentRow
from server.matching.queries import connected_at
from server.people.domain import ordered
from server.people.models import Person
from server.people.queries import refuse_if_muted, visible_person
from server.realtime.facts import one_person
from server.realtime.publish import publish


def propose(
    me: Person, other: Person, appointment_id: uuid.UUID, *, place: str, local: datetime
) -> Appointment:
    """Propose a place and a time to somebody. Sent twice, it is proposed once.

    The pair is locked, and `me` may see `other`: see `matching.queries.visible_partner`.
    local: as clocks show it where the conference is held.
    Raises id-taken, not-found where the two are not connected, conference-ended, muted,
    hidden-from-others, already-proposed where the two have something before them, too-many-ahead
    with {most}, or what is said of impossible times.
    """
    pair = ordered(me.id, other.id)
    before = db.session.get(AppointmentRow, appointment_id)
    if before is not None:
        if (before.one_id, before.other_id) != pair:
            raise Problem("id-taken", 409)
        return _seen(me, before)
    if connected_at(me, other.id) is None:
        raise not_found()
    _refuse_if_silenced(me)
    if queries.open_between(me, other) is not None:
        raise Problem("already-proposed", 409)
    if len(queries.open_of(me)) >= MOST_OPEN:
        raise Problem("too-many-ahead", 429, most=MOST_OPEN)
    row = AppointmentRow(
        id=appointment_id,
        conference=me.conference,
        one_id=pair[0],
        other_id=pair[1],
        proposed_by_id=me.id,
        state=AppointmentState.PROPOSED,
        place=place,
        at=_moment(me.conference, local),
        changed_at=clock.now(),
        version=1,
    )
    db.session.add(row)
    return _told(me, row)


def agree(me: Person, row: AppointmentRow, *, version: int) -> Appointment:
    """Agree to what the other proposed; the pair is locked. Twice is once.

    Raises version-conflict, too-late once it is over, or not-found for one's own proposal.
    """
    if row.state is AppointmentState.AGREED and row.version == version + 1:
        return _seen(me, row)
    _check_version(row, version)
    if row.proposed_by_id == me.id or row.state is not AppointmentState.PROPOSED:
        raise not_found()
    if row.at <= clock.now():
        raise Problem("too-late", 409)
    row.state = AppointmentState.AGREED
    return _next_step(me, row)


def change(
    me: Person, row: AppointmentRow, *, place: str, local: datetime, version: int
) -> Appointment:
    """Propose another place or time, which the other is to agree to; the pair is locked.

    Raises version-conflict, conference-ended, muted, hidden-from-others, not-found for what is
    cancelled, or what is said of impossible times.
    """
    at = _moment(me.conference, local)
    same = (row.place, row.at, row.proposed_by_id) == (place, at, me.id)
    if same and row.state is AppointmentState.PROPOSED and row.version == version + 1:
        return _seen(me, row)  # sent twice
    _check_version(row, version)
    if row.state is AppointmentState.CANCELLED:
        raise not_found()
    _refuse_if_silenced(me)
    row.place, row.at, row.proposed_by_id = place, at, me.id
    row.state = AppointmentState.PROPOSED
    return _next_step(me, row)


def cancel(me: Person, row: AppointmentRow) -> Appointment:
    """Cancel it, whoever proposed it; the pair is locked. Twice is once. Nobody says why."""
    if row.state is AppointmentState.CANCELLED:
        return _seen(me, row)
    row.state = AppointmentState.CANCELLED
    return _next_step(me, row)


def end_between(one_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Delete what two who are no longer connected have before them, without a word of its own."""
    one, other = ordered(one_id, other_id)
    pair = and_(AppointmentRow.one_id == one, AppointmentRow.other_id == other)
    db.session.execute(delete(AppointmentRow).where(pair))


def forget(person: Person) -> None:
    """Delete the appointments of somebody who is leaving."""
    mine = or_(AppointmentRow.one_id == person.id, AppointmentRow.other_id == person.id)
    db.session.execute(delete(AppointmentRow).where(mine))


def _moment(slug: str, local: datetime) -> datetime:
    there = conference(slug)
    at = moment_of(local, there.zone)
    if at is None:
        raise Problem("skipped-time", 422)
    if at <= clock.now():
        raise Problem("time-passed", 422)
    if at >= last_moment(there.ends_on, there.zone):
        raise Problem("after-the-end", 422)
    return at


def _refuse_if_silenced(me: Person) -> None:
    refuse_if_ended(me.conference)
    refuse_if_muted(me)
    if me.hidden:
        raise Problem("hidden-from-others", 403)


def _check_version(row: AppointmentRow, version: int) -> None:
    if row.version != version:
        raise Problem("version-conflict", 409, version=row.version)


def _next_step(me: Person, row: AppointmentRow) -> Appointment:
    row.version += 1
    row.changed_at = clock.now()
    return _told(me, row)


def _told(me: Person, row: AppointmentRow) -> Appointment:
    """Tell both how it is now, each as they see it."""
    db.session.flush()
    mine = _seen(me, row)
    other = visible_person(me, queries.partner_in(row, me))
    for one, seen in ((me, (mine,)), (other, queries.as_seen(other, [row]))):
        for appointment in seen:
            publish(one_person(one.conference, one.id), AppointmentChanged(appointment=appointment))
    return mine


def _seen(me: Person, row: AppointmentRow) -> Appointment:
    seen = queries.as_seen(me, [row])
    if not seen:
        raise not_found()
    return seen[0]
