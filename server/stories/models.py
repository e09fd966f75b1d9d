"""Stories, their revisions, and who said "same here"."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.moderation.domain import Standing, State
from server.stories.domain import ByAccident, Opening, ShownOn, Telling


class Story(Base):
    """One person's answer for one background: the background of its latest revision.

    state, latest, live, told: where it stands; moderation's policy moves them together.
    as_card: it may come up as a card at a table where its author sits.
    place, published_at: where it came into the feed, in the server's own order.
    """

    __tablename__ = "story"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[uuid.UUID]
    background: Mapped[str] = mapped_column(String(24))
    state: Mapped[State] = mapped_column(word(State))
    latest: Mapped[int]
    live: Mapped[int | None]
    told: Mapped[bool]
    as_card: Mapped[bool] = mapped_column(default=False)
    place: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("conference", "id"),
        UniqueConstraint("conference", "person_id", "background"),
        UniqueConstraint("conference", "place"),
        Index("ix_story_person_id", "person_id"),
    )

    @property
    def standing(self) -> Standing:
        """Return where the story stands."""
        return Standing(state=self.state, latest=self.latest, live=self.live, told=self.told)

    @standing.setter
    def standing(self, standing: Standing) -> None:
        self.state, self.latest = standing.state, standing.latest
        self.live, self.told = standing.live, standing.told


class StoryRevision(Base):
    """One wording of a story. It never changes, except that it may be shown in fewer places.

    shown_on: where its author wanted it shown. reach: where it may be shown now.
    based_on: the revision that its author saw when writing it; None for the first.
    draft_of: it was told under this id while the author had the story already, and is a draft.
    """

    __tablename__ = "story_revision"

    story_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("story.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    based_on: Mapped[int | None]
    draft_of: Mapped[uuid.UUID | None]
    background: Mapped[str] = mapped_column(String(24))
    opening: Mapped[Opening | None] = mapped_column(word(Opening))
    text: Mapped[str] = mapped_column(Text)
    by_accident: Mapped[ByAccident] = mapped_column(word(ByAccident))
    shown_on: Mapped[ShownOn] = mapped_column(word(ShownOn))
    reach: Mapped[ShownOn] = mapped_column(word(ShownOn))
    language: Mapped[str | None] = mapped_column(String(35))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)

    @property
    def telling(self) -> Telling:
        """Return the story as its author told it."""
        return Telling(
            background=self.background,
            opening=self.opening,
            text=self.text,
            by_accident=self.by_accident,
            shown_on=self.shown_on,
            language=self.language,
        )


class SameHere(Base):
    """Somebody recognised themselves in a story."""

    __tablename__ = "same_here"

    conference: Mapped[str] = mapped_column(String(60))
    story_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "story_id"], ["story.conference", "story.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_same_here_person_id", "person_id"),
    )
