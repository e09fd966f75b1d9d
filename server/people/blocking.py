"""What other features do when one blocks another, or no more. They register; people calls."""

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


def when_sight_changes(app: Flask, follow: Part) -> None:
    """Let `follow(person, other)` tell these two what each sees of the other from now on."""
    app.extensions.setdefault("happenstance-sight", []).append(follow)


def follow_sight(person: Person, other: Person) -> None:
    """Have every feature tell these two what each sees of the other from now on."""
    follows: list[Part] = current_app.extensions.get("happenstance-sight", [])
    for follow in follows:
        follow(person, other)
