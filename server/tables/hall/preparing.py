"""What organisers are told of what people need, so that they can prepare the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from server.extensions import db
from server.people.domain import Need
from server.people.needs import needs_in
from server.people.queries import names
from server.tables.clock import SEATED_PHASES
from server.tables.domain import Mode, Offer
from server.tables.hall.offers import offers_in
from server.tables.hall.places import wanted
from server.tables.models import Talk
from server.tables.seats import table_numbers
from server.texts import say

Wishes = Mapping[UUID, set[Offer]]


@dataclass(frozen=True, kw_only=True)
class PersonNeeds:
    """Somebody who has said what they need. Told to organisers."""

    id: UUID
    name: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, kw_only=True)
class NeedsList:
    """What people need, by name, and in sentences what cannot be kept as it is. For organisers."""

    people: tuple[PersonNeeds, ...]
    missing: tuple[str, ...]


def needs_list(conference: str) -> NeedsList:
    """Return what people at a conference need, and where that is not to be had."""
    said = needs_in(conference)
    known = names(conference, said)
    return NeedsList(
        people=tuple(
            PersonNeeds(id=one, name=name, needs=tuple(need for need in Need if need in said[one]))
            for one, name in sorted(known.items(), key=lambda item: (item[1].casefold(), item[0]))
        ),
        missing=tuple(_missing(conference, {one: wanted(said[one]) for one in known})),
    )


def _missing(conference: str, wishes: Wishes) -> Iterator[str]:
    """Yield what no table offers, then where somebody sits who needs another table."""
    offers = offers_in(conference)
    count = Counter(wish for some in wishes.values() for wish in some)
    there = {what for some in offers.values() for what in some}
    for what in Offer:
        if count[what] and what not in there:
            yield _say(f"needs.none-{what}", people=count[what])
    for row in db.session.scalars(
        select(Talk)
        .where(Talk.conference == conference, Talk.phase.in_(SEATED_PHASES))
        .where(Talk.mode != Mode.OPEN)
        .order_by(Talk.opened_at, Talk.id)
    ):
        now = table_numbers(row)
        for what in there:
            without = [
                one
                for one, some in wishes.items()
                if what in some and one in now and what not in offers.get(now[one], ())
            ]
            if without:
                yield _say(f"needs.without-{what}", people=len(without), talk=row.title)


def _say(key: str, *, people: int, **params: object) -> str:
    return say(f"{key}.one" if people == 1 else f"{key}.many", people=people, **params)
