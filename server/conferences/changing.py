"""What other features do when a conference's settings change. They register; conferences calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.conferences.models import Conference

Follow = Callable[[Conference], None]


def when_settings_change(app: Flask, follow: Follow) -> None:
    """Let `follow(conference)` do, in the same transaction, what changed settings ask for."""
    app.extensions.setdefault("happenstance-settings", []).append(follow)


def follow_settings(row: Conference) -> None:
    """Have every feature do what it does when the settings of this conference change."""
    follows: list[Follow] = current_app.extensions.get("happenstance-settings", [])
    for follow in follows:
        follow(row)
