"""What is announced about stories."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.realtime.facts import Fact
from server.stories.domain import OwnStory, StoryCard


@dataclass(frozen=True, kw_only=True)
class StoryPublished(Fact, type="stories.published"):
    """A story is live, or a newer revision of it. Told to the feed and, if wished, the screen."""

    story: StoryCard


@dataclass(frozen=True, kw_only=True)
class StoryWithdrawn(Fact, type="stories.withdrawn"):
    """A story is shown here no more, for whatever reason."""

    story_id: UUID


@dataclass(frozen=True, kw_only=True)
class StoryChanged(Fact, type="stories.changed"):
    """Your own story changed, or what became of it. Told to its author only."""

    story: OwnStory


@dataclass(frozen=True, kw_only=True)
class SameHereCounted(Fact, type="stories.same_here_counted"):
    """So many others say "same here" to your story now. Told to its author only."""

    story_id: UUID
    same_here: int


@dataclass(frozen=True, kw_only=True)
class SameHereChanged(Fact, type="stories.same_here_changed"):
    """You tapped "same here", or took it back. Told to that person only."""

    story_id: UUID
    tapped: bool
