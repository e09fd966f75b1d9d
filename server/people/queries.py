"""Reading people, and the guarded doors to them."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_, union

from server import clock
from server.conferences.models import Conference
from server.conferences.queries import backgrounds_of
from server.errors import Problem, not_found
from server.extensions import db
from server.people.domain import (
    LONGEST_FOLDED,
    Attendance,
    GuestLine,
    GuestPage,
    LinkPreview,
    PersonCard,
    Position,
    Profile,
    Shared,
    Skill,
    recovery_hash,
)
from server.people.models import Block, Connection, Device, Link, Meeting, Person
from server.realtime.beat import Rights
from server.realtime.publish import number_of
from server.web.device import token_hash
from server.web.rights import Role

PAGE = 50
# Letters that Unicode does not take apart, as people type them who have another keyboard.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def caller(device_hash: str, slug: str) -> Person | None:
    """Return the person whom a device holds at a conference, or None for a stranger."""
    return db.session.scalar(
        select(Person)
        .join(
            Device,
            and_(Device.conference == Person.conference, Device.person_id == Person.id),
        )
        .where(Device.token_hash == device_hash, Device.conference == slug)
        .where(Person.removed_at.is_(None))
    )


def person(conference: str, person_id: uuid.UUID, *, lock: bool = False) -> Person:
    """Return somebody who is here, for organisers and for our own work. Raises not-found."""
    statement = select(Person).where(
        Person.conference == conference, Person.id == person_id, Person.removed_at.is_(None)
    )
    if lock:
        # The door has read this person already; what another left meanwhile must be seen.
        statement = statement.with_for_update(key_share=True)
        statement = statement.execution_options(populate_existing=True)
    found = db.session.scalar(statement)
    if found is None:
        raise not_found()
    return found


def may_be_screen(row: Person) -> bool:
    """Say whether this device may show the projector view."""
    return row.screen or row.role.includes(Role.HOST)


def shown() -> ColumnElement[bool]:
    """Return the condition under which somebody is shown to others."""
    return and_(Person.removed_at.is_(None), Person.hidden.is_(False), Person.screen.is_(False))


def visible_person(viewer: Person, person_id: uuid.UUID) -> Person:
    """Return somebody whom `viewer` may see. Raises not-found, whatever the reason."""
    found = person(viewer.conference, person_id)
    if found.id == viewer.id:
        return found
    if found.hidden or found.screen or found.id in blocked_with(viewer.conference, [viewer.id]):
        raise not_found()
    return found


def shown_people(conference: str) -> list[Person]:
    """Return everybody who is shown to others, in the order in which they joined."""
    return list(
        db.session.scalars(
            select(Person)
            .where(Person.conference == conference, shown())
            .order_by(Person.joined_at, Person.id)
        )
    )


def blocked_with(conference: str, people: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return everybody who blocked one of these people, or was blocked by one."""
    about = list(people)
    return set(
        db.session.scalars(
            union(
                select(Block.blocked_id).where(
                    Block.conference == conference, Block.by_id.in_(about)
                ),
                select(Block.by_id).where(
                    Block.conference == conference, Block.blocked_id.in_(about)
                ),
            )
        )
    )


def unseen_by(viewer: Person) -> set[uuid.UUID]:
    """Return whose writing to keep from `viewer`. Organisers and the screen see all."""
    if viewer.screen or viewer.role is Role.ORGANISER:
        return set()
    return blocked_with(viewer.conference, [viewer.id])


def blocked_pairs(conference: str) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return every pair of which one blocked the other."""
    rows = db.session.execute(
        select(Block.by_id, Block.blocked_id).where(Block.conference == conference)
    )
    return {(one, other) for one, other in rows}


def met_pairs(conference: str) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Return how often each pair has met, by pair in stored order."""
    rows = db.session.execute(
        select(Meeting.one_id, Meeting.other_id, Meeting.times).where(
            Meeting.conference == conference
        )
    )
    return {(one, other): times for one, other, times in rows}


def partners(table: type[Connection | Meeting], conference: str, of: uuid.UUID) -> set[uuid.UUID]:
    """Return those whom somebody is connected with, or has met."""
    rows = db.session.execute(
        select(table.one_id, table.other_id).where(
            table.conference == conference, or_(table.one_id == of, table.other_id == of)
        )
    )
    return {other if one == of else one for one, other in rows}


def blocked_by(row: Person) -> list[PersonCard]:
    """Return those whom somebody has blocked themselves, and who are still shown."""
    rows = db.session.scalars(
        select(Person)
        .join(Block, Block.blocked_id == Person.id)
        .where(Block.by_id == row.id, shown())
        .order_by(Block.at)
    )
    return [card_of(one) for one in rows]


def who_must_not_hear(conference: str, about: frozenset[uuid.UUID]) -> set[uuid.UUID]:
    """Return those to spare a fact that shows these people. Organisers and the screen hear all."""
    blocked = blocked_with(conference, about)
    if not blocked:
        return set()
    return set(
        db.session.scalars(
            select(Person.id).where(
                Person.id.in_(blocked),
                Person.role != Role.ORGANISER,
                Person.screen.is_(False),
            )
        )
    )


