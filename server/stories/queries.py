"""Reading stories, and the guarded door to them.

Every way to somebody else's story goes through `live_stories`: nothing else leads to a text.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Bundle

from server.errors import not_found
from server.extensions import db
from server.moderation.domain import (
    Showing,
)
from server.moderation.views import (
    PhotoCard,
)
from server.people.models import Person
from server.people.pairs import unseen_by
from server.people.queries import card_of as person_card
from server.stories.domain import ByAccident, ShownOn, StoryCard, opening_line
from server.stories.live import live_stories
from server.stories.models import Story, StoryRevision
from server.texts import say

SCREEN_STORIES = 100
# What a card is made of, without the cost of whole entities.
ON_A_CARD: tuple[Bundle[Any], ...] = (
    Bundle("story", Story.id, Story.place, Story.published_at, Story.showing),
    Bundle(
        "telling",
        StoryRevision.number,
        StoryRevision.background,
        StoryRevision.opening,
        StoryRevision.title,
        StoryRevision.text,
        StoryRevision.by_accident,
        StoryRevision.language,
        StoryRevision.photo_id,
        StoryRevision.photo_alt,
        StoryRevision.photo_width,
        StoryRevision.photo_height,
    ),
    Bundle(
        "author",
        Person.id,
        Person.name,
        Person.organisation,
        Person.position,
        Person.backgrounds,
        Person.shares,
        Person.openness,
        Person.paused_until,
    ),
)


def visible_story(viewer: Person, story_id: uuid.UUID, *, lock: bool = False) -> Story:
    """Return a story that is live in the feed and that `viewer` may see. Raises not-found."""
    statement = seen_by(viewer, reaching=ShownOn.FEED).where(Story.id == story_id)
    if lock:
        statement = statement.with_for_update(of=Story, key_share=True)
    found = db.session.execute(statement).first()
    if found is None:
        raise not_found()
    return found[0]


def screen_stories(viewer: Person) -> tuple[StoryCard, ...]:
    """Return stories for the projector: those featured, then the newest.

    `viewer` has passed the screen's door.
    """
    statement = seen_by(viewer, reaching=ShownOn.SCREEN)
    featured_first = (Story.showing == Showing.FEATURED).desc()
    ordered = statement.order_by(None).order_by(featured_first, Story.place.desc())
    return cards(ordered.limit(SCREEN_STORIES))


def feed_stories(viewer: Person, by: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Return the newest story of each of these authors that `viewer` may read in the feed."""
    theirs = seen_by(viewer, reaching=ShownOn.FEED).where(Story.person_id.in_(by))
    columns = theirs.with_only_columns(Story.person_id, Story.id)
    newest: dict[uuid.UUID, uuid.UUID] = {}
    for author, story_id in db.session.execute(columns):
        newest.setdefault(author, story_id)
    return newest


def feed_cards(viewer: Person, stories: Collection[uuid.UUID]) -> dict[uuid.UUID, StoryCard]:
    """Return, by author, those of these stories that `viewer` may read in the feed."""
    seen = seen_by(viewer, reaching=ShownOn.FEED).where(Story.id.in_(stories))
    return {one.author.id: one for one in cards(seen)}


def authors(conference: str) -> set[uuid.UUID]:
    """Return who has a story in the feed, whoever may read it: for what is said to nobody."""
    live = live_stories(conference, reaching=ShownOn.FEED).with_only_columns(Story.person_id)
    return set(db.session.scalars(live))


def accidents(conference: str) -> dict[uuid.UUID, bool]:
    """Return, by author, whether the newest story in the feed tells of an accident."""
    columns = live_stories(conference, reaching=ShownOn.FEED).with_only_columns(
        Story.person_id, StoryRevision.by_accident
    )
    newest: dict[uuid.UUID, bool] = {}
    for author, by_accident in db.session.execute(columns):
        newest.setdefault(author, by_accident is not ByAccident.NO)
    return newest


def stories_of(
    conference: str, people: Collection[uuid.UUID], *, as_cards: bool = False
) -> dict[uuid.UUID, list[StoryCard]]:
    """Return the live stories of people at one table, wherever else they may be shown.

    Who sits together has been settled, so blocks have been heard already.
    as_cards: only those that may come up as cards there.
    """
    statement = live_stories(conference, reaching=ShownOn.TABLES).where(Story.person_id.in_(people))
    if as_cards:
        statement = statement.where(Story.as_card)
    told = defaultdict(list)
    for one in cards(statement):
        told[one.author.id].append(one)
    return dict(told)


def opening_lines(conference: str, people: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return how each one's story begins, of those who have one to tell at a table."""
    told = stories_of(conference, people)
    return {person_id: how_it_begins(newest) for person_id, (newest, *_) in told.items()}


def how_it_begins(story: StoryCard) -> str:
    """Return the first words of a story, with those that it starts from."""
    line = opening_line(story.text)
    return f"{say(f'opening.{story.opening}')} {line}" if story.opening else line


def card_of(story: Story) -> StoryCard:
    """Return a live story as others see it. Raises not-found for one that is not live."""
    return as_card(story, live_revision(story), db.session.get_one(Person, story.person_id))


def live_revision(story: Story) -> StoryRevision:
    """Return the revision of a story that others may read. Raises not-found while none is live."""
    if story.live is None:
        raise not_found()
    return revision(story.id, story.live)


def revision(story_id: uuid.UUID, number: int) -> StoryRevision:
    """Return one revision of a story that is known to exist."""
    return db.session.get_one(StoryRevision, (story_id, number))


def titles_of(stories: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return what stories are called, as their authors know them: live, or as last written."""
    rows = db.session.execute(
        select(Story.id, StoryRevision.title)
        .join(StoryRevision, StoryRevision.story_id == Story.id)
        .where(Story.id.in_(list(stories)))
        .where(StoryRevision.number == func.coalesce(Story.live, Story.latest))
    )
    return dict(rows.all())


def seen_by(viewer: Person, *, reaching: ShownOn) -> Select[Story, StoryRevision, Person]:
    """Return those of the live stories that `viewer` may see."""
    return live_stories(viewer.conference, reaching=reaching).where(
        Story.person_id.not_in(unseen_by(viewer))
    )


def cards(statement: Select[Story, StoryRevision, Person]) -> tuple[StoryCard, ...]:
    """Return the cards of these stories, read as plain rows of just what a card shows."""
    return tuple(
        as_card(cast("Story", story), cast("StoryRevision", row), cast("Person", author))
        for story, row, author in db.session.execute(statement.with_only_columns(*ON_A_CARD))
    )


def as_card(story: Story, row: StoryRevision, author: Person) -> StoryCard:
    """Return the card of a live story, which has come into the feed at some place and time."""
    return StoryCard(
        id=story.id,
        revision=row.number,
        author=person_card(author),
        background=row.background,
        opening=row.opening,
        title=row.title,
        text=row.text,
        by_accident=row.by_accident,
        language=row.language,
        photo=photo_of(row),
        place=cast("int", story.place),
        published_at=cast("datetime", story.published_at),
        featured=story.showing is Showing.FEATURED,
    )


def photo_of(row: StoryRevision) -> PhotoCard | None:
    """Return the photo that goes with one revision of a story."""
    if row.photo_id is None:
        return None
    return PhotoCard(
        id=row.photo_id,
        alt=row.photo_alt or "",
        width=row.photo_width or 0,
        height=row.photo_height or 0,
    )
