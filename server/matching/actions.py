"""Every write to waves and connections. Nothing here commits."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import delete, func, or_, select

from server import clock
from server.errors import Problem
from server.extensions import db
from server.matching import queries
from server.matching.domain import (
    MOST_WAVES,
    WAVE_LIVES,
    WAVES_COUNT_FOR,
    ConnectionCard,
    WaveAnswer,
    WaveState,
)
from server.matching.facts import (
    Connected,
    Disconnected,
    IntentChosen,
    Waved,
    WaveGone,
    WaveSent,
)
from server.matching.figures.domain import Counted
from server.matching.figures.tally import count
from server.matching.later import actions as meet_later
from server.matching.lists.actions import renew_soon
from server.matching.meet_now import actions as meet_now
from server.matching.meet_now import parting as meet_now_parting
from server.matching.meet_now.queries import open_between
from server.matching.models import Aside, Preference, Wave
from server.matching.saying import Intent
from server.people import ties as people
from server.people.models import Person
from server.people.openness import Reception, reception
from server.people.pairs import know_each_other
from server.people.queries import openness_of, refuse_if_muted
from server.realtime.facts import Fact, one_person
from server.realtime.publish import publish
from server.stories.models import Story
from server.work.due import schedule

EXPIRY = "matching.expire"


def choose_intent(me: Person, intent: Intent) -> None:
    """Keep what somebody would like to be suggested, which decides to whom they are, too."""
    row = db.session.get(Preference, (me.conference, me.id))
    if row is None:
        row = Preference(conference=me.conference, person_id=me.id)
        db.session.add(row)
    elif row.intent is intent:
        return
    row.intent = intent
    renew_soon(me.conference)
    _tell(me, IntentChosen(intent=intent))


def wave(me: Person, other: Person, *, about: Story | None = None) -> WaveAnswer:
    """Wave at somebody; when both have waved, they are connected. Sent twice, it is one wave.

    The pair is locked, and `me` may see `other`: see `queries.visible_partner`.
    about: a story of theirs that `me` may read, of which they are asked to tell more. Where there
        was a wave already, it is about this story from now on.
    Whoever is not to be met now sees it once they are; who waved themselves sees it at once.
    Raises muted, hidden-from-others, meets-people-they-know, or too-many-waves with {most}.
    """
    at = queries.connected_at(me, other.id)
    if at is not None:
        return WaveAnswer(state=WaveState.CONNECTED, connection=_connection(me, other, at))
    refuse_if_muted(me)
    if me.hidden:
        raise Problem("hidden-from-others", 403)
    if queries.wave_between(other.id, me.id, me.conference) is not None:
        return _connect(me, other)
    there = queries.wave_between(me.id, other.id, me.conference)
    if there is None or (about is not None and there.story_id != about.id):
        _wave_anew(me, other, about)
    return WaveAnswer(state=WaveState.WAVED, connection=None)


def take_back(me: Person, other_id: uuid.UUID) -> None:
    """Take a wave back that has not been answered; the pair is locked."""
    row = queries.wave_between(me.id, other_id, me.conference)
    if row is not None:
        row.taken_back = True
        _tell_gone(row, me.id, other_id)
        if (asked := open_between(me.id, other_id)) is not None:
            meet_now.take_back(me, asked)


def decline(me: Person, other_id: uuid.UUID) -> None:
    """Say "not now" to somebody's wave; the pair is locked. They never learn of it."""
    row = queries.wave_between(other_id, me.id, me.conference)
    if row is not None and not row.declined:
        row.declined = True
        _tell_gone(row, me.id)
        if (asked := open_between(me.id, other_id)) is not None:
            meet_now.decline(me, asked)


def reconsider(me: Person, other_id: uuid.UUID) -> None:
    """Think better of having said "not now" to somebody's wave; the pair is locked."""
    row = queries.wave_between(other_id, me.id, me.conference)
    if row is not None and row.declined:
        row.declined = row.kept = False
        for card in queries.wave_cards(me, [row]):
            _tell(me, Waved(wave=card))


def hand_over(me: Person) -> None:
    """Tell somebody of the waves kept for them while they were not to be met, if they are now."""
    waiting = [row for row in queries.waves_to(me) if row.kept]
    due = [row for row in waiting if queries.may_hear(me, row)]
    for row in due:
        row.kept = False
    for card in queries.wave_cards(me, [row for row in due if not row.declined]):
        _tell(me, Waved(wave=card))


