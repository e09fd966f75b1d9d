"""One phone's websocket, over a real pair of sockets and under gevent's own loop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import gevent
import gevent.socket
import pytest
from engineio import Server
from gevent.greenlet import Greenlet
from wsproto.connection import Connection, ConnectionType
from wsproto.events import CloseConnection, Ping, Pong, TextMessage

from server.realtime.transport import frames, wire
from server.realtime.transport.wire import Wire

KEPT, SMALL = 1 << 17, 1 << 14  # bytes that a kernel keeps for a slow phone, and its own

QUIET = 0.3  # seconds, after which no more will come
LONGEST_TURN = 0.1  # seconds of work on what one phone says, before others are served


@dataclass
class Phone:
    """The other end of a wire. spoken: what the server heard it say; gone: why it went."""

    wire: Wire
    socket: Any
    listening: Greenlet
    spoken: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    protocol: Connection = field(default_factory=lambda: Connection(ConnectionType.CLIENT))

    def say(self, *events: TextMessage | Ping | CloseConnection) -> None:
        self.socket.sendall(b"".join(self.protocol.send(event) for event in events))

    def hear(self) -> list[Any]:
        """Read on until nothing more comes, or the end; a stream that is spoiled fails."""
        heard: list[Any] = []
        text = ""
        self.socket.settimeout(QUIET)
        with suppress(TimeoutError):
            while data := self.socket.recv(1 << 16):
                self.protocol.receive_data(data)
                for event in self.protocol.events():
                    if not isinstance(event, TextMessage):
                        heard.append(event)
                    elif event.message_finished:
                        heard.append(text + event.data)
                        text = ""
                    else:
                        text += event.data
        assert not text, "what was begun was not ended"
        return heard

    def has_ended(self) -> bool:
        self.listening.join(timeout=1)
        return bool(self.listening.dead)


@pytest.fixture
def phone() -> Iterator[Phone]:
    engine = Server(async_mode="gevent", logger=False, engineio_logger=False)
    door = gevent.socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen()
    theirs = gevent.socket.create_connection(door.getsockname())
    ours, _ = door.accept()
    door.close()
    ours.setsockopt(gevent.socket.SOL_SOCKET, gevent.socket.SO_SNDBUF, KEPT)
    theirs.setsockopt(gevent.socket.SOL_SOCKET, gevent.socket.SO_RCVBUF, SMALL)
    line = Wire(engine, "one", ours)
    engine.sockets["one"] = line

    def serve() -> None:
        line.listen()
        ours.close()

    phone = Phone(line, theirs, gevent.spawn(serve))
    engine.on("message", lambda _sid, said: phone.spoken.append(said))
    engine.on("disconnect", lambda _sid, reason: phone.gone.append(reason))
    gevent.sleep()
    yield phone
    phone.listening.kill()
    ours.close()
    theirs.close()


def numbered(count: int, size: int) -> list[str]:
    return [f"{number}:{'x' * size}" for number in range(count)]


def tell(phone: Phone, texts: list[str]) -> None:
    for one in texts:
        phone.wire.write(frames.text(one.encode()))


def test_hands_on_what_a_phone_says(phone: Phone) -> None:
    phone.say(TextMessage("40"), TextMessage("42[1]"))
    assert phone.hear() == []
    assert phone.spoken == ["0", "2[1]"]


def test_a_slow_phone_gets_all_in_order(phone: Phone) -> None:
    texts = numbered(16, 60_000)
    tell(phone, texts)
    assert phone.wire.waiting > 0
    heard = phone.hear()
    assert heard == texts
    assert phone.wire.waiting == 0
    tell(phone, ["more"])
    assert phone.hear() == ["more"]


def test_an_answer_to_a_ping_waits_for_its_turn(phone: Phone) -> None:
    texts = numbered(10, 60_000)
    tell(phone, texts)
    phone.say(Ping(b"there?"))
    gevent.sleep(0.01)
    heard = phone.hear()
    assert heard[:-1] == texts
    assert isinstance(heard[-1], Pong)
    assert heard[-1].payload == b"there?"


def test_who_stalls_for_too_long_is_asked_to_come_back(phone: Phone) -> None:
    texts = numbered(60, 60_000)
    tell(phone, texts)
    assert phone.wire.waiting <= wire.MOST_WAITING
    heard = phone.hear()
    *facts, goodbye = heard
    assert facts == texts[: len(facts)]
    assert isinstance(goodbye, CloseConnection)
    assert goodbye.code == frames.TRY_AGAIN_LATER
    phone.socket.close()
    assert phone.has_ended()
    assert phone.gone == ["transport close"]


def test_who_still_says_something_loses_nothing_of_what_was_said_before(phone: Phone) -> None:
    tell(phone, numbered(60, 60_000))
    heard = b""
    while phone.wire.waiting:
        heard += phone.socket.recv(1 << 14)
        gevent.sleep()
    gevent.sleep(0.01)
    phone.say(TextMessage("3"))
    gevent.sleep(0.01)
    while data := phone.socket.recv(1 << 16):
        heard += data
    phone.protocol.receive_data(heard)
    *_, goodbye = phone.protocol.events()
    assert isinstance(goodbye, CloseConnection)
    assert goodbye.code == frames.TRY_AGAIN_LATER


def test_who_does_not_even_take_the_goodbye_is_cut_off(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "FOR_THE_LAST", -1.0)
    tell(phone, numbered(60, 60_000))
    assert not phone.listening.dead
    phone.wire.cut_if_late()
    assert phone.has_ended()
    assert phone.gone == ["transport close"]


def test_a_text_longer_than_may_wait_is_heard_before_the_goodbye(phone: Phone) -> None:
    tell(phone, ["x" * (4 * wire.MOST_WAITING), "nobody hears this"])
    fact, goodbye = phone.hear()
    assert len(fact) == 4 * wire.MOST_WAITING
    assert goodbye.code == frames.TRY_AGAIN_LATER


def test_whoever_talks_without_a_pause_leaves_time_for_others(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what gunicorn's worker makes of it
    monkeypatch.setattr("server.database.time.sleep", gevent.sleep)
    talk = phone.protocol.send(Ping()) * 60_000
    talking = gevent.spawn(phone.socket.sendall, talk)
    waits, before = [], time.thread_time()
    while not talking.dead:
        gevent.sleep(0.001)
        waits.append(time.thread_time() - before)
        before = time.thread_time()
    assert max(waits) < LONGEST_TURN


def test_who_is_there_is_asked_again_and_again(phone: Phone) -> None:
    for _ in range(3):
        phone.wire.ask()
        assert phone.hear() == ["2"]
        phone.say(TextMessage("3"))
        gevent.sleep(0.01)
    assert phone.gone == []


def test_who_answers_nothing_is_cut_off_the_next_time(phone: Phone) -> None:
    phone.wire.ask()
    assert not phone.listening.dead
    phone.wire.ask()
    assert phone.has_ended()
    assert phone.gone == ["transport close"]
    assert phone.wire.server.sockets == {}


def test_a_goodbye_of_ours_comes_after_all_the_rest(phone: Phone) -> None:
    texts = numbered(10, 60_000)
    tell(phone, texts)
    phone.wire.close()
    tell(phone, ["nobody hears this"])
    heard = phone.hear()
    assert heard[:-2] == texts
    assert heard[-2] == "1"
    assert isinstance(heard[-1], CloseConnection)
    phone.socket.close()
    assert phone.has_ended()
    assert phone.gone == ["server disconnect"]


@pytest.mark.parametrize("goodbye", [CloseConnection(1000), TextMessage("1")], ids=["close", "1"])
def test_a_phone_that_says_goodbye_is_gone(
    phone: Phone, goodbye: CloseConnection | TextMessage
) -> None:
    phone.say(goodbye)
    assert phone.has_ended()
    assert phone.gone == ["transport close"]


def test_a_phone_that_hangs_up_while_it_is_told_something_is_gone(phone: Phone) -> None:
    tell(phone, numbered(10, 60_000))
    phone.socket.close()
    tell(phone, numbered(10, 60_000))
    assert phone.has_ended()
    assert phone.gone == ["transport close"]
    assert phone.wire.waiting == 0


def test_what_is_no_text_is_answered_by_a_goodbye(phone: Phone) -> None:
    phone.socket.sendall(b"\x81\x82\0\0\0\0\xff\xff")
    (goodbye,) = phone.hear()
    assert goodbye.code == frames.NOT_UTF8
    assert phone.has_ended()
