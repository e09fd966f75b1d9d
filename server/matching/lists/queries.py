"""Reading somebody's own place in the kept lists."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import or_, select

from server.extensions import db
from server.matching.lists.models import SuggestedPair, Weighed
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
