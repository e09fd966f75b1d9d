"""People as the score sees them, read as plain columns: a room may be thousands of rows."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, select

from server.extensions import db
from server.matching.score import Profile
from server.people.models import Person
from server.people.queries import blocked_with, shown


def own_profile(me: Person, authors: Collection[uuid.UUID]) -> Profile:
    """Return the caller, hidden or not. authors: those who have a story in the feed."""
    return _profiles(me.conference, Person.id == me.id, authors)[0]


def visible_profiles(
    me: Person, authors: Collection[uuid.UUID], *, only: Collection[uuid.UUID] | None = None
) -> list[Profile]:
    """Return the others whom the caller may see: everybody, or `only` these."""
    unseen = blocked_with(me.conference, [me.id]) | {me.id}
    condition = shown() if only is None else shown() & Person.id.in_(only)
    found = _profiles(me.conference, condition, authors)
    return [one for one in found if uuid.UUID(one.id) not in unseen]


def _profiles(
    conference: str, condition: ColumnElement[bool], authors: Collection[uuid.UUID]
) -> list[Profile]:
    rows = db.session.execute(
        select(
            Person.id,
            Person.backgrounds,
            Person.position,
            Person.years,
            Person.organisation,
            Person.languages,
            Person.strong,
            Person.wanted,
        ).where(Person.conference == conference, condition)
    )
    return [_profile(*row, has_story=row[0] in authors) for row in rows]


def _profile(
    person_id: uuid.UUID,
    backgrounds: list[str],
    position: str | None,
    years: int | None,
    organisation: str | None,
    languages: list[str],
    strong: list[str],
    wanted: list[str],
    *,
    has_story: bool,
) -> Profile:
    return Profile(
        id=str(person_id),
        backgrounds=tuple(backgrounds),
        position=position,
        years=years,
        organisation=organisation,
        languages=frozenset(languages),
        strong=frozenset(strong),
        wanted=frozenset(wanted),
        has_story=has_story,
    )
