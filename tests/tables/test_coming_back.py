"""A hall at its tables that asks to hear them again, all at the same moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask

from server.extensions import socketio
from server.realtime import admission
from server.realtime.admission import Ask
from server.realtime.presence import presence
from tests.support.counting import statements
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

Crowd = Callable[[int, TalkAtHand], list[Phone]]


def asks_of(app: Flask, phones: list[Phone], *streams: str) -> list[Ask]:
    """Return asks of these, each by a socket of their own."""
    asks = []
    for phone in phones:
        phone.listen()
        with app.app_context():
            held = list(presence()._phones.values())[-1]
        asks += [Ask(held, "autumn", stream) for stream in streams]
    return asks


def test_asks_the_database_no_oftener_than_a_few_would(
    app: Flask, open_talk: Callable[..., TalkAtHand], crowd: Crowd
) -> None:
    talk = open_talk()
    phones = crowd(12, talk)
    talk.do("start")
    tables = [talk.table_of(phone)["id"] for phone in phones]
    everybody = [
        asks_of(app, [phone], f"talk:{talk.id}", f"table:{table}")
        for phone, table in zip(phones, tables, strict=True)
    ]
    counts = []
    for some in (everybody[:1], everybody[1:]):
        asks = [ask for theirs in some for ask in theirs]
        with app.app_context(), statements(app) as asked:
            admission._answer(asks)
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
        assert all(isinstance(ask.answer, int) for ask in asks)
    assert counts[0] == counts[1]


def test_lets_nobody_in_who_does_not_sit_there(
    app: Flask, open_talk: Callable[..., TalkAtHand], crowd: Crowd
) -> None:
    talk = open_talk()
    phones = crowd(8, talk)
    talk.do("start")
    alice = phones[0]
    mine = talk.table_of(alice)["id"]
    elsewhere = next(phone for phone in phones if talk.table_of(phone)["id"] != mine)
    theirs = talk.table_of(elsewhere)["id"]
    streams = [f"table:{one}" for one in (mine, theirs, uuid.uuid4(), "nobody")]
    streams += [f"talk:{one}" for one in (talk.id, uuid.uuid4(), mine, "nobody")]
    asks = [*asks_of(app, [alice], *streams), *asks_of(app, [elsewhere], *streams)]
    with app.app_context():
        admission._answer(asks)
        rooms = socketio.server.manager.get_rooms(asks[0].phone.sid, "/")
    heard = [ask.stream for ask in asks if isinstance(ask.answer, int)]
    assert heard == [streams[0], streams[4], streams[1], streams[4]]
    assert f"autumn/{streams[0]}" in rooms
    assert not {f"autumn/{one}" for one in streams[1:4]} & set(rooms)
