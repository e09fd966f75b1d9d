"""Connections: what each sees of the other, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.ties import met
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]

PROFILE = {
    "organisation": "Acme",
    "position": "director",
    "link": "https://example.org/priya",
}


def connect(one: Phone, other: Phone) -> None:
    one.put(f"/waves/{other.person_id}")
    assert other.put(f"/waves/{one.person_id}")["state"] == "connected"


def contacts(phone: Phone) -> list[dict[str, Any]]:
    return [one["person"] for one in phone.get("/connections")["connections"]]


@pytest.fixture
def priya(new_phone: NewPhone, conference: Conference) -> Phone:
    """Give Priya, who has filled in everything."""
    return new_phone().join(conference, "Priya", "finance", **PROFILE)


class TestSharing:
    def test_shows_all_of_it_unless_told_otherwise(self, alice: Phone, priya: Phone) -> None:
        connect(alice, priya)
        shown = PROFILE | {"openness": "come-and-talk"}
        assert contacts(alice) == [{"id": priya.person_id, "name": "Priya", **shown}]

    @pytest.mark.parametrize("shared", [[], ["organisation"], ["position", "link"]], ids=str)
    def test_shows_what_the_other_chose(
        self, alice: Phone, priya: Phone, shared: list[str]
    ) -> None:
        priya.patch("/me", {"version": 2, "shares": shared})
        connect(alice, priya)
        (card,) = contacts(alice)
        assert {key for key, value in card.items() if value} == {"id", "name", "openness", *shared}

    def test_follows_what_the_other_changes(self, alice: Phone, priya: Phone) -> None:
        connect(alice, priya)
        priya.patch("/me", {"version": 2, "name": "Priya Rao", "shares": []})
        (card,) = contacts(alice)
        assert (card["name"], card["link"]) == ("Priya Rao", None)


class TestTheList:
    def test_has_the_newest_first_and_only_ones_own(
        self, alice: Phone, bob: Phone, carol: Phone, priya: Phone, stopped_clock: Any
    ) -> None:
        connect(alice, bob)
        stopped_clock.forward(minutes=1)
        connect(priya, alice)
        connect(bob, carol)
        assert [one["name"] for one in contacts(alice)] == ["Priya", "Bob"]
        assert [one["name"] for one in contacts(priya)] == ["Alice"]

    def test_shows_nobody_who_is_hidden_until_they_are_back(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        connect(alice, bob)
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        assert contacts(alice) == []
        organiser.patch(f"/guests/{bob.person_id}", {"version": 2, "hidden": False})
        assert [one["name"] for one in contacts(alice)] == ["Bob"]

    def test_shows_nobody_who_has_left(self, alice: Phone, bob: Phone) -> None:
        connect(alice, bob)
        bob.delete("/me")
        assert contacts(alice) == []

    def test_is_nobody_elses(self, alice: Phone, mallory: Phone) -> None:
        assert mallory.refused("GET", "/connections")["code"] == "not-found"


class TestHowTheyMet:
    def test_is_the_reason_that_each_was_given(self, alice: Phone, bob: Phone) -> None:
        connect(alice, bob)
        for one, name in ((alice, "Bob"), (bob, "Alice")):
            (card,) = one.get("/connections")["connections"]
            assert card["met_at"] is None
            assert card["reason"]["params"]["name"] == name
            assert card["ask"]["text"].endswith("?")

    def test_is_the_table_where_they_first_sat_together(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        pairs = [(UUID(bob.person_id), UUID(one.person_id)) for one in (alice, carol)]
        at = stopped_clock()
        for _ in range(2):
            with app.app_context(), writing(db.session):
                met("autumn", set(pairs))
            stopped_clock.forward(hours=1)
        socket = bob.listen(f"person:{bob.person_id}")
        connect(alice, bob)
        stopped_clock.forward(minutes=1)
        connect(alice, carol)
        told = next(one["data"] for one in facts(socket) if one["type"] == "matching.connected")
        (card,) = bob.get("/connections")["connections"]
        assert told["connection"] == card
        assert (datetime.fromisoformat(card["met_at"]), card["reason"]) == (at, None)
        apart, together = alice.get("/connections")["connections"]
        assert (apart["met_at"], together["met_at"]) == (None, card["met_at"])


class TestEnding:
    def test_is_for_both_and_says_nothing_but_who(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        connect(alice, bob)
        connect(alice, carol)
        socket = bob.listen(f"person:{bob.person_id}")
        alice.delete(f"/connections/{bob.person_id}")
        alice.delete(f"/connections/{bob.person_id}")
        assert contacts(bob) == []
        assert [one["name"] for one in contacts(alice)] == ["Carol"]
        (fact,) = facts(socket)
        assert fact["type"] == "matching.disconnected"
        assert fact["data"] == {"person_id": alice.person_id}

    def test_leaves_both_free_to_wave_again(self, alice: Phone, bob: Phone) -> None:
        connect(alice, bob)
        alice.delete(f"/connections/{bob.person_id}")
        connect(bob, alice)
        assert len(contacts(alice)) == 1


class TestBlocking:
    @pytest.mark.parametrize("who", ["the one who waved", "the one waved at"])
    def test_takes_waves_away_both_ways_at_once(
        self, alice: Phone, bob: Phone, carol: Phone, who: str
    ) -> None:
        alice.put(f"/waves/{bob.person_id}")
        carol.put(f"/waves/{bob.person_id}")
        one, other = (alice, bob) if who == "the one who waved" else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        assert alice.get("/waves")["sent"] == []
        assert [one["person"]["name"] for one in bob.get("/waves")["received"]] == ["Carol"]
        for blocked, by in ((alice, bob), (bob, alice)):
            assert blocked.refused("PUT", f"/waves/{by.person_id}")["code"] == "not-found"

    def test_ends_a_connection_and_tells_only_that_they_are_gone(
        self, alice: Phone, bob: Phone
    ) -> None:
        connect(alice, bob)
        socket = bob.listen(f"person:{bob.person_id}", "feed")
        alice.put(f"/blocks/{bob.person_id}")
        assert contacts(alice) == contacts(bob) == []
        assert [fact["type"] for fact in facts(socket)] == ["people.person_gone"]

    def test_takes_waves_away_for_good(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/waves/{bob.person_id}")
        bob.put(f"/blocks/{alice.person_id}")
        bob.delete(f"/blocks/{alice.person_id}")
        assert alice.get("/waves")["sent"] == bob.get("/waves")["received"] == []
        assert bob.put(f"/waves/{alice.person_id}")["state"] == "waved"

    def test_is_not_undone_by_unblocking(self, alice: Phone, bob: Phone) -> None:
        connect(alice, bob)
        alice.put(f"/blocks/{bob.person_id}")
        alice.delete(f"/blocks/{bob.person_id}")
        assert contacts(alice) == contacts(bob) == []
        assert bob.put(f"/waves/{alice.person_id}")["state"] == "waved"
