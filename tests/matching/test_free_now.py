"""Being free now: seen by all who may see one, over by itself, and met at once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask

from server.people.openness import Openness
from tests.matching.test_meeting_now import agree, connect, meetings, own_stream, pass_time
from tests.people.test_openness import be
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

Json = dict[str, Any]
FREE = "/free-now/me"
TEN_PAST = "2026-11-23T09:10:00.000Z"


def free_for(phone: Phone) -> set[str]:
    """Return the ids of those who are free, as somebody sees it."""
    return {one["person_id"] for one in phone.get("/free-now")["people"]}


@pytest.fixture
def both_free(alice: Phone, bob: Phone) -> tuple[Phone, Phone]:
    """Give Alice and Bob, who do not know each other and are both free."""
    for phone in (alice, bob):
        phone.put(FREE)
    return alice, bob


class TestBeingFree:
    def test_is_told_to_all_and_can_be_fetched(
        self, alice: Phone, bob: Phone, mallory: Phone
    ) -> None:
        sockets = [phone.listen("feed") for phone in (alice, bob)]
        for _ in range(2):
            answered = alice.put(FREE)
        for socket in sockets:
            (fact,) = facts(socket, "matching.free_now")
            assert fact["data"] == {"person_id": alice.person_id, "until": TEN_PAST}
            assert fact["number"] == answered["number"]
        assert answered == bob.get("/free-now")
        assert answered["people"] == [{"person_id": alice.person_id, "until": TEN_PAST}]
        for method, path in (("GET", "/free-now"), ("PUT", FREE), ("DELETE", FREE)):
            assert mallory.refused(method, path)["code"] == "not-found"

    def test_is_renewed_by_another_tap(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        alice.put(FREE)
        pass_time(app, stopped_clock, minutes=9)
        alice.put(FREE)
        pass_time(app, stopped_clock, minutes=9)
        assert free_for(bob) == {alice.person_id}

    def test_is_not_for_those_who_would_not_be_met(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        be(alice, Openness.NOT_NOW)
        assert alice.refused("PUT", FREE)["code"] == "free-while-not-now"
        version = bob.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{bob.person_id}", {"version": version, "hidden": True})
        assert bob.refused("PUT", FREE)["code"] == "hidden-from-others"
        assert free_for(organiser) == set()

    def test_is_not_for_those_who_meet_somebody_just_now(self, alice: Phone, bob: Phone) -> None:
        connect(alice, bob)
        agree(alice, bob)
        assert alice.refused("PUT", FREE)["code"] == "already-meeting"

    def test_begins_no_more_after_the_end(
        self, both_free: Any, alice: Phone, organiser: Phone
    ) -> None:
        organiser.post("/end", {"version": organiser.get("")["conference"]["version"]})
        assert free_for(alice) == set()
        assert alice.refused("PUT", FREE)["code"] == "conference-ended"

    def test_is_not_seen_through_a_block(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        sockets = {phone: phone.listen("feed") for phone in (bob, carol)}
        alice.put(FREE)
        alice.delete(FREE)
        assert facts(sockets[bob], "matching.free_now") == []
        assert len(facts(sockets[carol], "matching.free_now")) == 2
        alice.put(FREE)
        bob.put(FREE)
        assert free_for(bob) == {bob.person_id}
        assert free_for(alice) == {alice.person_id}
        assert free_for(carol) == {alice.person_id, bob.person_id}


class TestTheEndOfIt:
    def test_comes_by_itself(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        alice.put(FREE)
        socket = bob.listen("feed")
        pass_time(app, stopped_clock, minutes=9)
        assert facts(socket, "matching.free_now") == []
        stopped_clock.forward(minutes=1)
        assert free_for(bob) == set(), "its time counts, not that something runs"
        pass_time(app, stopped_clock)
        (fact,) = facts(socket, "matching.free_now")
        assert fact["data"] == {"person_id": alice.person_id, "until": None}

    def test_comes_with_a_tap(self, alice: Phone, bob: Phone) -> None:
        alice.put(FREE)
        socket = bob.listen("feed")
        for _ in range(2):
            alice.delete(FREE)
        assert free_for(bob) == set()
        assert len(facts(socket, "matching.free_now")) == 1

    @pytest.mark.parametrize("pause", [None, "half-hour"])
    def test_comes_with_another_word(self, alice: Phone, bob: Phone, pause: str | None) -> None:
        alice.put(FREE)
        be(alice, Openness.HELLO)
        assert free_for(bob) == {alice.person_id}
        be(alice, Openness.COME if pause else Openness.NOT_NOW, pause=pause)
        assert free_for(bob) == set()

    def test_comes_with_meeting_somebody(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        connect(alice, bob)
        for phone in (alice, bob, carol):
            phone.put(FREE)
        agree(alice, bob)
        assert free_for(carol) == {carol.person_id}

    def test_comes_with_being_hidden_and_with_leaving(
        self, both_free: tuple[Phone, Phone], carol: Phone, organiser: Phone
    ) -> None:
        alice, bob = both_free
        version = bob.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{bob.person_id}", {"version": version, "hidden": True})
        assert free_for(carol) == {alice.person_id}
        organiser.patch(f"/guests/{bob.person_id}", {"version": version + 1, "hidden": False})
        assert free_for(carol) == {alice.person_id}
        alice.delete("/me")
        assert free_for(carol) == set()


class TestWavingWhenBothAreFree:
    def test_asks_to_meet_now(self, both_free: tuple[Phone, Phone], carol: Phone) -> None:
        alice, bob = both_free
        carols = carol.listen(own_stream(carol))
        for _ in range(2):
            assert alice.put(f"/waves/{bob.person_id}")["state"] == "waved"
        assert (meetings(alice), meetings(bob)) == ([("Bob", "asked")], [("Alice", "asked")])
        assert facts(carols) == []

    def test_and_agreeing_waves_back(self, both_free: tuple[Phone, Phone]) -> None:
        alice, bob = both_free
        alice.put(f"/waves/{bob.person_id}")
        (meeting,) = bob.get("/meet-now")["meetings"]
        path = f"/meet-now/{meeting['id']}/agreed"
        assert alice.refused("PUT", path)["code"] == "meet-now-over"
        assert alice.get("/connections")["connections"] == []
        socket = alice.listen(own_stream(alice))
        for _ in range(2):
            assert bob.put(path)["state"] == "agreed"
        told = [one["type"] for one in facts(socket)]
        assert told == ["matching.connected", "matching.meeting_agreed"]
        assert [one["person"]["name"] for one in alice.get("/connections")["connections"]] == [
            "Bob"
        ]
        assert free_for(alice) == set()

    def test_and_waving_back_leaves_it_meetings(self, both_free: tuple[Phone, Phone]) -> None:
        alice, bob = both_free
        alice.put(f"/waves/{bob.person_id}")
        assert bob.put(f"/waves/{alice.person_id}")["state"] == "connected"
        assert bob.put(f"/meet-now/{uuid.uuid4()}", {"person_id": alice.person_id})["state"] == (
            "agreed"
        )

    def test_goes_with_the_wave(self, both_free: tuple[Phone, Phone]) -> None:
        alice, bob = both_free
        alice.put(f"/waves/{bob.person_id}")
        alice.delete(f"/waves/{bob.person_id}")
        assert (meetings(alice), meetings(bob)) == ([], [])

    def test_goes_silently_with_not_now(self, both_free: tuple[Phone, Phone]) -> None:
        alice, bob = both_free
        alice.put(f"/waves/{bob.person_id}")
        before = alice.get("/meet-now")
        bob.put(f"/suggestions/{alice.person_id}/aside", {"how_long": "today"})
        assert meetings(bob) == []
        assert alice.get("/meet-now") == before

    def test_does_not_press_those_who_put_one_aside_and_says_nothing_of_it(
        self, both_free: tuple[Phone, Phone]
    ) -> None:
        alice, bob = both_free
        bob.put(f"/suggestions/{alice.person_id}/aside", {"how_long": "always"})
        alice.put(f"/waves/{bob.person_id}")
        assert (meetings(alice), meetings(bob)) == ([("Bob", "asked")], [])

    def test_asks_one_at_a_time(self, both_free: tuple[Phone, Phone], carol: Phone) -> None:
        alice, bob = both_free
        carol.put(FREE)
        alice.put(f"/waves/{bob.person_id}")
        alice.put(f"/waves/{carol.person_id}")
        assert (meetings(bob), meetings(carol)) == ([("Alice", "asked")], [])

    @pytest.mark.parametrize("free", ["alice", "bob"])
    def test_needs_both(self, alice: Phone, bob: Phone, free: str) -> None:
        {"alice": alice, "bob": bob}[free].put(FREE)
        alice.put(f"/waves/{bob.person_id}")
        assert (meetings(alice), meetings(bob)) == ([], [])

    def test_waits_not_for_long(
        self, app: Flask, both_free: tuple[Phone, Phone], stopped_clock: StoppedClock
    ) -> None:
        alice, bob = both_free
        alice.put(f"/waves/{bob.person_id}")
        (meeting,) = bob.get("/meet-now")["meetings"]
        pass_time(app, stopped_clock, minutes=6)
        assert bob.refused("PUT", f"/meet-now/{meeting['id']}/agreed")["code"] == "meet-now-over"
        assert bob.get("/connections")["connections"] == [], "nothing came of half an answer"
