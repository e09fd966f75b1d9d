"""What is announced about talks and tables."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.realtime.facts import Fact
from server.tables.at_table.takeaway import OwnTakeaway, TakeawayCard
from server.tables.cards.prompts import Prompt
from server.tables.domain import TableHeads, TableView, TalkAnnouncement, TalkView, WallName
from server.tables.open.domain import OpenTableLine, OpenTableName
from server.tables.room.console import Act, Guest, SeatingReport


@dataclass(frozen=True, kw_only=True)
class TalkListed(Fact, type="tables.talk_listed"):
    """A talk was opened, began or ended. Told to everyone."""

    talk: TalkView


@dataclass(frozen=True, kw_only=True)
class TalkMoved(Fact, type="tables.talk_moved"):
    """The talk's clock moved: another phase, a pause, a minute more, the end."""

    talk: TalkView


@dataclass(frozen=True, kw_only=True)
class TalkCounted(Fact, type="tables.talk_counted"):
    """How many are at a talk. Told every two seconds at most, there and on `talks`."""

    talk_id: UUID
    here: int


@dataclass(frozen=True, kw_only=True)
class TableSet(Fact, type="tables.table_set"):
    """A table as it is now: its people for this round, somebody new or gone, another prompt.

    Told to those who sit there, whose phones follow the stream of this table from then on.
    """

    talk: TalkView
    table: TableView


@dataclass(frozen=True, kw_only=True)
class CheckedIn(Fact, type="tables.checked_in"):
    """You are at a talk, said on one of your phones or by a host. Told to that person.

    listens: you would rather have your turns after the others'.
    """

    talk_id: UUID
    listens: bool


@dataclass(frozen=True, kw_only=True)
class GotUp(Fact, type="tables.got_up"):
    """You left your chair, or a host freed it. Told to that person."""

    talk_id: UUID


@dataclass(frozen=True, kw_only=True)
class Invited(Fact, type="tables.invited"):
    """A host pairs up those who are free, and you are one of them. Told to that person."""

    talk: TalkView


@dataclass(frozen=True, kw_only=True)
class InvitationGone(Fact, type="tables.invitation_gone"):
    """You have answered an invitation, on one of your phones. Told to that person."""

    talk_id: UUID


@dataclass(frozen=True, kw_only=True)
class GuestsChanged(Fact, type="tables.guests_changed"):
    """Somebody checked in, left, or sits elsewhere. Told to the hosts.

    gone: those who left. report: how good the seating is, as far as that is known.
    """

    talk: TalkView
    people: tuple[Guest, ...]
    gone: tuple[UUID, ...]
    tables: tuple[TableHeads, ...]
    report: SeatingReport | None


@dataclass(frozen=True, kw_only=True)
class RoomSet(Fact, type="tables.room_set"):
    """Everybody has a table for the round, or nobody has one any more. Told to the hosts.

    places: the number of everybody's table, by person; who is not named sits nowhere.
    """

    talk: TalkView
    places: dict[UUID, int]
    tables: tuple[TableHeads, ...]
    report: SeatingReport | None


@dataclass(frozen=True, kw_only=True)
class RoomShown(Fact, type="tables.room_shown"):
    """The talk as the screen shows it: its clock, and how many sit at which table.

    names: those who agreed to be named there, by name. prompt: the card on most tables.
    """

    talk: TalkView
    tables: tuple[TableHeads, ...]
    names: tuple[WallName, ...]
    prompt: Prompt | None


@dataclass(frozen=True, kw_only=True)
class TalkConducted(Fact, type="tables.talk_conducted"):
    """A host moved the talk. Told to all who conduct it, so that any of them can undo it."""

    talk: TalkView
    act: Act


@dataclass(frozen=True, kw_only=True)
class TalkAnnounced(Fact, type="tables.talk_announced"):
    """A host told everybody in the talk something, or took it down again.

    Told to all who are here, whichever page they look at, and to the screen.
    announcement: what stands now, in place of any before it; None when nothing does.
    """

    talk_id: UUID
    announcement: TalkAnnouncement | None


@dataclass(frozen=True, kw_only=True)
class OpenTableListed(Fact, type="tables.open_table_listed"):
    """An open table has a chair: a new one, or one where somebody came or left."""

    table: OpenTableLine


@dataclass(frozen=True, kw_only=True)
class OpenTableUnlisted(Fact, type="tables.open_table_unlisted"):
    """An open table has no chair. `on`: whether people sit there, or it is over."""

    table: OpenTableName
    on: bool


@dataclass(frozen=True, kw_only=True)
class TakeawayTold(Fact, type="tables.takeaway_told"):
    """How the line of a table stands at which you sat: changed, in review, shown, sent back."""

    talk_id: UUID
    takeaway: OwnTakeaway


@dataclass(frozen=True, kw_only=True)
class TakeawaysCollected(Fact, type="tables.takeaways_collected"):
    """What the tables of a talk took away has gone to the organisers: nobody writes any more."""

    talk_id: UUID


@dataclass(frozen=True, kw_only=True)
class TakeawayShown(Fact, type="tables.takeaway_shown"):
    """What a table took away was approved. Told to all who follow the talk, and to the screen."""

    takeaway: TakeawayCard


@dataclass(frozen=True, kw_only=True)
class TakeawayGone(Fact, type="tables.takeaway_gone"):
    """What a table took away is shown no more."""

    takeaway_id: UUID
