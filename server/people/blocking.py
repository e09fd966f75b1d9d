"""What other features take away when one person blocks another. They register; people calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.people.models import Person

Part = Callable[[Person, Person], None]


def when_blocking(app: Flask, part: Part) -> None:
    """Let `part(person, other)` delete what a feature holds between two who shall not meet."""
    app.extensions.setdefault("happenstance-blocking", []).append(part)


def part_them(person: Person, other: Person) -> None:
    """Have every feature delete what it holds between these two."""
    parts: list[Part] = current_app.extensions.get("happenstance-blocking", [])
    for part in parts:
        part(person, other)
