"""Who is free now. A row goes with its time."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime


class FreeNowRow(Base):
    """Somebody said that they are free, till then at the latest."""

    __tablename__ = "free_now"

    conference: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    until: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
    )
