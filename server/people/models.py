"""People, their devices and links, and what is between two of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, by_code_point, word
from server.people.domain import LinkKind, Move, Position
from server.people.openness import Openness
from server.web.rights import Role


class Person(Base):
    """Somebody at one conference.

    rights_version: rises whenever what they may see or hear changes.
    move: whether they made the move from contact centre to customer experience, or want to.
    maturity: of their organisation in customer experience, 1 ("nobody talks about it") to 5 ("it
        is how we run the business").
    open_to_colleagues: they may be suggested people of their own organisation who are, too.
    openness: how open they are to be met, as they chose; paused_until: left alone till then;
        openness_said_at: when they said so last, by their phone.
    recovery_issue: which of the derived recovery codes is good; its hash is recovery_hash.
    muted_because: why what they write reaches nobody from now on, in the words that they are told;
        None when it does.
    banned_because: why they are out, in the words that they are told; None when they are not.
        They are hidden as long as it lasts.
    appeal: what they answered to either; appeal_answer: what organisers said to that.
    screen: this is no human but the projector, which may hear the stream `screen`.
    removed_at: when they left or were removed; what remains is a nameless tombstone.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("conference", "id"),
        Index("ix_person_conference_joined_at", "conference", "joined_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conference.slug", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(180))
    folded_name: Mapped[str] = mapped_column(by_code_point(240))
    organisation: Mapped[str | None] = mapped_column(String(360))
    position: Mapped[Position | None] = mapped_column(word(Position))
    years: Mapped[int | None]
    backgrounds: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    strong: Mapped[list[str]] = mapped_column(JSON)
    wanted: Mapped[list[str]] = mapped_column(JSON)
    move: Mapped[Move | None] = mapped_column(word(Move))
    maturity: Mapped[int | None]
    open_to_colleagues: Mapped[bool] = mapped_column(default=False)
    openness: Mapped[Openness] = mapped_column(word(Openness), default=Openness.COME)
    paused_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    openness_said_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    link: Mapped[str | None] = mapped_column(String(900))
    shares: Mapped[list[str]] = mapped_column(JSON)
    role: Mapped[Role] = mapped_column(word(Role))
    hidden: Mapped[bool] = mapped_column(default=False)
    muted_because: Mapped[str | None] = mapped_column(Text)
    banned_because: Mapped[str | None] = mapped_column(Text)
    appeal: Mapped[str | None] = mapped_column(Text)
    appeal_answer: Mapped[str | None] = mapped_column(Text)
    hidden_before_ban: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    recovery_issue: Mapped[int] = mapped_column(default=1)
    recovery_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    rights_version: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)


class AccessNeeds(Base):
    """What somebody needs to sit well. It is told to nobody but themselves and organisers."""

    __tablename__ = "access_needs"

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(String(60))
    needs: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_access_needs_conference", "conference"),
    )


class Device(Base):
    """A phone or a laptop, known by the hash of the token in its cookie."""

    __tablename__ = "device"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conference: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID]
    since: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_device_person_id", "person_id"),
    )


class Link(Base):
    """An address that raises a role, or brings a person back, when tapped.

    person_id: whom it brings back, or who used it; a used role link works on for them only.
    """

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), index=True
    )
    kind: Mapped[LinkKind] = mapped_column(word(LinkKind))
    role: Mapped[Role] = mapped_column(word(Role))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Block(Base):
    """One person does not want to meet another; it holds both ways."""

    __tablename__ = "block"

    conference: Mapped[str] = mapped_column(primary_key=True)
    by_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    blocked_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "by_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "blocked_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_block_blocked_id", "blocked_id"),
    )


class Meeting(Base):
    """These two have met: one history for tables and one to one. `one_id` sorts first."""

    __tablename__ = "meeting"

    conference: Mapped[str] = mapped_column(primary_key=True)
    one_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime)
    times: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "one_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "other_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_meeting_other_id", "other_id"),
    )


class Connection(Base):
    """Two people who both want to stay in touch. `one_id` sorts first."""

    __tablename__ = "connection"

    conference: Mapped[str] = mapped_column(primary_key=True)
    one_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "one_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "other_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_connection_other_id", "other_id"),
    )
