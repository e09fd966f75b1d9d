"""Screens and their keys: made, opened, seen and revoked. Nothing here commits.

A key is a link that makes the device which taps it first a screen, and nobody else. Of the link
only a digest is kept (`people.links`), so it can be told once.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, or_, select

from server import clock
from server.conferences.actions import record
from server.conferences.domain import new_token
from server.errors import Problem, not_found
from server.extensions import db
from server.people.actions import remove_person
from server.people.domain import LinkKind
from server.people.links import make_link, new_link
from server.people.models import Link, Person
from server.screen.domain import NewScreen
from server.screen.models import ScreenKey
from server.screen.queries import line_of
from server.web.rights import Caller


def make_screen(conference: str, screen_id: uuid.UUID, name: str, *, by: Caller) -> NewScreen:
    """Make a screen and its key. Sent again before it is opened, the key before is void.

    Raises not-found for a screen of others, and screen-open once the key has been used.
    """
    row = db.session.get(ScreenKey, screen_id, with_for_update=True)
    if row is None:
        row = ScreenKey(id=screen_id, conference=conference, name=name, made_at=clock.now())
        db.session.add(row)
    elif row.conference != conference:
        raise not_found()
    elif _device_of(row) is not None:
        raise Problem("screen-open", 409)
    _void(row)
    token = new_token()
    link = make_link(conference, LinkKind.SCREEN, token, by=by)
    row.name, row.token_hash = name, link.token_hash
    db.session.flush()
    return NewScreen(screen=line_of(row), key=new_link(link, token))


def screen_seen(device: Person) -> None:
    """Note that a screen is showing the conference. Hosts who look at it are no screen."""
    if not device.screen:
        return
    row = db.session.scalar(select(ScreenKey).where(ScreenKey.person_id == device.id))
    if row is None:
        row = db.session.scalar(
            select(ScreenKey)
            .join(Link, Link.token_hash == ScreenKey.token_hash)
            .where(Link.person_id == device.id)
        )
    if row is None:  # its key was printed at the server's console
        now, name = clock.now(), device.name
        row = ScreenKey(id=uuid.uuid4(), conference=device.conference, name=name, made_at=now)
        db.session.add(row)
    row.person_id, row.seen_at = device.id, clock.now()


def revoke_screen(conference: str, screen_id: uuid.UUID, *, by: Caller) -> None:
    """Void a screen's key and close it, wherever it is. Raises not-found."""
    row = db.session.get(ScreenKey, screen_id, with_for_update=True)
    if row is None or row.conference != conference:
        raise not_found()
    device = _device_of(row)
    _void(row)
    db.session.delete(row)
    record(conference, "revoke-screen", "screen", str(screen_id), by=by)
    if device is not None:
        remove_person(device, by=by)  # tells the stream `screen`, in which it hears of itself


def forget(leaver: Person) -> None:
    """Take a screen that leaves off the list."""
    opened = select(Link.token_hash).where(Link.person_id == leaver.id)
    by_it = or_(ScreenKey.person_id == leaver.id, ScreenKey.token_hash.in_(opened))
    db.session.execute(delete(ScreenKey).where(ScreenKey.conference == leaver.conference, by_it))


def _device_of(row: ScreenKey) -> Person | None:
    """Return the device that a key has opened, if it is a screen and nothing else."""
    used_by = select(Link.person_id).where(Link.token_hash == row.token_hash)
    person_id = row.person_id or db.session.scalar(used_by)
    device = db.session.get(Person, person_id) if person_id else None
    return device if device is not None and device.screen else None


def _void(row: ScreenKey) -> None:
    if row.token_hash is not None:
        db.session.execute(delete(Link).where(Link.token_hash == row.token_hash))
