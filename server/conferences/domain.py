"""What a conference is made of."""

from __future__ import annotations

import enum
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

# Without 0 O, 1 I L, 5 S, 8 B, 2 Z: what is read aloud or off a wall must not be misread.
CODE_LETTERS = "34679ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 8
TOKEN_BYTES = 12  # 96 bits
KEPT_FOR = timedelta(days=14)  # after the last day, unless the organiser says otherwise
REVIEW_WITHIN = 5  # minutes, unless the organiser says otherwise
LONGEST_REVIEW_WITHIN = 120
LONGEST_PLACE = 60
MOST_PLACES = 20


class Joining(enum.StrEnum):
    """Whether new people may come in."""

    OPEN = "open"
    CLOSED = "closed"


class Publishing(enum.StrEnum):
    """When others see a story: once an organiser has read it, or before.

    trusted: of those an organiser has approved something of, at once; of others, once it is read.
    """

    READ_FIRST = "read-first"
    TRUSTED = "trusted"
    AT_ONCE = "at-once"


@dataclass(frozen=True, kw_only=True)
class Background:
    """One way into the industry that people of this conference can choose.

    key: stable, used in code and files. label: what is shown. shown: offered to choose.
    """

    key: str
    label: str
    shown: bool = True


BACKGROUNDS = (
    Background(key="agent", label="Came up from the phones"),
    Background(key="part-time", label="A student or part-time job that stuck"),
    Background(key="referral", label="A friend’s referral"),
    Background(key="transfer", label="Management transfer"),
    Background(key="acquisition", label="Acquisition or merger"),
    Background(key="turnaround", label="Brought in to fix a centre"),
    Background(key="finance", label="Across from finance"),
    Background(key="it", label="IT or telecoms"),
    Background(key="hr", label="HR or training"),
    Background(key="sales", label="Sales or marketing"),
    Background(key="frontline", label="Retail, hospitality or travel"),
    Background(key="vendor", label="Vendor, consultant or outsourcer"),
    Background(key="other", label="Some other way"),
)


@dataclass(frozen=True, kw_only=True)
class Door:
    """What somebody sees before they are in. `joined`: this device is in already."""

    slug: str
    name: str
    run_by: str
    starts_on: date
    ends_on: date
    deletes_on: date
    joining: Joining
    ended: bool
    languages: tuple[str, ...]
    backgrounds: tuple[Background, ...]
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """What the organisers told everyone."""

    id: UUID
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ConferenceView:
    """The conference as those who are in see it.

    review_within: minutes that nobody is to wait longer for a decision on what they wrote.
    meeting_places: where two who meet now find each other: "By the coffee".
    demo: all in it are samples, and say so.
    stopped_at: since when nothing new goes live and every screen is blank; None when it is not so.
    """

    slug: str
    name: str
    run_by: str
    starts_on: date
    ends_on: date
    deletes_on: date
    zone: str
    joining: Joining
    ended: bool
    languages: tuple[str, ...]
    backgrounds: tuple[Background, ...]
    review_within: int
    publishing: Publishing
    meeting_places: tuple[str, ...]
    announcements: tuple[Announcement, ...]
    demo: bool
    stopped_at: datetime | None
    version: int


@dataclass(frozen=True, kw_only=True)
class ConferenceSnapshot:
    """The conference beside the number of its stream `feed`."""

    number: int
    conference: ConferenceView


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What lets people in: the typed code, and the link that the QR code carries."""

    code: str
    link: str


def new_code() -> str:
    """Return a join code: 8 symbols of 25, without look-alikes."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(typed: str) -> str:
    """Return a typed code as it is stored: capitals, without spaces and hyphens."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def new_token() -> str:
    """Return an opaque 96-bit token for a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def deletion_moment(day: date, zone: str) -> datetime:
    """Return when the data of a conference goes: as its deletion day begins where it is held."""
    return datetime.combine(day, time.min, ZoneInfo(zone))
