"""Reading all that a conference's lists are made of, for a child process, which has no app."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from sqlalchemy import Connection, Row, or_, select

from server.matching.domain import DEFAULT_INTENT
from server.matching.lists.domain import Key, Lists, Pair, Place, key_of
from server.matching.lists.models import Making, SuggestedPair, Weighed
from server.matching.models import Aside, Preference
from server.matching.rows import COLUMNS, profile
from server.matching.saying import Profile
from server.people.models import Block, Meeting, Person
from server.people.models import Connection as Contact
from server.people.openness import Openness
from server.people.sight import shown
from server.stories.domain import ShownOn
from server.stories.live import live_stories
from server.stories.models import Story


def everybody(connection: Connection, conference: str) -> list[Profile]:
    """Return all who are shown, by their ids, with what they ask for."""
    told = live_stories(conference, reaching=ShownOn.FEED).with_only_columns(Story.person_id)
    authors = {author.hex for author in connection.scalars(told)}
    chosen = connection.execute(
        select(Preference.person_id, Preference.intent).where(Preference.conference == conference)
    )
    intents = {person_id.hex: intent for person_id, intent in chosen}
    rows = connection.execute(select(*COLUMNS).where(Person.conference == conference, shown()))
    people = (profile(*row, has_story=row[0] in authors) for row in rows)
    asking = (replace(one, intent=intents.get(one.id, DEFAULT_INTENT)) for one in people)
    return sorted(asking, key=attrgetter("id"))


def all_lists(connection: Connection, conference: str) -> Lists:
    """Return all that is kept."""
    places = connection.execute(
        select(Weighed.person_id, Weighed.price, Weighed.digest, Weighed.planned).where(
            Weighed.conference == conference
        )
    )
    pair = SuggestedPair
    pairs = connection.execute(
        select(pair.one_id, pair.other_id, pair.value, pair.resting).where(
            pair.conference == conference
        )
    )
    return Lists(
        places={one.hex: Place(price, digest, planned) for one, price, digest, planned in places},
        pairs={(one.hex, other.hex): Pair(value, resting) for one, other, value, resting in pairs},
    )


def making(connection: Connection, conference: str) -> int:
    """Return how often a conference's lists have been written."""
    number = connection.scalar(select(Making.number).where(Making.conference == conference))
    return number or 0


def blocked(connection: Connection, conference: str) -> set[Key]:
    """Return every pair of which one blocked the other."""
    rows = select(Block.by_id, Block.blocked_id).where(Block.conference == conference)
    return _keys(connection.execute(rows))


def have_met(connection: Connection, conference: str) -> set[Key]:
    """Return every pair that have met."""
    rows = select(Meeting.one_id, Meeting.other_id).where(Meeting.conference == conference)
    return _keys(connection.execute(rows))


def connected(connection: Connection, conference: str) -> set[Key]:
    """Return every pair that are connected."""
    rows = select(Contact.one_id, Contact.other_id).where(Contact.conference == conference)
    return _keys(connection.execute(rows))


def aside(connection: Connection, conference: str, now: datetime) -> set[Key]:
    """Return every pair of which one has put the other aside."""
    holds = or_(Aside.until.is_(None), Aside.until > now)
    rows = select(Aside.by_id, Aside.other_id).where(Aside.conference == conference, holds)
    return _keys(connection.execute(rows))


def away(connection: Connection, conference: str) -> set[str]:
    """Return who would not be met by somebody new, until they say so. A pause is soon over."""
    reserved = Person.openness.in_([Openness.KNOWN, Openness.NOT_NOW])
    rows = select(Person.id).where(Person.conference == conference, reserved, shown())
    return {person_id.hex for person_id in connection.scalars(rows)}


def _keys(pairs: Iterable[Row[UUID, UUID]]) -> set[Key]:
    return {key_of(one.hex, other.hex) for one, other in pairs}
