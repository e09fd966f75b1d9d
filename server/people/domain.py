"""What a person is, and what they may choose."""

from __future__ import annotations

import base64
import enum
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from server.conferences.domain import Background
from server.people.openness import Openness
from server.web.rights import Role

LONGEST_NAME = 60
LONGEST_LINE = 120
LONGEST_LINK = 300
LONGEST_FOLDED = 240
LONGEST_REASON = 300
MOST_BACKGROUNDS = 5
LINK_LIVES = timedelta(days=14)  # long enough for a link sent the week before
RECOVERY_BYTES = 8


class Position(enum.StrEnum):
    """Somebody's job."""

    AGENT = "agent"
    TEAM_LEADER = "team-leader"
    MANAGER = "manager"
    SENIOR_MANAGER = "senior-manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"
    OTHER = "other"


class Move(enum.StrEnum):
    """From contact centre to customer experience: made that move, or wants to."""

    MADE = "made"
    WANTED = "wanted"


class Skill(enum.StrEnum):
    """One of the five things that a contact-centre leader must master."""

    OPERATIONS = "operations"
    PEOPLE = "people"
    FINANCE = "finance"
    CUSTOMER = "customer"
    TECHNOLOGY = "technology"


class Shared(enum.StrEnum):
    """What somebody shows beside their name: the link to connections, the rest to everybody.

    WALL: their name itself, beside their table on the screen. Nobody is there without asking.
    """

    ORGANISATION = "organisation"
    POSITION = "position"
    LINK = "link"
    WALL = "wall"


class Need(enum.StrEnum):
    """What somebody needs to sit well; seen by organisers only.

    INTERPRETER: who sits in a chair beside them. HEARS_LEFT, HEARS_RIGHT: on which side better.
    """

    STEP_FREE = "step-free"
    QUIET = "quiet"
    INTERPRETER = "interpreter"
    HEARS_LEFT = "hears-left"
    HEARS_RIGHT = "hears-right"


class LinkKind(enum.StrEnum):
    """What tapping a link does: raise a role, bring the same person back, be the screen."""

    ROLE = "role"
    RECOVERY = "recovery"
    SCREEN = "screen"


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    """A person as others at the conference see them.

    openness: how open they are to be met now. Who pauses is told from nobody who said "not now".
    """

    id: UUID
    name: str
    organisation: str | None
    position: Position | None
    backgrounds: tuple[str, ...]
    openness: Openness


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A person as they see themselves.

    openness: how open they chose to be. paused_until: till then they are left alone all the same.
    muted_because: why what they write reaches nobody, as they were told; None when it does.
    appeal: what they answered; appeal_answer: what organisers said to that.
    """

    id: UUID
    name: str
    backgrounds: tuple[str, ...]
    organisation: str | None
    position: Position | None
    years: int | None
    languages: tuple[str, ...]
    strong: tuple[Skill, ...]
    wanted: tuple[Skill, ...]
    move: Move | None
    maturity: int | None
    open_to_colleagues: bool
    openness: Openness
    paused_until: datetime | None
    link: str | None
    shares: tuple[Shared, ...]
    role: Role
    hidden: bool
    muted: bool
    muted_because: str | None
    appeal: str | None
    appeal_answer: str | None
    version: int


@dataclass(frozen=True, kw_only=True)
class OwnBan:
    """A ban as the one who is banned reads it.

    words: why, as an organiser put it. appeal: what they answered; None while they may.
    appeal_answer: what an organiser said to that.
    """

    name: str
    run_by: str
    deletes_on: date
    words: str
    appeal: str | None
    appeal_answer: str | None


@dataclass(frozen=True, kw_only=True)
class ProfileSnapshot:
    """One's own profile beside the number of the stream `person:{id}`."""

    number: int
    profile: Profile


@dataclass(frozen=True, kw_only=True)
class OwnNeeds:
    """What one needs oneself. `version`: what the next change is decided on; nought at first."""

    needs: tuple[Need, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class GuestLine:
    """A person as organisers see them on the people page.

    muted_because, banned_because: what they were told when they were muted, or banned; None when
        they are not.
    appeal: what they answered; appeal_answer: what an organiser said to that.
    """

    id: UUID
    name: str
    organisation: str | None
    position: Position | None
    backgrounds: tuple[str, ...]
    role: Role
    hidden: bool
    muted: bool
    muted_because: str | None
    banned_because: str | None
    appeal: str | None
    appeal_answer: str | None
    joined_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class GuestPage:
    """One page of people.

    next: hand it back as `after` for the following page; None on the last.
    anew: this is the first page again, since whoever the page before ended with has another
        name by now, or is gone.
    """

    number: int
    people: tuple[GuestLine, ...]
    total: int
    next: str | None
    anew: bool


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """One conference that this device is in. `demo`: all in it are samples, and say so."""

    slug: str
    name: str
    person_id: UUID
    role: Role
    demo: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceList:
    """The conferences that this device is in."""

    conferences: tuple[Attendance, ...]


@dataclass(frozen=True, kw_only=True)
class RecoveryCode:
    """What brings the same person back on another phone."""

    code: str


@dataclass(frozen=True, kw_only=True)
class NewLink:
    """A link just made. It is told this once only. `qr`: its QR code, drawn as SVG."""

    link: str
    qr: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class LinkPreview:
    """What tapping a link would do. Looking at it uses nothing up.

    joined: this device is in already. used: by somebody else, so it does nothing any more.
    """

    kind: LinkKind
    role: Role
    conference: str
    name: str
    run_by: str
    deletes_on: date
    backgrounds: tuple[Background, ...]
    joined: bool
    used: bool


def recovery_code(secret_key: str, person_id: UUID, issue: int) -> str:
    """Return somebody's recovery code, in groups of four: "K7QX-...".

    It is derived, so that it can be shown again while only its hash is stored; raising
    `issue` voids it.
    """
    message = f"recovery:{person_id}:{issue}".encode()
    digest = hmac.digest(secret_key.encode(), message, "sha256")
    letters = base64.b32encode(digest[:RECOVERY_BYTES]).decode().rstrip("=")[:12]
    return "-".join(letters[start : start + 4] for start in range(0, 12, 4))


def recovery_hash(code: str) -> str:
    """Return what is stored of a recovery code, however it was typed."""
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    # Base 32 has no 0, 1 or 8; people type them all the same.
    return hashlib.sha256(tidy.translate(str.maketrans("018", "OIB")).encode()).hexdigest()


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Return two people in the order in which pairs are stored."""
    return (one, other) if one.hex < other.hex else (other, one)
