"""What the screen is told to do."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime


class Screen(Base):
    """The projector views of a conference. `blank`: they show nothing but paper."""

    __tablename__ = "screen"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    blank: Mapped[bool] = mapped_column(default=False)


class ScreenKey(Base):
    """One screen: the key that opens it, and the device that it has opened.

    token_hash: of the link that is its key; None for a key made at the server's console.
    person_id: who the device is in the conference; None before it has shown itself.
    seen_at: when it last did.
    """

    __tablename__ = "screen_key"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(180))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True
    )
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
