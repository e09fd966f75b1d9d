"""What other features do when something between two people changes. They register; people calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

Follow = Callable[[str], None]


def when_ties_change(app: Flask, follow: Follow) -> None:
    """Let `follow(conference)` do, in the same transaction, what such a change asks for.

    Two people met or were connected, or that was taken back, or a block was.
    """
    app.extensions.setdefault("happenstance-ties", []).append(follow)


def follow_ties(conference: str) -> None:
    """Have every feature do what it does when something between two people changes."""
    follows: list[Follow] = current_app.extensions.get("happenstance-ties", [])
    for follow in follows:
        follow(conference)
