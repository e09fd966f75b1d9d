"""Reports, gathered in one case for each subject."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.moderation.reports import ReportReason


class ReportCase(Base):
    """Everything reported of one subject. It goes when its author leaves.

    hidden: the subject was taken off for this. waiting: a decision is awaited.
    since: when it began to wait, or was decided.
    """

    __tablename__ = "report_case"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    conference: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[uuid.UUID]
    author_id: Mapped[uuid.UUID]
    hidden: Mapped[bool] = mapped_column(default=False)
    waiting: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "author_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("conference", "subject_kind", "subject_id"),
        Index("ix_report_case_author_id", "author_id"),
    )


class Report(Base):
    """What one person reported: a frozen copy of what they saw, and why.

    by_id: None once they have left; their words go with them.
    seen: a `Writing` as JSON; `revision` is that of the subject then.
    """

    __tablename__ = "report"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report_case.id", ondelete="CASCADE"))
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    reason: Mapped[ReportReason] = mapped_column(word(ReportReason))
    words: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int]
    seen: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        UniqueConstraint("case_id", "by_id"),
        Index("ix_report_by_id_at", "by_id", "at"),
    )
