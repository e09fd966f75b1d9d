"""What other features do when somebody is asked to meet now. They register; asking calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.matching.meet_now.models import MeetNowRow

Follow = Callable[[MeetNowRow], None]


def when_asked(app: Flask, follow: Follow) -> None:
    """Let `follow(row)` do, in the same transaction, what it asks for that somebody was asked."""
    app.extensions.setdefault("happenstance-asked", []).append(follow)


def follow_asked(row: MeetNowRow) -> None:
    """Have every feature do what it does when somebody is asked."""
    follows: list[Follow] = current_app.extensions.get("happenstance-asked", [])
    for follow in follows:
        follow(row)
