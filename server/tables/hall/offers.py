"""What the tables of the hall offer. Nothing here commits."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from server.extensions import db
from server.tables.clock import Phase
from server.tables.domain import Mode, Offer
from server.tables.hall.tables_in_use import numbers_taken
from server.tables.models import TableOffer, Talk


def offers_in(conference: str) -> dict[int, frozenset[Offer]]:
    """Return what the tables of a hall offer, by number."""
    offers: dict[int, set[Offer]] = defaultdict(set)
    for number, what in db.session.execute(
        select(TableOffer.number, TableOffer.offer)
        .where(TableOffer.conference == conference)
        .order_by(TableOffer.number)
    ):
        offers[number].add(what)
    return {number: frozenset(some) for number, some in offers.items()}


def offers_for(row: Talk) -> dict[int, frozenset[Offer]]:
    """Return what those tables offer that a talk may use: up to where another talk's begin."""
    offers = offers_in(row.conference)
    if not offers:
        return {}
    others = select(Talk.first_table).where(
        Talk.conference == row.conference,
        Talk.phase != Phase.ENDED,
        Talk.mode != Mode.OPEN,
        Talk.first_table > row.first_table,
    )
    end = min(db.session.scalars(others), default=max(offers) + 1)
    theirs = numbers_taken(row)
    return {
        number: some
        for number, some in offers.items()
        if row.first_table <= number < end and number not in theirs
    }


def set_offer(conference: str, number: int, what: Offer, *, offered: bool) -> bool:
    """Note that a table offers something, or no more; say whether that is news."""
    known = db.session.get(TableOffer, (conference, number, what))
    if (known is not None) is offered:
        return False
    if known is None:
        db.session.add(TableOffer(conference=conference, number=number, offer=what))
    else:
        db.session.delete(known)
    db.session.flush()
    return True
