"""Stories, their revisions, what they are found by, and who said "same here"."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.moderation.domain import (
    Showing,
    Standing,
    State,
)
from server.stories.domain import ByAccident, Opening, ShownOn, Telling


class Story(Base):
    """One person's answer for one background: the background of its latest revision.

    state, latest, live, told, showing: where it stands; moderation's policy moves them together.
    hidden: the revision that organisers took off after somebody reported it; a newer one that
        they approve is shown.
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
    showing: Mapped[Showing] = mapped_column(word(Showing), default=Showing.AS_WISHED)
    hidden: Mapped[int | None]
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
        return Standing(
            state=self.state,
            latest=self.latest,
            live=self.live,
            told=self.told,
            showing=self.showing,
        )

    @standing.setter
    def standing(self, standing: Standing) -> None:
        self.state, self.latest = standing.state, standing.latest
        self.live, self.told = standing.live, standing.told
        self.showing = standing.showing


class StoryRevision(Base):
    """One wording of a story. What it says never changes; where it is shown may become less.

    language: of the words; while they are live, their author may correct it.
    photo_width, photo_height: as of its photo, which never changes either.
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
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    by_accident: Mapped[ByAccident] = mapped_column(word(ByAccident))
    shown_on: Mapped[ShownOn] = mapped_column(word(ShownOn))
    reach: Mapped[ShownOn] = mapped_column(word(ShownOn))
    language: Mapped[str | None] = mapped_column(String(35))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("photo.id"))
    photo_alt: Mapped[str | None] = mapped_column(Text)
    photo_width: Mapped[int | None]
    photo_height: Mapped[int | None]

    __table_args__ = (Index("ix_story_revision_photo_id", "photo_id"),)

    @property
    def telling(self) -> Telling:
        """Return the story as its author told it."""
        return Telling(
            background=self.background,
            opening=self.opening,
            title=self.title,
            text=self.text,
            by_accident=self.by_accident,
            shown_on=self.shown_on,
            language=self.language,
            photo_id=self.photo_id,
            photo_alt=self.photo_alt,
        )


class StoryWords(Base):
    """What a story is found by while the feed shows it: its words, folded.

    The database's own index, `story_index`, follows this table by itself.
    """

    __tablename__ = "story_words"

    number: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("story.id", ondelete="CASCADE"), unique=True
    )
    folded: Mapped[str] = mapped_column(Text)


class Photo(Base):
    """A photo that somebody has sent, for a story that they tell. width, height: in pixels."""

    __tablename__ = "photo"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[uuid.UUID]
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    width: Mapped[int]
    height: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_photo_person_id", "person_id"),
    )


class PhotoSize(Base):
    """One size of a photo, as it is delivered. size: pixels of its longer side, at most."""

    __tablename__ = "photo_size"

    photo_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True
    )
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    webp: Mapped[bytes] = mapped_column(LargeBinary)


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
