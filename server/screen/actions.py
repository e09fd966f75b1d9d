"""Every write to the screen. Nothing here commits."""

from __future__ import annotations

from server.extensions import db
from server.realtime.facts import screen
from server.realtime.publish import publish
from server.screen.facts import ScreenBlanked
from server.screen.models import Screen


def blank_screens(conference: str, *, blank: bool) -> None:
    """Blank every screen of a conference at once, or have them shown again."""
    db.session.merge(Screen(conference=conference, blank=blank))
    publish(screen(conference), ScreenBlanked(blank=blank))
