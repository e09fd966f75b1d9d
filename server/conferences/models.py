"""The conference and what hangs on it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.conferences.domain import REVIEW_WITHIN, Joining, Publishing
from server.database import Base, UTCDateTime, word


class Conference(Base):
    """One occasion.

    slug: its name in addresses, never changed, so that it serves as the key.
    code, token: what lets people in, typed or scanned; both can be rotated.
    backgrounds: a list of {"key", "label", "shown"}, in the order offered.
    audit_count, audit_head: how long the audit chain is and its last digest, so that an end
        which somebody cut off is missed.
    review_within: minutes that nobody is to wait longer for a decision on what they wrote.
    stopped_at: since when publication is stopped and every screen blank; None when it is not.
    publishing: when others see a story.
    meeting_places: where two who meet now find each other, those to be filled first at the head.
    """

    __tablename__ = "conference"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(240))
    run_by: Mapped[str] = mapped_column(String(240))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    deletes_on: Mapped[date]
    zone: Mapped[str] = mapped_column(String(60))
    languages: Mapped[list[str]] = mapped_column(JSON)
    backgrounds: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    joining: Mapped[Joining] = mapped_column(word(Joining), default=Joining.OPEN)
    review_within: Mapped[int] = mapped_column(default=REVIEW_WITHIN)
    publishing: Mapped[Publishing] = mapped_column(word(Publishing), default=Publishing.READ_FIRST)
    meeting_places: Mapped[list[str]] = mapped_column(JSON, default=list)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    token: Mapped[str] = mapped_column(String(24), unique=True)
    audit_salt: Mapped[str] = mapped_column(String(44))
    audit_count: Mapped[int] = mapped_column(default=0)
    audit_head: Mapped[str | None] = mapped_column(String(64))
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)


class AnnouncementRow(Base):
    """Something the organisers told everyone."""

    __tablename__ = "announcement"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class AuditRow(Base):
    """Who did what to whom, when and why: ids and digests, chained so that gaps show.

    why: a reason's key, or `digest:` with the salted digest of a reason in free words.
    digest: of this row and the one before it.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("conference", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conference.slug", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[uuid.UUID | None]
    act: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[str] = mapped_column(String(60))
    why: Mapped[str | None] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
