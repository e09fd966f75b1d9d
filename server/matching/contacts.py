"""Telling those who know somebody that there is more to know of them. Nothing here commits."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from itertools import chain

from sqlalchemy import select

from server.extensions import db
from server.matching.facts import ContactChanged
from server.matching.models import Wave
from server.matching.queries import may_hear, waves_by, waves_to
from server.people.models import Connection, Person
from server.people.pairs import partners
from server.realtime.facts import one_person
from server.realtime.publish import publish

Pair = tuple[uuid.UUID, uuid.UUID]


def follow_shown(person: Person) -> None:
    """Tell contacts of somebody who is shown again, and those between whom and them is a wave.

    Whoever may not hear of the wave yet must not learn of it from this.
    """
    if person.hidden:
        return
    heard = {wave.to_id for wave in waves_by(person) if may_hear(_receiver(wave), wave)}
    waved = heard | {wave.by_id for wave in waves_to(person)}
    for other in sorted(waved | partners(Connection, person.conference, person.id)):
        _tell(person.conference, other, person.id)


def follow_met(conference: str, pairs: Collection[Pair]) -> None:
    """Tell contacts that they have met, or have not after all."""
    people = set(chain.from_iterable(pairs))
    contacts = db.session.execute(
        select(Connection.one_id, Connection.other_id)
        .where(Connection.conference == conference)
        .where(Connection.one_id.in_(people), Connection.other_id.in_(people))
    )
    for one, other in sorted({(one, other) for one, other in contacts} & {*pairs}):
        _tell(conference, one, other)
        _tell(conference, other, one)


def _receiver(wave: Wave) -> Person:
    return db.session.get_one(Person, wave.to_id)


def _tell(conference: str, whom: uuid.UUID, of: uuid.UUID) -> None:
    publish(one_person(conference, whom), ContactChanged(person_id=of))
