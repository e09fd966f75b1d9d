"""The picture as it was drawn last."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class Drawing(Base):
    """How a room got here, as everybody sees it until it is drawn anew.

    needed: how many more people it takes before there is one.
    drawn: the `Origins` as it goes out, or None before the first.
    counted: by person, a keyed digest of what they had said by then. It tells whether they say
        something else now, and nothing more.
    """

    __tablename__ = "drawing"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    needed: Mapped[int]
    drawn: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    counted: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
