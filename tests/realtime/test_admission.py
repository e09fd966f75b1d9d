"""Phones that ask to hear something, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from gevent import GreenletExit
from sqlalchemy import event

from server.conferences.models import Conference
from server.errors import Problem
from server.extensions import db, socketio
from server.realtime import admission
from server.realtime.admission import Admission, Ask
from server.realtime.facts import stream_room
from server.realtime.presence import Hearing, Phone, presence
from server.web.rights import Calling
from tests.support import phones

AUTUMN = "autumn"


def held(phone: phones.Phone) -> Phone:
    """Return what the server knows of the one socket that this phone has open."""
    phone.listen()
    return list(presence()._phones.values())[-1]


def ask(phone: Phone, stream: str) -> Ask:
    return Ask(phone, AUTUMN, stream)


def said(one: Ask) -> object:
    """Return a number, or the code of what was refused."""
    return one.answer.code if isinstance(one.answer, Problem) else one.answer


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield a list that will hold the statements of the block."""
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)


def hears(phone: Phone, stream: str) -> bool:
    rooms = socketio.server.manager.get_rooms(phone.sid, "/")
    return stream_room(AUTUMN, stream) in rooms


def test_each_is_answered_for_themselves(
    app: Flask, alice: phones.Phone, bob: phones.Phone, mallory: phones.Phone
) -> None:
    with app.app_context():
        hers, his, nobodys = held(alice), held(bob), held(mallory)
        gone = Phone(sid="gone", device_hash=hers.device_hash)
        asks = [
            ask(hers, "feed"),
            ask(his, f"person:{alice.person_id}"),
            ask(nobodys, "feed"),
            ask(gone, "feed"),
            ask(hers, f"person:{alice.person_id}"),
            ask(his, "feed"),
        ]
        admission._answer(asks)
        refused = "not-found"
        feed = said(asks[0])
        assert [said(one) for one in asks] == [feed, refused, refused, refused, 0, feed]
        assert [hears(one, "feed") for one in (hers, his, nobodys)] == [True, True, False]
        assert not hears(his, f"person:{alice.person_id}")


def test_thousands_cost_no_more_queries_than_two(
    app: Flask, new_phone: Callable[[], phones.Phone], conference: Conference
) -> None:
    guests = [new_phone().join(conference, f"Guest {n}") for n in range(12)]
    with app.app_context():
        asks = [
            [ask(phone, "feed"), ask(phone, f"person:{guest.person_id}"), ask(phone, "open-tables")]
            for guest in guests
            for phone in [held(guest)]
        ]
        counts = []
        for some in ([asks[0][:1]], asks[:2], asks[2:]):
            with counted() as statements:
                admission._answer([one for theirs in some for one in theirs])
            counts.append(len([one for one in statements if one.startswith("SELECT")]))
        assert len(set(counts)) == 1
        assert all(hears(one.phone, one.stream) for theirs in asks for one in theirs)


def test_who_loses_a_right_while_the_door_opens_is_left_outside(
    app: Flask,
    alice: phones.Phone,
    bob: phones.Phone,
    organiser: phones.Phone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listen = admission._listen

    def ban_meanwhile(one: Ask, caller: Calling) -> Hearing | None:
        if str(caller.id) == alice.person_id:
            organiser.put(f"/guests/{alice.person_id}/ban", {"words": "Shouting."})
        return listen(one, caller)

    with app.app_context():
        asks = [ask(held(alice), "feed"), ask(held(bob), "feed")]
        monkeypatch.setattr(admission, "_listen", ban_meanwhile)
        admission._answer(asks)
        assert said(asks[0]) == "banned"
        assert isinstance(asks[1].answer, int)
        assert [hears(one.phone, "feed") for one in asks] == [False, True]


def test_what_goes_wrong_is_told_to_all_who_wait(
    app: Flask, alice: phones.Phone, bob: phones.Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no database")

    with app.app_context():
        asks = [ask(held(alice), "feed"), ask(held(bob), "feed")]
        monkeypatch.setattr(admission, "numbers_of", fail)
        admission._answer(asks)
        assert [type(one.answer) for one in asks] == [OSError, OSError]


def test_nobody_waits_for_one_who_was_ended_while_answering(
    app: Flask, alice: phones.Phone, bob: phones.Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise GreenletExit

    with app.app_context():
        asks = [ask(held(alice), "feed"), ask(held(bob), "feed")]
        monkeypatch.setattr(admission, "numbers_of", end)
        with pytest.raises(GreenletExit):
            admission._answer(asks)
        assert [said(one) for one in asks] == ["busy", "busy"]


def test_who_asks_just_when_the_others_are_taken_is_answered(
    app: Flask, alice: phones.Phone, bob: phones.Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As threads may; gevent lets nobody in between."""

    class Crowded(list[Ask]):
        def __getitem__(self, which: Any) -> Any:
            taken = super().__getitem__(which)
            if his not in self:
                self.append(his)
            return taken

    with app.app_context():
        hers, his = ask(held(alice), "feed"), ask(held(bob), "feed")
        asked: Admission = app.extensions["happenstance-admission"]
        monkeypatch.setattr(asked, "_waiting", Crowded())
        asked.admit([hers])
        assert asked._waiting == [his]
