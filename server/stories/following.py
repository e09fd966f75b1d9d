"""What other features do when a story changes, or where it is shown. They register."""

from __future__ import annotations

from typing import Protocol

from flask import Flask, current_app

from server.stories.models import Story


class Follow(Protocol):
    """What a feature does when a story changes.

    shown: what others read of it anywhere is another now, or nothing.
    """

    def __call__(self, story: Story, *, shown: bool) -> None:
        """Do it, in the same transaction."""


def when_story_changes(app: Flask, follow: Follow) -> None:
    """Let `follow(story, shown=…)` do what a change to a story asks for."""
    app.extensions.setdefault("happenstance-stories", []).append(follow)


def follow_change(story: Story, *, shown: bool) -> None:
    """Have every feature do what it does when this story changes."""
    follows: list[Follow] = current_app.extensions.get("happenstance-stories", [])
    for follow in follows:
        follow(story, shown=shown)
