"""Reading stories as organisers review them, and as those who report one have read it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import or_, select

from server.errors import not_found
from server.extensions import db
from server.moderation.domain import (
    Outcome,
    Standing,
    State,
)
from server.moderation.views import (
    Shown,
    Writing,
)
from server.people.models import Person
from server.stories.domain import ShownOn, outcomes_for
from server.stories.elsewhere import is_read_elsewhere
from server.stories.live import live_stories
from server.stories.models import Story, StoryRevision
from server.stories.queries import live_revision, photo_of, visible_story


def reported(viewer: Person, story_id: uuid.UUID) -> tuple[uuid.UUID, Writing]:
    """Return whose story this is, and what `viewer` reads of it, in the feed or at a table.

    Raises not-found.
    """
    at_table = live_stories(viewer.conference, reaching=ShownOn.TABLES).where(Story.id == story_id)
    found = db.session.execute(at_table).first()
    if found is None or not is_read_elsewhere(viewer, [story_id]):
        story = visible_story(viewer, story_id)
    else:
        story = found[0]
    return story.person_id, _writing(live_revision(story))


def standing(conference: str, story_id: uuid.UUID) -> Standing:
    """Return where a story stands; its review is locked."""
    return story_under_review(conference, story_id).standing


def story_under_review(conference: str, story_id: uuid.UUID) -> Story:
    """Return a story as it is now that its review is locked. Raises not-found."""
    found = db.session.get(Story, story_id, populate_existing=True)
    if found is None or found.conference != conference:
        raise not_found()
    return found


def shown_in_review(conference: str, stories: Iterable[uuid.UUID]) -> dict[uuid.UUID, Shown]:
    """Return what organisers read of stories: the latest revision, and the one that is live."""
    rows = db.session.execute(
        select(Story, StoryRevision)
        .join(StoryRevision, StoryRevision.story_id == Story.id)
        .where(Story.conference == conference, Story.id.in_(list(stories)))
        .where(or_(StoryRevision.number == Story.latest, StoryRevision.number == Story.live))
    )
    writings: dict[uuid.UUID, dict[str, Writing]] = defaultdict(dict)
    more: dict[uuid.UUID, tuple[bool, tuple[Outcome, ...]]] = {}
    for story, row in rows:
        side = "writing" if row.number == story.latest else "live"
        writings[story.id][side] = _writing(row)
        if side == "writing":
            more[story.id] = story.state is State.UNREAD, outcomes_for(row.reach)
    return {
        story_id: Shown(
            writing=sides["writing"],
            live=sides.get("live"),
            unread=more[story_id][0],
            outcomes=more[story_id][1],
        )
        for story_id, sides in writings.items()
    }


def _writing(row: StoryRevision) -> Writing:
    details = {
        "background": row.background,
        "opening": row.opening,
        "by_accident": row.by_accident,
        "shown_on": row.reach,
    }
    return Writing(
        revision=row.number,
        title=row.title,
        text=row.text,
        language=row.language,
        details={name: str(value) for name, value in details.items() if value},
        photo=photo_of(row),
    )
