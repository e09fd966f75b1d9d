"""Facts: numbered without gaps, told after the commit and never before, forgotten with it."""

from __future__ import annotations

import dataclasses
import logging
import threading
from functools import partial
from typing import Any

import pytest
from flask import Flask

from server.database import carry_out, reading, writing
from server.extensions import db, socketio
from server.realtime import facts as audiences
from server.realtime.facts import Fact
from server.realtime.publish import after_commit, number_of, publish, publish_afterwards
from tests.support.phones import Phone, facts

FEED = audiences.feed("autumn")
SCREEN = audiences.screen("autumn")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Said(Fact, type="tests.said"):
    """Something was said."""

    word: str


def words(socket: Any) -> list[str]:
    """Return what was said to a socket."""
    return [fact["data"]["word"] for fact in facts(socket, "tests.said")]


class TestAFactThatIsReadAfterwards:
    def test_has_its_number_of_the_change_and_is_read_while_others_may_write(
        self, app: Flask, alice: Phone
    ) -> None:
        socket = alice.listen("feed")

        def another_writes() -> None:
            with app.app_context(), writing(db.session):
                publish(FEED, Said(word="meanwhile"))

        def read() -> list[tuple[audiences.Audience, Fact]]:
            other = threading.Thread(target=another_writes)
            other.start()
            other.join()
            return [(FEED, Said(word="read")), (SCREEN, Said(word="on no stream that was named"))]

        with app.app_context(), writing(db.session):
            publish_afterwards([FEED], read)
            publish(FEED, Said(word="at once"))
        told = {fact["data"]["word"]: fact["number"] for fact in facts(socket, "tests.said")}
        assert told == {"at once": 1, "read": 2, "meanwhile": 3}

    def test_is_forgotten_with_its_transaction(self, app: Flask, alice: Phone) -> None:
        def fail() -> None:
            publish_afterwards([FEED], lambda: [(FEED, Said(word="never"))])
            raise LookupError

        socket = alice.listen("feed")
        with app.app_context():
            with pytest.raises(LookupError):
                carry_out(db.session, fail)
            with writing(db.session):
                publish(FEED, Said(word="hello"))
        assert words(socket) == ["hello"]


class TestAFact:
    def test_is_told_after_the_commit(self, app: Flask, alice: Phone) -> None:
        socket = alice.listen("feed")
        with app.app_context(), writing(db.session):
            publish(FEED, Said(word="hello"))
            db.session.flush()
            assert facts(socket) == []
        assert facts(socket) == [
            {
                "conference": "autumn",
                "stream": "feed",
                "number": 1,
                "type": "tests.said",
                "data": {"word": "hello"},
            }
        ]

    def test_is_forgotten_with_its_transaction(self, app: Flask, alice: Phone) -> None:
        socket = alice.listen("feed")
        told: list[str] = []

        def fail() -> None:
            publish(FEED, Said(word="never"))
            after_commit(lambda: told.append("never"))
            raise LookupError

        with app.app_context():
            with pytest.raises(LookupError):
                carry_out(db.session, fail)
            carry_out(db.session, lambda: publish(FEED, Said(word="hello")))
        assert words(socket) == ["hello"]
        assert told == []

    def test_that_cannot_be_written_takes_its_transaction_along(
        self, app: Flask, alice: Phone
    ) -> None:
        def garble() -> None:
            publish(FEED, Said(word="one"))
            publish(FEED, object())  # type: ignore[arg-type]

        socket = alice.listen("feed")
        with app.app_context():
            with pytest.raises(AttributeError):
                carry_out(db.session, garble)
            carry_out(db.session, lambda: publish(FEED, Said(word="two")))
        (fact,) = facts(socket)
        assert (fact["number"], fact["data"]) == (1, {"word": "two"})

    def test_raises_every_stream_it_is_told_to_by_itself(self, app: Flask, alice: Phone) -> None:
        with app.app_context():
            for _ in range(3):
                with writing(db.session):
                    publish(SCREEN, Said(word="a"))
                    publish(FEED, Said(word="b"))
                    publish(SCREEN, Said(word="c"))
            with reading(db.session):
                assert number_of("autumn", "screen") == 6 + 1  # Alice has been counted
                assert number_of("autumn", "feed") == 3
                assert number_of("autumn", "reviewers") == 1  # Alice has joined
                assert number_of("autumn", "no-such") == 0

    def test_follows_no_savepoint(self, app: Flask, alice: Phone) -> None:
        with app.app_context(), writing(db.session), pytest.raises(RuntimeError, match="savepoint"):
            db.session.begin_nested()

    def test_is_told_even_if_another_cannot_be(
        self,
        app: Flask,
        alice: Phone,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def stumbling(event: str, message: dict[str, Any], **options: Any) -> None:
            if message["data"]["word"] == "stumble":
                raise ConnectionError("the queue is away")
            emit(event, message, **options)

        emit = socketio.emit
        socket = alice.listen("feed")
        monkeypatch.setattr(socketio, "emit", stumbling)
        app.testing = False
        told: list[str] = []
        with app.app_context(), caplog.at_level(logging.ERROR), writing(db.session):
            for word in ("stumble", "hello"):
                publish(FEED, Said(word=word))
            after_commit(lambda: told.append("done"))
        assert [fact["number"] for fact in facts(socket)] == [2]
        assert told == ["done"]
        assert [record.message for record in caplog.records] == [
            "something was not told after a commit"
        ]


def test_numbers_have_no_gaps_when_many_commit_at_once(app: Flask, alice: Phone) -> None:
    streams = [FEED, SCREEN, audiences.reviewers("autumn")]
    failures: list[BaseException] = []

    def speak(voice: int) -> None:
        try:
            for turn in range(10):
                with app.app_context():
                    carry_out(db.session, partial(say, voice, turn))
        except BaseException as failure:  # noqa: BLE001  (told to the test's own thread)
            failures.append(failure)

    def say(voice: int, turn: int) -> None:
        first = (voice + turn) % len(streams)  # everybody in another order
        for audience in streams[first:] + streams[:first]:
            publish(audience, Said(word=f"{voice}.{turn}"))

    socket = alice.listen("feed")
    voices = [threading.Thread(target=speak, args=(voice,)) for voice in range(4)]
    for voice in voices:
        voice.start()
    for voice in voices:
        voice.join()
    assert failures == []
    heard = facts(socket, "tests.said")
    assert sorted(fact["number"] for fact in heard) == list(range(1, 41))
    assert len({fact["data"]["word"] for fact in heard}) == 40


@pytest.mark.parametrize("transaction", [writing, reading])
def test_a_transaction_does_not_begin_inside_another(app: Flask, transaction: Any) -> None:
    with app.app_context(), writing(db.session):
        inner = transaction(db.session)
        with pytest.raises(RuntimeError, match="inside another"):
            inner.__enter__()
