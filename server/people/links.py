"""Links: made by organisers and operators, used by a tap. Nothing here commits."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import delete

from server import clock
from server.conferences.actions import record
from server.conferences.models import Conference
from server.database import FOR_CHANGE
from server.errors import Problem
from server.extensions import db
from server.people.actions import add_person, give_role, shown_recovery_code
from server.people.callers import caller
from server.people.devices import hold
from server.people.domain import LINK_LIVES, LinkKind, NewLink, recovery_hash
from server.people.models import Link, Person
from server.people.queries import may_be_screen, used_by_another
from server.texts import say
from server.web.device import token_hash
from server.web.links import address, enter_path, qr_svg
from server.web.rights import Caller, Role


def make_link(
    conference: str,
    kind: LinkKind,
    token: str,
    *,
    role: Role = Role.ATTENDEE,
    person: Person | None = None,
    by: Caller | None = None,
) -> Link:
    """Make a link of `token`: for a role, for the screen, or to bring `person` back."""
    link = Link(
        token_hash=token_hash(token),
        conference=conference,
        kind=kind,
        role=role,
        person_id=person.id if person else None,
        created_at=clock.now(),
        expires_at=clock.now() + LINK_LIVES,
    )
    db.session.add(link)
    subject = str(person.id) if person else role.value
    record(conference, f"link-{kind.value}", "person" if person else "role", subject, by=by)
    return link


def new_link(link: Link, token: str) -> NewLink:
    """Return a link just made, as it is told this once."""
    opens = address(enter_path(link.conference, token))
    return NewLink(link=opens, qr=qr_svg(opens), expires_at=link.expires_at)


def bring_back(person: Person, token: str, *, by: Caller) -> Link:
    """Make a link of `token` that brings somebody back; their code and older links are void."""
    db.session.execute(
        delete(Link).where(Link.person_id == person.id, Link.kind == LinkKind.RECOVERY)
    )
    person.recovery_issue += 1
    person.recovery_hash = recovery_hash(shown_recovery_code(person))
    return make_link(person.conference, LinkKind.RECOVERY, token, person=person, by=by)


def use_link(link: Link, *, device_hash: str, newcomer: dict[str, Any] | None) -> Person:
    """Do what a link is for, on this device; `link` is locked.

    Tapped again by the same person it stays done, and does not give back a role lost since.

    newcomer: {"id", "name", "backgrounds"} of somebody who is not in yet.
    Raises link-used for anybody but the first who used it, name-needed for a newcomer who has
    not said who they are, and id-taken.
    """
    person = _whom_link_means(link, device_hash, newcomer)
    if link.used_at is not None:
        return person
    link.used_at = clock.now()
    link.person_id = person.id
    db.session.refresh(person, with_for_update=FOR_CHANGE)
    if link.kind is LinkKind.ROLE:
        give_role(person, link.role, by=person)
    return person


def _whom_link_means(link: Link, device_hash: str, newcomer: dict[str, Any] | None) -> Person:
    holder = caller(device_hash, link.conference)
    if used_by_another(link, holder):
        raise Problem("link-used", 409)
    if link.kind is LinkKind.RECOVERY:
        person = db.session.get_one(Person, link.person_id)
        hold(device_hash, person)
        return person
    if holder is not None:
        if link.kind is LinkKind.SCREEN and not may_be_screen(holder):
            raise Problem("screen-needs-own-device", 409)
        return holder
    conference = db.session.get_one(Conference, link.conference)
    if link.kind is LinkKind.SCREEN:
        return add_person(
            conference,
            uuid.uuid4(),
            name=say("people.screen"),
            backgrounds=[],
            screen=True,
            device_hash=device_hash,
        )
    if newcomer is None:
        raise Problem("name-needed", 409)
    if db.session.get(Person, newcomer["id"]) is not None:
        raise Problem("id-taken", 409)
    return add_person(
        conference,
        newcomer["id"],
        name=newcomer["name"],
        backgrounds=newcomer["backgrounds"],
        device_hash=device_hash,
    )
