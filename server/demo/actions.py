"""Making the demonstration conference, and taking it away. Nothing here commits."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server import clock
from server.conferences.actions import create_conference, delete_conference
from server.conferences.models import Conference
from server.demo import history, talks
from server.demo.cast import HOMES, cast
from server.demo.invented import PREPARED
from server.extensions import db

SLUG = "demonstration"
NAME = "Demonstration conference"
RUN_BY = "Happenstance, with sample people and stories"
ZONE = "Europe/London"
SEED = 1876  # somebody said "come here", and somebody did


def demo() -> Conference | None:
    """Return the demonstration conference, if there is one."""
    return db.session.scalar(select(Conference).where(Conference.demo))


def ensure_demo() -> bool:
    """Have a demonstration conference that is on; say whether it had to be made.

    One that has ended, or whose days are over, makes place for a new one. Raises slug-taken when
    another conference has its place.
    """
    now, chance = clock.now(), Random(SEED)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    before = demo()
    if before is not None:
        if before.ended_at is None and before.ends_on >= today:
            return False
        wipe_demo()
    with clock.stopped_at(now - PREPARED):
        conference = create_conference(
            SLUG,
            name=NAME,
            run_by=RUN_BY,
            starts_on=today,
            ends_on=today + timedelta(days=1),
            zone=ZONE,
            languages=sorted(HOMES, key=lambda language: (language != "en", language)),
            demo=True,
        )
    members = cast(chance)
    happenings = [
        *history.arrivals(conference, members, chance),
        *history.stories(members, chance),
        *history.choices(members),
        *talks.talks(members, chance),
    ]
    history.play(happenings, now)
    return True


def wipe_demo() -> bool:
    """Remove the demonstration conference with all that is in it; say whether there was one."""
    conference = demo()
    return conference is not None and delete_conference(conference.slug)
