"""Putting somebody aside: not now, or never to be suggested to each other again.

It is no block: the two go on seeing each other, and may meet. As suggestions are mutual, it holds
both ways, and the other is never told.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, or_, select, union_all

from server import clock
from server.conferences.queries import conference
from server.extensions import db
from server.matching import actions, queries
from server.matching.domain import HowLong
from server.matching.facts import BroughtBack, PutAside
from server.matching.lists import actions as lists
from server.matching.models import Aside
from server.people.domain import PersonCard
from server.people.models import Person
from server.realtime.facts import Fact, one_person
from server.realtime.publish import publish
from server.work.due import schedule_unless_due

DAWN = time(4)  # by then the longest evening is over, and a new day begins


class Apart(NamedTuple):
    """Who is put aside now: by somebody, and who did so with them."""

    by_me: frozenset[uuid.UUID]
    by_them: frozenset[uuid.UUID]


def put_aside(me: Person, other: Person, how_long: HowLong) -> None:
    """Suggest two people to each other no more, today or ever; the pair is locked.

    A wave between the two is answered by it: the other's is declined, one's own taken back.
    """
    now, key = clock.now(), (me.conference, me.id, other.id)
    db.session.execute(delete(Aside).where(Aside.by_id == me.id, Aside.until <= now))
    actions.decline(me, other.id)
    actions.take_back(me, other.id)
    until = None if how_long is HowLong.ALWAYS else next_day(now, conference(me.conference).zone)
    row = db.session.get(Aside, key, populate_existing=True)
    if row is None:
        row = Aside(conference=me.conference, by_id=me.id, other_id=other.id)
        db.session.add(row)
    elif row.until == until:
        return
    row.at, row.until = now, until
    lists.renew_soon(me.conference)
    if until is not None:
        schedule_unless_due(me.conference, lists.RENEWAL, until.isoformat(), until)
    _tell(me, PutAside(person_id=other.id, until=until))


def bring_back(me: Person, other_id: uuid.UUID) -> None:
    """Let two people be suggested to each other again, as far as `me` goes; the pair is locked.

    A wave of theirs that was declined with it awaits an answer again.
    """
    row = db.session.get(Aside, (me.conference, me.id, other_id), populate_existing=True)
    if row is None:
        return
    db.session.delete(row)
    actions.reconsider(me, other_id)
    lists.bring_back(me, other_id)
    _tell(me, BroughtBack(person_id=other_id))


def never_suggested(me: Person) -> list[PersonCard]:
    """Return those whom somebody never wants to be suggested, the first named first."""
    named = db.session.scalars(
        select(Aside.other_id)
        .where(Aside.conference == me.conference, Aside.by_id == me.id, Aside.until.is_(None))
        .order_by(Aside.at, Aside.other_id)
    ).all()
    seen = queries.visible_cards(me, named)
    return [seen[one] for one in named if one in seen]


def apart_from(me: Person) -> Apart:
    """Return who is not to be suggested to somebody now, by whose wish."""
    mine, theirs = set(), set()
    for by_id, other_id in db.session.execute(
        union_all(
            select(Aside.by_id, Aside.other_id).where(
                Aside.conference == me.conference, Aside.by_id == me.id, _holds()
            ),
            select(Aside.by_id, Aside.other_id).where(Aside.other_id == me.id, _holds()),
        )
    ):
        if by_id == me.id:
            mine.add(other_id)
        else:
            theirs.add(by_id)
    return Apart(frozenset(mine), frozenset(theirs))


def next_day(now: datetime, zone: str) -> datetime:
    """Return when the next day begins for those who are there."""
    there = ZoneInfo(zone)
    dawn = timedelta(hours=DAWN.hour)
    tomorrow = (now.astimezone(there).replace(tzinfo=None) - dawn).date() + timedelta(days=1)
    return datetime.combine(tomorrow, DAWN, there)


def _holds() -> ColumnElement[bool]:
    return or_(Aside.until.is_(None), Aside.until > clock.now())


def _tell(person: Person, fact: Fact) -> None:
    publish(one_person(person.conference, person.id), fact)
