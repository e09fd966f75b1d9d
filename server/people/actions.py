"""Every write to people. Nothing here commits."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import delete, or_, select

from server import clock
from server.conferences.actions import record
from server.conferences.domain import Joining
from server.conferences.models import Conference
from server.conferences.queries import backgrounds_of, locked_conference
from server.database import FOR_CHANGE, upsert
from server.errors import Problem, not_found
from server.extensions import db
from server.people.blocking import part_them
from server.people.domain import (
    LINK_LIVES,
    LinkKind,
    Shared,
    ordered,
    recovery_code,
    recovery_hash,
)
from server.people.facts import CardChanged, GuestChanged, PersonBack, PersonGone, ProfileChanged
from server.people.leaving import tidy_up_after
from server.people.models import Block, Connection, Device, Link, Meeting, Person
from server.people.queries import (
    caller,
    card_of,
    folded_name,
    guest_of,
    how_many,
    may_be_screen,
    profile_of,
    used_by_another,
)
from server.realtime import facts
from server.realtime.publish import after_commit, publish
from server.realtime.silence import silence_device, silence_person
from server.texts import say
from server.web.device import token_hash
from server.web.rights import Caller, Role


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
    already = caller(device_hash, conference.slug)
    if already is not None:
        return already
    if conference.joining is not Joining.OPEN or conference.ended_at is not None:
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
    """Add a person, through whichever door they came. Raises unknown-background or id-taken."""
    if db.session.get(Person, person_id) is not None:
        raise Problem("id-taken", 409)
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
        _give(device_hash, person)
    _tell_organisers(person)
    return person


def hold(device_hash: str, person: Person) -> None:
    """Let a device hold this person, in place of whom it held at this conference before."""
    device = db.session.get(Device, (device_hash, person.conference))
    if device is None:
        _give(device_hash, person)
    elif device.person_id != person.id:
        device.person_id = person.id
        device.since = clock.now()
        after_commit(partial(silence_device, device_hash, person.conference))


def change_profile(person: Person, changes: dict[str, Any], *, version: int) -> None:
    """Change what somebody says of themselves. Raises version-conflict, unknown-background."""
    _check_version(person, version)
    if "backgrounds" in changes:
        conference = db.session.get_one(Conference, person.conference)
        _check_backgrounds(conference, changes["backgrounds"])
    for field in (
        "name",
        "backgrounds",
        "organisation",
        "position",
        "years",
        "languages",
        "strong",
        "wanted",
        "link",
        "shares",
    ):
        if field in changes:
            setattr(person, field, changes[field])
    _changed(person)


def look_after(person: Person, changes: dict[str, Any], *, version: int, by: Caller) -> None:
    """Rename, hide or show somebody, or change their role, as an organiser.

    Raises version-conflict, or last-organiser when nobody would be left in charge.
    """
    _check_version(person, version)
    if "role" in changes and changes["role"] is not person.role:
        _change_role(person, changes["role"], by=by)
    if "name" in changes and changes["name"] != person.name:
        person.name = changes["name"]
        record(person.conference, "rename", "person", str(person.id), by=by)
    if "hidden" in changes and changes["hidden"] is not person.hidden:
        _hide(person, hidden=changes["hidden"], by=by)
    _changed(person)


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
        (Device, [Device.person_id]),
        (Link, [Link.person_id]),
        (Block, [Block.by_id, Block.blocked_id]),
        (Meeting, [Meeting.one_id, Meeting.other_id]),
        (Connection, [Connection.one_id, Connection.other_id]),
    ):
        db.session.execute(delete(table).where(or_(*(one == person.id for one in columns))))
    person.name = person.folded_name = ""
    person.organisation = person.position = person.years = person.link = None
    person.backgrounds = person.languages = person.strong = person.wanted = person.shares = []
    person.recovery_hash = None
    person.removed_at = clock.now()
    record(person.conference, "remove", "person", str(person.id), by=by)
    rights_changed(person)


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
    Raises link-used for anybody but the first who used it, and name-needed for a newcomer
    who has not said who they are.
    """
    person = _whom_link_means(link, device_hash, newcomer)
    if link.used_at is not None:
        return person
    link.used_at = clock.now()
    link.person_id = person.id
    db.session.refresh(person, with_for_update=FOR_CHANGE)
    if link.kind is LinkKind.ROLE and not person.role.includes(link.role):
        _change_role(person, link.role, by=person)
        _changed(person)
    return person


