"""Reading what the screen shows, and its door."""

from __future__ import annotations

from sqlalchemy import select

from server.conferences.queries import conference, lets_in, view_of
from server.errors import not_found
from server.extensions import db
from server.origins.queries import origins_view
from server.people.finding import how_many
from server.people.models import Person
from server.people.queries import may_be_screen, person
from server.realtime.publish import number_of
from server.screen.domain import ScreenLine, ScreenList, ScreenSnapshot
from server.screen.models import Screen, ScreenKey
from server.stories.queries import screen_stories
from server.tables.at_table.takeaways import approved_last
from server.tables.conductor.acts import announcement_of
from server.tables.queries import present_talk
from server.tables.wall import room_shown
from server.web.links import address, join_path
from server.web.rights import Caller


def door_to_screen(caller: Caller, rest: str) -> None:
    """Let the projector, hosts and organisers see what is projected. Raises not-found."""
    if rest or not may_be_screen(person(caller.conference, caller.id)):
        raise not_found()


def _is_blank(slug: str) -> bool:
    """Say whether the screens of a conference are blank."""
    row = db.session.get(Screen, slug)
    return row is not None and row.blank


def join_link(viewer: Person) -> str:
    """Return what the QR code carries that lets people in. Raises not-found."""
    door_to_screen(viewer, "")
    return address(join_path(conference(viewer.conference).token))


def snapshot(viewer: Person) -> ScreenSnapshot:
    """Return everything the screen shows. Raises not-found."""
    slug, link = viewer.conference, join_link(viewer)
    row, talk = conference(slug), present_talk(slug)
    room = room_shown(talk) if talk else None
    announcements = view_of(row).announcements
    return ScreenSnapshot(
        number=number_of(slug, "screen"),
        name=row.name,
        run_by=row.run_by,
        deletes_on=row.deletes_on,
        code=row.code,
        link=link,
        joining=lets_in(row),
        people=how_many(slug),
        blank=_is_blank(slug),
        stopped=row.stopped_at is not None,
        stories=screen_stories(viewer),
        takeaways=approved_last(slug),
        origins=origins_view(slug),
        talk=room.talk if room else None,
        tables=room.tables if room else (),
        names=room.names if room else (),
        prompt=room.prompt if room else None,
        announcement=announcements[0] if announcements else None,
        talk_announcement=announcement_of(talk) if talk else None,
    )


def screens(slug: str) -> ScreenList:
    """Return the screens of a conference, for organisers."""
    rows = db.session.scalars(
        select(ScreenKey)
        .where(ScreenKey.conference == slug)
        .order_by(ScreenKey.made_at, ScreenKey.id)
    )
    return ScreenList(screens=tuple(line_of(row) for row in rows))


def line_of(row: ScreenKey) -> ScreenLine:
    """Return one screen as organisers see it."""
    return ScreenLine(id=row.id, name=row.name, made_at=row.made_at, seen_at=row.seen_at)
