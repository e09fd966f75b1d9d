"""What the projector shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from server.conferences.domain import Announcement
from server.origins.domain import OriginsView
from server.people.domain import NewLink
from server.stories.domain import StoryCard
from server.tables.at_table.takeaway import TakeawayCard
from server.tables.cards.prompts import Prompt
from server.tables.domain import TableHeads, TalkAnnouncement, TalkView, WallName


@dataclass(frozen=True, kw_only=True)
class ScreenSnapshot:
    """Everything the screen shows, beside the number of the stream `screen`.

    link: what the QR code carries; it is drawn at `qr.svg`.
    people: how many are in.
    blank: nothing is shown but paper, until a host shows the screen again.
    stopped: the same, until an organiser lets publication go on.
    announcement: the last one; the screen decides how long it stays.
    takeaways: what tables took away from the talk that was held last.
    origins: how the room got here.
    talk: the talk that is on, or gathers; None without one.
    tables, names, prompt: as in `tables.room_shown`.
    talk_announcement: what a host is telling everybody in it, if anything.
    """

    number: int
    name: str
    run_by: str
    deletes_on: date
    code: str
    link: str
    joining: bool
    people: int
    blank: bool
    stopped: bool
    stories: tuple[StoryCard, ...]
    takeaways: tuple[TakeawayCard, ...]
    origins: OriginsView
    talk: TalkView | None
    tables: tuple[TableHeads, ...]
    names: tuple[WallName, ...]
    prompt: Prompt | None
    announcement: Announcement | None
    talk_announcement: TalkAnnouncement | None


@dataclass(frozen=True, kw_only=True)
class ScreenLine:
    """One screen as organisers see it. `seen_at`: None before it has been opened."""

    id: UUID
    name: str
    made_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ScreenList:
    """The screens that may show the conference, the oldest first."""

    screens: tuple[ScreenLine, ...]


@dataclass(frozen=True, kw_only=True)
class NewScreen:
    """A screen and the key that opens it. The key is told this once only."""

    screen: ScreenLine
    key: NewLink
