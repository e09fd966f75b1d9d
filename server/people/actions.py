"""Coming in, being somebody, being looked after and leaving. Nothing here commits."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import delete, or_, select

from server import clock
from server.conferences.actions import record
from server.conferences.models import Conference
from server.conferences.queries import (
    backgrounds_of,
    lets_in,
    locked_conference,
    refuse_if_stopped,
)
from server.database import forget_deleted
from server.errors import Problem
from server.extensions import db
from server.people.callers import caller
from server.people.changing import follow_people
from server.people.choosing_openness import PAUSE_OVER
from server.people.devices import give
from server.people.domain import (
    Shared,
    recovery_code,
    recovery_hash,
)
from server.people.facts import (
    PersonGone,
)
from server.people.finding import folded_name
from server.people.leaving import tidy_up_after
from server.people.models import AccessNeeds, Block, Connection, Device, Link, Meeting, Person
from server.people.openness import Openness
from server.people.queries import refuse_if_muted
from server.people.telling import (
    changed,
    rights_changed,
    show_or_hide,
    tell_count,
    tell_organisers,
    tell_wall,
)
from server.realtime import facts
from server.realtime.publish import after_commit, publish
from server.web.rights import Caller, Role
from server.work.due import cancel

IN_OWN_WORDS = {"name", "organisation", "link"}
SHOWN_ON_WALL = {"name", "organisation", "shares"}


def join(
    conference: Conference,
    person_id: uuid.UUID,
    *,
    name: str,
    backgrounds: list[str],
    device_hash: str,
) -> Person:
    """Let somebody in on this device. Sent twice, or by somebody already in, it is one person.

    Raises joining-closed, unknown-background or id-taken.
    """
    taken = db.session.get(Person, person_id)  # asked first: our other tab may join in between
    already = caller(device_hash, conference.slug)
    if already is not None:
        return already
    if taken is not None:
        raise Problem("id-taken", 409)
    if not lets_in(conference):
        raise Problem("joining-closed", 403)
    return add_person(
        conference, person_id, name=name, backgrounds=backgrounds, device_hash=device_hash
    )


def add_person(
    conference: Conference,
    person_id: uuid.UUID,
    *,
    name: str,
    backgrounds: list[str],
    role: Role = Role.ATTENDEE,
    screen: bool = False,
    device_hash: str | None = None,
) -> Person:
    """Add a person, through whichever door they came. Raises unknown-background."""
    _check_backgrounds(conference, backgrounds)
    person = Person(
        id=person_id,
        conference=conference.slug,
        name=name,
        folded_name=folded_name(name, None),
        backgrounds=backgrounds,
        languages=list(conference.languages[:1]),
        strong=[],
        wanted=[],
        shares=[Shared.ORGANISATION, Shared.POSITION, Shared.LINK],
        role=role,
        hidden=screen,
        screen=screen,
        joined_at=clock.now(),
        recovery_issue=1,
        recovery_hash=recovery_hash(recovery_code(_secret(), person_id, 1)),
        rights_version=1,
        version=1,
    )
    db.session.add(person)
    db.session.flush()
    if device_hash:
        # Never in place of another: of two tabs that join at once, the slower runs again.
        give(device_hash, person)
    tell_organisers(person)
    tell_count(conference.slug)
    follow_people(conference.slug)
    return person


def change_profile(person: Person, changes: dict[str, Any], *, version: int) -> None:
    """Change what somebody says of themselves.

    Raises version-conflict, unknown-background, or muted for words that others would read.
    """
    _check_version(person, version)
    if changes.keys() & IN_OWN_WORDS:
        refuse_if_muted(person)
    if "backgrounds" in changes:
        conference = db.session.get_one(Conference, person.conference)
        _check_backgrounds(conference, changes["backgrounds"])
    was_on_wall = Shared.WALL in person.shares
    for field in (
        "name",
        "backgrounds",
        "organisation",
        "position",
        "years",
        "languages",
        "strong",
        "wanted",
        "move",
        "maturity",
        "open_to_colleagues",
        "link",
        "shares",
    ):
        if field in changes:
            setattr(person, field, changes[field])
    if changes.keys() & SHOWN_ON_WALL:
        tell_wall(person, was_there=was_on_wall)
    changed(person)


def look_after(person: Person, changes: dict[str, Any], *, version: int, by: Caller) -> None:
    """Rename, hide or show somebody, or change their role, as an organiser.

    Raises version-conflict, last-organiser when nobody would be left in charge, is-banned for
    what waits until a ban is lifted, or publication-stopped for somebody who would be shown
    again while nothing may be.
    """
    _check_version(person, version)
    if person.banned_because is not None and changes.keys() & {"role", "hidden"}:
        raise Problem("is-banned", 409)
    if "role" in changes and changes["role"] is not person.role:
        _change_role(person, changes["role"], by=by)
    if "name" in changes and changes["name"] != person.name:
        person.name = changes["name"]
        tell_wall(person, was_there=Shared.WALL in person.shares)
        record(person.conference, "rename", "person", str(person.id), by=by)
    if "hidden" in changes and changes["hidden"] is not person.hidden:
        _turn(person, hidden=changes["hidden"], by=by)
    changed(person)


def remove_person(person: Person, *, by: Caller) -> None:
    """Remove somebody and all they left; what remains is a nameless tombstone.

    Raises last-organiser when nobody would be left in charge.
    """
    _keep_an_organiser(person)
    publish(facts.feed(person.conference), PersonGone(person_id=person.id), about=[person.id])
    publish(facts.screen(person.conference), PersonGone(person_id=person.id))
    publish(facts.reviewers(person.conference), PersonGone(person_id=person.id))
    tidy_up_after(person)
    for table, columns in (
        (AccessNeeds, [AccessNeeds.person_id]),
        (Device, [Device.person_id]),
        (Link, [Link.person_id]),
        (Block, [Block.by_id, Block.blocked_id]),
        (Meeting, [Meeting.one_id, Meeting.other_id]),
        (Connection, [Connection.one_id, Connection.other_id]),
    ):
        db.session.execute(delete(table).where(or_(*(one == person.id for one in columns))))
    person.name = person.folded_name = ""
    person.organisation = person.position = person.years = person.link = None
    person.move = person.maturity = None
    person.open_to_colleagues = False
    person.openness, person.paused_until = Openness.COME, None
    person.openness_said_at = None
    cancel(person.conference, PAUSE_OVER, str(person.id))
    person.muted_because = person.banned_because = person.appeal = person.appeal_answer = None
    person.backgrounds = person.languages = person.strong = person.wanted = person.shares = []
    person.recovery_hash = None
    person.removed_at = clock.now()
    tell_count(person.conference)
    follow_people(person.conference)
    record(person.conference, "remove", "person", str(person.id), by=by)
    rights_changed(person)
    after_commit(partial(forget_deleted, db.engine))


def shown_recovery_code(person: Person) -> str:
    """Return the recovery code that is good now, as it is shown to its owner."""
    return recovery_code(_secret(), person.id, person.recovery_issue)


def give_role(person: Person, role: Role, *, by: Caller) -> None:
    """Let somebody, who is locked, do more. Whoever may do as much already keeps their role."""
    if not person.role.includes(role):
        _change_role(person, role, by=by)
        changed(person)


def _change_role(person: Person, role: Role, *, by: Caller) -> None:
    if person.role is Role.ORGANISER and role is not Role.ORGANISER:
        _keep_an_organiser(person)
    person.role = role
    record(person.conference, f"role-{role.value}", "person", str(person.id), by=by)
    rights_changed(person)


def _turn(person: Person, *, hidden: bool, by: Caller) -> None:
    if not hidden:
        refuse_if_stopped(person.conference)
    show_or_hide(person, hidden=hidden)
    record(person.conference, "hide" if hidden else "show", "person", str(person.id), by=by)


def _keep_an_organiser(person: Person) -> None:
    if person.role is not Role.ORGANISER:
        return
    locked_conference(person.conference)  # so that two cannot take each other's place away
    another = db.session.scalar(
        select(Person.id)
        .where(
            Person.conference == person.conference,
            Person.role == Role.ORGANISER,
            Person.removed_at.is_(None),
            Person.id != person.id,
        )
        .limit(1)
    )
    if another is None:
        raise Problem("last-organiser", 409)


def _check_version(person: Person, version: int) -> None:
    if person.version != version:
        raise Problem("version-conflict", 409, version=person.version)


def _check_backgrounds(conference: Conference, keys: list[str]) -> None:
    known = {one.key for one in backgrounds_of(conference)}
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise Problem("unknown-background", 422, background=unknown[0])


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
