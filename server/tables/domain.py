"""What a talk is made of, as phones, hosts and the screen see it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.matching.domain import Sentence
from server.people.domain import PersonCard
from server.realtime.facts import Audience
from server.stories.domain import StoryCard
from server.tables.at_table.takeaway import TableLine
from server.tables.cards.prompts import Prompt
from server.tables.clock import Phase

PAIR = 2  # who sit one to one
TRIO = 3  # where somebody would be left over
SMALLEST_TABLE = 3
LARGEST_TABLE = 6
USUAL_TABLE = 5
MOST_ROUNDS = 12
LONGEST_ROUND = 60  # minutes
LONGEST_ANSWER = 400  # characters
HIGHEST_TABLE = 500  # the highest number that a table of the hall can have
SEEDS = 2**31  # from nought to this, a talk has one
MOST_CARDS = 60  # printed at once
LATE_SEAT_NEEDS = 60  # seconds left; with less, a latecomer waits for the next round


class Move(enum.StrEnum):
    """What a host can do to a talk."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    ADD_MINUTE = "add-minute"
    GO_ON = "go-on"
    BACK_TO_LOBBY = "back-to-lobby"
    END = "end"
    UNDO = "undo"


class WhyWaiting(enum.StrEnum):
    """Why somebody has no chair in a round: all are taken, or they came when it was nearly over."""

    FULL = "full"
    LATE = "late"


class Mode(enum.StrEnum):
    """Who sits with whom in a talk.

    ROTATE: everybody moves. HOSTS_STAY: hosts have a table, the others move.
    ONE_TO_ONE: tables of two, for the pairs that are worth introducing. OPEN: a table that
    somebody started, without rounds or a conductor.
    """

    ROTATE = "rotate"
    HOSTS_STAY = "hosts-stay"
    ONE_TO_ONE = "one-to-one"
    OPEN = "open"


HOSTED_MODES = (Mode.ROTATE, Mode.HOSTS_STAY, Mode.ONE_TO_ONE)


class Offer(enum.StrEnum):
    """What a table of the hall offers: the way there has no step; it stands where it is quiet."""

    STEP_FREE = "step-free"
    QUIET = "quiet"


@dataclass(frozen=True, kw_only=True)
class TalkView:
    """A talk and its clock.

    ends_at: when the present phase ends; None while nothing runs.
    paused_left: seconds left in a paused phase, or None while it is not paused.
    minutes: of talking in each round. version: what the next command is decided on.
    size: how many sit at a table, as wished; largest: at most, unless a host says otherwise.
    first_table: the hall's number of the first table that the talk uses.
    tables: how many it may use; None for as many as needed.
    code: what is typed to sit down at an open table, while it is on. by: whose table it is.
    here: how many people were checked in at the moment of this fact.
    """

    id: UUID
    title: str
    mode: Mode
    deck: str
    deck_title: str
    size: int
    largest: int
    first_table: int
    tables: int | None
    code: str | None
    by: UUID | None
    rounds: int
    minutes: int
    phase: Phase
    round: int
    ends_at: datetime | None
    paused_left: float | None
    here: int
    opened_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class TalkList:
    """The talks of the conference, the newest first, beside the number of `feed`.

    talks_number: of `talks`, where it is told how many are at each.
    """

    number: int
    talks_number: int
    talks: tuple[TalkView, ...]


@dataclass(frozen=True, kw_only=True)
class InvitationList:
    """The talks that one is asked to come to, beside the number of the stream `person:{id}`.

    feed_number: of `feed`, where it is told that they begin.
    """

    number: int
    feed_number: int
    talks: tuple[TalkView, ...]


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Somebody at the table. `opening`: how their story begins, or None without one."""

    person: PersonCard
    opening: str | None


@dataclass(frozen=True, kw_only=True)
class WrittenAnswer:
    """What somebody at the table wrote, once it lies open."""

    id: UUID
    person_id: UUID
    text: str


@dataclass(frozen=True, kw_only=True)
class WrittenRound:
    """What a table writes in place of talking.

    done: who has answered the card, or passed. open: whether the answers lie open.
    answers: in the order of turns, once they do; nobody's who passed.
    """

    done: tuple[UUID, ...]
    open: bool
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class TableView:
    """One table in one round. Its people are in the order in which they take turns.

    number: the hall's; 0 for an open table where no card stands.
    turn: whose it is, or None once everybody has had one. turn_left: seconds that were left of
        the round when that turn began; None when it began with the round.
    spoken: whose turn is over, in the order in which they were.
    written: what they write in place of talking; None while they talk.
    stays: who keeps this table from round to round, while others come and go.
    takeaway: the line that the table takes away, once somebody there has put one down.
    quiet: it is marked as a quiet table: phones make no sound there.
    story: the story of somebody there, if the prompt is how it begins.
    version: rises with each change of the above.
    """

    id: UUID
    talk_id: UUID
    round: int
    number: int
    people: tuple[Neighbour, ...]
    prompt: Prompt
    turn: UUID | None
    turn_left: float | None
    spoken: tuple[UUID, ...]
    written: WrittenRound | None
    stays: tuple[UUID, ...]
    takeaway: TableLine | None
    quiet: bool
    story: StoryCard | None
    version: int


@dataclass(frozen=True, kw_only=True)
class TalkAnnouncement:
    """What a host tells everybody in a talk. `until`: when it leaves phones and screen."""

    id: UUID
    text: str
    at: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Why somebody who is here has no chair in this round.

    first: whether they have one in the next, as far as anybody can tell. table: at which table,
        where that is promised.
    """

    why: WhyWaiting
    first: bool
    table: int | None


