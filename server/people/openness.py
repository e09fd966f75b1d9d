"""How open somebody is to be met just now, and what follows from it. Pure.

Like the badge that people wear where talking is hard work: a shape and a word, which they turn
over themselves, and which the others honour without asking why.
"""

from __future__ import annotations

import enum
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)
NIGHT = timedelta(hours=4)  # a morning nearer than this is today's, not tomorrow's


class Openness(enum.StrEnum):
    """How open somebody is to be met."""

    COME = "come-and-talk"
    KNOWN = "people-i-know"
    HELLO = "say-hello-first"
    NOT_NOW = "not-now"


class Pause(enum.StrEnum):
    """For how long somebody is left alone who will be as open as before, by themselves."""

    HALF_HOUR = "half-hour"
    HOUR = "hour"
    MORNING = "morning"


class Reception(enum.StrEnum):
    """What becomes of a wave: told at once, kept until its time has come, or not taken."""

    TOLD = "told"
    KEPT = "kept"
    REFUSED = "refused"


def pause_ends(pause: Pause, asked_at: datetime, zone: str) -> datetime:
    """Return when a pause is over. zone: of the conference, by whose mornings it goes."""
    if pause is Pause.HALF_HOUR:
        return asked_at + timedelta(minutes=30)
    if pause is Pause.HOUR:
        return asked_at + timedelta(hours=1)
    day = asked_at.astimezone(ZoneInfo(zone)).date()
    mornings = (
        datetime.combine(day + timedelta(days=days), MORNING, ZoneInfo(zone)).astimezone(UTC)
        for days in (0, 1)
    )
    return next(one for one in mornings if one - asked_at >= NIGHT)


def seen_as(openness: Openness, paused_until: datetime | None, now: datetime) -> Openness:
    """Return how open others see somebody: whoever pauses looks as if they had said "not now"."""
    paused = paused_until is not None and paused_until > now
    return Openness.NOT_NOW if paused else openness


def may_suggest(one: Openness, other: Openness, *, know: bool) -> bool:
    """Say whether two may be suggested to each other. know: they have met, or are connected."""
    if Openness.NOT_NOW in (one, other):
        return False
    return know or Openness.KNOWN not in (one, other)


def reception(openness: Openness, *, know: bool) -> Reception:
    """Return what becomes of a wave at somebody who has not waved themselves.

    know: the two have met, or are connected.
    """
    if openness is Openness.NOT_NOW:
        return Reception.KEPT
    if openness is Openness.KNOWN and not know:
        return Reception.REFUSED
    return Reception.TOLD


def listens_first(openness: Openness) -> bool:
    """Say whether somebody who comes to a table has their turn after the others."""
    return openness is Openness.NOT_NOW
