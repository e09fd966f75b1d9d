"""Who meets whom later: where, when, and who proposed it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.matching.later.domain import AppointmentState


class AppointmentRow(Base):
    """Two people meet later, or one of them would like to. `one_id` sorts first.

    proposed_by_id: who proposed it as it stands now.
    version: raised by every step; calendars know it as the sequence.
    """

    __tablename__ = "appointment"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str]
    one_id: Mapped[uuid.UUID]
    other_id: Mapped[uuid.UUID]
    proposed_by_id: Mapped[uuid.UUID]
    state: Mapped[AppointmentState] = mapped_column(word(AppointmentState))
    place: Mapped[str] = mapped_column(String(180))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "one_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "other_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_appointment_one_id", "one_id"),
        Index("ix_appointment_other_id", "other_id"),
    )
