"""Reviews and the decisions taken on them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.moderation.domain import (
    Outcome,
    Reason,
    Showing,
)


class Review(Base):
    """The one review of a subject: something that a person wrote, of a kind some feature knows.

    revision: the subject's latest. waiting: a decision on it is awaited, since `since`.
    claimed_by_id, claimed_until: the organiser who reads it, and for how long nobody else does.
    flags: what was noticed in that revision, each a Noticed.
    flagged: somebody has looked for flags in it as it is, beside all that there is now.
    """

    __tablename__ = "review"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    conference: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[uuid.UUID]
    author_id: Mapped[uuid.UUID]
    revision: Mapped[int]
    waiting: Mapped[bool]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    claimed_by_id: Mapped[uuid.UUID | None]
    claimed_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    flags: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    flagged: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "author_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("conference", "subject_kind", "subject_id"),
        Index("ix_review_conference_waiting_since", "conference", "waiting", "since"),
        Index("ix_review_author_id", "author_id"),
    )


class Decision(Base):
    """What an organiser decided on one revision.

    live_before, showing_before: the revision that was live until then, and how it was shown;
        undoing brings them back.
    """

    __tablename__ = "decision"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(String(60))
    review_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("review.id", ondelete="CASCADE"), index=True
    )
    revision: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(word(Outcome))
    reason: Mapped[Reason | None] = mapped_column(word(Reason))
    words: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    live_before: Mapped[int | None]
    showing_before: Mapped[Showing] = mapped_column(word(Showing), default=Showing.AS_WISHED)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "by_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_decision_by_id", "by_id"),
    )


class FlaggingRow(Base):
    """What a conference wants flagged, once it has said so: a Flagging."""

    __tablename__ = "flagging"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    kinds: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[list[str]] = mapped_column(JSON)
    passes: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int]
