"""Telling a hall something, piece by piece: in one order for all, and each their own."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import gevent
import gevent.socket
import orjson
import pytest
import socketio
from gevent.lock import RLock
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage

from server import database
from server.realtime import manager
from server.realtime.manager import TOGETHER, SparingManager
from server.realtime.transport.wire import Wire

HALL = 40
AUTUMN = {"conference": "autumn", "stream": "feed"}


class Listener:
    """A phone in the room, which notes the numbers that it hears."""

    def __init__(self, server: socketio.Server, name: str) -> None:
        self.name = name
        ours, self._theirs = gevent.socket.socketpair()
        self.wire = Wire(server.eio, name, ours)
        self._ours = ours
        server.eio.sockets[name] = self.wire
        self.sid = server.manager.connect(name, "/")
        for room in ("hall", f"person/{name}"):
            server.enter_room(self.sid, room)

    def heard(self) -> list[Any]:
        """Return the numbers of what has come, with what else was said."""
        protocol = Connection(ConnectionType.CLIENT)
        with gevent.Timeout(0.05, exception=False):
            while data := self._theirs.recv(1 << 16):
                protocol.receive_data(data)
        return [one.data for one in protocol.events() if isinstance(one, TextMessage)]

    def close(self) -> None:
        self._ours.close()
        self._theirs.close()


def numbers(listener: Listener) -> list[int]:
    """Return the numbers of the facts that somebody has heard."""
    return [orjson.loads(fact.removeprefix("42"))[1]["number"] for fact in listener.heard()]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> socketio.Server:
    """Give a server that lets others in after every third phone, for longer or shorter."""
    chance = Random(1876)
    monkeypatch.setattr(manager, "AT_ONCE", 3)
    monkeypatch.setattr(database, "STRETCH", -1.0)
    monkeypatch.setattr(
        "server.database.time.sleep", lambda _seconds: gevent.sleep(chance.uniform(0, 0.003))
    )
    sparing = SparingManager()
    sparing._telling = RLock()  # what gunicorn's worker makes of the lock
    server = socketio.Server(async_mode="gevent", client_manager=sparing)
    server.manager.initialize()
    return server


@pytest.fixture
def hall(server: socketio.Server) -> Iterator[list[Listener]]:
    listeners = [Listener(server, f"phone-{number}") for number in range(HALL)]
    yield listeners
    for one in listeners:
        one.close()


def test_what_is_told_at_once_is_heard_in_one_order(
    server: socketio.Server, hall: list[Listener]
) -> None:
    tellers = [
        gevent.spawn(server.emit, "fact", AUTUMN | {"number": number}, to="hall")
        for number in range(5)
    ]
    gevent.joinall(tellers, raise_error=True)
    heard = [one.heard() for one in hall]
    assert len(heard[0]) == 5
    assert all(one == heard[0] for one in heard)


def test_who_hears_something_else_hears_it_in_its_place(
    server: socketio.Server, hall: list[Listener]
) -> None:
    hers = {"type": "people.own", "data": {"word": "hers"}}
    instead = {"person/phone-7": hers, "person/phone-8": {}, "person/nobody": {}}
    fact = AUTUMN | {"number": 4, "type": "people.all", "data": {}, "instead": instead}
    server.emit("fact", fact, to="hall")
    shown = '42["fact",{"conference":"autumn","stream":"feed","number":4'
    for one in hall:
        end = {
            "phone-7": ',"type":"people.own","data":{"word":"hers"}}]',
            "phone-8": "}]",
        }.get(one.name, ',"type":"people.all","data":{}}]')
        assert one.heard() == [shown + end]


def test_others_are_served_while_each_of_a_hall_is_told_their_own(
    server: socketio.Server, hall: list[Listener]
) -> None:
    turns = []

    def take_turns() -> None:
        while True:
            gevent.sleep(0.0001)
            turns.append(1)

    taking = gevent.spawn(take_turns)
    instead = {f"person/{one.name}": {"type": "people.own"} for one in hall}
    server.emit("fact", AUTUMN | {"number": 4, "instead": instead}, to="hall")
    taking.kill()
    assert len(turns) > 1


def test_who_is_in_several_of_the_rooms_hears_it_once(
    server: socketio.Server, hall: list[Listener]
) -> None:
    server.emit("fact", AUTUMN | {"number": 1}, to=["hall", "person/phone-3", "no-such-room"])
    assert [len(one.heard()) for one in hall] == [1] * HALL


def together(*emits: Any) -> dict[str, Any]:
    """Return what is emitted of many facts in one. emits: the number of each, and its rooms."""
    told = [("fact", AUTUMN | {"number": number}, rooms) for number, rooms in emits]
    return {"emits": told, "committed": 0.0}


def test_many_facts_in_one_are_each_told_to_their_own(
    server: socketio.Server, hall: list[Listener]
) -> None:
    tables = [(number, ["table", f"person/phone-{number}"]) for number in range(HALL)]
    server.emit(TOGETHER, together(*tables, (77, "hall"), *tables), to=TOGETHER)
    assert [numbers(one) for one in hall] == [[number, 77, number] for number in range(HALL)]


def test_of_many_facts_in_one_somebody_hears_something_else(
    server: socketio.Server, hall: list[Listener]
) -> None:
    fact = AUTUMN | {"number": 4, "data": {}, "instead": {"person/phone-7": {}}}
    emits = [("fact", fact, "hall"), ("fact", fact, "person/phone-7")]
    server.emit(TOGETHER, {"emits": emits, "committed": 0.0}, to=TOGETHER)
    bare = '42["fact",{"conference":"autumn","stream":"feed","number":4}]'
    assert hall[7].heard() == [bare, bare]
    assert all(len(one.heard()) == 1 for one in hall if one is not hall[7])


def test_many_facts_in_one_are_told_before_or_after_another(
    server: socketio.Server, hall: list[Listener]
) -> None:
    many = together((0, "hall"), (1, "hall"), (2, "hall"))
    tellers = [
        gevent.spawn(server.emit, TOGETHER, many, to=TOGETHER),
        gevent.spawn(server.emit, "fact", AUTUMN | {"number": 3}, to="hall"),
    ]
    gevent.joinall(tellers, raise_error=True)
    assert [numbers(one) for one in hall] == [[0, 1, 2, 3]] * HALL


def test_who_has_gone_is_in_no_room(server: socketio.Server, hall: list[Listener]) -> None:
    one, other = hall[:2]
    server.manager.disconnect(one.sid, "/")
    server.emit("fact", AUTUMN | {"number": 1}, to="hall")
    server.emit("fact", AUTUMN | {"number": 2}, to=f"person/{one.name}")
    assert one.heard() == []
    assert len(other.heard()) == 1
    sparing = server.manager
    assert one.sid not in sparing._rooms_of
    assert not any(one.sid in room for room in sparing.rooms["/"].values())
