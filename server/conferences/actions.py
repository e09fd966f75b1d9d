"""Every write to a conference. Nothing here commits."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server import clock
from server.conferences.audit import digest_of
from server.conferences.changing import follow_settings
from server.conferences.domain import (
    BACKGROUNDS,
    KEPT_FOR,
    Announcement,
    Background,
    Joining,
    deletion_moment,
    new_code,
    new_token,
)
from server.conferences.ending import finish_all
from server.conferences.facts import AnnouncementMade, ConferenceChanged
from server.conferences.models import AnnouncementRow, AuditRow, Conference
from server.conferences.queries import locked_conference, view_of
from server.database import forget_deleted
from server.errors import Problem
from server.extensions import db
from server.realtime import facts
from server.realtime.forgetting import forget_everywhere
from server.realtime.publish import after_commit, publish
from server.realtime.silence import silence_conference
from server.web.edge import SLUG
from server.web.rights import Caller
from server.work.due import schedule

DELETION = "conferences.delete"
PLAIN = (  # settings that are taken as they come
    "name",
    "run_by",
    "starts_on",
    "ends_on",
    "deletes_on",
    "zone",
    "languages",
    "review_within",
    "publishing",
    "meeting_places",
)


def create_conference(
    slug: str,
    *,
    name: str,
    run_by: str,
    starts_on: date,
    ends_on: date,
    zone: str,
    languages: Sequence[str] = ("en",),
    deletes_on: date | None = None,
    demo: bool = False,
) -> Conference:
    """Create a conference with the usual backgrounds and a deletion date.

    Raises bad-slug, slug-taken, or what is said of impossible days.
    """
    if not SLUG.fullmatch(slug):
        raise Problem("bad-slug", 422, slug=slug)
    if db.session.get(Conference, slug) is not None:
        raise Problem("slug-taken", 409, slug=slug)
    row = Conference(
        slug=slug,
        name=name,
        run_by=run_by,
        starts_on=starts_on,
        ends_on=ends_on,
        deletes_on=deletes_on or ends_on + KEPT_FOR,
        zone=zone,
        languages=list(languages),
        backgrounds=[dataclasses.asdict(one) for one in BACKGROUNDS],
        joining=Joining.OPEN,
        code=new_code(),
        token=new_token(),
        audit_salt=new_token(),
        audit_count=0,
        demo=demo,
        created_at=clock.now(),
        version=1,
    )
    _check_days(row)
    db.session.add(row)
    db.session.flush()
    schedule(slug, DELETION, slug, deletion_moment(row.deletes_on, zone))
    return row


def change_settings(row: Conference, changes: dict[str, Any], *, version: int, by: Caller) -> None:
    """Change the settings named in `changes`; `row` is locked.

    Raises version-conflict when somebody else was faster, conference-ended for a door that is to
    be opened afterwards, or what is said of impossible days.
    """
    _check_version(row, version)
    if row.ended_at is not None and changes.get("joining") is Joining.OPEN:
        raise Problem("conference-ended", 409)
    if "backgrounds" in changes:
        row.backgrounds = _merged(row.backgrounds, changes["backgrounds"])
    for field in PLAIN:
        if field in changes:
            setattr(row, field, changes[field])
    row.joining = changes.get("joining", row.joining)
    _check_days(row)
    schedule(row.slug, DELETION, row.slug, deletion_moment(row.deletes_on, row.zone))
    changed(row, "change-settings", by)
    follow_settings(row)


def rotate_keys(row: Conference, *, version: int, by: Caller) -> None:
    """Replace the join code and the scanned token: what hung on the wall opens no more.

    Raises version-conflict.
    """
    _check_version(row, version)
    row.code, row.token = new_code(), new_token()
    changed(row, "rotate-code", by)


def end_conference(row: Conference, *, version: int, by: Caller) -> None:
    """Close the door and end what is running. What people wrote stays until the deletion date.

    Sent twice, it ends once. Raises version-conflict.
    """
    if row.ended_at is None:
        _check_version(row, version)
        row.ended_at = clock.now()
        row.joining = Joining.CLOSED
        finish_all(row.slug)
        changed(row, "end-conference", by)


def delete_conference(slug: str) -> bool:
    """Delete a conference and everything that anybody left in it; say whether there was one."""
    found = db.session.get(Conference, slug)
    if found is not None:
        db.session.delete(found)
        db.session.flush()
        after_commit(partial(silence_conference, slug))
        after_commit(partial(forget_everywhere, slug))
        after_commit(partial(forget_deleted, db.engine))
    return found is not None


def announce(row: Conference, announcement_id: uuid.UUID, text: str, *, by: Caller) -> None:
    """Tell everyone something. Sent twice, it is told once. Raises id-taken."""
    before = db.session.get(AnnouncementRow, announcement_id)
    if before is not None:
        if before.conference != row.slug:
            raise Problem("id-taken", 409)
        return
    told = AnnouncementRow(
        id=announcement_id, conference=row.slug, text=text, by_id=by.id, at=clock.now()
    )
    db.session.add(told)
    record(row.slug, "announce", "announcement", str(told.id), by=by)
    value = Announcement(id=told.id, text=told.text, at=told.at)
    publish(facts.feed(row.slug), AnnouncementMade(announcement=value))
    publish(facts.screen(row.slug), AnnouncementMade(announcement=value))


def changed(row: Conference, act: str, by: Caller) -> None:
    """Record what was done to a conference, and tell everyone how it is now."""
    row.version += 1
    record(row.slug, act, "conference", row.slug, by=by)
    change = ConferenceChanged(conference=view_of(row))
    publish(facts.feed(row.slug), change)
    publish(facts.screen(row.slug), change)


def record(
    conference: str,
    act: str,
    subject_kind: str,
    subject_id: str,
    *,
    by: Caller | None,
    why: str | None = None,
    words: str | None = None,
) -> None:
    """Add a row to the conference's audit chain.

    why: a reason's key. words: a reason in free words, of which only a salted digest is kept.
    """
    # The lock makes the chain one chain: no two rows follow the same one.
    chain = locked_conference(conference)
    last = db.session.scalar(
        select(AuditRow)
        .where(AuditRow.conference == conference)
        .order_by(AuditRow.number.desc())
        .limit(1)
    )
    if words:
        why = "digest:" + hashlib.sha256((chain.audit_salt + words).encode()).hexdigest()
    row = AuditRow(
        conference=conference,
        number=last.number + 1 if last else 1,
        at=clock.now(),
        by_id=by.id if by else None,
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        why=why,
    )
    row.digest = digest_of(row, after=last)
    chain.audit_count, chain.audit_head = row.number, row.digest
    db.session.add(row)
    db.session.flush()


def _check_version(row: Conference, version: int) -> None:
    if row.version != version:
        raise Problem("version-conflict", 409, version=row.version)


def _check_days(row: Conference) -> None:
    if row.ends_on < row.starts_on:
        raise Problem("ends-before-it-starts", 422)
    if row.deletes_on <= row.ends_on:
        raise Problem("deleted-before-it-ends", 422)
    if row.deletes_on <= clock.now().astimezone(ZoneInfo(row.zone)).date():
        raise Problem("deleted-at-once", 422)


def _merged(old: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the wanted backgrounds, with those left out kept but no longer offered.

    A key that somebody may have chosen never disappears.
    """
    keys = {one["key"] for one in wanted}
    merged = [dataclasses.asdict(Background(**one)) for one in wanted]
    return merged + [one | {"shown": False} for one in old if one["key"] not in keys]
