"""Stopping publication at once, for the whole conference, until it is lifted. Nothing here commits.

What is live already stays in the feed; every screen is blank, and nothing else becomes live.
"""

from __future__ import annotations

from server import clock
from server.conferences.actions import changed
from server.conferences.models import Conference
from server.web.rights import Caller


def stop_publication(row: Conference, *, by: Caller) -> None:
    """Blank every screen and let nothing new go live; `row` is locked. Twice is once."""
    if row.stopped_at is None:
        row.stopped_at = clock.now()
        changed(row, "stop-publication", by)


def lift_stop(row: Conference, *, by: Caller) -> None:
    """Let screens show and stories go live again; `row` is locked. Twice is once."""
    if row.stopped_at is not None:
        row.stopped_at = None
        changed(row, "lift-stop", by)
