"""A hall of thousands: the message that seats them is sent once a table, not once a person."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert

from server import clock
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db, socketio
from server.people.models import Person
from server.realtime.facts import person_room
from server.realtime.manager import TOGETHER
from server.tables.facts import TableSet
from server.tables.models import CheckIn
from server.web.rights import Role
from tests.tables.conftest import BACKGROUNDS, TalkAtHand

PEOPLE = 4_000
TABLES = 800


def fill(talk: TalkAtHand, conference: str) -> set[uuid.UUID]:
    """Have a whole hall checked in, in one go."""
    ids = [uuid.uuid4() for _ in range(PEOPLE)]
    people = [
        {
            "id": one,
            "conference": conference,
            "name": f"Guest {number}",
            "folded_name": f"guest {number}",
            "backgrounds": [BACKGROUNDS[number % len(BACKGROUNDS)]],
            "languages": ["en"],
            "strong": [],
            "wanted": [],
            "shares": [],
            "role": Role.ATTENDEE,
            "joined_at": clock.now(),
        }
        for number, one in enumerate(ids)
    ]
    here = {"conference": conference, "talk_id": uuid.UUID(talk.id), "at": clock.now()}
    with talk.app.app_context(), writing(db.session):
        db.session.execute(insert(Person), people)
        db.session.execute(insert(CheckIn), [here | {"person_id": one} for one in ids])
    return set(ids)


def test_four_thousand_people_are_told_their_tables_by_one_message_a_table(
    open_talk: Callable[..., TalkAtHand],
    conference: Conference,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = open_talk(size=5, rounds=3)
    people = fill(talk, conference.slug)
    sent: list[tuple[str, list[str]]] = []

    def emit(event: str, message: dict[str, Any], *, to: Any) -> None:
        emits = message["emits"] if event == TOGETHER else [(event, message, to)]
        sent.extend((told["type"], rooms) for _, told, rooms in emits)

    monkeypatch.setattr(socketio, "emit", emit)

    talk.do("start")

    kinds = Counter(kind for kind, _ in sent)
    assert kinds.pop(TableSet.type) == TABLES
    assert kinds.total() < 20, "what the talk, its hosts and the screen are told"
    rooms = Counter(room for kind, to in sent if kind == TableSet.type for room in to)
    assert {person_room(one) for one in people} <= rooms.keys(), "all are told"
    assert set(rooms.values()) == {1}, "and nobody twice"
