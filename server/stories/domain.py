"""What a story is made of, and what of it others see."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from server.moderation.domain import (
    Outcome,
    Reason,
    State,
)
from server.moderation.views import PhotoCard
from server.people.domain import PersonCard
from server.web.wording import shortened

SUBJECT = "story"  # as reviews and the audit chain name it
SHORTEST = 20  # user-perceived characters
LONGEST = 600  # on the phone
LONGEST_ACCEPTED = 660  # phones may count some scripts differently, and what they accept we do
LONGEST_TITLE = 60  # on the phone
LONGEST_TITLE_ACCEPTED = 66
SHORTEST_SENTENCE = 12  # before this many, a full stop may be that of an abbreviation
LONGEST_ALT_ACCEPTED = 165  # 150 on the phone
MOST_DRAFTS = 5  # beside one story
FEED_PAGE = 20
LONGEST_FEED_PAGE = 50
LONGEST_SEARCH = 100
OPENING_LINE = 140  # characters
SENTENCE_END = re.compile(r"(?<=[.!?…。！？।])\s+|\n|(?<=[。！？])")
CLAUSE = re.compile(r".{20,58}(?=[,;:،]\s|[、，]|\s[–—])")  # of a sentence too long for a title


class Opening(enum.StrEnum):
    """The words that a story starts from, for those who face a blank page: `opening.*`."""

    FIRST_DAY = "first-day"
    ACCIDENT = "accident"
    MEANT_TO_STAY = "meant-to-stay"
    WHAT_KEPT_ME = "what-kept-me"


class ByAccident(enum.StrEnum):
    """Whether somebody fell into the industry by accident."""

    YES = "yes"
    RATHER = "rather"
    NO = "no"


class ShownOn(enum.StrEnum):
    """Where a story may be shown, each including the one before."""

    TABLES = "tables"
    FEED = "feed"
    SCREEN = "screen"

    def includes(self, other: ShownOn) -> bool:
        """Say whether what may be shown here may be shown on `other` too."""
        order = list(ShownOn)
        return order.index(self) >= order.index(other)

    def included_in(self) -> list[ShownOn]:
        """Return this and every choice that shows more."""
        return [one for one in ShownOn if one.includes(self)]


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of a story, and what else its author says of it."""

    background: str
    opening: Opening | None
    title: str
    text: str
    by_accident: ByAccident
    shown_on: ShownOn
    language: str | None


@dataclass(frozen=True, kw_only=True)
class Telling(Words):
    """A story as its author tells it. Two that are equal say the same.

    photo_id, photo_alt: a photo of the author's that goes with it, and what is seen in it.
    """

    photo_id: UUID | None
    photo_alt: str | None


@dataclass(frozen=True, kw_only=True)
class Revision(Words):
    """One revision of a story, as its author sees it.

    shown_on: where it may be shown now, which is less than at first if the author asked for
        less since, or an organiser approved it for tables alone.
    """

    revision: int
    written_at: datetime
    photo: PhotoCard | None


@dataclass(frozen=True, kw_only=True)
class StoryCard:
    """A live story as others see it. `place`: the newest in the feed has the highest.

    featured: the screen prefers it.
    """

    id: UUID
    revision: int
    author: PersonCard
    background: str
    opening: Opening | None
    title: str
    text: str
    by_accident: ByAccident
    language: str | None
    photo: PhotoCard | None
    place: int
    published_at: datetime
    featured: bool


@dataclass(frozen=True, kw_only=True)
class OwnStory:
    """A story as its author sees it.

    state: what became of `latest`. Another revision may be live meanwhile.
    version: the number of the latest revision; edits and the withdrawal name it.
    drafts: what was told on another phone while this story existed, seen by nobody else.
    reason, words: why it was sent back or closed, by key and in an organiser's own words.
    same_here: how many others tapped "same here".
    hidden: organisers took off what was live, since somebody reported it.
    as_card: whether it may come up as a card at a table where its author sits.
    """

    id: UUID
    state: State
    version: int
    latest: Revision
    live: Revision | None
    drafts: tuple[Revision, ...]
    reason: Reason | None
    words: str | None
    same_here: int
    as_card: bool
    hidden: bool


@dataclass(frozen=True, kw_only=True)
class MyStories:
    """One's own stories, and those where one tapped "same here".

    number: of the stream `person:{id}`.
    """

    number: int
    stories: tuple[OwnStory, ...]
    same_here: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which stories of the feed somebody wants: all, but for what is said here.

    by_accident: of those who came by accident, or rather so; or else of those who did not.
    find: with these words. of: these stories and no others, unless it is empty.
    """

    background: str | None = None
    language: str | None = None
    by_accident: bool | None = None
    find: str | None = None
    of: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    """Live stories, the newest first. `next`: hand it back as `after` for the following page.

    number: of the stream `feed`.
    """

    number: int
    stories: tuple[StoryCard, ...]
    next: int | None


def shows_less(before: Telling, after: Telling) -> bool:
    """Say whether `after` says the same as `before` and is only shown in fewer places."""
    less = after.shown_on is not before.shown_on and before.shown_on.includes(after.shown_on)
    return less and replace(after, shown_on=before.shown_on) == before


def outcomes_for(reach: ShownOn) -> tuple[Outcome, ...]:
    """Return what organisers can decide on a story that its author wants shown there."""
    return tuple(
        outcome
        for outcome in Outcome
        if (outcome is not Outcome.FEATURE or reach.includes(ShownOn.SCREEN))
        and (outcome is not Outcome.FOR_TABLES or reach.includes(ShownOn.FEED))
    )


def opening_line(text: str) -> str:
    """Return how a text begins: its first sentence, or as much as fits one line at a table."""
    return shortened(SENTENCE_END.split(text, maxsplit=1)[0], OPENING_LINE)


def suggested_title(text: str) -> str:
    """Return what a story is called whose author has not said: its first sentence, or part of it.

    The phone suggests the same (stories/title.ts); tests/stories/titles.json holds both to it.
    """
    line = " ".join(text.partition("\n")[0].split())
    end = SENTENCE_END.search(line, SHORTEST_SENTENCE)
    sentence = line[: end.start()] if end else line
    sentence = sentence.rstrip(" .。।")
    title = shortened(sentence, LONGEST_TITLE)
    clause = CLAUSE.match(sentence)
    return f"{clause[0]}…" if clause and title != sentence else title or line
