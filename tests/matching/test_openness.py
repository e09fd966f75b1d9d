"""What follows for suggestions and waves from how open two people are. docs/openness.md has it."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from server.database import writing
from server.extensions import db
from server.people.openness import Openness
from server.people.queries import person
from server.people.ties import connect, met
from server.work.due import run_due
from tests.matching.planned import after_a_moment
from tests.matching.test_aside import put_aside
from tests.people.test_openness import be
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

PAUSED = "paused"


def be_so(phone: Phone, openness: str) -> None:
    """Be as open as the rule says; a pause is one of its rows."""
    if openness == PAUSED:
        be(phone, "come-and-talk", pause="hour")
    else:
        be(phone, openness)


def have_met(app: Flask, one: Phone, other: Phone) -> None:
    with app.app_context(), writing(db.session):
        met(one.conference, {(UUID(one.person_id), UUID(other.person_id))})


def suggested(phone: Phone) -> set[str]:
    found = after_a_moment(phone).get("/suggestions")["suggestions"]
    return {one["person"]["name"] for one in found}


def received(phone: Phone) -> list[str]:
    return [one["person"]["name"] for one in phone.get("/waves")["received"]]


def wave(phone: Phone, at: Phone) -> str:
    """Wave, and return what became of it, or why nothing did."""
    response = phone.send("PUT", phone.inside(f"/waves/{at.person_id}"))
    body: dict[str, str] = response.get_json()
    return body["state"] if response.status_code == 200 else body["code"]


def mutual(one: Phone, other: Phone) -> bool:
    """Say whether two are suggested to each other. Never is it one alone."""
    return ("Bob" in suggested(one)) is ("Alice" in suggested(other)) is True


class TestSuggestions:
    @pytest.mark.parametrize(
        ("openness", "so"),
        [
            ("come-and-talk", True),
            ("say-hello-first", True),
            ("people-i-know", False),
            ("not-now", False),
            (PAUSED, False),
        ],
    )
    def test_of_strangers(
        self, alice: Phone, bob: Phone, carol: Phone, openness: str, *, so: bool
    ) -> None:
        be_so(bob, openness)
        assert ("Bob" in suggested(alice), "Alice" in suggested(bob)) == (so, so)
        assert "Carol" in suggested(alice)

    @pytest.mark.parametrize(
        ("openness", "so"),
        [
            ("come-and-talk", True),
            ("say-hello-first", True),
            ("people-i-know", True),
            ("not-now", False),
            (PAUSED, False),
        ],
    )
    def test_of_those_who_have_met_and_waved(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, openness: str, *, so: bool
    ) -> None:
        assert mutual(alice, bob)
        have_met(app, alice, bob)
        wave(alice, at=bob)
        be_so(bob, openness)
        assert ("Bob" in suggested(alice)) is so
        be_so(bob, "come-and-talk")
        be_so(alice, openness)
        assert ("Bob" in suggested(alice)) is so
        assert ("Carol" in suggested(alice)) is (openness in ("come-and-talk", "say-hello-first"))

    def test_come_back_by_themselves_after_a_pause(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be_so(bob, PAUSED)
        assert suggested(alice) == set()
        stopped_clock.forward(hours=1)
        assert mutual(alice, bob)

    @pytest.mark.parametrize(
        ("openness", "key"),
        [
            ("come-and-talk", "few"),
            ("people-i-know", "people-i-know"),
            ("not-now", "not-now"),
            (PAUSED, "not-now"),
        ],
    )
    def test_are_few_for_a_reason_that_is_said(
        self, alice: Phone, bob: Phone, openness: str, key: str
    ) -> None:
        be_so(alice, openness)
        assert after_a_moment(alice).get("/suggestions")["shorter"]["key"] == f"shorter.{key}"

    def test_are_few_where_many_keep_to_themselves(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        be(bob, "not-now")
        be(carol, "people-i-know")
        assert after_a_moment(alice).get("/suggestions")["shorter"]["key"] == "shorter.reserved"


class TestWaves:
    @pytest.mark.parametrize(
        ("openness", "know", "answer", "told"),
        [
            ("come-and-talk", False, "waved", True),
            ("say-hello-first", False, "waved", True),
            ("people-i-know", False, "meets-people-they-know", False),
            ("people-i-know", True, "waved", True),
            ("not-now", False, "waved", False),
            ("not-now", True, "waved", False),
            (PAUSED, False, "waved", False),
        ],
    )
    def test_at_somebody(
        self,
        app: Flask,
        alice: Phone,
        bob: Phone,
        openness: str,
        answer: str,
        *,
        know: bool,
        told: bool,
    ) -> None:
        if know:
            have_met(app, alice, bob)
        be_so(bob, openness)
        socket = bob.listen(f"person:{bob.person_id}")
        assert wave(alice, at=bob) == answer
        assert bool(facts(socket, "matching.waved")) is told
        assert received(bob) == (["Alice"] if told else [])

    @pytest.mark.parametrize("openness", [*Openness, PAUSED])
    def test_back_at_somebody_always_arrive(self, alice: Phone, bob: Phone, openness: str) -> None:
        wave(bob, at=alice)
        be_so(bob, openness)
        socket = bob.listen(f"person:{bob.person_id}")
        assert wave(alice, at=bob) == "connected"
        assert len(facts(socket, "matching.connected")) == 1

    @pytest.mark.parametrize("openness", [*Openness, PAUSED])
    def test_by_somebody_always_go_out(self, alice: Phone, bob: Phone, openness: str) -> None:
        be_so(alice, openness)
        assert wave(alice, at=bob) == "waved"
        assert received(bob) == ["Alice"]

    def test_at_a_connection_change_nothing(self, app: Flask, alice: Phone, bob: Phone) -> None:
        with app.app_context(), writing(db.session):
            one, other = (person(alice.conference, UUID(two.person_id)) for two in (alice, bob))
            connect(one, other)
        be(bob, "people-i-know")
        assert wave(alice, at=bob) == "connected"


class TestKeptWaves:
    def test_are_told_once_the_other_is_to_be_met(self, alice: Phone, bob: Phone) -> None:
        be(bob, "not-now")
        wave(alice, at=bob)
        socket = bob.listen(f"person:{bob.person_id}")
        be(bob, "say-hello-first")
        (fact,) = facts(socket, "matching.waved")
        assert [fact["data"]["wave"]] == bob.get("/waves")["received"]
        be(bob, "not-now")
        be(bob, "come-and-talk")
        assert facts(socket, "matching.waved") == []  # once is enough
        assert received(bob) == ["Alice"]

    def test_are_told_when_a_pause_ends(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be_so(bob, PAUSED)
        wave(alice, at=bob)
        socket = bob.listen(f"person:{bob.person_id}")
        stopped_clock.forward(hours=1)
        assert received(bob) == ["Alice"]  # whether or not what is due has been done
        with app.app_context():
            run_due()
        (fact,) = facts(socket, "matching.waved")
        assert fact["data"]["wave"]["person"]["name"] == "Alice"

    def test_wait_on_while_only_people_they_know_may_come(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        have_met(app, bob, carol)
        be(bob, "not-now")
        for phone in (alice, carol):
            wave(phone, at=bob)
        be(bob, "people-i-know")
        assert received(bob) == ["Carol"]
        be(bob, "come-and-talk")
        assert sorted(received(bob)) == ["Alice", "Carol"]

    def test_answer_a_wave_of_the_other_at_once(self, alice: Phone, bob: Phone) -> None:
        be(bob, "not-now")
        wave(alice, at=bob)
        assert wave(bob, at=alice) == "connected"

    def test_can_be_taken_back(self, alice: Phone, bob: Phone) -> None:
        be(bob, "not-now")
        wave(alice, at=bob)
        alice.delete(f"/waves/{bob.person_id}")
        socket = bob.listen(f"person:{bob.person_id}")
        be(bob, "come-and-talk")
        assert facts(socket, "matching.waved") == []
        assert received(bob) == []

    def test_do_not_say_what_was_declined(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        """Alice is told "not now", Carol waves for the first time: neither can tell which."""
        wave(alice, at=bob)
        put_aside(bob, alice, "today")
        alice.delete(f"/waves/{bob.person_id}")
        be(bob, "not-now")
        sent = []
        for phone in (alice, carol):
            assert wave(phone, at=bob) == "waved"
            (card,) = phone.get("/waves")["sent"]
            sent.append({key: card[key] for key in ("person", "story", "at", "expires_at")})
        assert sent[0] == sent[1]
        be(bob, "come-and-talk")
        assert received(bob) == ["Carol"]

    def test_go_after_a_day_unseen(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be(bob, "not-now")
        wave(alice, at=bob)
        stopped_clock.forward(hours=24)
        socket = bob.listen(f"person:{bob.person_id}")
        be(bob, "come-and-talk")
        assert facts(socket, "matching.waved") == []


def test_a_kept_wave_is_not_given_away_by_whoever_waved_being_shown_again(
    alice: Phone, bob: Phone, organiser: Phone
) -> None:
    be_so(alice, "not-now")
    wave(bob, at=alice)
    assert received(alice) == []
    hers, his = (one.listen(f"person:{one.person_id}") for one in (alice, bob))
    for one, version in ((bob, 1), (alice, 1)):
        for further, hidden in enumerate((True, False)):
            organiser.patch(
                f"/guests/{one.person_id}", {"version": version + further, "hidden": hidden}
            )
    assert facts(hers, "matching.contact_changed") == []
    (told,) = facts(his, "matching.contact_changed")  # who knows of his own wave
    assert told["data"] == {"person_id": alice.person_id}
