"""Whoever looks round the demonstration is waved at, so that there is somebody to wave back at."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import timedelta
from random import Random

from sqlalchemy import select

from server import clock
from server.conferences.models import Conference
from server.database import reading, writing
from server.demo.invented import opened_at
from server.errors import Problem
from server.extensions import db
from server.matching.actions import wave
from server.matching.models import Wave
from server.matching.queries import visible_partner
from server.matching.reasons import reasons
from server.people.models import Connection, Person
from server.people.openness import Openness
from server.people.pairs import partners
from server.people.queries import card_of, openness_of
from server.people.sight import shown
from server.work.due import schedule_unless_due

GREET = "demo.greet"
LOOKING_ROUND = timedelta(seconds=20)
NEW_FOR = timedelta(minutes=10)
GREETERS = 2


def greet_soon(slug: str) -> None:
    """Have those who have just come in greeted, if this is the demonstration."""
    if db.session.get_one(Conference, slug).demo:
        schedule_unless_due(slug, GREET, "", clock.now() + LOOKING_ROUND)


def greet(slug: str, _key: str) -> None:
    """Let invented people wave at those who are new and at whom nobody has waved."""
    with reading(db.session):
        greeted = select(Wave.to_id).where(Wave.conference == slug)
        new = db.session.scalars(
            select(Person.id).where(
                Person.conference == slug,
                Person.joined_at > clock.now() - NEW_FOR,
                Person.id.not_in(greeted),
                shown(),
            )
        ).all()
    for newcomer_id in new:
        with writing(db.session):
            _greet(slug, newcomer_id)


def _greet(slug: str, newcomer_id: uuid.UUID) -> None:
    """Let some wave who have a reason, unless somebody has met the newcomer already."""
    newcomer = db.session.get_one(Person, newcomer_id)
    if openness_of(newcomer) is not Openness.COME or partners(Connection, slug, newcomer_id):
        return
    for greeter_id in _greeters(newcomer):
        greeter = db.session.get_one(Person, greeter_id)
        with suppress(Problem):
            wave(greeter, visible_partner(greeter, newcomer_id))


def _greeters(newcomer: Person) -> list[uuid.UUID]:
    """Return the same ones for the same newcomer, of those invented who come and talk."""
    there = db.session.scalars(
        select(Person)
        .where(
            Person.conference == newcomer.conference,
            Person.joined_at < opened_at(db.session.get_one(Conference, newcomer.conference)),
            Person.openness == Openness.COME,
            shown(),
        )
        .order_by(Person.id)
    )
    why = reasons(newcomer, {one.id: card_of(one) for one in there})
    return Random(newcomer.id.int).sample(sorted(why), min(GREETERS, len(why)))
