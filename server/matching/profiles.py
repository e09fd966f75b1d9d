"""People as the score sees them, read as plain columns: a room may be thousands of rows.

The score knows people by the hexadecimal digits of their ids.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import ColumnElement, Text, cast, func, select

from server.database import make_way
from server.extensions import db
from server.matching.domain import DEFAULT_INTENT
from server.matching.models import Preference
from server.matching.rows import COLUMNS, chosen, profile
from server.matching.saying import Profile
from server.matching.scale import COMMON
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.sight import shown

AT_ONCE = 500  # rows, before a query lets other phones have their turn


def own_profile(me: Person, authors: Collection[uuid.UUID]) -> Profile:
    """Return the caller, hidden or not. authors: those who have a story in the feed."""
    return _profiles(me.conference, Person.id == me.id, authors)[0]


def visible_profiles(
    me: Person, authors: Collection[uuid.UUID], *, only: Collection[uuid.UUID] | None = None
) -> list[Profile]:
    """Return the others whom the caller may see: everybody, or `only` these."""
    unseen = blocked_with(me.conference, [me.id]) | {me.id}
    seen = shown() & Person.id.not_in(unseen)
    if only is not None:
        seen &= Person.id.in_(only)
    return _profiles(me.conference, seen, authors)


def asking(
    conference: str, profiles: Collection[Profile], only: Collection[uuid.UUID]
) -> list[Profile]:
    """Return these people with what each of them asks for. only: who they may be."""
    chosen = select(Preference.person_id, Preference.intent).where(
        Preference.conference == conference, Preference.person_id.in_(only)
    )
    intents = {person_id.hex: intent for person_id, intent in db.session.execute(chosen)}
    return [replace(one, intent=intents.get(one.id, DEFAULT_INTENT)) for one in profiles]


def rare_languages(conference: str) -> set[str]:
    """Return the languages that few speak of those who are shown."""
    kept = cast(Person.languages, Text)
    spoken: Counter[str] = Counter()
    people = 0
    for languages, count in db.session.execute(
        select(kept, func.count()).where(Person.conference == conference, shown()).group_by(kept)
    ):
        people += count
        spoken.update(dict.fromkeys(chosen(languages), count))
    return {language for language, by in spoken.items() if by <= COMMON * people}


def profiles_of(
    conference: str, people: Collection[uuid.UUID], authors: Collection[uuid.UUID]
) -> list[Profile]:
    """Return these people, whoever may see them: for what is said to nobody."""
    return _profiles(conference, Person.id.in_(people), authors)


def _profiles(
    conference: str, condition: ColumnElement[bool], authors: Collection[uuid.UUID]
) -> list[Profile]:
    statement = select(*COLUMNS).where(Person.conference == conference, condition)
    with_story = {author.hex for author in authors}
    connection = db.session.connection()
    found = []
    for rows in connection.execute(statement).partitions(AT_ONCE):
        found += [profile(*row, has_story=row[0] in with_story) for row in rows]
        make_way(connection)
    return found
