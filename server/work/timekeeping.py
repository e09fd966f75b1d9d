"""Looking at the clock that counts, and noticing when somebody has set it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import func, select

from server import clock
from server.database import on_postgresql, reading
from server.extensions import db

log = logging.getLogger(__name__)

STEP = timedelta(seconds=2)  # more than clocks drift between two looks: somebody has set it
DRIFT = timedelta(milliseconds=50)  # less than this is not worth following

Look = Callable[[], tuple[datetime, timedelta]]
TimeWasSet = Callable[[datetime], None]


def when_time_is_set(app: Flask, act: TimeWasSet) -> None:
    """Let `act(was)` do what is to be done when the clock was set.

    was: the moment that it would be now if nobody had. It runs outside any transaction.
    """
    app.extensions.setdefault("happenstance-time-set", []).append(act)


def look() -> tuple[datetime, timedelta]:
    """Return what the clock that counts says, and by how much that may be wrong.

    That is the database's where several machines may share one, else the machine's.
    """
    if not on_postgresql(db.session):
        return clock.wall(), DRIFT
    asked = clock.steady()
    with reading(db.session):
        told = db.session.execute(select(func.clock_timestamp())).scalar_one()
    half = timedelta(seconds=(clock.steady() - asked) / 2)
    return told + half, half + DRIFT


class Timekeeper:
    """Keeps a reckoning true to the clock that counts. `look` is asked what that says."""

    def __init__(self, reckoning: clock.Reckoning, look: Look = look) -> None:
        self._reckoning = reckoning
        self._look = look
        self._known = False

    def check(self) -> None:
        """Look at the clock and follow it; tell those who asked for it when it was set."""
        told, doubt = self._look()
        was, known = self._reckoning(), self._known
        off, self._known = told - was, True
        if abs(off) <= doubt:
            return
        self._reckoning.follow(told)
        if known and abs(off) > STEP:
            log.warning("the clock was set by %+.1f s", off.total_seconds())
            for act in current_app.extensions.get("happenstance-time-set", []):
                act(was)
