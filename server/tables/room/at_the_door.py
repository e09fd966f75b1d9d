"""What a host does for those who come: checks in who has joined, puts down who has no phone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import exists, select

from server.conferences.domain import new_token
from server.conferences.models import Conference
from server.conferences.queries import refuse_if_ended
from server.errors import Problem, not_found
from server.extensions import db
from server.people.actions import add_person
from server.people.domain import NewLink
from server.people.links import bring_back
from server.people.models import Person
from server.people.pairs import unseen_by
from server.people.queries import card_of, has_phone, person, refuse_if_muted
from server.people.sight import shown
from server.realtime.presence import presence
from server.tables.clock import Phase
from server.tables.models import CheckIn, Talk
from server.tables.room.checking_in import check_in
from server.tables.room.console import AbsentList, Happened, SilentList
from server.tables.seats import is_here
from server.web.links import address, enter_path, qr_svg
from server.web.wording import fold

FOUND = 12


def absent(row: Talk, viewer: Person, find: str) -> AbsentList:
    """Return those at the conference, not yet at this talk, in whose name `find` stands."""
    checked_in = exists().where(CheckIn.talk_id == row.id, CheckIn.person_id == Person.id)
    rows = db.session.scalars(
        select(Person)
        .where(Person.conference == row.conference, shown(), ~checked_in)
        .where(Person.id.not_in(unseen_by(viewer)))
        .where(Person.folded_name.contains(fold(find), autoescape=True))
        .order_by(Person.folded_name, Person.id)
        .limit(FOUND)
    )
    return AbsentList(people=tuple(card_of(one) for one in rows))


def silent(row: Talk) -> SilentList:
    """Return those at a talk who have a phone with which there is no connection now."""
    with_phone = (
        select(Person.id)
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id, has_phone())
        .order_by(Person.id)
    )
    connected = presence().people(row.conference)
    people = db.session.scalars(with_phone)
    return SilentList(people=tuple(one for one in people if one not in connected))


def check_in_for(row: Talk, person_id: uuid.UUID, *, by: Person) -> None:
    """Check somebody in who is in the room. Raises what `check_in` does, or not-found."""
    found = person(row.conference, person_id)
    if found.hidden or found.screen or found.id in unseen_by(by):
        raise not_found()
    check_in(row, found, by=by)


def put_down(
    row: Talk, person_id: uuid.UUID, *, name: str, backgrounds: Sequence[str], by: Person
) -> None:
    """Add somebody who has no phone, and check them in. Sent twice, they are one person.

    They are a person like any other: they can be found, blocked and removed, are deleted with
    the conference, and can come in on a phone later by the link of `link_for`.

    Raises muted, unknown-background, conference-ended, talk-over or id-taken.
    """
    if is_here(row.id, person_id):
        return
    refuse_if_muted(by)
    refuse_if_ended(row.conference)
    if row.phase is Phase.ENDED:
        raise Problem("talk-over", 409)
    if db.session.get(Person, person_id) is not None:
        raise Problem("id-taken", 409)
    conference = db.session.get_one(Conference, row.conference)
    newcomer = add_person(conference, person_id, name=name, backgrounds=list(backgrounds))
    check_in(row, newcomer, by=by, as_=Happened.ADDED)


def link_for(row: Talk, person_id: uuid.UUID, *, by: Person) -> NewLink:
    """Make a link by which somebody without a phone comes in on one, as themselves.

    Only for those whom no device holds: a host is not to take anybody's place. Raises not-found.
    """
    found = person(row.conference, person_id, lock=True)
    has_one = db.session.scalar(select(has_phone()).where(Person.id == found.id))
    if has_one or not is_here(row.id, found.id):
        raise not_found()
    token = new_token()
    link = bring_back(found, token, by=by)
    opens = address(enter_path(row.conference, token))
    return NewLink(link=opens, qr=qr_svg(opens), expires_at=link.expires_at)
