"""What other features do when a story changes, or where it is shown. They register."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.stories.models import Story

Follow = Callable[[Story], None]


def when_story_changes(app: Flask, follow: Follow) -> None:
    """Let `follow(story)` do, in the same transaction, what a change to a story asks for."""
    app.extensions.setdefault("happenstance-stories", []).append(follow)


def follow_change(story: Story) -> None:
    """Have every feature do what it does when this story changes."""
    follows: list[Follow] = current_app.extensions.get("happenstance-stories", [])
    for follow in follows:
        follow(story)
