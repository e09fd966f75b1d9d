"""Reading who meets whom later, and the guarded door to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from server import clock
from server.conferences.queries import conference
from server.errors import not_found
from server.extensions import db
from server.matching.later.domain import (
    LASTS,
    SHOWN_FOR,
    Appointment,
    AppointmentList,
    AppointmentState,
    local_time,
)
from server.matching.later.models import AppointmentRow
from server.matching.queries import visible_cards
from server.people.domain import ordered
from server.people.models import Person
from server.people.pairs import lock_pair
from server.realtime.publish import number_of


def own_appointment(me: Person, appointment_id: uuid.UUID) -> AppointmentRow:
    """Return one of the caller's appointments. Raises not-found."""
    found = db.session.get(AppointmentRow, appointment_id)
    if found is None or me.id not in (found.one_id, found.other_id):
        raise not_found()
    return found


def locked_appointment(me: Person, appointment_id: uuid.UUID) -> AppointmentRow:
    """Return one of the caller's appointments for a change, the pair locked. Raises not-found."""
    lock_pair(me, partner_in(own_appointment(me, appointment_id), me))
    locked = db.session.get(
        AppointmentRow, appointment_id, with_for_update=True, populate_existing=True
    )
    if locked is None:
        raise not_found()
    return locked


def partner_in(row: AppointmentRow, me: Person) -> uuid.UUID:
    """Return the other of the two."""
    return row.other_id if row.one_id == me.id else row.one_id


def open_between(me: Person, other: Person) -> AppointmentRow | None:
    """Return what these two have before them, agreed or only proposed; or None."""
    one_id, other_id = ordered(me.id, other.id)
    return db.session.scalar(
        select(AppointmentRow).where(
            AppointmentRow.one_id == one_id, AppointmentRow.other_id == other_id, *_ahead()
        )
    )


def open_of(me: Person) -> list[AppointmentRow]:
    """Return what somebody has before them."""
    return list(db.session.scalars(select(AppointmentRow).where(_of(me), *_ahead())))


def appointment_list(me: Person) -> AppointmentList:
    """Return the caller's appointments that are not over, and those that have just begun."""
    rows = db.session.scalars(
        select(AppointmentRow)
        .where(
            _of(me),
            AppointmentRow.state != AppointmentState.CANCELLED,
            AppointmentRow.at > clock.now() - SHOWN_FOR,
        )
        .order_by(AppointmentRow.at, AppointmentRow.id)
    ).all()
    return AppointmentList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        appointments=as_seen(me, rows),
    )


def as_seen(viewer: Person, rows: Sequence[AppointmentRow]) -> tuple[Appointment, ...]:
    """Return appointments as one side sees them, leaving out those with people it may not see."""
    if not rows:
        return ()
    zone = conference(viewer.conference).zone
    people = visible_cards(viewer, [partner_in(row, viewer) for row in rows])
    return tuple(
        Appointment(
            id=row.id,
            person=people[partner_in(row, viewer)],
            state=row.state,
            mine=row.proposed_by_id == viewer.id,
            place=row.place,
            at=row.at,
            ends_at=row.at + LASTS,
            local=local_time(row.at, zone),
            version=row.version,
        )
        for row in rows
        if partner_in(row, viewer) in people
    )


def _of(me: Person) -> ColumnElement[bool]:
    return or_(AppointmentRow.one_id == me.id, AppointmentRow.other_id == me.id)


def _ahead() -> tuple[ColumnElement[bool], ...]:
    return (
        AppointmentRow.state != AppointmentState.CANCELLED,
        AppointmentRow.at > clock.now(),
    )
