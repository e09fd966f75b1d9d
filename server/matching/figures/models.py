"""What happened so often."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, word
from server.matching.figures.domain import Counted


class TallyStroke(Base):
    """Something happened once more. It tells neither of whom, nor when."""

    __tablename__ = "tally_stroke"
    __table_args__ = (Index("ix_tally_stroke_conference", "conference", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conference.slug", ondelete="CASCADE"))
    what: Mapped[Counted] = mapped_column(word(Counted))
