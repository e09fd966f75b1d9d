"""How open somebody is to be met: said by them, shown to all, and left alone until a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from server.database import reading
from server.extensions import db
from server.people.models import Person
from server.people.openness import Openness, Pause, pause_ends, seen_as
from server.work.due import run_due
from server.work.models import DueWork
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts


def be(phone: Phone, openness: str, **pause: Any) -> dict[str, Any]:
    """Say how open one is, and return one's profile."""
    said: dict[str, Any] = phone.put("/me/openness", {"openness": openness} | pause)["profile"]
    return said


def seen(viewer: Phone, phone: Phone) -> str:
    """Return how open somebody looks to another."""
    card: dict[str, str] = viewer.get(f"/people/{phone.person_id}")
    return card["openness"]


def own(phone: Phone) -> tuple[str, str | None]:
    """Return what somebody chose, and until when they pause."""
    profile = phone.get("/me")["profile"]
    return profile["openness"], profile["paused_until"]


class TestSayingIt:
    def test_begins_with_come_and_talk(self, alice: Phone, bob: Phone) -> None:
        assert own(alice) == ("come-and-talk", None)
        assert seen(bob, alice) == "come-and-talk"

    @pytest.mark.parametrize("openness", Openness)
    def test_shows_it_to_the_others(self, alice: Phone, bob: Phone, openness: Openness) -> None:
        assert be(alice, openness)["openness"] == openness
        assert (seen(bob, alice), seen(alice, bob)) == (openness, "come-and-talk")

    def test_tells_ones_other_phones_and_the_room(self, alice: Phone, bob: Phone) -> None:
        mine, bobs = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        be(alice, "say-hello-first")
        (fact,) = facts(mine, "people.profile_changed")
        assert fact["data"]["profile"] == alice.get("/me")["profile"]
        (fact,) = facts(bobs)
        assert fact["type"] == "people.card_changed"
        assert fact["data"]["person"] == bob.get(f"/people/{alice.person_id}")

    def test_sent_twice_is_told_once(self, alice: Phone, bob: Phone) -> None:
        socket = bob.listen("feed")
        be(alice, "not-now")
        be(alice, "not-now")
        assert len(facts(socket)) == 1

    def test_said_earlier_and_heard_later_counts_no_more(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        first, second = "2026-11-23T09:00:01Z", "2026-11-23T09:00:02Z"
        stopped_clock.forward(seconds=5)
        be(alice, "come-and-talk", asked_at=second)
        socket = bob.listen("feed")
        answer = be(alice, "not-now", asked_at=first)
        assert (answer["openness"], own(alice)[0]) == ("come-and-talk", "come-and-talk")
        assert facts(socket) == []
        be(alice, "not-now", pause="hour", asked_at=first)
        assert own(alice) == ("come-and-talk", None)

    def test_by_a_phone_whose_clock_is_ahead_shuts_out_nothing(
        self, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        be(alice, "not-now", asked_at="2026-11-24T09:00:00Z")
        stopped_clock.forward(seconds=1)
        be(alice, "come-and-talk")
        assert own(alice) == ("come-and-talk", None)

    def test_leaves_what_is_typed_meanwhile_on_the_profile_alone(self, alice: Phone) -> None:
        version = be(alice, "not-now")["version"]
        assert version == 1
        alice.patch("/me", {"version": 1, "name": "Alice Liddell"})
        assert own(alice) == ("not-now", None)

    def test_by_somebody_hidden_is_told_to_nobody(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        organiser.patch(f"/guests/{alice.person_id}", {"version": 1, "hidden": True})
        socket = bob.listen("feed")
        be(alice, "not-now")
        assert facts(socket) == []

    def test_is_kept_from_whom_one_blocked(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        socket = bob.listen("feed")
        be(alice, "not-now")
        assert [fact.get("type") for fact in facts(socket)] == [None]  # a number, and no more

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"openness": "busy"},
            {"openness": "not-now", "pause": "for-ever"},
            {"openness": "not-now", "asked_at": "2026-11-23T09:00:00"},
        ],
        ids=["nothing", "another word", "another pause", "a time without a zone"],
    )
    def test_refuses_what_makes_no_sense(self, alice: Phone, body: dict[str, str]) -> None:
        assert alice.refused("PUT", "/me/openness", body)["status"] == 422

    def test_is_for_those_who_are_in(self, alice: Phone, mallory: Phone) -> None:
        mallory.conference = alice.conference
        body = {"openness": "not-now"}
        assert mallory.refused("PUT", "/me/openness", body)["code"] == "not-found"

    def test_is_neither_recorded_nor_listed_for_organisers(
        self, alice: Phone, organiser: Phone
    ) -> None:
        reviewers = organiser.listen("reviewers")
        before = organiser.get("/guests")
        be(alice, "not-now", pause="hour")
        be(alice, "people-i-know")
        assert facts(reviewers) == []
        assert organiser.get("/guests") == before

    def test_goes_with_the_person(self, app: Flask, alice: Phone) -> None:
        be(alice, "people-i-know", pause="hour")
        alice.delete("/me")
        with app.app_context(), reading(db.session):
            (row,) = db.session.query(Person).filter(Person.removed_at.is_not(None))
            assert (row.openness, row.paused_until) == (Openness.COME, None)
            assert db.session.query(DueWork).filter_by(kind="people.pause-over").all() == []


class TestAPause:
    def test_looks_like_not_now_and_does_not_say_until_when(self, alice: Phone, bob: Phone) -> None:
        be(alice, "not-now")
        as_if = bob.get(f"/people/{alice.person_id}")
        be(alice, "come-and-talk", pause="hour")
        assert own(alice) == ("come-and-talk", "2026-11-23T10:00:00.000Z")
        assert bob.get(f"/people/{alice.person_id}") == as_if

    def test_ends_by_itself_whether_or_not_anything_is_done(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be(alice, "say-hello-first", pause="half-hour")
        stopped_clock.forward(minutes=29, seconds=59)
        assert seen(bob, alice) == "not-now"
        stopped_clock.forward(seconds=1)
        assert seen(bob, alice) == "say-hello-first"

    def test_tells_once_that_it_is_over(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be(alice, "come-and-talk", pause="half-hour")
        mine, bobs = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        stopped_clock.forward(minutes=30)
        for _ in range(2):
            with app.app_context():
                run_due()
        (fact,) = facts(mine, "people.profile_changed")
        assert fact["data"]["profile"]["paused_until"] is None
        (fact,) = facts(bobs, "people.card_changed")
        assert fact["data"]["person"]["openness"] == "come-and-talk"

    def test_can_be_made_longer(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        be(alice, "come-and-talk", pause="half-hour")
        socket = bob.listen("feed")
        stopped_clock.forward(minutes=20)
        be(alice, "come-and-talk", pause="hour")
        stopped_clock.forward(minutes=15)
        with app.app_context():
            run_due()
        assert facts(socket, "people.card_changed") == []  # no news to anybody else
        assert seen(bob, alice) == "not-now"

    def test_can_be_ended_at_any_time(self, alice: Phone, bob: Phone) -> None:
        be(alice, "come-and-talk", pause="morning")
        be(alice, "people-i-know")
        assert own(alice) == ("people-i-know", None)
        assert seen(bob, alice) == "people-i-know"

    def test_counts_from_when_it_was_asked_for(self, alice: Phone) -> None:
        asked = {"pause": "hour", "asked_at": "2026-11-23T08:20:00Z"}
        assert be(alice, "come-and-talk", **asked)["paused_until"] == "2026-11-23T09:20:00.000Z"

    @pytest.mark.parametrize("asked_at", ["2026-11-23T08:00:00Z", "0001-01-01T00:00:00+14:00"])
    def test_that_is_over_when_it_arrives_is_none(self, alice: Phone, asked_at: str) -> None:
        asked = {"pause": "hour", "asked_at": asked_at}
        assert be(alice, "come-and-talk", **asked)["paused_until"] is None

    @pytest.mark.parametrize("asked_at", ["2026-11-23T19:00:00Z", "9999-12-31T23:59:59Z"])
    def test_cannot_be_asked_for_ahead(self, alice: Phone, asked_at: str) -> None:
        asked = {"pause": "hour", "asked_at": asked_at}
        assert be(alice, "come-and-talk", **asked)["paused_until"] == "2026-11-23T10:00:00.000Z"


@pytest.mark.parametrize(
    ("pause", "asked_at", "zone", "ends"),
    [
        pytest.param("half-hour", "2026-11-23T23:50", "UTC", "2026-11-24T00:20", id="half an hour"),
        pytest.param("hour", "2026-11-23T23:50", "UTC", "2026-11-24T00:50", id="an hour"),
        pytest.param(
            "morning", "2026-11-23T17:00", "UTC", "2026-11-24T08:00", id="in the afternoon"
        ),
        pytest.param(
            "morning", "2026-11-24T01:00", "UTC", "2026-11-24T08:00", id="after midnight: this one"
        ),
        pytest.param(
            "morning", "2026-11-24T05:00", "UTC", "2026-11-25T08:00", id="early: the next one"
        ),
        pytest.param(
            "morning",
            "2026-11-23T17:00",
            "America/New_York",
            "2026-11-24T13:00",
            id="in the conference's zone",
        ),
        pytest.param(
            "morning",
            "2026-10-24T18:00",
            "Europe/Berlin",
            "2026-10-25T07:00",
            id="over the end of summer time",
        ),
        pytest.param(
            "morning",
            "2026-11-23T20:00",
            "Pacific/Auckland",
            "2026-11-24T19:00",
            id="where it is nine in the morning",
        ),
    ],
)
def test_a_pause_ends(pause: str, asked_at: str, zone: str, ends: str) -> None:
    asked, over = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (asked_at, ends))
    assert pause_ends(Pause(pause), asked, zone) == over
    assert seen_as(Openness.COME, over, asked) is Openness.NOT_NOW
    assert seen_as(Openness.COME, over, over) is Openness.COME
