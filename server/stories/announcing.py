"""Telling feed, screen and author what a change to a story has changed for each. For actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from server.extensions import db
from server.moderation.domain import Showing
from server.people.models import Person
from server.realtime import facts
from server.realtime.publish import publish
from server.stories.domain import OwnStory, ShownOn
from server.stories.facts import StoryChanged, StoryPublished, StoryWithdrawn
from server.stories.finding import keep_findable
from server.stories.following import follow_change
from server.stories.models import Story
from server.stories.own import own_view
from server.stories.queries import card_of, revision

AUDIENCES = {ShownOn.FEED: facts.feed, ShownOn.SCREEN: facts.screen}


@contextmanager
def announced(story: Story, *, author_hears: bool = True) -> Iterator[None]:
    """Announce what the block changes: where the story is shown, and what its author sees.

    author_hears: False while a refusal can still be undone.
    """
    was, mine = _shown(story), own_view(story)
    yield
    db.session.flush()
    now = _shown(story)
    if was.get(ShownOn.FEED) != now.get(ShownOn.FEED):
        keep_findable(story, story.live if ShownOn.FEED in now else None)
    author = db.session.get_one(Person, story.person_id)
    for place, audience in AUDIENCES.items():
        if was.get(place) == now.get(place) or author.hidden:
            continue
        gone = StoryWithdrawn(story_id=story.id)
        fact = StoryPublished(story=card_of(story)) if place in now else gone
        publish(audience(story.conference), fact, about=[author.id])
    follow_change(story, shown=was != now)
    view = own_view(story)
    if author_hears and view != mine:
        _tell(story, view)


def tell_author(story: Story) -> None:
    """Tell a story's author how it is now, on all their phones."""
    _tell(story, own_view(story))


def _tell(story: Story, view: OwnStory) -> None:
    audience = facts.one_person(story.conference, story.person_id)
    publish(audience, StoryChanged(story=view))


def _shown(story: Story) -> dict[ShownOn, tuple[int, Showing, str | None]]:
    """Return which revision of a story is shown where, how, and in what language."""
    if story.live in {None, story.hidden}:
        return {}
    row = revision(story.id, story.live)
    how = (story.live, story.showing, row.language)
    reach = ShownOn.TABLES if story.showing is Showing.TABLES else row.reach
    return {place: how for place in ShownOn if reach.includes(place)}
