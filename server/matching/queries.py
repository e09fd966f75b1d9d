"""Reading waves and connections, and the guarded doors to them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, true

from server import clock
from server.errors import not_found
from server.extensions import db
from server.matching.asking import first_question
from server.matching.domain import (
    DEFAULT_INTENT,
    NEWS_FOR,
    WAVE_LIVES,
    ConnectionCard,
    ConnectionList,
    ContactCard,
    WaveCard,
    WaveList,
)
from server.matching.models import Preference, Wave
from server.matching.reasons import asked_for_more, reasons
from server.matching.saying import Intent
from server.people.domain import PersonCard, Shared, ordered
from server.people.models import Connection, Person
from server.people.openness import Reception, reception
from server.people.pairs import (
    blocked_with,
    know_each_other,
    lock_pair,
    met_at,
    with_somebody,
)
from server.people.queries import card_of, cards, openness_of, visible_person
from server.people.sight import shown
from server.realtime.publish import number_of


def visible_partner(me: Person, other_id: uuid.UUID) -> Person:
    """Return somebody else whom `me` may see, both locked. Raises not-found.

    Two waves that cross, or a wave and a block, so come one after the other.
    """
    lock_pair(me, other_id)
    if other_id == me.id:
        raise not_found()
    return visible_person(me, other_id)


def intent_of(me: Person) -> Intent:
    """Return what somebody would like to be suggested."""
    row = db.session.get(Preference, (me.conference, me.id))
    return row.intent if row else DEFAULT_INTENT


def wave_between(by_id: uuid.UUID, to_id: uuid.UUID, conference: str) -> Wave | None:
    """Return the wave of one to the other that still lives, declined or not."""
    return db.session.scalar(
        select(Wave).where(
            Wave.conference == conference, Wave.by_id == by_id, Wave.to_id == to_id, _alive()
        )
    )


def waves_by(me: Person) -> list[Wave]:
    """Return one's own waves that live, the newest first."""
    return _waves(Wave.conference == me.conference, Wave.by_id == me.id)


def waves_among(conference: str, people: Collection[uuid.UUID]) -> list[Wave]:
    """Return the waves that live of some of these people at others of them, declined or not."""
    living = db.session.scalars(select(Wave).where(Wave.conference == conference, _alive()))
    there = set(people)
    return [wave for wave in living if {wave.by_id, wave.to_id} <= there]


def waves_to(me: Person) -> list[Wave]:
    """Return the waves at somebody that live, also those they declined, the newest first."""
    return _waves(Wave.to_id == me.id)  # by the id alone: see `people.pairs.with_somebody`


def may_hear(me: Person, wave: Wave) -> bool:
    """Say whether somebody sees a wave at them now, or only once they are to be met."""
    if not wave.kept:
        return True
    know = know_each_other(me, wave.by_id)
    return reception(openness_of(me), know=know) is Reception.TOLD


def wave_list(me: Person) -> WaveList:
    """Return the waves that await an answer, and what has come of others of late."""
    return WaveList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        received=wave_cards(
            me, [wave for wave in waves_to(me) if not wave.declined and may_hear(me, wave)]
        ),
        sent=wave_cards(me, waves_by(me)),
        connected=_connections(me, since=clock.now() - NEWS_FOR),
    )


def wave_cards(viewer: Person, waves: Sequence[Wave]) -> tuple[WaveCard, ...]:
    """Return waves as one side sees them, leaving out those of people whom it may not see."""
    other_sides = [(wave, wave.to_id if wave.by_id == viewer.id else wave.by_id) for wave in waves]
    people = visible_cards(viewer, [other for _, other in other_sides])
    asked = asked_for_more(viewer, waves, people)
    others = {one: card for one, card in people.items() if one not in asked}
    why = asked | reasons(viewer, others)
    return tuple(
        WaveCard(
            person=people[other],
            reason=why.get(other),
            ask=first_question(why[other], viewer.id, other) if other in why else None,
            story=wave.story_id,
            at=wave.at,
            expires_at=wave.at + WAVE_LIVES,
        )
        for wave, other in other_sides
        if other in people
    )


def visible_cards(viewer: Person, people: Collection[uuid.UUID]) -> dict[uuid.UUID, PersonCard]:
    """Return those of these people whom `viewer` may see."""
    unseen = blocked_with(viewer.conference, [viewer.id])
    return cards(viewer.conference, set(people) - unseen)


def connected_at(me: Person, other_id: uuid.UUID) -> datetime | None:
    """Return since when two people are connected, or None."""
    row = db.session.get(Connection, (me.conference, *ordered(me.id, other_id)))
    return row.at if row else None


def connection_list(me: Person) -> ConnectionList:
    """Return somebody's connections, the newest first. A block has ended those between the two."""
    return ConnectionList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        connections=_connections(me),
    )


def _connections(me: Person, since: datetime | None = None) -> tuple[ConnectionCard, ...]:
    connected = with_somebody(Connection, me.conference, me.id, Connection.at)
    rows = db.session.execute(
        select(Person, connected.c.at)
        .join(connected, connected.c.other == Person.id)
        .where(shown(), connected.c.at > since if since else true())
        .order_by(connected.c.at.desc(), Person.id)
    )
    return connection_cards(me, [(person, at) for person, at in rows])


def connection_cards(
    viewer: Person, connected: Sequence[tuple[Person, datetime]]
) -> tuple[ConnectionCard, ...]:
    """Return connections as one side sees them: whom, since when, how they met, what they share."""
    people = {person.id: card_of(person) for person, _ in connected}
    met = met_at(viewer.conference, viewer.id, people)
    why = reasons(viewer, {one: card for one, card in people.items() if one not in met})
    return tuple(
        ConnectionCard(
            person=_contact(person, people[person.id]),
            at=at,
            met_at=met.get(person.id),
            reason=why.get(person.id),
            ask=first_question(why[person.id], viewer.id, person.id) if person.id in why else None,
        )
        for person, at in connected
    )


def _contact(person: Person, card: PersonCard) -> ContactCard:
    return ContactCard(
        id=card.id,
        name=card.name,
        organisation=card.organisation,
        position=card.position,
        openness=card.openness,
        link=person.link if Shared.LINK in person.shares else None,
    )


def _waves(*side: ColumnElement[bool]) -> list[Wave]:
    return list(db.session.scalars(select(Wave).where(*side, _alive()).order_by(Wave.at.desc())))


def _alive() -> ColumnElement[bool]:
    return and_(Wave.at > clock.now() - WAVE_LIVES, Wave.taken_back.is_(False))
