"""The demonstration's talks: one that is over and brought people together, one that gathers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from server import clock
from server.demo.cast import STAFF, Member, new_id
from server.demo.history import Happening, person_of
from server.extensions import db
from server.matching.actions import wave
from server.people.models import Person
from server.people.pairs import met_pairs
from server.tables.actions import claim_boundary, open_talk
from server.tables.clock import Phase
from server.tables.conductor.conducting import conduct
from server.tables.domain import Move
from server.tables.models import Talk
from server.tables.room.checking_in import check_in
from server.tables.rounds.asking import question
from server.tables.rounds.dealing import deal
from server.tables.rounds.laying import begin, lay
from server.tables.schemas import TalkIn
from server.tables.seating.going_on import go_on

OVER = {"title": "Welcome tables", "deck": "what-you-see", "rounds": 2, "minutes": 8}
OVER_AGO = timedelta(hours=4)
OVER_HEADS = 15
GATHERS = {"title": "After the keynote", "deck": "how-did-you-get-here", "rounds": 3, "minutes": 12}
GATHERS_AGO = timedelta(minutes=6)
GATHERS_HEADS = 20
GATHERING = timedelta(minutes=5)
WAVES_AGO = timedelta(hours=3)
CONNECTED, WAVED = 8, 6  # pairs of whom both waved, or one


def talks(members: Sequence[Member], chance: Random) -> Iterator[Happening]:
    """Tell of a talk that is over, who waved after it, and of one that people check in to."""
    host, attendees = members[1], members[len(STAFF) :]
    over = new_id(chance)
    yield from _gathered(OVER, over, OVER_AGO, host, chance.sample(attendees, OVER_HEADS), chance)
    yield OVER_AGO - GATHERING, partial(_hold, over, host, new_id(chance))
    yield WAVES_AGO, partial(_wave, host, chance)
    here = chance.sample(attendees, GATHERS_HEADS)
    yield from _gathered(GATHERS, new_id(chance), GATHERS_AGO, host, here, chance)


def _gathered(
    wanted: dict[str, Any],
    talk_id: uuid.UUID,
    ago: timedelta,
    host: Member,
    attendees: Sequence[Member],
    chance: Random,
) -> Iterator[Happening]:
    """Tell of a talk that a host opened, and who came within `GATHERING`."""
    yield ago, partial(_open, talk_id, wanted, host)
    for member in attendees:
        yield ago - GATHERING * chance.random(), partial(_check_in, talk_id, member)


def _open(talk_id: uuid.UUID, wanted: dict[str, Any], host: Member) -> None:
    open_talk(talk_id, TalkIn().load(wanted), by=person_of(host))


def _check_in(talk_id: uuid.UUID, member: Member) -> None:
    check_in(db.session.get_one(Talk, talk_id), person_of(member))


def _hold(talk_id: uuid.UUID, host: Member, command_id: uuid.UUID) -> None:
    """Hold a talk from its start to its end, each phase at its moment."""
    row = db.session.get_one(Talk, talk_id)
    conduct(row, command_id, Move.START, version=row.version, by=person_of(host))
    planned = go_on(**question(row) | {"budget": 0})  # every round, without a search
    moment = clock.now()
    while row.phase is not Phase.ENDED:
        moment = row.ends_at or moment
        with clock.stopped_at(moment):
            if row.phase is Phase.SETTING:
                _seat(row, planned | {"seatings": planned["seatings"][row.round - 1 :]})
            else:
                claim_boundary(row)


def _seat(row: Talk, planned: dict[str, Any]) -> None:
    """Seat the round that a talk is set for, while nobody waits for it."""
    hall = deal(row, planned)
    lay(row.conference, hall.tables.values())
    begin(row, hall, planned, anyway=True)


def _wave(host: Member, chance: Random) -> None:
    """Let some of those who met wave at each other, and some wait for an answer."""
    met = sorted(met_pairs(person_of(host).conference))
    for place, pair in enumerate(chance.sample(met, CONNECTED + WAVED)):
        one, other = (db.session.get_one(Person, person_id) for person_id in pair)
        wave(one, other)
        if place < CONNECTED:
            wave(other, one)
