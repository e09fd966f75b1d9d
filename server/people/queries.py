"""Reading people, and the guarded doors to them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, or_, select

from server import clock
from server.conferences.models import Conference
from server.conferences.queries import backgrounds_of
from server.errors import Problem, not_found
from server.extensions import db
from server.people.callers import caller
from server.people.domain import (
    GuestLine,
    LinkPreview,
    OwnBan,
    PersonCard,
    Position,
    Profile,
    Shared,
    Skill,
)
from server.people.models import Block, Device, Link, Person
from server.people.openness import Openness, seen_as
from server.people.pairs import blocked_with
from server.people.sight import shown
from server.web.device import token_hash
from server.web.rights import Role


def ban_of(row: Person) -> OwnBan:
    """Return a ban as the one who is banned reads it."""
    conference = db.session.get_one(Conference, row.conference)
    return OwnBan(
        name=conference.name,
        run_by=conference.run_by,
        deletes_on=conference.deletes_on,
        words=row.banned_because or "",
        appeal=row.appeal,
        appeal_answer=row.appeal_answer,
    )


def refuse_if_muted(row: Person) -> None:
    """Guard what somebody writes for others. Raises muted."""
    if row.muted_because is not None:
        raise Problem("muted", 403)


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


def has_phone() -> ColumnElement[bool]:
    """Return the condition under which somebody is here with a device of their own."""
    return exists().where(Device.conference == Person.conference, Device.person_id == Person.id)


def with_phone(conference: str, people: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return those of these people who are here with a device of their own."""
    return set(
        db.session.scalars(
            select(Person.id).where(
                Person.conference == conference, Person.id.in_(list(people)), has_phone()
            )
        )
    )


def visible_person(viewer: Person, person_id: uuid.UUID) -> Person:
    """Return somebody whom `viewer` may see. Raises not-found, whatever the reason."""
    found = person(viewer.conference, person_id)
    if found.id == viewer.id:
        return found
    if found.hidden or found.screen or found.id in blocked_with(viewer.conference, [viewer.id]):
        raise not_found()
    return found


def blocked_by(row: Person) -> list[PersonCard]:
    """Return those whom somebody has blocked themselves, and who are still shown."""
    rows = db.session.scalars(
        select(Person)
        .join(Block, Block.blocked_id == Person.id)
        .where(Block.by_id == row.id, shown())
        .order_by(Block.at)
    )
    return [card_of(one) for one in rows]


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


def openness_of(row: Person) -> Openness:
    """Return how open others see somebody now."""
    return seen_as(row.openness, row.paused_until, clock.now())


def reserved(conference: str) -> dict[uuid.UUID, Openness]:
    """Return how open those are who would not be met by just anybody now."""
    now = clock.now()
    rows = db.session.execute(
        select(Person.id, Person.openness, Person.paused_until).where(
            Person.conference == conference,
            or_(
                Person.openness.in_([Openness.NOT_NOW, Openness.KNOWN]),
                Person.paused_until > now,
            ),
        )
    )
    return {person_id: seen_as(openness, until, now) for person_id, openness, until in rows}


def card_of(row: Person) -> PersonCard:
    """Return a person as others see them: with what they share."""
    return PersonCard(
        id=row.id,
        name=row.name,
        organisation=row.organisation if Shared.ORGANISATION in row.shares else None,
        position=row.position if Shared.POSITION in row.shares else None,
        backgrounds=tuple(row.backgrounds),
        openness=openness_of(row),
    )


def cards(conference: str, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, PersonCard]:
    """Return these people as others see them, leaving out those who are not shown."""
    rows = db.session.scalars(
        select(Person).where(Person.conference == conference, Person.id.in_(list(people)), shown())
    )
    return {row.id: card_of(row) for row in rows}


def names(conference: str, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return what these people are called, hidden ones too, leaving out those who have left."""
    rows = db.session.execute(
        select(Person.id, Person.name).where(
            Person.conference == conference,
            Person.id.in_(list(people)),
            Person.removed_at.is_(None),
        )
    )
    return dict(rows.all())


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
        move=row.move,
        maturity=row.maturity,
        open_to_colleagues=row.open_to_colleagues,
        openness=row.openness,
        paused_until=row.paused_until,
        link=row.link,
        shares=tuple(Shared(one) for one in row.shares),
        role=row.role,
        hidden=row.hidden,
        muted=row.muted_because is not None,
        muted_because=row.muted_because,
        appeal=row.appeal,
        appeal_answer=row.appeal_answer,
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
        muted=row.muted_because is not None,
        muted_because=row.muted_because,
        banned_because=row.banned_because,
        appeal=row.appeal,
        appeal_answer=row.appeal_answer,
        joined_at=row.joined_at,
        version=row.version,
    )
