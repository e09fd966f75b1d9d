"""Reading somebody's own place in the kept lists."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import select

from server.extensions import db
from server.matching.lists.models import SuggestedPair, Weighed
from server.people.models import Person
from server.people.pairs import with_somebody


class Planned(NamedTuple):
    """One of somebody's pairs: who the other is, what it is worth, and whether it rests."""

    other: uuid.UUID
    value: float
    resting: bool


def pairs_of(me: Person) -> list[Planned]:
    """Return somebody's pairs, those worth most first."""
    columns = SuggestedPair.value, SuggestedPair.resting, SuggestedPair.since
    kept = with_somebody(SuggestedPair, me.conference, me.id, *columns).c
    rows = db.session.execute(
        select(kept.other, kept.value, kept.resting).order_by(
            kept.value.desc(), kept.since, kept.other
        )
    )
    return [Planned(*row) for row in rows]


def digest_of(me: Person) -> str | None:
    """Return by what word somebody was known when people were last looked for for them, or None."""
    row = db.session.get(Weighed, (me.conference, me.id))
    return row.digest if row else None
