"""Talks, who is checked in, and who sits where in which round."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    case,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, UTCDateTime, word
from server.moderation.domain import State
from server.tables.clock import Phase
from server.tables.domain import Mode, Move, Offer
from server.tables.room.console import Happened


class Talk(Base):
    """A talk, hosted or at an open table. Its clock is a number and a moment: see `clock.py`.

    roster_version: rises whenever somebody checks in, leaves, or would rather listen, so that
        tables worked out meanwhile are known to be stale.
    plan: read only where it is asked for, as it names everybody once for each round to come:
        {"seatings": [[[ids]]], "resting": [[ids]], "report": {…}}: the rounds to come, for
        those who were here when they were planned, who sits each out, and what the planner said
        of them; or None. IDs are the people's, as text. `report` is that of
        `server.tables.seating.report`, of it what hosts are told.
    seed: shuffles the deck and the seating.
    largest: how many sit at a table at most, unless a host says otherwise by hand.
    first_table: the hall's number of the first table that the talk uses.
    tables: how many it may use; None for as many as needed.
    code: what is typed to sit down at an open table, while it is on. by_id: whose table it is: who
        started it, or whom they left it to.
    writes: tables of the rounds to come write in place of talking.
    collected: it is over, and what its tables take away has gone to the organisers.
    own_deck: {"title", "in_order", "prompts"} of a deck of the conference's own, as it was when the
        talk was opened; None for one of ours.
    """

    __tablename__ = "talk"
    __table_args__ = (
        UniqueConstraint("conference", "id"),
        Index("ix_talk_conference_code", "conference", "code", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conference.slug", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(180))
    mode: Mapped[Mode] = mapped_column(word(Mode), default=Mode.ROTATE)
    deck: Mapped[str] = mapped_column(String(40))
    own_deck: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    size: Mapped[int]
    largest: Mapped[int]
    first_table: Mapped[int]
    tables: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(String(24))
    by_id: Mapped[uuid.UUID | None]
    rounds: Mapped[int]
    minutes: Mapped[int]
    seed: Mapped[int]
    phase: Mapped[Phase] = mapped_column(word(Phase))
    round: Mapped[int] = mapped_column(default=0)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    paused_left: Mapped[int | None]  # milliseconds
    roster_version: Mapped[int] = mapped_column(default=1)
    writes: Mapped[bool] = mapped_column(default=False)
    collected: Mapped[bool] = mapped_column(default=False)
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def dealt_round(self) -> int:
        """The present round, once its tables are dealt; 0 while they are being set.

        They are laid by and by then, and nobody is to see them before all are.
        """
        return 0 if self.phase is Phase.SETTING else self.round

    @hybrid_property
    def rounds_dealt(self) -> int:
        """How many rounds have been dealt."""
        return self.round - 1 if self.phase is Phase.SETTING else self.round

    @rounds_dealt.inplace.expression
    @classmethod
    def _rounds_dealt(cls) -> ColumnElement[int]:
        return case((cls.phase == Phase.SETTING, cls.round - 1), else_=cls.round)


class TalkCommand(Base):
    """A command that was carried out, so that a retry gets the first answer.

    before: where the clock stood, for an undo: {"phase", "round", "ends_at", "paused_left",
        "version"}, the moment as text, what was left in milliseconds. None where none is possible.
    """

    __tablename__ = "talk_command"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    talk_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), index=True
    )
    move: Mapped[Move] = mapped_column(word(Move))
    by_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class TalkAnnouncementRow(Base):
    """What a host told everybody in a talk."""

    __tablename__ = "talk_announcement"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    talk_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class Invitation(Base):
    """Somebody who was free is asked to come to a talk. It goes with their answer."""

    __tablename__ = "invitation"

    conference: Mapped[str] = mapped_column(String(60))
    talk_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "talk_id"], ["talk.conference", "talk.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_invitation_person_id", "person_id"),
    )


class CheckIn(Base):
    """Somebody is here for a talk.

    listens: they would rather have their turns after others.
    locked: the number of the table at which they sit in every round to come, or None.
    told: a story of theirs has come up as a card in this talk.
    """

    __tablename__ = "check_in"

    conference: Mapped[str] = mapped_column(String(60))
    talk_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    listens: Mapped[bool] = mapped_column(default=False)
    locked: Mapped[int | None]
    told: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "talk_id"], ["talk.conference", "talk.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["conference", "person_id"], ["person.conference", "person.id"], ondelete="CASCADE"
        ),
        Index("ix_check_in_person_id", "person_id"),
    )


class Table(Base):
    """One table in one round.

    number: the hall's, or 0 for an open table where no card stands.
    card: its place in the deck as dealt. words: a host's own, which lie there in its place.
    story_id: a story that lies there in its place, as long as it may.
    turn_id: whose turn it was last known to be: see `server.tables.at_table.turns`.
    turn_left: milliseconds that were left of the round when that turn began; None when it began
        with the round, so that time which stands still or is added counts for nobody.
    writes: its people write in place of talking.
    open_card: the card to which all that is written lies open; what answers others does not.
    met: {"new", "again"}: of how many of its pairs it is written down that they have met for the
        first time, or again; None while none of that is.
    """

    __tablename__ = "round_table"
    __table_args__ = (UniqueConstraint("talk_id", "round", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    talk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("talk.id", ondelete="CASCADE"))
    round: Mapped[int]
    number: Mapped[int]
    card: Mapped[int]
    words: Mapped[str | None] = mapped_column(Text)
    story_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("story.id", ondelete="SET NULL"), index=True
    )
    turn_id: Mapped[uuid.UUID | None]
    turn_left: Mapped[int | None]
    writes: Mapped[bool] = mapped_column(default=False)
    open_card: Mapped[int | None]
    met: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(default=1)


class Seat(Base):
    """Somebody's chair in one round. Turns go by `listens`, then by `chair`.

    spoke: the how-manieth turn of the table theirs was, once it is over.
    until: when they got up while the round was being talked through; None while they sit there.
    by_hand: a host put them there, and nothing but a host takes them away.
    """

    __tablename__ = "seat"

    talk_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    table_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("round_table.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    chair: Mapped[int]
    listens: Mapped[bool] = mapped_column(default=False)
    spoke: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    by_hand: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_seat_person_id", "person_id"),)


class Apart(Base):
    """Somebody would rather not sit with another in this talk: for the planner, like a block."""

    __tablename__ = "apart"

    talk_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )


class TalkEntry(Base):
    """A line in the log of a talk. It names people by their ids: names go when people do.

    by_id: who did it, or None for the room by itself. params: {"person", "other", "table", ...}.
    """

    __tablename__ = "talk_entry"

    talk_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    kind: Mapped[Happened] = mapped_column(word(Happened))
    by_id: Mapped[uuid.UUID | None]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)


class Written(Base):
    """What somebody wrote at a table in place of speaking; it is deleted once the talk is over.

    card: of the table, which it answers. text: None when they passed. revision: rises with it.
    hidden: somebody there has reported it, and no organiser has let it stand.
    """

    __tablename__ = "written"
    __table_args__ = (UniqueConstraint("table_id", "card", "person_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    table_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round_table.id", ondelete="CASCADE"))
    card: Mapped[int]
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    hidden: Mapped[bool] = mapped_column(default=False)


class Takeaway(Base):
    """The one line that a table takes away from its round. `person_id`: who wrote it last.

    state: where it stands since it has gone to the organisers; None while the table has it.
    told: the table has heard of the state; a refusal is told once it can no longer be undone.
    hidden: organisers took it off after somebody reported it.
    """

    __tablename__ = "takeaway"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    table_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("round_table.id", ondelete="CASCADE"), unique=True
    )
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[State | None] = mapped_column(word(State))
    told: Mapped[bool] = mapped_column(default=True)
    hidden: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class TableOffer(Base):
    """A table of the hall offers something to those who need it."""

    __tablename__ = "table_offer"

    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offer: Mapped[Offer] = mapped_column(word(Offer), primary_key=True)


class OwnDeck(Base):
    """A deck that organisers made. `prompts`: as in `domain.DeckPrompt`, in their order."""

    __tablename__ = "deck"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(
        ForeignKey("conference.slug", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(180))
    about: Mapped[str] = mapped_column(Text)
    in_order: Mapped[bool]
    prompts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    version: Mapped[int]
