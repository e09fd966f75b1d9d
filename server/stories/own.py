"""Reading one's own stories, drafts and all."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import func, or_, select

from server.errors import not_found
from server.extensions import db
from server.moderation.decisions import last_decisions
from server.moderation.domain import (
    Showing,
    State,
)
from server.people.models import Person
from server.realtime.publish import number_of
from server.stories.domain import SUBJECT, MyStories, OwnStory, Revision, ShownOn
from server.stories.models import SameHere, Story, StoryRevision
from server.stories.queries import photo_of

REFUSED = (State.SENT_BACK, State.CLOSED)


def my_story(person: Person, story_id: uuid.UUID) -> Story:
    """Return a story of one's own, whatever became of it. Raises not-found."""
    found = db.session.get(Story, story_id, populate_existing=True)
    if found is None or found.person_id != person.id:
        raise not_found()
    return found


def my_stories(person: Person) -> MyStories:
    """Return all that somebody has told, in the order of their backgrounds' keys."""
    rows = db.session.scalars(
        select(Story).where(Story.person_id == person.id).order_by(Story.background)
    )
    tapped = db.session.scalars(
        select(SameHere.story_id).where(SameHere.person_id == person.id).order_by(SameHere.at)
    )
    return MyStories(
        number=number_of(person.conference, f"person:{person.id}"),
        stories=own_views(list(rows)),
        same_here=tuple(tapped),
    )


def own_view(story: Story) -> OwnStory:
    """Return a story as its author sees it."""
    (only,) = own_views([story])
    return only


def own_views(stories: Collection[Story]) -> tuple[OwnStory, ...]:
    """Return one author's stories of one conference as they see them, in the given order."""
    if not stories:
        return ()
    ids = [story.id for story in stories]
    (conference,) = {story.conference for story in stories}
    revisions = _revisions(ids)
    decisions = last_decisions(conference, SUBJECT, ids)
    taps = same_here_counts(ids)

    def view(story: Story) -> OwnStory:
        wordings = revisions[story.id]
        latest, live = wordings[story.latest], wordings.get(story.live or 0)
        refusal = decisions.get(story.id) if story.told and story.state in REFUSED else None
        return OwnStory(
            id=story.id,
            state=_state(story),
            version=story.latest,
            latest=_view(latest),
            live=_live_view(story, live) if live else None,
            drafts=tuple(_view(row) for row in wordings.values() if row.draft_of),
            reason=refusal.reason if refusal else None,
            words=refusal.words if refusal else None,
            same_here=taps.get(story.id, 0),
            as_card=story.as_card,
            hidden=story.live is not None and story.live == story.hidden,
        )

    return tuple(view(story) for story in stories)


def same_here_counts(stories: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many tapped "same here" at these stories, where anybody did."""
    rows = db.session.execute(
        select(SameHere.story_id, func.count())
        .where(SameHere.story_id.in_(stories))
        .group_by(SameHere.story_id)
    )
    return dict(rows.all())


def _revisions(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[int, StoryRevision]]:
    """Return what an author still has of each story: the latest, what is live, and drafts."""
    found: dict[uuid.UUID, dict[int, StoryRevision]] = defaultdict(dict)
    rows = db.session.scalars(
        select(StoryRevision)
        .join(Story, Story.id == StoryRevision.story_id)
        .where(Story.id.in_(ids))
        .where(
            or_(
                StoryRevision.number == Story.latest,
                StoryRevision.number == Story.live,
                StoryRevision.draft_of.is_not(None),
            )
        )
        .order_by(StoryRevision.story_id, StoryRevision.number)
    )
    for row in rows:
        found[row.story_id][row.number] = row
    return found


def _state(story: Story) -> State:
    """Return what an author hears of where it stands: not who has read what is live."""
    if not story.told:
        return State.IN_REVIEW
    return State.LIVE if story.state is State.UNREAD else story.state


def _live_view(story: Story, row: StoryRevision) -> Revision:
    for_tables = story.showing is Showing.TABLES
    return replace(_view(row), shown_on=ShownOn.TABLES) if for_tables else _view(row)


def _view(row: StoryRevision) -> Revision:
    return Revision(
        revision=row.number,
        background=row.background,
        opening=row.opening,
        title=row.title,
        text=row.text,
        by_accident=row.by_accident,
        shown_on=row.reach,
        language=row.language,
        written_at=row.written_at,
        photo=photo_of(row),
    )
