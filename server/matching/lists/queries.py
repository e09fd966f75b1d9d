"""Reading kept lists: all of a conference's, for a child, and somebody's own."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import or_, select

from server.extensions import db
from server.matching.lists.domain import Lists, Pair, Place
from server.matching.lists.models import Making, SuggestedPair, Weighed
from server.people.models import Person


class Planned(NamedTuple):
    """One of somebody's pairs: who the other is, what it is worth, and whether it rests."""

    other: uuid.UUID
    value: float
    resting: bool


def pairs_of(me: Person) -> list[Planned]:
    """Return somebody's pairs, those worth most first."""
    rows = db.session.execute(
        select(
            SuggestedPair.one_id,
            SuggestedPair.other_id,
            SuggestedPair.value,
            SuggestedPair.resting,
        )
        .where(
            SuggestedPair.conference == me.conference,
            or_(SuggestedPair.one_id == me.id, SuggestedPair.other_id == me.id),
        )
        .order_by(SuggestedPair.value.desc(), SuggestedPair.since, SuggestedPair.other_id)
    )
    return [
        Planned(other if one == me.id else one, value, resting)
        for one, other, value, resting in rows
    ]


def digest_of(me: Person) -> str | None:
    """Return by what word somebody was known when people were last looked for for them, or None."""
    row = db.session.get(Weighed, (me.conference, me.id))
    return row.digest if row else None


def making(conference: str) -> int:
    """Return how often a conference's lists have been written."""
    row = db.session.get(Making, conference)
    return row.number if row else 0


def all_lists(conference: str) -> Lists:
    """Return all that is kept. For a child process: it is as much as the hall is large."""
    connection = db.session.connection()
    places = connection.execute(
        select(Weighed.person_id, Weighed.price, Weighed.digest, Weighed.planned).where(
            Weighed.conference == conference
        )
    )
    pairs = connection.execute(
        select(
            SuggestedPair.one_id,
            SuggestedPair.other_id,
            SuggestedPair.value,
            SuggestedPair.resting,
        ).where(SuggestedPair.conference == conference)
    )
    return Lists(
        places={
            person_id.hex: Place(price, digest, planned)
            for person_id, price, digest, planned in places
        },
        pairs={(one.hex, other.hex): Pair(value, resting) for one, other, value, resting in pairs},
    )