def rights_at(conferences: Iterable[str]) -> Rights:
    """Return whom each device holds at these conferences, with their rights_version."""
    rows = db.session.execute(
        select(Device.token_hash, Device.conference, Person.id, Person.rights_version)
        .join(Person, Person.id == Device.person_id)
        .where(Device.conference.in_(conferences), Person.removed_at.is_(None))
    )
    return {(device, slug): (person_id, version) for device, slug, person_id, version in rows}


def attendances(device_hash: str) -> tuple[Attendance, ...]:
    """Return the conferences that a device is in, the newest first."""
    rows = db.session.execute(
        select(Conference.slug, Conference.name, Person.id, Person.role)
        .join(Person, Person.conference == Conference.slug)
        .join(Device, Device.person_id == Person.id)
        .where(Device.token_hash == device_hash, Person.removed_at.is_(None))
        .order_by(Device.since.desc())
    )
    return tuple(
        Attendance(slug=slug, name=name, person_id=person_id, role=role)
        for slug, name, person_id, role in rows
    )


def attendance_of(row: Person) -> Attendance:
    """Return a person's conference as their device lists it."""
    conference = db.session.get_one(Conference, row.conference)
    return Attendance(slug=conference.slug, name=conference.name, person_id=row.id, role=row.role)


def link_by_token(token: str, *, lock: bool = False) -> Link:
    """Return the link of a token that still lives. Raises link-unknown."""
    statement = select(Link).where(
        Link.token_hash == token_hash(token), Link.expires_at > clock.now()
    )
    if lock:
        statement = statement.with_for_update(key_share=True)
    found = db.session.scalar(statement)
    if found is None:
        raise Problem("link-unknown", 404)
    return found


def preview_of(link: Link, device_hash: str) -> LinkPreview:
    """Return what tapping a link would do on this device."""
    conference = db.session.get_one(Conference, link.conference)
    holder = caller(device_hash, link.conference)
    return LinkPreview(
        kind=link.kind,
        role=link.role,
        conference=link.conference,
        name=conference.name,
        run_by=conference.run_by,
        deletes_on=conference.deletes_on,
        backgrounds=tuple(one for one in backgrounds_of(conference) if one.shown),
        joined=holder is not None,
        used=used_by_another(link, holder),
    )


def used_by_another(link: Link, holder: Person | None) -> bool:
    """Say whether a link does nothing any more for `holder`, since somebody else has used it."""
    return link.used_at is not None and (holder is None or holder.id != link.person_id)


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


def card_of(row: Person) -> PersonCard:
    """Return a person as others see them."""
    return PersonCard(
        id=row.id,
        name=row.name,
        organisation=row.organisation,
        position=row.position,
        backgrounds=tuple(row.backgrounds),
    )


def cards(conference: str, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, PersonCard]:
    """Return these people as others see them, leaving out those who are not shown."""
    rows = db.session.scalars(
        select(Person).where(Person.conference == conference, Person.id.in_(list(people)), shown())
    )
    return {row.id: card_of(row) for row in rows}


def profile_of(row: Person) -> Profile:
    """Return a person as they see themselves."""
    return Profile(
        id=row.id,
        name=row.name,
        backgrounds=tuple(row.backgrounds),
        organisation=row.organisation,
        position=Position(row.position) if row.position else None,
        years=row.years,
        languages=tuple(row.languages),
        strong=tuple(Skill(one) for one in row.strong),
        wanted=tuple(Skill(one) for one in row.wanted),
        link=row.link,
        shares=tuple(Shared(one) for one in row.shares),
        role=row.role,
        hidden=row.hidden,
        version=row.version,
    )


def guest_of(row: Person) -> GuestLine:
    """Return a person as organisers see them."""
    return GuestLine(
        id=row.id,
        name=row.name,
        organisation=row.organisation,
        position=row.position,
        backgrounds=tuple(row.backgrounds),
        role=row.role,
        hidden=row.hidden,
        joined_at=row.joined_at,
        version=row.version,
    )


def how_many(conference: str) -> int:
    """Return how many people are here."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Person)
            .where(
                Person.conference == conference,
                Person.removed_at.is_(None),
                Person.screen.is_(False),
            )
        )
        or 0
    )


def guest_page(conference: str, *, find: str, after: uuid.UUID | None) -> GuestPage:
    """Return a page of people by name, those whose name or organisation has `find` in it.

    after: the last person of the page before.
    """
    statement = select(Person).where(
        Person.conference == conference, Person.removed_at.is_(None), Person.screen.is_(False)
    )
    if find:
        statement = statement.where(Person.folded_name.contains(fold(find), autoescape=True))
    last = db.session.get(Person, after) if after else None
    if last is not None and last.conference == conference:
        place = tuple_(Person.folded_name, Person.id)
        statement = statement.where(place > tuple_(literal(last.folded_name), literal(last.id)))
    rows = list(
        db.session.scalars(statement.order_by(Person.folded_name, Person.id).limit(PAGE + 1))
    )
    return GuestPage(
        number=number_of(conference, "reviewers"),
        people=tuple(guest_of(row) for row in rows[:PAGE]),
        total=how_many(conference),
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def folded_name(name: str, organisation: str | None) -> str:
    """Return what somebody is found and sorted by."""
    return fold(f"{name} {organisation or ''}").strip()[:LONGEST_FOLDED]


def fold(text: str) -> str:
    """Return text for finding: without case, without accents, without letters of one country."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(PLAIN_LETTERS)