@dataclass(frozen=True, kw_only=True)
class TalkSnapshot:
    """A talk as one attendee sees it.

    number: of the stream `talk:{id}`. person_number: of `person:{id}`.
    table_number: of `table:{table.id}`.
    here: whether they are checked in. listens: whether they would rather listen first.
    table: where they sit now, if anywhere. waiting: why the room has no chair for them.
    announcement: what a host is telling everybody, if anything.
    """

    number: int
    person_number: int
    talk: TalkView
    here: bool
    listens: bool
    table: TableView | None
    table_number: int
    waiting: Waiting | None
    announcement: TalkAnnouncement | None


@dataclass(frozen=True, kw_only=True)
class TableHeads:
    """How many sit at a table."""

    number: int
    heads: int


@dataclass(frozen=True, kw_only=True)
class WallName:
    """Somebody who agreed to be named on the screen, and the number of their table.

    organisation: where they share it and somebody else there goes by the same name.
    """

    person_id: UUID
    name: str
    organisation: str | None
    table: int


@dataclass(frozen=True, kw_only=True)
class TableCard:
    """A card to print for a table of the hall.

    link: joins the conference and comes to that table. qr: its QR code, drawn as SVG.
    """

    number: int
    link: str
    qr: str


@dataclass(frozen=True, kw_only=True)
class TableCards:
    """Cards to print, by number."""

    cards: tuple[TableCard, ...]


@dataclass(frozen=True, kw_only=True)
class TableOffers:
    """What a table of the hall offers."""

    number: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True)
class HallOffers:
    """The tables of the hall that offer something, by number."""

    tables: tuple[TableOffers, ...]


@dataclass(frozen=True, kw_only=True)
class HallTable:
    """What is on at a table of the hall.

    talk: the hosted talk to which it belongs. code: of the open table that is there.
    """

    number: int
    talk: TalkView | None
    code: str | None


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """Why somebody at the table is worth meeting."""

    person_id: UUID
    sentence: Sentence


@dataclass(frozen=True, kw_only=True)
class Introductions:
    """Why those at one's table are worth meeting, where there is a reason."""

    introductions: tuple[Introduction, ...]


@dataclass(frozen=True, kw_only=True)
class Companion:
    """Somebody one has sat with in this talk, and in which rounds.

    phone: whether they are here with a phone, on which they could be asked to keep in touch.
    """

    person: PersonCard
    rounds: tuple[int, ...]
    phone: bool


@dataclass(frozen=True, kw_only=True)
class Company:
    """Everybody one has sat with in this talk."""

    people: tuple[Companion, ...]


def in_talk(conference: str, talk_id: UUID, *, people: tuple[UUID, ...] | None = None) -> Audience:
    """Return everybody who follows a talk, and these people's phones whatever they follow."""
    return Audience(conference=conference, stream=f"talk:{talk_id}", people=people)


def looking_at_talks(conference: str) -> Audience:
    """Return everybody who looks at the list of talks, and hears how many are at each."""
    return Audience(conference=conference, stream="talks")


def hosts_of(conference: str, talk_id: UUID) -> Audience:
    """Return those who conduct a talk."""
    return Audience(conference=conference, stream=f"talk-hosts:{talk_id}")


def at_table(conference: str, table_id: UUID, people: tuple[UUID, ...]) -> Audience:
    """Return those who sit at one table; their phones hear it before they subscribe."""
    return Audience(conference=conference, stream=f"table:{table_id}", people=people)
