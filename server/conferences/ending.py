"""What other features bring to an end with a conference. They register; conferences calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

Finish = Callable[[str], None]


def when_ending(app: Flask, finish: Finish) -> None:
    """Let `finish(slug)` end what a feature has running in a conference that ends."""
    app.extensions.setdefault("happenstance-ending", []).append(finish)


def finish_all(slug: str) -> None:
    """Have every feature end what it has running in this conference."""
    finishers: list[Finish] = current_app.extensions.get("happenstance-ending", [])
    for finish in finishers:
        finish(slug)
