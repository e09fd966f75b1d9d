"""A person's row as the score sees them. It knows no app, so that a child process may read, too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, String, Text, cast, func

from server.matching.saying import Profile
from server.people.domain import Move, Shared
from server.people.models import Person
from server.stories.live import words_in_feed

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


def profile(
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
    """Return somebody as these columns tell of them. has_story: one that others may read."""
    return Profile(
        id=person_id,
        backgrounds=listed(backgrounds),
        # A reason is said aloud: it does not tell the other what this person keeps to themselves.
        position=position if Shared.POSITION in chosen(shares) else None,
        years=years,
        organisation=organisation,
        languages=chosen(languages),
        strong=chosen(strong),
        wanted=chosen(wanted),
        move=move,
        maturity=maturity,
        open_to_colleagues=open_to_colleagues,
        story="told" if has_story else "",
    )


def with_words(
    connection: Connection, conference: str, profiles: Iterable[Profile]
) -> list[Profile]:
    """Return these people with the words of their stories in the feed, for whoever plans a room.

    There may be much to read, so a phone's request does without.
    """
    found = {author.hex: told for author, told in words_in_feed(connection, conference).items()}
    told = ((one, *found.get(one.id, ("", ""))) for one in profiles)
    return [replace(one, words=words, language_told=language) for one, words, language in told]


@lru_cache(maxsize=10_000)
def listed(text: str) -> tuple[str, ...]:
    """Return a list that is kept as JSON."""
    return tuple(json.loads(text))


@lru_cache(maxsize=10_000)
def chosen(text: str) -> frozenset[str]:
    """Return a list that is kept as JSON, of which the order says nothing."""
    return frozenset(json.loads(text))
