"""What other features do when something between two people changes. They register; people calls."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection

from flask import Flask, current_app

Follow = Callable[[str], None]
Pairs = Collection[tuple[uuid.UUID, uuid.UUID]]
FollowPairs = Callable[[str, Pairs], None]


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


def when_met(app: Flask, follow: FollowPairs) -> None:
    """Let `follow(conference, pairs)` tell these pairs, in the same transaction.

    They have met for the first time, or that was taken back.
    """
    app.extensions.setdefault("happenstance-met", []).append(follow)


def follow_met(conference: str, pairs: Pairs) -> None:
    """Have every feature tell these pairs that they have met, or not after all."""
    follows: list[FollowPairs] = current_app.extensions.get("happenstance-met", [])
    for follow in follows:
        follow(conference, pairs)
