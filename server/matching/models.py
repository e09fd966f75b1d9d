"""Waves, and which people somebody would like to be suggested, or would not."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.matching.saying import Intent


class Wave(Base):
    """One person would like to meet another. It goes when answered, and by itself in a day.

    at: when they waved last.
    times: how often; a wave can be taken back and made again, and each counts for the cap.
    taken_back: the row stays, so that it goes on counting.
    declined: the other said "not now"; the one who waved never learns of it.
    kept: it was waved while the other was not to be met; they see it once they are.
    story_id: a story of the other's, of which more is to be told.
    """

    __tablename__ = "wave"

    conference: Mapped[str] = mapped_column(primary_key=True)
    by_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    to_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    times: Mapped[int] = mapped_column(default=1)
    taken_back: Mapped[bool] = mapped_column(default=False)
    declined: Mapped[bool] = mapped_column(default=False)
    kept: Mapped[bool] = mapped_column(default=False)
    story_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"))

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "by_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "to_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_wave_to_id", "to_id"),
        Index("ix_wave_story_id", "story_id"),
    )


class Preference(Base):
    """What somebody last chose to be suggested; without a row it is the default."""

    __tablename__ = "preference"

    conference: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    intent: Mapped[Intent] = mapped_column(word(Intent))

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
    )


class Aside(Base):
    """One person put another aside: the two are not suggested to each other, whoever did so.

    at: when, last. until: from then on they may be again; None for good.
    """

    __tablename__ = "aside"

    conference: Mapped[str] = mapped_column(primary_key=True)
    by_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "by_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "other_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_aside_other_id", "other_id"),
    )
