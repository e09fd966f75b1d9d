"""Who somebody is who calls: by the device in their hand, or by a code that they kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, and_, select

from server.conferences.models import Conference
from server.database import in_turns
from server.errors import Problem, not_found
from server.extensions import db
from server.people.domain import (
    Attendance,
    recovery_hash,
)
from server.people.models import Device, Person
from server.realtime.beat import Rights
from server.web.rights import Calling

AT_ONCE = 500  # devices read, before others are served


def caller(device_hash: str, slug: str) -> Person | None:
    """Return the person whom a device holds at a conference, or None for a stranger.

    Raises banned, with the {words} that they were told.
    """
    found = db.session.scalar(_held_by(device_hash, slug))
    if found is not None and found.banned_because is not None:
        raise Problem("banned", 403, words=found.banned_because)
    return found


def callers(device_hashes: Collection[str], slug: str) -> dict[str, Calling | Problem]:
    """Return whom these devices hold at a conference, or why they are kept out; strangers not."""
    rows = db.session.execute(
        _held(
            slug,
            Device.token_hash,
            Person.id,
            Person.role,
            Person.rights_version,
            Person.banned_because,
        ).where(Device.token_hash.in_(device_hashes))
    )
    return {
        device: Calling(id=person_id, conference=slug, role=role, rights_version=version)
        if words is None
        else Problem("banned", 403, words=words)
        for device, person_id, role, version, words in rows
    }


def banned(device_hash: str, slug: str, *, lock: bool = False) -> Person:
    """Return the person of a device who is banned from this conference. Raises not-found."""
    statement = _held_by(device_hash, slug).where(Person.banned_because.is_not(None))
    if lock:
        statement = statement.with_for_update(of=Person, key_share=True)
    found = db.session.scalar(statement)
    if found is None:
        raise not_found()
    return found


def _held_by(device_hash: str, slug: str) -> Select[Person]:
    return _held(slug, Person).where(Device.token_hash == device_hash)


def _held(slug: str, *wanted: Any) -> Select[Any]:
    """Select this of whoever is at a conference, with their devices."""
    return (
        select(*wanted)
        .join_from(
            Device,
            Person,
            and_(Device.conference == Person.conference, Device.person_id == Person.id),
        )
        .where(Device.conference == slug, Person.removed_at.is_(None))
    )


def rights_at(conferences: Iterable[str]) -> Rights:
    """Return whom each device holds at these conferences, with their rights_version."""
    rows = db.session.execute(
        select(Device.token_hash, Device.conference, Person.id, Person.rights_version)
        .join(Person, Person.id == Device.person_id)
        .where(Device.conference.in_(conferences), Person.removed_at.is_(None))
        .execution_options(yield_per=AT_ONCE)
    )
    return {
        (device, slug): (person_id, version)
        for some in in_turns(rows, AT_ONCE)
        for device, slug, person_id, version in some
    }


def attendances(device_hash: str) -> tuple[Attendance, ...]:
    """Return the conferences that a device is in, the newest first."""
    rows = db.session.execute(
        select(Conference.slug, Conference.name, Person.id, Person.role, Conference.demo)
        .join(Person, Person.conference == Conference.slug)
        .join(Device, Device.person_id == Person.id)
        .where(Device.token_hash == device_hash, Person.removed_at.is_(None))
        .order_by(Device.since.desc())
    )
    return tuple(
        Attendance(slug=slug, name=name, person_id=person_id, role=role, demo=demo)
        for slug, name, person_id, role, demo in rows
    )


def attendance_of(row: Person) -> Attendance:
    """Return a person's conference as their device lists it."""
    conference = db.session.get_one(Conference, row.conference)
    return Attendance(
        slug=conference.slug,
        name=conference.name,
        person_id=row.id,
        role=row.role,
        demo=conference.demo,
    )


def person_by_recovery(code: str) -> Person:
    """Return the person whom a recovery code brings back, locked. Raises wrong-recovery-code."""
    found = db.session.scalar(
        select(Person)
        .where(Person.recovery_hash == recovery_hash(code), Person.removed_at.is_(None))
        .with_for_update(key_share=True)
    )
    if found is None:
        raise Problem("wrong-recovery-code", 404)
    return found
