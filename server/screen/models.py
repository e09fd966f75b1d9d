"""What the screen is told to do."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class Screen(Base):
    """The projector views of a conference. `blank`: they show nothing but paper."""

    __tablename__ = "screen"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    blank: Mapped[bool] = mapped_column(default=False)
