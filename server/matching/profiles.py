"""People as the score sees them, read as plain columns: a room may be thousands of rows.

The score knows people by the hexadecimal digits of their ids.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from sqlalchemy import ColumnElement, String, Text, cast, func, select

from server.database import make_way
from server.extensions import db
from server.matching.domain import DEFAULT_INTENT
from server.matching.models import Preference
from server.matching.saying import Profile
from server.matching.scale import COMMON
from server.people.domain import Move, Shared
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.queries import shown
from server.stories.queries import words_in_feed

by_id = attrgetter("id")

AT_ONCE = 500  # rows, before a query lets other phones have their turn

# Read as text, for speed: lists as JSON, of which many are the same, so that each is parsed once;
# ids as the hexadecimal digits that both databases know.
COLUMNS = (
    func.replace(cast(Person.id, String), "-", ""),
    cast(Person.backgrounds, Text),
    cast(Person.position, String),
    Person.years,
    Person.organisation,
    cast(Person.languages, Text),
    cast(Person.strong, Text),
    cast(Person.wanted, Text),
    cast(Person.shares, Text),
    Person.move,
    Person.maturity,
    Person.open_to_colleagues,
)


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


def everybody(conference: str, authors: Collection[uuid.UUID]) -> list[Profile]:
    """Return all who are shown, by their ids, with what they ask for. For a child process."""
    return asking(conference, sorted(_profiles(conference, shown(), authors), key=by_id))


def asking(
    conference: str, profiles: Collection[Profile], *, only: Collection[uuid.UUID] | None = None
) -> list[Profile]:
    """Return these people with what each of them asks for. only: who they are, if they are few."""
    chosen = select(Preference.person_id, Preference.intent).where(
        Preference.conference == conference
    )
    if only is not None:
        chosen = chosen.where(Preference.person_id.in_(only))
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
        spoken.update(dict.fromkeys(_chosen(languages), count))
    return {language for language, by in spoken.items() if by <= COMMON * people}


def profiles_of(
    conference: str, people: Collection[uuid.UUID], authors: Collection[uuid.UUID]
) -> list[Profile]:
    """Return these people, whoever may see them: for what is said to nobody."""
    return _profiles(conference, Person.id.in_(people), authors)


def with_words(conference: str, profiles: Collection[Profile]) -> list[Profile]:
    """Return these people with the words of their stories in the feed, for whoever plans a room.

    There may be much to read, so a phone's request does without.
    """
    found = {author.hex: told for author, told in words_in_feed(conference).items()}
    told = ((one, *found.get(one.id, ("", ""))) for one in profiles)
    return [replace(one, words=words, language_told=language) for one, words, language in told]


def _profiles(
    conference: str, condition: ColumnElement[bool], authors: Collection[uuid.UUID]
) -> list[Profile]:
    statement = select(*COLUMNS).where(Person.conference == conference, condition)
    with_story = {author.hex for author in authors}
    connection = db.session.connection()
    found = []
    for rows in connection.execute(statement).partitions(AT_ONCE):
        found += [_profile(*row, has_story=row[0] in with_story) for row in rows]
        make_way(connection)
    return found


def _profile(
    person_id: str,
    backgrounds: str,
    position: str | None,
    years: int | None,
    organisation: str | None,
    languages: str,
    strong: str,
    wanted: str,
    shares: str,
    move: Move | None,
    maturity: int | None,
    open_to_colleagues: bool,  # noqa: FBT001 - a column among columns
    *,
    has_story: bool,
) -> Profile:
    return Profile(
        id=person_id,
        backgrounds=_listed(backgrounds),
        # A reason is said aloud: it does not tell the other what this person keeps to themselves.
        position=position if Shared.POSITION in _chosen(shares) else None,
        years=years,
        organisation=organisation,
        languages=_chosen(languages),
        strong=_chosen(strong),
        wanted=_chosen(wanted),
        move=move,
        maturity=maturity,
        open_to_colleagues=open_to_colleagues,
        story="told" if has_story else "",
    )


@lru_cache(maxsize=10_000)
def _listed(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


@lru_cache(maxsize=10_000)
def _chosen(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))
