"""Reading conferences. Whoever is asking has passed a door already, or holds a code."""

from __future__ import annotations

from sqlalchemy import or_, select

from server.conferences.domain import (
    Announcement,
    Background,
    ConferenceView,
    Door,
    Joining,
    tidy_code,
)
from server.conferences.models import AnnouncementRow, Conference
from server.database import FOR_CHANGE
from server.errors import Problem, not_found
from server.extensions import db

SHOWN_ANNOUNCEMENTS = 20


def conference(slug: str) -> Conference:
    """Return the conference of somebody who is in it. Raises not-found."""
    found = db.session.get(Conference, slug)
    if found is None:
        raise not_found()
    return found


def locked_conference(slug: str) -> Conference:
    """Return the conference for a change that no other may overtake. Raises not-found."""
    found = db.session.get(Conference, slug, with_for_update=FOR_CHANGE, populate_existing=True)
    if found is None:
        raise not_found()
    return found


def refuse_if_ended(slug: str) -> None:
    """Guard what begins something new. Raises conference-ended once the conference is over."""
    if conference(slug).ended_at is not None:
        raise Problem("conference-ended", 409)


def refuse_if_stopped(slug: str) -> None:
    """Guard what becomes live. Raises publication-stopped until the stop is lifted."""
    # Locked, so that nothing slips through beside whoever stops it in the same moment.
    if locked_conference(slug).stopped_at is not None:
        raise Problem("publication-stopped", 409)


def conference_by_key(code: str | None, token: str | None) -> Conference:
    """Return the conference that a typed code or a scanned token opens.

    Raises wrong-code when there is none.
    """
    keys = []
    if code:
        keys.append(Conference.code == tidy_code(code))
    if token:
        keys.append(Conference.token == token)
    found = db.session.scalar(select(Conference).where(or_(*keys))) if keys else None
    if found is None:
        raise Problem("wrong-code", 404)
    return found


def all_conferences() -> list[Conference]:
    """Return every conference of this server, for its operator."""
    return list(
        db.session.scalars(select(Conference).order_by(Conference.created_at, Conference.slug))
    )


def backgrounds_of(row: Conference) -> tuple[Background, ...]:
    """Return the backgrounds of a conference, in the order offered."""
    return tuple(Background(**values) for values in row.backgrounds)


def door_of(row: Conference, *, joined: bool) -> Door:
    """Return what somebody sees before they are in."""
    return Door(
        slug=row.slug,
        name=row.name,
        run_by=row.run_by,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        deletes_on=row.deletes_on,
        joining=row.joining,
        ended=row.ended_at is not None,
        languages=tuple(row.languages),
        backgrounds=tuple(one for one in backgrounds_of(row) if one.shown),
        joined=joined,
    )


def lets_in(row: Conference) -> bool:
    """Say whether new people may come in."""
    return row.joining is Joining.OPEN and row.ended_at is None


def view_of(row: Conference) -> ConferenceView:
    """Return the conference as those who are in see it."""
    announcements = db.session.scalars(
        select(AnnouncementRow)
        .where(AnnouncementRow.conference == row.slug)
        .order_by(AnnouncementRow.at.desc(), AnnouncementRow.id.desc())
        .limit(SHOWN_ANNOUNCEMENTS)
    )
    return ConferenceView(
        slug=row.slug,
        name=row.name,
        run_by=row.run_by,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        deletes_on=row.deletes_on,
        zone=row.zone,
        joining=row.joining,
        ended=row.ended_at is not None,
        languages=tuple(row.languages),
        backgrounds=backgrounds_of(row),
        review_within=row.review_within,
        publishing=row.publishing,
        meeting_places=tuple(row.meeting_places),
        announcements=tuple(
            Announcement(id=one.id, text=one.text, at=one.at) for one in announcements
        ),
        demo=row.demo,
        stopped_at=row.stopped_at,
        version=row.version,
    )
