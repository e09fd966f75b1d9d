"""Who is suggested to whom, and what is known of everybody's place in the plan."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime


class SuggestedPair(Base):
    """Two people are suggested to each other: a row is both their suggestions. one_id < other_id.

    value: what it is worth to both to meet. since: when they were first suggested.
    resting: they have met, are connected, one put the other aside, or would not be met until they
        say so. The pair takes no place on their lists, and is theirs again if that ends. Who
        counts suggestions leaves it out.

    A row says what was planned. Whether the two may see each other now is asked when it is read,
    of blocks, sight, waves and openness: a row may be a moment behind.
    """

    __tablename__ = "suggested_pair"

    conference: Mapped[str] = mapped_column(primary_key=True)
    one_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    value: Mapped[float]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    resting: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "one_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "other_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_suggested_pair_other_id", "other_id"),
    )


class Weighed(Base):
    """Somebody has a place in the plan; without a row nobody has looked for people for them yet.

    price: what a place on their list is worth to the room.
    digest: of what was known of them; another one says that they have changed since.
    planned: their price is that of a plan of the whole room, not of having joined one.
    """

    __tablename__ = "weighed"

    conference: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    price: Mapped[float]
    digest: Mapped[str] = mapped_column(String(16))
    planned: Mapped[bool]

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
    )


class Making(Base):
    """How often a conference's lists were written: who worked on older ones begins again."""

    __tablename__ = "making"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]
