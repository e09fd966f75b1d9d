"""Why somebody is suggested few people, counted where they are kept: a room may be thousands."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select

from server.extensions import db
from server.matching.domain import why_shorter
from server.matching.saying import Intent
from server.matching.scale import organisation_key
from server.people.models import Person
from server.people.openness import Openness, may_suggest
from server.people.pairs import blocked_with
from server.people.queries import openness_of, reserved
from server.people.sight import shown


def why_few(
    me: Person, intent: Intent, *, known: Collection[uuid.UUID], aside: Collection[uuid.UUID]
) -> str:
    """Return the key of why there are no more.

    known: those whom `me` knows already. aside: those whom `me` has put aside.
    Blocks cannot be told from it: it counts only whom `me` may see.
    """
    if me.hidden:
        return "shorter.hidden"
    if (how := openness_of(me)) in (Openness.NOT_NOW, Openness.KNOWN):
        return f"shorter.{how}"
    visible = _visible_to(me)
    reserve = reserved(me.conference)
    named = visible & Person.id.in_({*known, *aside, *reserve})
    seen = set(db.session.scalars(select(Person.id).where(named)))
    return why_shorter(
        intent,
        others=_count(visible),
        colleagues=_colleagues(me, visible),
        known=len(seen & set(known)),
        aside=len(seen & set(aside)),
        reserved=sum(
            not may_suggest(how, openness, know=one in known)
            for one, openness in reserve.items()
            if one in seen
        ),
    )


def _visible_to(me: Person) -> ColumnElement[bool]:
    unseen = blocked_with(me.conference, [me.id]) | {me.id}
    return (Person.conference == me.conference) & shown() & Person.id.not_in(unseen)


def _count(condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Person).where(condition)) or 0


def _colleagues(me: Person, visible: ColumnElement[bool]) -> int:
    """Return how many are of somebody's organisation, however each of them writes it."""
    if not (own := organisation_key(me.organisation)):
        return 0
    rows = db.session.execute(
        select(Person.organisation, func.count()).where(visible).group_by(Person.organisation)
    )
    return sum(count for organisation, count in rows if organisation_key(organisation) == own)
