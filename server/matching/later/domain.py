"""An appointment as the two see it, and when it can be."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from server.people.domain import PersonCard

LASTS = timedelta(minutes=20)
SHOWN_FOR = timedelta(hours=1)  # after it has begun, or was to begin
MOST_OPEN = 20  # ahead of somebody at once


class AppointmentState(enum.StrEnum):
    """How far two people have come with meeting later."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Meeting somebody later, as one side sees it.

    mine: the viewer proposed it as it stands now, so that it is for the other to agree.
    at, ends_at: when; `local` is `at` as clocks show it where the conference is held, without a
        zone: 2026-11-23T14:10.
    version: what the next step is decided on.
    """

    id: UUID
    person: PersonCard
    state: AppointmentState
    mine: bool
    place: str
    at: datetime
    ends_at: datetime
    local: str
    version: int


@dataclass(frozen=True, kw_only=True)
class AppointmentList:
    """One's appointments, the next first, beside the numbers of `person:{id}` and the feed."""

    number: int
    feed_number: int
    appointments: tuple[Appointment, ...]


def moment_of(local: datetime, zone: str) -> datetime | None:
    """Return the moment at which clocks in `zone` show `local`, which has no zone of its own.

    It is None for a time that those clocks skip; of one that they show twice it is the first.
    """
    there = local.replace(tzinfo=ZoneInfo(zone))
    moment = there.astimezone(ZoneInfo("UTC"))
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return moment if shown == local else None


def local_time(at: datetime, zone: str) -> str:
    """Return what clocks in `zone` show at a moment: 2026-11-23T14:10."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(timespec="minutes")


def last_moment(ends_on: date, zone: str) -> datetime:
    """Return when the last day of a conference is over where it is held."""
    return datetime.combine(ends_on + timedelta(days=1), time.min, ZoneInfo(zone))
