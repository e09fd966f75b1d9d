"""Who may hear a stream, from which number on, and until when."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from server.database import writing
from server.extensions import db, socketio
from server.people.queries import person
from server.realtime import admission
from server.realtime.beat import beat
from server.realtime.doors import guard_stream
from server.realtime.facts import Audience, Fact, feed
from server.realtime.presence import Hearing, Presence
from server.realtime.publish import publish
from server.realtime.silence import SILENCE
from server.web.rights import Role
from tests.support.phones import ORIGIN, Phone, facts

NewPhone = Callable[[], Phone]


@dataclasses.dataclass(frozen=True, kw_only=True)
class BellRang(Fact, type="tests.bell_rang"):
    """A bell rang."""

    times: int = 1


def ring(app: Flask, audience: Audience, times: int = 1) -> None:
    """Tell an audience that the bell rang."""
    with app.app_context(), writing(db.session):
        publish(audience, BellRang(times=times))


def names(socket: Any) -> list[str]:
    """Return the names of the messages that a socket has received."""
    return [one["name"] for one in socket.get_received()]


def present(app: Flask) -> Presence:
    """Return the phones that the server knows."""
    presence: Presence = app.extensions["happenstance-presence"]
    return presence


class TestTheDoor:
    def test_of_a_kind_is_only_one(self, app: Flask) -> None:
        for kind in ("feed", "talk"):
            with pytest.raises(ValueError, match=kind):
                guard_stream(app, kind, lambda _caller, _rest: None)

    def test_answers_with_the_number_the_stream_has_reached(self, app: Flask, alice: Phone) -> None:
        socket = alice.listen()
        assert alice.subscribe(socket, "feed") == {"number": 0}
        ring(app, feed("autumn"))
        ring(app, feed("autumn"))
        assert alice.subscribe(socket, "feed") == {"number": 2}

    @pytest.mark.parametrize(
        "stream",
        [
            "reviewers",
            "person:{bob}",
            "person:nobody",
            "person:",
            "person",
            "feed:more",
            "reviewers:more",
            "no-such-stream",
            "FEED",
            "",
            "x" * 200,
            "person:{bob} ",
            "feed\n",
        ],
    )
    def test_is_shut_in_one_shape(self, alice: Phone, bob: Phone, stream: str) -> None:
        socket = alice.listen()
        answer = alice.subscribe(socket, stream.format(bob=bob.person_id))
        assert answer == {
            "problem": {
                "type": "urn:happenstance:problem:not-found",
                "title": "Not found",
                "status": 404,
                "detail": answer["problem"]["detail"],
                "code": "not-found",
                "params": {},
            }
        }

    @pytest.mark.parametrize("slug", ["autumn", "no-such", "", "A\x00", "\ud800", "x" * 99])
    def test_is_shut_to_strangers_whatever_there_is(
        self, mallory: Phone, slug: str, alice: Phone
    ) -> None:
        socket = mallory.listen()
        mallory.conference = slug
        for stream in ("feed", f"person:{alice.person_id}"):
            assert mallory.subscribe(socket, stream)["problem"]["code"] == "not-found"

    @pytest.mark.parametrize(
        "message", [None, "feed", [], {}, {"conference": "autumn"}, {"conference": 1, "stream": 2}]
    )
    def test_says_what_it_cannot_read(self, alice: Phone, message: object) -> None:
        socket = alice.listen()
        for event in ("subscribe", "unsubscribe"):
            answer = socket.emit(event, message, callback=True)
            assert answer["problem"]["code"] == "bad-request"
        assert socket.emit("subscribe", callback=True)["problem"]["code"] == "bad-request"

    def test_opens_as_many_streams_as_a_phone_needs(
        self, app: Flask, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(admission, "MOST_STREAMS", 1)
        socket = alice.listen("feed")
        assert "number" in alice.subscribe(socket, "feed")
        mine = f"person:{alice.person_id}"
        assert alice.subscribe(socket, mine)["problem"]["code"] == "too-many"
        socket.emit("unsubscribe", {"conference": "autumn", "stream": "feed"})
        assert "number" in alice.subscribe(socket, mine)

    def test_misses_no_fact_told_while_it_opens(
        self, app: Flask, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        enter_room = socketio.server.enter_room

        def joining_while_a_bell_rings(sid: str, room: str) -> None:
            ring(app, feed("autumn"))
            enter_room(sid, room)
            ring(app, feed("autumn"))

        socket = alice.listen()
        monkeypatch.setattr(socketio.server, "enter_room", joining_while_a_bell_rings)
        number = alice.subscribe(socket, "feed")["number"]
        heard = {fact["number"] for fact in facts(socket)}
        missed = {1, 2, 3, 4} - heard
        assert missed
        assert max(missed) <= number


class TestManyAtOnce:
    def test_each_is_opened_or_shut_for_itself(self, app: Flask, alice: Phone, bob: Phone) -> None:
        mine, his = f"person:{alice.person_id}", f"person:{bob.person_id}"
        ring(app, feed("autumn"))
        socket = alice.listen()
        streams = ["feed", his, mine, "FEED", "feed\n", "\ud800", "x" * 200, "reviewers", "feed"]
        answer = alice.subscribe_to_all(socket, *streams)
        assert answer["numbers"] == {"feed": 1, mine: 0}
        assert answer["problems"].keys() == set(streams) - answer["numbers"].keys()
        one_by_one = alice.subscribe(socket, his)["problem"]
        assert list(answer["problems"].values()) == [one_by_one] * 6
        ring(app, feed("autumn"))
        assert [fact["number"] for fact in facts(socket)] == [2]

    def test_none_is_none(self, alice: Phone) -> None:
        assert alice.subscribe_to_all(alice.listen()) == {
            "numbers": {},
            "problems": {},
            "missed": {},
        }

    def test_says_what_it_cannot_read(self, alice: Phone) -> None:
        socket = alice.listen()
        for conference, streams, code in [
            ("autumn", "feed", "bad-request"),
            ("autumn", None, "bad-request"),
            ("autumn", {"feed": 1}, "bad-request"),
            ("autumn", ["feed", 2], "bad-request"),
            ("autumn", [["feed"]], "bad-request"),
            (None, ["feed"], "bad-request"),
            ("no-such", [], None),
            ("Autumn", ["feed"], "not-found"),
            ("autumn", ["feed"] * (admission.MOST_STREAMS + 1), "too-many"),
        ]:
            message = {"conference": conference, "streams": streams}
            answer = socket.emit("subscribe", message, callback=True)
            assert answer.get("problem", {}).get("code") == code, message
        assert socket.emit("subscribe", {"streams": ["feed"]}, callback=True)["problem"]

    def test_is_shut_to_strangers_whatever_there_is(self, mallory: Phone) -> None:
        socket = mallory.listen()
        for conference in ("autumn", "no-such"):
            mallory.conference = conference
            answer = mallory.subscribe_to_all(socket, "feed", "no-such-stream")
            assert answer["numbers"] == {}
            codes = [problem["code"] for problem in answer["problems"].values()]
            assert codes == ["not-found"] * 2

    def test_opens_no_more_than_a_phone_needs(
        self, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        socket = alice.listen("feed")
        monkeypatch.setattr(admission, "MOST_STREAMS", 2)
        mine = f"person:{alice.person_id}"
        answer = alice.subscribe_to_all(socket, mine, "open-tables", "feed")
        assert answer["numbers"].keys() == {mine, "feed"}
        assert answer["problems"]["open-tables"]["code"] == "too-many"


class TestAConnection:
    @pytest.mark.parametrize(
        ("headers", "said"),
        [
            ({"Origin": ORIGIN}, None),
            ({"Sec-Fetch-Site": "same-origin"}, None),
            ({"Referer": f"{ORIGIN}/c/autumn"}, None),
            ({}, "foreign-origin"),
            ({"Origin": "https://evil.example"}, "foreign-origin"),
            ({"Origin": "null"}, "foreign-origin"),
            ({"Origin": "https://localhost"}, "foreign-origin"),
            ({"Sec-Fetch-Site": "cross-site"}, "foreign-origin"),
            ({"Referer": "https://evil.example/"}, "foreign-origin"),
            ({"Referer": "http://["}, "foreign-origin"),
        ],
    )
    def test_is_for_our_own_pages(
        self, app: Flask, alice: Phone, headers: dict[str, str], said: str | None
    ) -> None:
        socket = socketio.test_client(app, flask_test_client=alice.client, headers=headers)
        assert socket.is_connected() is (said is None)
        assert len(list(present(app)._phones)) == (said is None)

    def test_is_for_devices_with_a_token(self, app: Flask) -> None:
        socket = socketio.test_client(app, headers={"Origin": ORIGIN})
        assert not socket.is_connected()

    def test_by_polling_is_refused_to_a_foreign_page_at_once(self, alice: Phone) -> None:
        handshake = "/socket.io/?EIO=4&transport=polling"
        for origin, status in ((ORIGIN, 200), ("https://evil.example", 400)):
            answer = alice.client.get(handshake, headers={"Origin": origin})
            assert answer.status_code == status
        assert "Access-Control-Allow-Origin" not in answer.headers

    def test_is_forgotten_when_it_ends(self, app: Flask, alice: Phone) -> None:
        for _ in range(3):
            socket = alice.listen("feed")
            assert len(present(app)._phones) == 1
            (hearing,) = present(app).hearings()
            assert hearing[1:] == ("autumn", Hearing(UUID(alice.person_id), 1, {"feed"}))
            socket.disconnect()
        assert present(app)._phones == {}

    @pytest.mark.parametrize("event", ["connect", "disconnect"])
    def test_does_not_end_or_begin_because_a_phone_says_so(
        self, app: Flask, alice: Phone, event: str
    ) -> None:
        socket = alice.listen("feed")
        before = list(present(app).hearings())
        socket.emit(event, {"HTTP_COOKIE": f"happenstance={'x' * 43}"}, None)
        socket.emit(event, {})
        assert list(present(app).hearings()) == before  # else nobody could silence it any more

    def test_tells_the_time(self, app: Flask, alice: Phone) -> None:
        socket = alice.listen()
        answer = socket.emit("clock", {}, callback=True)
        assert answer == alice.send("GET", "/time").get_json() == {"now": 1795424400000}


class TestHearing:
    def test_ends_when_one_unsubscribes(self, app: Flask, alice: Phone, bob: Phone) -> None:
        hers, his = alice.listen("feed"), bob.listen("feed")
        address = {"conference": "autumn", "stream": "feed"}
        assert hers.emit("unsubscribe", address, callback=True) == {}
        assert hers.emit("unsubscribe", address, callback=True) == {}
        ring(app, feed("autumn"))
        assert len(facts(his)) == 1
        assert facts(hers) == []

    def test_ends_on_all_phones_of_a_person_before_any_is_told(
        self, app: Flask, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(2):
            alice.listen("feed")
        left = []
        monkeypatch.setattr(
            socketio, "emit", lambda *_, **__: left.append(len(list(present(app).hearings())))
        )
        socketio.server.manager.emit(SILENCE, {"person": alice.person_id}, "/")
        assert left == [0, 0]  # to be told, one may have to wait for a fact under way

    def test_is_of_one_conference_only(self, app: Flask, alice: Phone, mallory: Phone) -> None:
        mallory.conference = "spring"
        hers, theirs = alice.listen("feed"), mallory.listen("feed")
        ring(app, feed("spring"))
        assert facts(hers) == []
        assert len(facts(theirs)) == 1

    def test_needs_no_subscription_where_people_are_named(
        self, app: Flask, alice: Phone, bob: Phone
    ) -> None:
        hers, his = alice.listen("feed"), bob.listen("feed")
        table = f"table:{uuid.uuid4()}"
        people = (UUID(alice.person_id),)
        ring(app, Audience(conference="autumn", stream=table, people=people))
        (fact,) = facts(hers)
        assert (fact["stream"], fact["number"]) == (table, 1)
        assert facts(his) == []

    def test_is_once_only_for_who_is_both_named_and_subscribed(
        self, app: Flask, alice: Phone
    ) -> None:
        mine = f"person:{alice.person_id}"
        socket = alice.listen(mine)
        people = (UUID(alice.person_id),)
        ring(app, Audience(conference="autumn", stream=mine, people=people))
        assert len(facts(socket)) == 1


class TestTheBeat:
    def beat(self, app: Flask) -> None:
        with app.app_context():
            beat()

    def test_repeats_the_numbers_of_what_a_phone_hears(self, app: Flask, alice: Phone) -> None:
        mine = f"person:{alice.person_id}"
        socket = alice.listen("feed", mine)
        ring(app, feed("autumn"))
        ring(app, feed("autumn"))
        socket.get_received()
        self.beat(app)
        (message,) = socket.get_received()
        assert message["name"] == "numbers"
        assert message["args"] == [{"conference": "autumn", "numbers": {"feed": 2, mine: 0}}]

    def test_says_nothing_to_who_hears_nothing(self, app: Flask, alice: Phone) -> None:
        socket = alice.listen()
        self.beat(app)
        assert socket.get_received() == []

    @pytest.mark.parametrize("change", ["role", "removed", "device"])
    def test_silences_whose_rights_were_changed_elsewhere(
        self,
        app: Flask,
        alice: Phone,
        bob: Phone,
        change: str,
        promote: Callable[[Phone, Role], Phone],
    ) -> None:
        promote(alice, Role.ORGANISER)
        socket, his = alice.listen("feed", "reviewers"), bob.listen("feed")
        with app.app_context(), writing(db.session):  # as another process would: nobody is told
            row = person("autumn", UUID(alice.person_id))
            if change == "role":
                row.role, row.rights_version = Role.ATTENDEE, row.rights_version + 1
            elif change == "removed":
                db.session.delete(row)
            else:
                db.session.connection().exec_driver_sql("DELETE FROM device")
        self.beat(app)
        assert names(socket) == ["rights"]
        assert names(his) == (["rights"] if change == "device" else ["numbers"])
        ring(app, Audience(conference="autumn", stream="reviewers"))
        ring(app, feed("autumn"))
        assert facts(socket) == []
        self.beat(app)
        assert names(socket) == []

    def test_leaves_nothing_behind_of_older_rights(
        self, app: Flask, alice: Phone, promote: Callable[[Phone, Role], Phone]
    ) -> None:
        promote(alice, Role.ORGANISER)
        socket = alice.listen("reviewers")
        with app.app_context(), writing(db.session):
            row = person("autumn", UUID(alice.person_id))
            row.role, row.rights_version = Role.ATTENDEE, row.rights_version + 1
        assert "number" in alice.subscribe(socket, "feed")  # before the beat comes round
        assert "rights" in names(socket)
        ring(app, Audience(conference="autumn", stream="reviewers"))
        assert facts(socket) == []


def test_a_conference_that_is_deleted_falls_silent(
    app: Flask, alice: Phone, mallory: Phone
) -> None:
    mallory.conference = "spring"
    hers, theirs = alice.listen("feed"), mallory.listen("feed")
    runner = app.test_cli_runner()
    assert runner.invoke(args=["conference", "delete", "autumn", "--yes"]).exit_code == 0
    assert names(hers) == ["rights"]
    assert names(theirs) == []
    assert alice.subscribe(hers, "feed")["problem"]["code"] == "not-found"
