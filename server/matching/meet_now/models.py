"""Who asked whom to meet now. Rows go within two hours; that two have met is kept elsewhere."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.matching.meet_now.domain import MeetNowState


class MeetNowRow(Base):
    """One person asked another to meet now.

    until: see `domain.MeetNow`.
    place, sign: where they meet and what they hold up, while it is agreed. No two pairs of a
        conference hold up the same sign.
    """

    __tablename__ = "meet_now"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str]
    by_id: Mapped[uuid.UUID]
    to_id: Mapped[uuid.UUID]
    state: Mapped[MeetNowState] = mapped_column(word(MeetNowState))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    place: Mapped[str | None] = mapped_column(String(180))
    sign: Mapped[int | None]

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "by_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "to_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("conference", "sign"),
        Index("ix_meet_now_by_id", "by_id"),
        Index("ix_meet_now_to_id", "to_id"),
    )
