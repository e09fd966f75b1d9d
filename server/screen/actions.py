"""Every write to the screen. Nothing here commits."""

from __future__ import annotations

from server.conferences.actions import record
from server.extensions import db
from server.realtime.facts import screen
from server.realtime.publish import publish
from server.screen.facts import ScreenBlanked
from server.screen.models import Screen
from server.web.rights import Caller


def blank_screens(conference: str, *, blank: bool, by: Caller) -> None:
    """Blank every screen of a conference at once, or have them shown again. Twice is once."""
    row = db.session.get(Screen, conference, populate_existing=True)
    if blank is (row is not None and row.blank):
        return
    record(conference, "blank" if blank else "unblank", "screen", conference, by=by)
    db.session.merge(Screen(conference=conference, blank=blank))
    publish(screen(conference), ScreenBlanked(blank=blank))