def shown_recovery_code(person: Person) -> str:
    """Return the recovery code that is good now, as it is shown to its owner."""
    return recovery_code(_secret(), person.id, person.recovery_issue)


def block(person: Person, other: Person) -> None:
    """Keep two people from seeing each other, both ways and without a word."""
    key = (person.conference, person.id, other.id)
    if person.id == other.id:
        raise not_found()
    if db.session.get(Block, key) is None:
        db.session.add(
            Block(
                conference=person.conference,
                by_id=person.id,
                blocked_id=other.id,
                at=clock.now(),
            )
        )
        part_them(person, other)
        _lost_sight(person, other)


def unblock(person: Person, other_id: uuid.UUID) -> None:
    """Take a block back."""
    db.session.execute(
        delete(Block).where(
            Block.conference == person.conference,
            Block.by_id == person.id,
            Block.blocked_id == other_id,
        )
    )


def met(conference: str, pairs: set[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Remember that these pairs have met now: at a table or one to one."""
    if not pairs:
        return
    now = clock.now()
    insert = upsert(db.session, Meeting)
    rows = [
        {
            "conference": conference,
            "one_id": one,
            "other_id": other,
            "first_at": now,
            "last_at": now,
            "times": 1,
        }
        for one, other in sorted(ordered(*pair) for pair in pairs)
    ]
    db.session.execute(
        insert.values(rows).on_conflict_do_update(
            index_elements=[Meeting.conference, Meeting.one_id, Meeting.other_id],
            set_={"last_at": now, "times": Meeting.times + 1},
        )
    )


def connect(person: Person, other: Person) -> bool:
    """Connect two people who both want to; say whether they were not connected before."""
    one, other_id = ordered(person.id, other.id)
    if db.session.get(Connection, (person.conference, one, other_id)) is not None:
        return False
    db.session.add(
        Connection(conference=person.conference, one_id=one, other_id=other_id, at=clock.now())
    )
    return True


def disconnect(person: Person, other_id: uuid.UUID) -> bool:
    """Take a connection back, for both; say whether there was one."""
    connection = db.session.get(Connection, (person.conference, *ordered(person.id, other_id)))
    if connection is None:
        return False
    db.session.delete(connection)
    return True


def rights_changed(person: Person) -> None:
    """Have what somebody may hear decided anew, at once in this process."""
    person.rights_version += 1
    after_commit(partial(silence_person, person.id))


def _give(device_hash: str, person: Person) -> None:
    db.session.add(
        Device(
            token_hash=device_hash,
            conference=person.conference,
            person_id=person.id,
            since=clock.now(),
        )
    )
    db.session.flush()


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
    return add_person(
        conference,
        newcomer["id"],
        name=newcomer["name"],
        backgrounds=newcomer["backgrounds"],
        device_hash=device_hash,
    )


def _change_role(person: Person, role: Role, *, by: Caller) -> None:
    if person.role is Role.ORGANISER and role is not Role.ORGANISER:
        _keep_an_organiser(person)
    person.role = role
    record(person.conference, f"role-{role.value}", "person", str(person.id), by=by)
    rights_changed(person)


def _hide(person: Person, *, hidden: bool, by: Caller) -> None:
    person.hidden = hidden
    fact = PersonGone(person_id=person.id) if hidden else PersonBack(person_id=person.id)
    publish(facts.feed(person.conference), fact, about=[person.id])
    publish(facts.screen(person.conference), fact)
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


def _lost_sight(person: Person, other: Person) -> None:
    """Take each off the other's phone at once. Nothing says why."""
    for viewer, gone in ((person, other), (other, person)):
        audience = facts.one_person(person.conference, viewer.id)
        publish(audience, PersonGone(person_id=gone.id))


def _changed(person: Person) -> None:
    person.version += 1
    person.folded_name = folded_name(person.name, person.organisation)
    db.session.flush()
    publish(
        facts.one_person(person.conference, person.id), ProfileChanged(profile=profile_of(person))
    )
    if not person.hidden:
        publish(
            facts.feed(person.conference), CardChanged(person=card_of(person)), about=[person.id]
        )
    _tell_organisers(person)


def _tell_organisers(person: Person) -> None:
    if not person.screen:
        db.session.flush()
        publish(
            facts.reviewers(person.conference),
            GuestChanged(guest=guest_of(person), total=how_many(person.conference)),
        )


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
