"""Reading stories, and the guarded door to them.

Every way to somebody else's story goes through `_live`: nothing else leads to a text.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Select, and_, or_, select

from server.errors import not_found
from server.extensions import db
from server.moderation.domain import Shown, Standing, Writing
from server.people.models import Person
from server.people.pairs import unseen_by
from server.people.queries import card_of as person_card
from server.people.queries import shown
from server.realtime.publish import number_of
from server.stories.domain import (
    FeedPage,
    ShownOn,
    StoryCard,
    opening_line,
)
from server.stories.models import Story, StoryRevision
from server.texts import say

SCREEN_STORIES = 100


def visible_story(viewer: Person, story_id: uuid.UUID, *, lock: bool = False) -> Story:
    """Return a story that is live in the feed and that `viewer` may see. Raises not-found."""
    statement = _seen_by(viewer, reaching=ShownOn.FEED).where(Story.id == story_id)
    if lock:
        statement = statement.with_for_update(of=Story, key_share=True)
    found = db.session.execute(statement).first()
    if found is None:
        raise not_found()
    return found[0]


def feed_page(viewer: Person, *, background: str | None, after: int | None, limit: int) -> FeedPage:
    """Return a page of the feed as `viewer` may see it.

    background: only stories of this one. after: the `next` of the page before.
    """
    statement = _seen_by(viewer, reaching=ShownOn.FEED)
    if background:
        statement = statement.where(StoryRevision.background == background)
    if after is not None:
        statement = statement.where(Story.place < after)
    found = _cards(statement.limit(limit + 1))
    return FeedPage(
        number=number_of(viewer.conference, "feed"),
        stories=found[:limit],
        next=found[limit - 1].place if len(found) > limit else None,
    )


def screen_stories(viewer: Person) -> tuple[StoryCard, ...]:
    """Return the newest stories for the projector. `viewer` has passed the screen's door."""
    return _cards(_seen_by(viewer, reaching=ShownOn.SCREEN).limit(SCREEN_STORIES))


def feed_stories(viewer: Person) -> dict[uuid.UUID, uuid.UUID]:
    """Return, by author, the newest story of each that `viewer` may read in the feed."""
    columns = _seen_by(viewer, reaching=ShownOn.FEED).with_only_columns(Story.person_id, Story.id)
    newest: dict[uuid.UUID, uuid.UUID] = {}
    for author, story_id in db.session.execute(columns):
        newest.setdefault(author, story_id)
    return newest


def authors(conference: str) -> set[uuid.UUID]:
    """Return who has a story in the feed, whoever may read it: for what is said to nobody."""
    live = _live(conference, reaching=ShownOn.FEED).with_only_columns(Story.person_id)
    return set(db.session.scalars(live))


def stories_of(
    conference: str, people: Collection[uuid.UUID], *, as_cards: bool = False
) -> dict[uuid.UUID, list[StoryCard]]:
    """Return the live stories of people at one table, wherever else they may be shown.

    Who sits together has been settled, so blocks have been heard already.
    as_cards: only those that may come up as cards there.
    """
    statement = _live(conference, reaching=ShownOn.TABLES).where(Story.person_id.in_(people))
    if as_cards:
        statement = statement.where(Story.as_card)
    told = defaultdict(list)
    for one in _cards(statement):
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
    """Return a live story as others see it."""
    row = revision(story.id, story.live or story.latest)
    return _card(story, row, db.session.get_one(Person, story.person_id))


def revision(story_id: uuid.UUID, number: int) -> StoryRevision:
    """Return one revision of a story that is known to exist."""
    return db.session.get_one(StoryRevision, (story_id, number))


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
    for story, row in rows:
        side = "writing" if row.number == story.latest else "live"
        writings[story.id][side] = _writing(row)
    return {
        story_id: Shown(writing=sides["writing"], live=sides.get("live"))
        for story_id, sides in writings.items()
    }


def _live(conference: str, *, reaching: ShownOn) -> Select[Story, StoryRevision, Person]:
    """Return the live stories that may be shown at `reaching`, the newest first."""
    return (
        select(Story, StoryRevision, Person)
        .join(
            StoryRevision,
            and_(StoryRevision.story_id == Story.id, StoryRevision.number == Story.live),
        )
        .join(Person, and_(Person.conference == Story.conference, Person.id == Story.person_id))
        .where(Story.conference == conference, shown())
        .where(StoryRevision.reach.in_(reaching.included_in()))
        .order_by(Story.place.desc())
    )


def _seen_by(viewer: Person, *, reaching: ShownOn) -> Select[Story, StoryRevision, Person]:
    """Return those of the live stories that `viewer` may see."""
    return _live(viewer.conference, reaching=reaching).where(
        Story.person_id.not_in(unseen_by(viewer))
    )


def _cards(statement: Select[Story, StoryRevision, Person]) -> tuple[StoryCard, ...]:
    return tuple(_card(*row) for row in db.session.execute(statement))


def _card(story: Story, row: StoryRevision, author: Person) -> StoryCard:
    """Return a story's card. Whatever is live has come into the feed at some place and time."""
    return StoryCard(
        id=story.id,
        revision=row.number,
        author=person_card(author),
        background=row.background,
        opening=row.opening,
        text=row.text,
        by_accident=row.by_accident,
        language=row.language,
        place=cast("int", story.place),
        published_at=cast("datetime", story.published_at),
    )


def _writing(row: StoryRevision) -> Writing:
    details = {
        "background": row.background,
        "opening": row.opening,
        "by_accident": row.by_accident,
        "shown_on": row.reach,
    }
    return Writing(
        revision=row.number,
        text=row.text,
        language=row.language,
        details={name: str(value) for name, value in details.items() if value},
    )
