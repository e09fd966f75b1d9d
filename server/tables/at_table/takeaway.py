"""What tables take away from a talk, one line each, as phones and the screen see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.moderation.domain import (
    Reason,
    State,
)

LONGEST_TAKEAWAY = 120  # characters


@dataclass(frozen=True, kw_only=True)
class TableLine:
    """What a table takes away, as those who sit there have put it so far."""

    id: UUID
    text: str
    version: int


@dataclass(frozen=True, kw_only=True)
class TakeawayCard:
    """What a table took away, once an organiser approved it. It names nobody who sat there."""

    id: UUID
    talk_id: UUID
    round: int
    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class OwnTakeaway:
    """What a table took away at which one has sat.

    open: whether its people may put down or change the line now.
    line: None without one. state: what became of it; None before organisers have it.
    reason, words: why it was sent back or closed, by key and in an organiser's own words.
    hidden: it was approved, and organisers took it off, since somebody reported it.
    """

    table_id: UUID
    round: int
    number: int
    open: bool
    line: TableLine | None
    state: State | None
    reason: Reason | None
    words: str | None
    hidden: bool


@dataclass(frozen=True, kw_only=True)
class TakeawayList:
    """What the tables of a talk took away, beside the numbers of `talk:{id}` and `person:{id}`.

    takeaways: all that were approved, by round and table. own: of one's own tables, by round.
    """

    number: int
    person_number: int
    takeaways: tuple[TakeawayCard, ...]
    own: tuple[OwnTakeaway, ...]
