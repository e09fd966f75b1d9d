"""Work that is due at a moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime


class DueWork(Base):
    """One thing to do at a moment: a round's boundary, planning, a deletion date.

    key: what it concerns; one row per conference, kind and key, so that a new moment
        replaces the old one.
    at: when it is due. Claiming moves it into the future, so that work whose process died
        falls due again by itself.
    """

    __tablename__ = "due_work"
    __table_args__ = (UniqueConstraint("conference", "kind", "key"), Index(None, "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conference.slug", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
