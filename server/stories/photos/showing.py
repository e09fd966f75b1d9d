"""The door to a photo: the door of the stories that have it, and of nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, select

from server.errors import not_found
from server.extensions import db
from server.people.models import Person
from server.stories.domain import ShownOn
from server.stories.elsewhere import is_read_elsewhere
from server.stories.live import live_stories
from server.stories.models import Photo, PhotoSize, Story, StoryRevision
from server.stories.queries import seen_by
from server.web.rights import Role


def check_photo(viewer: Person, photo_id: uuid.UUID) -> None:
    """Let those pass who may see a photo just now. Raises not-found for all others.

    Its author may; organisers once it has been sent with a story; everybody else while a story
    is live with it that they may read, and the projector one that it may show.
    """
    row = db.session.get(Photo, photo_id)
    if row is None or row.conference != viewer.conference:
        raise not_found()
    if row.person_id == viewer.id or _with_photo(viewer, photo_id):
        return
    raise not_found()


def picture(photo_id: uuid.UUID, size: int) -> bytes:
    """Return one size of a photo as WebP. Raises not-found."""
    found = db.session.get(PhotoSize, (photo_id, size))
    if found is None:
        raise not_found()
    return found.webp


def _with_photo(viewer: Person, photo_id: uuid.UUID) -> bool:
    has_it = StoryRevision.photo_id == photo_id
    if viewer.role is Role.ORGANISER and _any(
        select(StoryRevision.story_id).where(has_it, StoryRevision.draft_of.is_(None))
    ):
        return True
    reaching = ShownOn.SCREEN if viewer.screen else ShownOn.FEED
    if _any(seen_by(viewer, reaching=reaching).where(has_it).with_only_columns(Story.id)):
        return True
    at_tables = db.session.scalars(
        live_stories(viewer.conference, reaching=ShownOn.TABLES)
        .where(has_it)
        .with_only_columns(Story.id)
    ).all()
    return is_read_elsewhere(viewer, at_tables)


def _any(statement: Select[Any]) -> bool:
    return db.session.execute(statement.limit(1)).first() is not None
