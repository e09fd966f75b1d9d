"""Waves: told, answered, taken back, declined, expired and capped."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.conferences.models import Conference
from server.database import BREATH, reading, writing
from server.extensions import db
from server.matching.actions import expire
from server.matching.models import Wave
from server.work.due import run_due
from tests.matching.test_aside import put_aside
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def wave(phone: Phone, at: Phone) -> str:
    """Wave, and return what became of it."""
    state: str = phone.put(f"/waves/{at.person_id}")["state"]
    return state


def received(phone: Phone) -> list[str]:
    return [one["person"]["name"] for one in phone.get("/waves")["received"]]


def sent(phone: Phone) -> list[str]:
    return [one["person"]["name"] for one in phone.get("/waves")["sent"]]


def own_stream(phone: Phone) -> str:
    return f"person:{phone.person_id}"


def rows(app: Flask) -> int:
    with app.app_context(), reading(db.session):
        return db.session.scalar(select(func.count()).select_from(Wave)) or 0


class TestWaving:
    def test_tells_whom_it_is_meant_for(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        bobs, carols = bob.listen(own_stream(bob)), carol.listen(own_stream(carol))
        assert wave(alice, at=bob) == "waved"
        (fact,) = facts(bobs, "matching.waved")
        told = fact["data"]["wave"]
        assert told["person"]["name"] == "Alice"
        assert told["expires_at"] == "2026-11-24T09:00:00.000Z"
        assert facts(carols) == []

    def test_lets_nobody_in_while_it_holds_its_locks(
        self, alice: Phone, bob: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made_way: list[float] = []
        monkeypatch.setattr(time, "sleep", made_way.append)  # by which gevent serves others
        wave(alice, at=bob)
        assert made_way == []
        alice.get("/suggestions")
        assert made_way == [BREATH]  # after reading herself; there is nobody else to read yet

    def test_is_seen_from_both_sides_and_by_nobody_else(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        wave(alice, at=bob)
        assert (received(alice), sent(alice)) == ([], ["Bob"])
        assert (received(bob), sent(bob)) == (["Alice"], [])
        assert (received(carol), sent(carol)) == ([], [])

    def test_tells_the_same_as_can_be_fetched(self, alice: Phone, bob: Phone) -> None:
        alices, bobs = alice.listen(own_stream(alice)), bob.listen(own_stream(bob))
        wave(alice, at=bob)
        for phone, socket, kind, side in (
            (alice, alices, "matching.wave_sent", "sent"),
            (bob, bobs, "matching.waved", "received"),
        ):
            (fact,) = facts(socket)
            fetched = phone.get("/waves")
            assert fact["type"] == kind
            assert fact["number"] == fetched["number"]
            assert [fact["data"]["wave"]] == fetched[side]

    def test_sent_twice_is_one_wave(self, alice: Phone, bob: Phone) -> None:
        socket = bob.listen(own_stream(bob))
        assert [wave(alice, at=bob), wave(alice, at=bob)] == ["waved", "waved"]
        assert len(facts(socket)) == 1
        assert received(bob) == ["Alice"]

    def test_at_somebody_not_to_be_seen_is_not_found(
        self, alice: Phone, bob: Phone, carol: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        carol.delete("/me")
        unseen = [alice.person_id, bob.person_id, carol.person_id, mallory.person_id]
        problems = [alice.refused("PUT", f"/waves/{one}") for one in [*unseen, uuid.uuid4()]]
        assert {one["code"] for one in problems} == {"not-found"}
        assert all(one == problems[0] for one in problems)
        assert mallory.refused("PUT", f"/waves/{alice.person_id}")["code"] == "not-found"

    def test_by_somebody_hidden_reaches_nobody(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        wave(bob, at=alice)
        organiser.patch(f"/guests/{alice.person_id}", {"version": 1, "hidden": True})
        socket = bob.listen(own_stream(bob))
        problem = alice.refused("PUT", f"/waves/{bob.person_id}")
        assert problem["code"] == "hidden-from-others"
        assert facts(socket) == []
        assert sent(bob) == []


class TestBothWaving:
    def test_connects_them_and_tells_both_at_once(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        sockets = [one.listen(own_stream(one)) for one in (alice, bob, carol)]
        wave(alice, at=bob)
        for socket in sockets:
            facts(socket)
        answer = bob.put(f"/waves/{alice.person_id}")
        told = [facts(socket, "matching.connected") for socket in sockets]
        assert answer["state"] == "connected"
        assert [len(one) for one in told] == [1, 1, 0]
        connections = [one.get("/connections")["connections"] for one in (alice, bob, carol)]
        assert [told[0][0]["data"]["connection"]] == connections[0]
        assert [told[1][0]["data"]["connection"]] == connections[1] == [answer["connection"]]
        assert connections[2] == []

    def test_is_told_for_ten_minutes_to_a_phone_that_was_away(
        self, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        wave(alice, at=bob)
        wave(bob, at=alice)
        connections = [one.get("/connections")["connections"] for one in (alice, bob, carol)]
        assert [one.get("/waves")["connected"] for one in (alice, bob, carol)] == connections
        assert [len(one) for one in connections] == [1, 1, 0]
        stopped_clock.forward(minutes=10)
        assert alice.get("/waves")["connected"] == []

    def test_answers_both_waves(self, app: Flask, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        wave(bob, at=alice)
        assert received(alice) == sent(alice) == received(bob) == sent(bob) == []
        assert rows(app) == 0

    def test_sent_again_stays_connected_and_is_told_once(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        socket = alice.listen(own_stream(alice))
        assert [wave(bob, at=alice), wave(bob, at=alice), wave(alice, at=bob)] == ["connected"] * 3
        assert len(facts(socket, "matching.connected")) == 1
        assert received(alice) == []

    def test_at_the_same_moment_connects_them_too(self, alice: Phone, bob: Phone) -> None:
        together = Barrier(2)

        def at_once(one: Phone, other: Phone) -> str:
            together.wait()
            return wave(one, at=other)

        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(at_once, (alice, bob), (bob, alice)))
        assert sorted(answers) == ["connected", "waved"]
        assert len(alice.get("/connections")["connections"]) == 1


class TestTakingBack:
    def test_removes_the_wave_from_both_sides(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        socket = bob.listen(own_stream(bob))
        alice.delete(f"/waves/{bob.person_id}")
        alice.delete(f"/waves/{bob.person_id}")
        assert received(bob) == sent(alice) == []
        (fact,) = facts(socket)
        assert fact["type"] == "matching.wave_gone"
        assert fact["data"] == {"by_id": alice.person_id, "to_id": bob.person_id}

    def test_leaves_the_other_ones_wave_alone(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        bob.delete(f"/waves/{alice.person_id}")
        assert received(bob) == ["Alice"]

    def test_means_no_connection_when_the_other_waves(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        alice.delete(f"/waves/{bob.person_id}")
        assert wave(bob, at=alice) == "waved"

    def test_comes_too_late_once_both_have_waved(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        wave(bob, at=alice)
        alice.delete(f"/waves/{bob.person_id}")
        assert len(alice.get("/connections")["connections"]) == 1

    def test_lets_one_wave_again(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        alice.delete(f"/waves/{bob.person_id}")
        wave(alice, at=bob)
        assert received(bob) == ["Alice"]

    def test_tells_nothing_of_who_is_there(self, alice: Phone) -> None:
        answer = alice.send("DELETE", alice.inside(f"/waves/{uuid.uuid4()}"))
        assert answer.status_code == 204


class TestNotNow:
    def test_is_silent(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        alices, before = alice.listen(own_stream(alice)), alice.get("/waves")
        put_aside(bob, alice, "today")
        put_aside(bob, alice, "today")
        assert received(bob) == []
        assert facts(alices) == []
        assert alice.get("/waves") == before

    def test_is_known_on_the_other_phone_of_who_said_it(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        socket = bob.listen(own_stream(bob))
        put_aside(bob, alice, "today")
        assert [fact["data"] for fact in facts(socket, "matching.wave_gone")] == [
            {"by_id": alice.person_id, "to_id": bob.person_id}
        ]

    def test_holds_against_a_wave_taken_back_and_made_again(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        put_aside(bob, alice, "today")
        alice.delete(f"/waves/{bob.person_id}")
        socket = bob.listen(own_stream(bob))
        assert wave(alice, at=bob) == "waved"
        assert received(bob) == []
        assert facts(socket) == []

    def test_may_be_thought_better_of(self, alice: Phone, bob: Phone) -> None:
        wave(alice, at=bob)
        put_aside(bob, alice, "today")
        assert wave(bob, at=alice) == "connected"


class TestExpiry:
    def test_comes_quietly_after_a_day(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        wave(alice, at=bob)
        socket = bob.listen(own_stream(bob))
        stopped_clock.forward(hours=23)
        wave(carol, at=bob)
        facts(socket)
        assert received(bob) == ["Carol", "Alice"]
        stopped_clock.forward(hours=1)
        assert received(bob) == ["Carol"]
        assert sent(alice) == []
        assert wave(bob, at=alice) == "waved"
        assert rows(app) == 3
        with app.app_context():
            run_due()
        assert rows(app) == 2
        assert facts(socket, "matching.wave_gone") == []

    @pytest.mark.parametrize("cleaned", [True, False], ids=["cleaned up", "not yet cleaned up"])
    def test_lets_one_wave_afresh(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock, *, cleaned: bool
    ) -> None:
        wave(alice, at=bob)
        put_aside(bob, alice, "today")
        stopped_clock.forward(hours=24)
        if cleaned:
            with app.app_context():
                run_due()
        assert wave(alice, at=bob) == "waved"
        assert received(bob) == ["Alice"]

    def test_counts_from_the_last_wave(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        wave(alice, at=bob)
        alice.delete(f"/waves/{bob.person_id}")
        stopped_clock.forward(hours=23)
        wave(alice, at=bob)
        stopped_clock.forward(hours=1)
        with app.app_context():
            run_due()
        assert received(bob) == ["Alice"]

    def test_work_done_twice_spares_a_newer_wave(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        stopped_clock.forward(hours=24)
        wave(alice, at=bob)
        with app.app_context(), writing(db.session):
            expire("autumn", f"{alice.person_id}:{bob.person_id}")
            expire("autumn", f"{bob.person_id}:{alice.person_id}")
        assert received(bob) == ["Alice"]


class TestTheCap:
    def test_counts_unanswered_waves_of_an_hour(
        self, alice: Phone, new_phone: NewPhone, conference: Conference, stopped_clock: StoppedClock
    ) -> None:
        crowd = [new_phone().join(conference, f"Guest {number}") for number in range(21)]
        for one in crowd[:20]:
            wave(alice, at=one)
        problem = alice.refused("PUT", f"/waves/{crowd[20].person_id}")
        assert (problem["code"], problem["params"]) == ("too-many-waves", {"most": 20})
        assert wave(alice, at=crowd[0]) == "waved"  # that one is made already
        assert wave(crowd[0], at=alice) == "connected"
        assert wave(alice, at=crowd[20]) == "waved"  # an answered one no longer counts
        stopped_clock.forward(hours=1)
        assert wave(alice, at=new_phone().join(conference, "Late")) == "waved"

    def test_counts_those_taken_back(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        for _ in range(20):
            wave(alice, at=bob)
            alice.delete(f"/waves/{bob.person_id}")
        assert alice.refused("PUT", f"/waves/{carol.person_id}")["code"] == "too-many-waves"
        assert wave(carol, at=bob) == "waved"

    def test_never_stands_in_the_way_of_an_answer(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        for _ in range(20):
            wave(alice, at=bob)
            alice.delete(f"/waves/{bob.person_id}")
        wave(carol, at=alice)
        assert wave(alice, at=carol) == "connected"


def test_whoever_leaves_takes_their_waves_along(
    app: Flask, alice: Phone, bob: Phone, carol: Phone
) -> None:
    wave(alice, at=bob)
    wave(bob, at=carol)
    wave(carol, at=alice)
    alice.put("/intent", {"intent": "same"})
    alice.delete("/me")
    assert received(bob) == sent(carol) == []
    assert received(carol) == ["Bob"]
    assert rows(app) == 1
