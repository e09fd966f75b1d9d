"""Reading who meets whom now, and the guarded door to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from server import clock
from server.errors import not_found
from server.extensions import db
from server.matching.meet_now.domain import (
    KEPT_FOR,
    MeetNow,
    MeetNowList,
    MeetNowState,
    seen_as,
)
from server.matching.meet_now.models import MeetNowRow
from server.matching.queries import visible_cards, visible_partner
from server.matching.reasons import reasons
from server.people.models import Person
from server.people.pairs import lock_pair
from server.realtime.publish import number_of

OPEN = (MeetNowState.ASKED, MeetNowState.DECLINED, MeetNowState.AGREED)


def meeting_of(me: Person, meeting_id: uuid.UUID) -> MeetNowRow:
    """Return what `me` asked or was asked, the pair locked. Raises not-found."""
    found = db.session.get(MeetNowRow, meeting_id)
    if found is None or me.id not in (found.by_id, found.to_id):
        raise not_found()
    lock_pair(me, other_of(found, me))
    locked = db.session.get(MeetNowRow, meeting_id, with_for_update=True, populate_existing=True)
    if locked is None:
        raise not_found()
    return locked


def other_side(me: Person, row: MeetNowRow) -> Person:
    """Return the other of the two, whom `me` may see. Raises not-found."""
    return visible_partner(me, other_of(row, me))


def other_of(row: MeetNowRow, me: Person) -> uuid.UUID:
    """Return the other of the two."""
    return row.to_id if row.by_id == me.id else row.by_id


def open_between(me: uuid.UUID, other: uuid.UUID) -> MeetNowRow | None:
    """Return what one of these asked the other and is still open, or agreed; or None."""
    return db.session.scalar(
        select(MeetNowRow).where(
            or_(
                and_(MeetNowRow.by_id == me, MeetNowRow.to_id == other),
                and_(MeetNowRow.by_id == other, MeetNowRow.to_id == me),
            ),
            MeetNowRow.state.in_(OPEN),
            MeetNowRow.until > clock.now(),
        )
    )


def asked_by(me: Person) -> list[MeetNowRow]:
    """Return what somebody asked and nobody has answered, declined or not."""
    waiting = (MeetNowState.ASKED, MeetNowState.DECLINED)
    return list(
        db.session.scalars(
            select(MeetNowRow).where(
                MeetNowRow.by_id == me.id,
                MeetNowRow.state.in_(waiting),
                MeetNowRow.until > clock.now(),
            )
        )
    )


def is_meeting(person: Person) -> bool:
    """Say whether somebody is on their way to somebody now."""
    return (
        db.session.scalar(
            select(MeetNowRow.id)
            .where(
                _of(person.id),
                MeetNowRow.state == MeetNowState.AGREED,
                MeetNowRow.until > clock.now(),
            )
            .limit(1)
        )
        is not None
    )


def agreed_now(conference: str) -> list[MeetNowRow]:
    """Return all who hold up a sign at this conference."""
    return list(
        db.session.scalars(
            select(MeetNowRow).where(
                MeetNowRow.conference == conference, MeetNowRow.sign.is_not(None)
            )
        )
    )


def asked_lately(me: Person) -> int:
    """Return how often somebody has asked of late."""
    return (
        db.session.scalar(
            select(func.count()).where(
                MeetNowRow.by_id == me.id, MeetNowRow.asked_at > clock.now() - KEPT_FOR
            )
        )
        or 0
    )


def was_declined(me: Person, other: Person) -> bool:
    """Say whether the other has said "not just now" to `me` of late."""
    found = select(MeetNowRow.id).where(
        MeetNowRow.by_id == me.id,
        MeetNowRow.to_id == other.id,
        MeetNowRow.state == MeetNowState.DECLINED,
        MeetNowRow.asked_at > clock.now() - KEPT_FOR,
    )
    return db.session.scalar(found.limit(1)) is not None


def live_rows(me: Person) -> list[MeetNowRow]:
    """Return what somebody knows of that is asked, agreed, or has just taken place or run out."""
    known_to_both = (
        MeetNowState.ASKED,
        MeetNowState.AGREED,
        MeetNowState.OVER,
        MeetNowState.MET,
    )
    return list(
        db.session.scalars(
            select(MeetNowRow)
            .where(
                _of(me.id),
                MeetNowRow.until > clock.now(),
                or_(
                    MeetNowRow.state.in_(known_to_both),
                    and_(MeetNowRow.state == MeetNowState.DECLINED, MeetNowRow.by_id == me.id),
                ),
            )
            .order_by(MeetNowRow.asked_at, MeetNowRow.id)
        )
    )


def meeting_list(me: Person) -> MeetNowList:
    """Return whom the caller meets or may meet now, and whom they were about to meet just now."""
    return MeetNowList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        meetings=as_seen(me, live_rows(me)),
    )


def as_seen(viewer: Person, rows: Sequence[MeetNowRow]) -> tuple[MeetNow, ...]:
    """Return meetings as one side sees them, leaving out those with people whom it may not see."""
    if not rows:
        return ()
    people = visible_cards(viewer, [other_of(row, viewer) for row in rows])
    why = reasons(viewer, people)
    return tuple(
        MeetNow(
            id=row.id,
            person=people[other_of(row, viewer)],
            mine=row.by_id == viewer.id,
            state=seen_as(row.state, mine=row.by_id == viewer.id),
            reason=why.get(other_of(row, viewer)),
            until=row.until,
            place=row.place,
            sign=row.sign,
        )
        for row in rows
        if other_of(row, viewer) in people
    )


def _of(person_id: uuid.UUID) -> ColumnElement[bool]:
    return or_(MeetNowRow.by_id == person_id, MeetNowRow.to_id == person_id)
