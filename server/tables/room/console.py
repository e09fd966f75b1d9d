"""What those who conduct see: the room, what was done, and the talk's log."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.matching.domain import Sentence
from server.people.domain import PersonCard
from server.tables.domain import Move, TableHeads, TalkAnnouncement, TalkView


class Happened(enum.StrEnum):
    """What the log of a talk tells. Each has a sentence, `log.<word>`.

    reseated: somebody sits elsewhere, and it was no host who moved them: whether the room did or
    they asked for it is nobody's business. freed: a host freed somebody's chair.
    added: a host put down somebody who has no phone. checked-in: a host, in their place.
    held: a round was talked through, to its end or to where a host ended it.
    waits: somebody is here and has no chair in a round: all were taken, or it was nearly over.
    opened: a table was laid for some of those who wait, in the middle of a round.
    """

    CAME = "came"
    CAME_LATE = "came-late"
    LEFT = "left"
    FREED = "freed"
    DEALT = "dealt"
    MOVED = "moved"
    SAT_DOWN = "sat-down"
    GOT_UP = "got-up"
    SWAPPED = "swapped"
    RESEATED = "reseated"
    SAT_OUT = "sat-out"
    ADDED = "added"
    CHECKED_IN = "checked-in"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    HELD = "held"
    WAITS = "waits"
    OPENED = "opened"


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody checked in, as hosts see them. `table`: the number of theirs in this round.

    locked: the number of the table at which they sit in every round to come.
    promised: that of the table at which they were told they sit in the next round.
    phone: whether they are here with a phone; False for somebody whom a host has put down.
    """

    person: PersonCard
    since: datetime
    table: int | None
    locked: int | None
    promised: int | None
    phone: bool


@dataclass(frozen=True, kw_only=True)
class AbsentList:
    """Some of those at the conference who are not at a talk, by name."""

    people: tuple[PersonCard, ...]


@dataclass(frozen=True, kw_only=True)
class SilentList:
    """The ids of those at a talk whose phones are not connected just now."""

    people: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class Act:
    """The last thing that a host did to the talk's clock.

    by: their name. version: the talk's after it; a talk further on has been moved by its own
        clock since. undo_until: how long it can be taken back; None where it cannot.
    """

    move: Move
    by: str
    at: datetime
    version: int
    undo_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class SeatingReport:
    """How good the plan is by which the present round was seated, with the rounds after it.

    repeats: meetings of two who have met before, of which `unavoidable` are in any plan.
    advice: sentences about what would help, and what could not be as it was asked.
    """

    repeats: int
    unavoidable: int
    advice: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoomSnapshot:
    """The room as hosts see it, beside the numbers of `talk-hosts:{id}` and `talk:{id}`.

    act: what a host did last; None while nobody has done anything.
    announcement: what everybody is being told, if anything.
    report: on the seating of this round; None before the first.
    """

    number: int
    talk_number: int
    talk: TalkView
    people: tuple[Guest, ...]
    tables: tuple[TableHeads, ...]
    report: SeatingReport | None
    act: Act | None
    announcement: TalkAnnouncement | None


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """Something that happened in a talk, in a sentence."""

    number: int
    at: datetime
    sentence: Sentence


@dataclass(frozen=True, kw_only=True)
class TalkLog:
    """What happened in a talk, the newest first."""

    lines: tuple[LogLine, ...]


@dataclass(frozen=True, kw_only=True)
class TalkSummary:
    """What came of a talk.

    planned, held: rounds, and those of them that were talked through; only these count below.
    people, tables: how many different ones there were in all.
    new_pairs: two people who met for the first time. repeats: two who had met before.
    empty_chairs: that were dealt to somebody and free when the round ended.
    late: people who came after the tables had been set.
    takeaways: tables that put down what they take away.
    """

    planned: int
    held: int
    people: int
    tables: int
    new_pairs: int
    repeats: int
    empty_chairs: int
    late: int
    takeaways: int
