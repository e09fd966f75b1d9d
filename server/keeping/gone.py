"""What was deleted since a backup, as far as the database tells that the backup is to replace.

A backup knows nothing of what came after it. Who has left since leaves a nameless tombstone in
the database that is replaced, and a story that nobody may see any more stands there as it stands:
these are taken out of what is restored. A conference is deleted on the date that it has by now, but
one that was deleted by hand leaves no trace at all.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, update

from server import clock
from server.conferences.actions import DELETION, delete_conference
from server.conferences.domain import deletion_moment
from server.conferences.queries import all_conferences
from server.database import reading, upsert, writing
from server.extensions import db
from server.people.actions import remove_person
from server.people.models import Person
from server.realtime.models import Stream
from server.stories.actions import withdraw_story
from server.stories.models import Story
from server.web.rights import Role
from server.work.due import schedule

# More than any stream has told: a phone that heard what is forgotten now finds a gap, and fetches.
LEAP = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Since:
    """What the database knows that is to be replaced.

    deletes_on: the deletion dates of its conferences. left: the tombstones of people.
    unseen: the stories that are shown to nobody.
    streams: by conference and name, all of which some phone may have heard.
    """

    deletes_on: Mapping[str, date]
    left: frozenset[uuid.UUID]
    banned: frozenset[uuid.UUID]
    unseen: frozenset[uuid.UUID]
    streams: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class TakenOut:
    """What was in the backup and is not restored.

    over: conferences whose deletion date has passed. left: how many people. unseen: stories.
    forgotten: conferences that the replaced database does not have; they are restored.
    unbanned: how many are banned no longer, because the backup does not know of it.
    """

    over: tuple[str, ...] = ()
    left: int = 0
    unseen: int = 0
    forgotten: tuple[str, ...] = ()
    unbanned: int = 0


def known_now() -> Since:
    """Return what the present app's database knows. Raises SQLAlchemyError if it is no more."""
    with reading(db.session):
        return Since(
            deletes_on={row.slug: row.deletes_on for row in all_conferences()},
            left=frozenset(db.session.scalars(select(Person.id).where(_has_left()))),
            banned=frozenset(db.session.scalars(select(Person.id).where(_is_banned()))),
            unseen=frozenset(db.session.scalars(select(Story.id).where(_is_unseen()))),
            streams=frozenset(
                (conference, name)
                for conference, name in db.session.execute(select(Stream.conference, Stream.name))
            ),
        )


def take_out(since: Since | None) -> TakenOut:
    """Take out of the present app's database, which was restored, what is gone by now.

    since: None if nothing is known of what came after the backup.
    """
    with writing(db.session):
        _follow_dates(since.deletes_on if since else {})
        over = _over()
        for slug in over:
            delete_conference(slug)
    if since is None:
        with writing(db.session):
            _leap(frozenset())
        return TakenOut(over=over)
    left = _remove(since.left)
    unseen = _withdraw(since.unseen)
    with writing(db.session):
        _leap(since.streams)
        slugs = {row.slug for row in all_conferences()}
        banned = frozenset(db.session.scalars(select(Person.id).where(_is_banned() | _has_left())))
        present = frozenset(db.session.scalars(select(Person.id)))
    return TakenOut(
        over=over,
        left=left,
        unseen=unseen,
        forgotten=tuple(sorted(slugs - since.deletes_on.keys())),
        unbanned=len((since.banned & present) - banned),
    )


def _follow_dates(deletes_on: Mapping[str, date]) -> None:
    """Have conferences deleted when it was decided last, be that sooner or later."""
    for row in all_conferences():
        by_now = deletes_on.get(row.slug, row.deletes_on)
        if by_now != row.deletes_on:
            row.deletes_on = by_now
            schedule(row.slug, DELETION, row.slug, deletion_moment(row.deletes_on, row.zone))


def _over() -> tuple[str, ...]:
    now = clock.now()
    return tuple(
        row.slug for row in all_conferences() if deletion_moment(row.deletes_on, row.zone) <= now
    )


def _remove(left: frozenset[uuid.UUID]) -> int:
    """Remove those who have left since; return how many."""
    with reading(db.session):
        here = db.session.scalars(select(Person.id).where(~_has_left())).all()
    back = [one for one in here if one in left]
    for person_id in back:
        with writing(db.session):
            person = db.session.get_one(Person, person_id)
            person.role = Role.ATTENDEE  # whoever organised with them may not do so yet
            remove_person(person, by=person)
    return len(back)


def _withdraw(unseen: frozenset[uuid.UUID]) -> int:
    """Withdraw the stories that nobody may see any more; return how many."""
    with reading(db.session):
        here = db.session.execute(select(Story.id, Story.person_id).where(~_is_unseen())).all()
    back = [(story, author) for story, author in here if story in unseen]
    for story_id, author_id in back:
        with writing(db.session):
            story = db.session.get_one(Story, story_id)
            author = db.session.get_one(Person, author_id)
            withdraw_story(author, story_id, version=story.latest)
    return len(back)


def _leap(heard: frozenset[tuple[str, str]]) -> None:
    """Put every stream's number beyond those that phones have heard."""
    db.session.execute(update(Stream).values(number=Stream.number + LEAP))
    slugs = {row.slug for row in all_conferences()}
    rows = [
        {"conference": conference, "name": name, "number": LEAP}
        for conference, name in sorted(heard)
        if conference in slugs
    ]
    if rows:
        missing = upsert(db.session, Stream).on_conflict_do_nothing()
        db.session.connection().execute(missing, rows)


def _has_left() -> ColumnElement[bool]:
    return Person.removed_at.is_not(None)


def _is_banned() -> ColumnElement[bool]:
    return and_(Person.banned_because.is_not(None), Person.removed_at.is_(None))


def _is_unseen() -> ColumnElement[bool]:
    return or_(Story.live.is_(None), and_(Story.hidden.is_not(None), Story.hidden == Story.live))
