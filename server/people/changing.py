"""What other features do when the people who are here change. They register; people calls."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.people.models import Person

Follow = Callable[[str], None]
FollowPerson = Callable[[Person], None]


def when_people_change(app: Flask, follow: Follow) -> None:
    """Let `follow(conference)` do, in the same transaction, what such a change asks for.

    Somebody came, left, was hidden or shown again, or says something else of themselves.
    """
    app.extensions.setdefault("happenstance-people-change", []).append(follow)


def follow_people(conference: str) -> None:
    """Have every feature do what it does when the people at this conference change."""
    follows: list[Follow] = current_app.extensions.get("happenstance-people-change", [])
    for follow in follows:
        follow(conference)


def when_person_changes(app: Flask, follow: FollowPerson) -> None:
    """Let `follow(person)` do, in the same transaction, what that asks for.

    Somebody says something else of themselves, has another role, was hidden or is shown again.
    """
    app.extensions.setdefault("happenstance-person-changes", []).append(follow)


def follow_person(person: Person) -> None:
    """Have every feature do what it does when this person is seen otherwise."""
    follows: list[FollowPerson] = current_app.extensions.get("happenstance-person-changes", [])
    for follow in follows:
        follow(person)


def when_hidden_or_shown(app: Flask, follow: FollowPerson) -> None:
    """Let `follow(person)` do, in the same transaction, what that asks for.

    Somebody was taken from everybody's sight, or is shown again.
    """
    app.extensions.setdefault("happenstance-people-hidden", []).append(follow)


def follow_hidden_or_shown(person: Person) -> None:
    """Have every feature do what it does when this person is hidden or shown again."""
    follows: list[FollowPerson] = current_app.extensions.get("happenstance-people-hidden", [])
    for follow in follows:
        follow(person)