def disconnect(me: Person, other_id: uuid.UUID) -> None:
    """Take a connection back, for both and without a word; the pair is locked."""
    if people.disconnect(me, other_id):
        meet_now_parting.end_between(me.id, other_id)
        meet_later.end_between(me.id, other_id)
        for one, gone in ((me.id, other_id), (other_id, me.id)):
            publish(one_person(me.conference, one), Disconnected(person_id=gone))


def part(person: Person, other: Person) -> None:
    """Take away all that is between two people of whom one blocked the other; they are locked.

    Both are told that the other is gone; a word about waves or connections would say why.
    """
    _delete_waves(person, other)
    meet_now_parting.end_between(person.id, other.id)
    meet_later.end_between(person.id, other.id)
    people.disconnect(person, other.id)


def forget(person: Person) -> None:
    """Delete the waves and the choices of somebody who is leaving, and whom others put aside."""
    db.session.execute(delete(Wave).where(or_(Wave.by_id == person.id, Wave.to_id == person.id)))
    db.session.execute(delete(Preference).where(Preference.person_id == person.id))
    db.session.execute(
        delete(Aside).where(or_(Aside.by_id == person.id, Aside.other_id == person.id))
    )


def expire(conference: str, key: str) -> None:
    """Delete a wave that has lived its time. key: of the two people, as scheduled."""
    by_id, to_id = map(uuid.UUID, key.split(":"))
    row = db.session.get(Wave, (conference, by_id, to_id), with_for_update=True)
    if row is not None and row.at <= clock.now() - WAVE_LIVES:
        db.session.delete(row)


def _wave_anew(me: Person, other: Person, about: Story | None) -> None:
    now = clock.now()
    received = reception(openness_of(other), know=know_each_other(me, other.id))
    if received is Reception.REFUSED:
        raise Problem("meets-people-they-know", 409)
    if _waves_lately(me) >= MOST_WAVES:
        raise Problem("too-many-waves", 429, most=MOST_WAVES)
    row = db.session.get(Wave, (me.conference, me.id, other.id))
    if row is not None and row.at <= now - WAVE_LIVES:
        db.session.delete(row)
        db.session.flush()
        row = None
    if row is None:
        row = Wave(conference=me.conference, by_id=me.id, to_id=other.id, times=0, declined=False)
        db.session.add(row)
        count(me.conference, Counted.WAVED)
    row.at = now
    row.times += 1
    row.taken_back = False
    row.kept = received is Reception.KEPT
    row.story_id = about.id if about else None
    schedule(me.conference, EXPIRY, f"{me.id}:{other.id}", now + WAVE_LIVES)
    _tell(me, WaveSent(wave=queries.wave_cards(me, [row])[0]))
    if not (row.declined or row.kept):
        _tell(other, Waved(wave=queries.wave_cards(other, [row])[0]))


def _waves_lately(me: Person) -> int:
    """Return how often somebody has waved of late without an answer."""
    return (
        db.session.scalar(
            select(func.sum(Wave.times)).where(
                Wave.conference == me.conference,
                Wave.by_id == me.id,
                Wave.at > clock.now() - WAVES_COUNT_FOR,
            )
        )
        or 0
    )


def _connect(me: Person, other: Person) -> WaveAnswer:
    people.connect(me, other)
    count(me.conference, Counted.WAVED_BACK)
    _delete_waves(me, other)
    at = clock.now()
    mine, theirs = _connection(me, other, at), _connection(other, me, at)
    _tell(me, Connected(connection=mine))
    _tell(other, Connected(connection=theirs))
    return WaveAnswer(state=WaveState.CONNECTED, connection=mine)


def _connection(viewer: Person, other: Person, at: datetime) -> ConnectionCard:
    (card,) = queries.connection_cards(viewer, [(other, at)])
    return card


def _delete_waves(one: Person, other: Person) -> None:
    pair = (one.id, other.id)
    db.session.execute(
        delete(Wave).where(
            Wave.conference == one.conference, Wave.by_id.in_(pair), Wave.to_id.in_(pair)
        )
    )


def _tell_gone(row: Wave, *people_told: uuid.UUID) -> None:
    fact = WaveGone(by_id=row.by_id, to_id=row.to_id)
    for person_id in people_told:
        publish(one_person(row.conference, person_id), fact)


def _tell(person: Person, fact: Fact) -> None:
    publish(one_person(person.conference, person.id), fact)
