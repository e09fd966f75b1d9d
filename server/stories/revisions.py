"""What authors tell, written down revision by revision, with the drafts beside it.

Who may tell what, and what becomes of it, is for `actions`. Nothing here commits.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict

from sqlalchemy import func, select, update

from server import clock
from server.conferences.queries import (
    conference,
    refuse_if_ended,
)
from server.extensions import db
from server.people.models import Person
from server.stories.correcting import may_be_corrected
from server.stories.domain import ShownOn, Telling
from server.stories.language import language_of
from server.stories.models import Story, StoryRevision
from server.stories.photos.keeping import own_photo, sweep_later


def write(
    story: Story,
    number: int,
    telling: Telling,
    *,
    based_on: int | None = None,
    draft_of: uuid.UUID | None = None,
) -> None:
    """Write a revision of a story down. based_on, draft_of: as in `StoryRevision`.

    Raises unknown-photo or conference-ended.
    """
    refuse_if_ended(story.conference)
    photo = own_photo(story.person_id, telling)
    db.session.add(
        StoryRevision(
            story_id=story.id,
            number=number,
            based_on=based_on,
            draft_of=draft_of,
            background=telling.background,
            opening=telling.opening,
            title=telling.title,
            text=telling.text,
            by_accident=telling.by_accident,
            shown_on=telling.shown_on,
            reach=telling.shown_on,
            language=telling.language or _told_in(story, telling.text),
            written_at=clock.now(),
            photo_id=telling.photo_id,
            photo_alt=telling.photo_alt,
            photo_width=photo and photo.width,
            photo_height=photo and photo.height,
        )
    )
    db.session.flush()


def forget_draft(story: Story, draft: StoryRevision) -> None:
    """Delete a draft, and in a while the photo that went with it."""
    db.session.delete(draft)
    sweep_later(story.conference, [draft.photo_id])


def narrow(story: Story, reach: ShownOn) -> None:
    """Have what was said before shown no wider than this."""
    db.session.execute(
        update(StoryRevision)
        .where(
            StoryRevision.story_id == story.id,
            StoryRevision.draft_of.is_(None),
            StoryRevision.reach.in_(reach.included_in()),
        )
        .values(reach=reach)
    )


def drafts_of(story: Story) -> list[StoryRevision]:
    """Return what is kept beside a story, for its author only."""
    statement = select(StoryRevision).where(
        StoryRevision.story_id == story.id, StoryRevision.draft_of.is_not(None)
    )
    return list(db.session.scalars(statement))


def next_number(story: Story) -> int:
    """Return the number that the next revision of a story has, drafts counted."""
    statement = select(func.max(StoryRevision.number)).where(StoryRevision.story_id == story.id)
    return db.session.scalars(statement).one() + 1


def was_told(story: Story, telling: Telling, **how: int | None) -> bool:
    """Say whether just this has been told before, as a draft or not. how: as it was told."""
    words = asdict(telling)
    if telling.language is None or may_be_corrected(story):
        del words["language"]  # it was found out when this was told, or has been corrected since
    told = select(StoryRevision.number).filter_by(story_id=story.id, **words, **how)
    return db.session.scalar(told.limit(1)) is not None


def _told_in(story: Story, text: str) -> str | None:
    """Return the language of words whose author has not said which it is."""
    author = db.session.get_one(Person, story.person_id)
    return language_of(text, spoken=[*author.languages, *conference(story.conference).languages])
