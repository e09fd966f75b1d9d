"""What other features tidy up when somebody leaves. They register; people calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.people.models import Person

TidyUp = Callable[[Person], None]


def when_leaving(app: Flask, tidy_up: TidyUp) -> None:
    """Let `tidy_up(person)` delete what a feature holds of somebody who is leaving."""
    app.extensions.setdefault("happenstance-leaving", []).append(tidy_up)


def tidy_up_after(person: Person) -> None:
    """Have every feature delete what it holds of this person."""
    tidy_ups: list[TidyUp] = current_app.extensions.get("happenstance-leaving", [])
    for tidy_up in tidy_ups:
        tidy_up(person)
