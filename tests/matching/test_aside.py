"""Not now, and never: whom somebody does not want to be suggested, and whom that concerns."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.database import reading
from server.extensions import db
from server.matching.aside import next_day
from server.matching.models import Aside
from tests.matching.planned import after_a_moment
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]

SAID = ["today", "always"]


def put_aside(phone: Phone, other: Phone, how_long: str = "always") -> None:
    phone.put(f"/suggestions/{other.person_id}/aside", {"how_long": how_long})


def bring_back(phone: Phone, other: Phone) -> None:
    phone.delete(f"/suggestions/{other.person_id}/aside")


def suggested(phone: Phone) -> set[str]:
    return {
        one["person"]["name"] for one in after_a_moment(phone).get("/suggestions")["suggestions"]
    }


def never(phone: Phone) -> list[str]:
    return [one["name"] for one in phone.get("/suggestions/never")]


def received(phone: Phone) -> list[str]:
    return [one["person"]["name"] for one in phone.get("/waves")["received"]]


def own(phone: Phone) -> str:
    return f"person:{phone.person_id}"


def rows(app: Flask) -> int:
    with app.app_context(), reading(db.session):
        return db.session.scalar(select(func.count()).select_from(Aside)) or 0


class TestPuttingSomebodyAside:
    @pytest.mark.parametrize("how_long", SAID)
    def test_holds_both_ways_and_spares_everybody_else(
        self, alice: Phone, bob: Phone, carol: Phone, how_long: str
    ) -> None:
        put_aside(alice, bob, how_long)
        assert suggested(alice) == {"Carol"} == suggested(bob)
        assert suggested(carol) == {"Alice", "Bob"}

    @pytest.mark.parametrize("how_long", SAID)
    def test_is_silent(self, alice: Phone, bob: Phone, how_long: str) -> None:
        bobs, feed = bob.listen(own(bob)), bob.listen("feed")
        waves, number = bob.get("/waves"), bob.get("/me")["number"]
        put_aside(alice, bob, how_long)
        assert facts(bobs) == facts(feed) == []
        assert (bob.get("/waves"), bob.get("/me")["number"]) == (waves, number)
        assert never(bob) == []

    def test_is_no_block(self, alice: Phone, bob: Phone) -> None:
        put_aside(alice, bob)
        assert alice.get(f"/people/{bob.person_id}")["name"] == "Bob"
        bob.put(f"/waves/{alice.person_id}")
        assert received(alice) == ["Bob"]
        assert alice.put(f"/waves/{bob.person_id}")["state"] == "connected"

    def test_for_today_ends_at_dawn(
        self, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        put_aside(alice, bob, "today")
        stopped_clock.forward(hours=18, minutes=59)
        assert suggested(alice) == {"Carol"} == suggested(bob)
        stopped_clock.forward(minutes=1)
        assert suggested(alice) == {"Bob", "Carol"}
        assert suggested(bob) == {"Alice", "Carol"}

    def test_for_good_lasts(
        self, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        put_aside(alice, bob, "today")
        put_aside(alice, bob, "always")
        stopped_clock.forward(hours=100)
        assert suggested(alice) == {"Carol"}
        assert never(alice) == ["Bob"]

    def test_is_told_to_ones_other_phones_once(self, alice: Phone, bob: Phone) -> None:
        socket = alice.listen(own(alice))
        for _ in range(2):
            put_aside(alice, bob, "today")
        (fact,) = facts(socket)
        assert fact["type"] == "matching.put_aside"
        assert fact["data"] == {"person_id": bob.person_id, "until": "2026-11-24T04:00:00.000Z"}
        put_aside(alice, bob)
        (fact,) = facts(socket)
        assert fact["data"] == {"person_id": bob.person_id, "until": None}

    def test_leaves_those_whom_one_waved_at_where_they_are(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        bob.put(f"/waves/{alice.person_id}")
        before = bob.get("/suggestions"), bob.get("/waves")
        put_aside(alice, bob)
        assert (bob.get("/suggestions"), bob.get("/waves")) == before
        assert suggested(alice) == {"Carol"}

    def test_answers_the_waves_between_them(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        bob.put(f"/waves/{alice.person_id}")
        put_aside(alice, bob, "today")
        assert received(alice) == []
        alice.put(f"/waves/{carol.person_id}")
        put_aside(alice, carol)
        assert received(carol) == []
        assert [one["person"]["name"] for one in alice.get("/waves")["sent"]] == []

    def test_of_most_people_is_why_a_list_is_short(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        put_aside(alice, bob, "today")
        assert after_a_moment(alice).get("/suggestions")["shorter"]["key"] == "shorter.few"
        put_aside(alice, carol, "today")
        assert after_a_moment(alice).get("/suggestions")["shorter"]["key"] == "shorter.aside"
        assert after_a_moment(bob).get("/suggestions")["shorter"]["key"] == "shorter.few"

    def test_of_somebody_not_to_be_seen_is_not_found(
        self, alice: Phone, bob: Phone, carol: Phone, mallory: Phone
    ) -> None:
        bob.put(f"/blocks/{alice.person_id}")
        carol.delete("/me")
        for one in (bob.person_id, carol.person_id, mallory.person_id, uuid.uuid4()):
            path = f"/suggestions/{one}/aside"
            assert alice.refused("PUT", path, {"how_long": "today"})["code"] == "not-found"
        path = f"/suggestions/{alice.person_id}/aside"
        assert mallory.refused("PUT", path, {"how_long": "always"})["code"] == "not-found"
        assert alice.refused("PUT", path, {"how_long": "always"})["code"] == "not-found"

    @pytest.mark.parametrize("body", [{}, {"how_long": "a week"}, {"how_long": None}])
    def test_is_for_today_or_for_good(self, alice: Phone, bob: Phone, body: dict[str, Any]) -> None:
        path = f"/suggestions/{bob.person_id}/aside"
        assert alice.refused("PUT", path, body)["code"] == "invalid"


class TestBringingSomebodyBack:
    @pytest.mark.parametrize("how_long", SAID)
    def test_suggests_them_again(
        self, alice: Phone, bob: Phone, carol: Phone, how_long: str
    ) -> None:
        before = alice.get("/suggestions"), bob.get("/suggestions")
        put_aside(alice, bob, how_long)
        bring_back(alice, bob)
        bring_back(alice, bob)
        after = alice.get("/suggestions"), bob.get("/suggestions")
        assert after == (before[0] | {"number": 2}, before[1])
        assert never(alice) == []

    def test_is_told_to_ones_other_phones_once(self, alice: Phone, bob: Phone) -> None:
        put_aside(alice, bob)
        alices, bobs = alice.listen(own(alice)), bob.listen(own(bob))
        for _ in range(2):
            bring_back(alice, bob)
        (fact,) = facts(alices)
        assert fact["type"] == "matching.brought_back"
        assert fact["data"] == {"person_id": bob.person_id}
        assert facts(bobs) == []

    def test_takes_back_what_was_said_to_their_wave(self, alice: Phone, bob: Phone) -> None:
        bob.put(f"/waves/{alice.person_id}")
        put_aside(alice, bob, "today")
        alices, bobs = alice.listen(own(alice)), bob.listen(own(bob))
        bring_back(alice, bob)
        assert received(alice) == ["Bob"]
        assert [fact["type"] for fact in facts(alices)] == [
            "matching.waved",
            "matching.brought_back",
        ]
        assert facts(bobs) == []

    def test_leaves_what_the_other_said(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        put_aside(alice, bob)
        put_aside(bob, alice)
        bring_back(alice, bob)
        assert (never(alice), never(bob)) == ([], ["Alice"])
        assert suggested(alice) == {"Carol"} == suggested(bob)

    def test_tells_nothing_of_who_is_there(self, alice: Phone) -> None:
        answer = alice.send("DELETE", alice.inside(f"/suggestions/{uuid.uuid4()}/aside"))
        assert answer.status_code == 204


class TestThoseNeverSuggested:
    def test_are_those_one_named_oneself_the_first_first(
        self, alice: Phone, bob: Phone, carol: Phone, host: Phone, stopped_clock: StoppedClock
    ) -> None:
        put_aside(alice, carol)
        stopped_clock.forward(seconds=1)
        put_aside(alice, bob)
        put_aside(alice, host, "today")
        put_aside(bob, alice)
        assert never(alice) == ["Carol", "Bob"]
        assert (never(bob), never(carol)) == (["Alice"], [])

    def test_are_shown_only_while_they_may_be_seen(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        put_aside(alice, bob)
        put_aside(alice, carol)
        carol.put(f"/blocks/{alice.person_id}")
        assert never(alice) == ["Bob"]
        carol.delete(f"/blocks/{alice.person_id}")
        assert sorted(never(alice)) == ["Bob", "Carol"]

    def test_are_forgotten_when_either_leaves(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        put_aside(alice, bob)
        put_aside(bob, carol)
        put_aside(carol, alice)
        bob.delete("/me")
        assert (never(alice), never(carol)) == ([], ["Alice"])
        assert rows(app) == 1

    def test_are_all_that_is_kept_of_days_gone_by(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        put_aside(alice, bob, "today")
        put_aside(bob, carol, "today")
        stopped_clock.forward(hours=24)
        put_aside(alice, carol)
        assert rows(app) == 2  # Bob's lies there until he puts somebody aside himself


@pytest.mark.parametrize(
    ("now", "zone", "ends"),
    [
        pytest.param("2026-11-23T09:00", "Europe/London", "2026-11-24T04:00", id="in the morning"),
        pytest.param("2026-11-24T00:30", "Europe/London", "2026-11-24T04:00", id="after midnight"),
        pytest.param("2026-11-24T04:00", "Europe/London", "2026-11-25T04:00", id="at dawn"),
        pytest.param("2026-11-23T20:00", "Asia/Tokyo", "2026-11-24T19:00", id="a new day there"),
        pytest.param("2026-03-28T12:00", "Europe/London", "2026-03-29T03:00", id="a short night"),
    ],
)
def test_a_day_ends_at_four_by_the_clock_of_the_place(now: str, zone: str, ends: str) -> None:
    begins = next_day(datetime.fromisoformat(now).replace(tzinfo=UTC), zone)
    assert begins.astimezone(UTC) == datetime.fromisoformat(ends).replace(tzinfo=UTC)
