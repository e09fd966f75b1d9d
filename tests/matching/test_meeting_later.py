"""Meeting later: proposed, agreed, changed, cancelled, and a file for calendars."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import icalendar
import pytest

from server.matching.later.domain import last_moment, local_time, moment_of
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

Json = dict[str, Any]
HALF_PAST_TEN = {"place": "By the coffee", "local": "2026-11-23T10:30"}
ELEVEN = {"place": "Under the clock", "local": "2026-11-23T11:00"}


def own_stream(phone: Phone) -> str:
    return f"person:{phone.person_id}"


def connect(one: Phone, other: Phone) -> None:
    one.put(f"/waves/{other.person_id}")
    other.put(f"/waves/{one.person_id}")


def proposal(whom: Phone, where: Json = HALF_PAST_TEN) -> Json:
    return {"person_id": whom.person_id} | where


def propose(phone: Phone, whom: Phone, where: Json = HALF_PAST_TEN) -> str:
    meeting: str = phone.put(f"/appointments/{uuid.uuid4()}", proposal(whom, where))["id"]
    return meeting


def agree(phone: Phone, appointment: str, version: int = 1) -> Json:
    agreed: Json = phone.put(f"/appointments/{appointment}/agreed", {"version": version})
    return agreed


def standing(phone: Phone) -> list[tuple[str, bool, int]]:
    return [
        (one["state"], one["mine"], one["version"])
        for one in phone.get("/appointments")["appointments"]
    ]


def calendar(phone: Phone, appointment: str) -> icalendar.Calendar:
    path = phone.inside(f"/appointments/{appointment}/calendar")
    response = phone.send("GET", path)
    assert response.status_code == 200
    assert response.mimetype == "text/calendar"
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.data.endswith(b"END:VCALENDAR\r\n")
    return icalendar.Calendar.from_ical(response.data)


def event(phone: Phone, appointment: str) -> Any:
    (found,) = calendar(phone, appointment).walk("VEVENT")
    return found


@pytest.fixture(autouse=True)
def both(alice: Phone, bob: Phone) -> None:
    """Have Alice and Bob wave at each other."""
    connect(alice, bob)


class TestProposing:
    def test_tells_both_what_can_be_fetched(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        sockets = [(one, one.listen(own_stream(one))) for one in (alice, bob)]
        carols = carol.listen(own_stream(carol), "feed")
        propose(alice, bob)
        for phone, socket in sockets:
            (fact,) = facts(socket)
            fetched = phone.get("/appointments")
            assert fact["type"] == "matching.appointment_changed"
            assert fact["number"] == fetched["number"]
            assert [fact["data"]["appointment"]] == fetched["appointments"]
        assert facts(carols) == []
        (one,) = bob.get("/appointments")["appointments"]
        assert (one["at"], one["local"]) == ("2026-11-23T10:30:00.000Z", "2026-11-23T10:30")
        assert (one["ends_at"], one["place"]) == ("2026-11-23T10:50:00.000Z", "By the coffee")

    def test_sent_twice_is_once(self, alice: Phone, bob: Phone) -> None:
        socket, appointment = bob.listen(own_stream(bob)), uuid.uuid4()
        answers = [alice.put(f"/appointments/{appointment}", proposal(bob)) for _ in range(2)]
        assert answers[0] == answers[1]
        assert len(facts(socket)) == 1

    def test_by_both_at_once_leaves_one_to_be_agreed(self, alice: Phone, bob: Phone) -> None:
        together = Barrier(2)

        def at_once(one: Phone, other: Phone) -> int:
            together.wait()
            path = one.inside(f"/appointments/{uuid.uuid4()}")
            return one.send("PUT", path, proposal(other)).status_code

        with ThreadPoolExecutor(2) as pair:
            codes = list(pair.map(at_once, (alice, bob), (bob, alice)))
        assert sorted(codes) == [200, 409]
        assert len(standing(alice)) == len(standing(bob)) == 1

    def test_is_for_contacts_alone(
        self, alice: Phone, bob: Phone, carol: Phone, mallory: Phone
    ) -> None:
        for phone, whom in ((alice, carol), (alice, mallory), (alice, alice), (mallory, bob)):
            path = f"/appointments/{uuid.uuid4()}"
            assert phone.refused("PUT", path, proposal(whom))["code"] == "not-found"

    @pytest.mark.parametrize(
        ("local", "code"),
        [
            ("2026-11-23T09:00", "time-passed"),
            ("2026-11-22T10:00", "time-passed"),
            ("2026-11-25T00:00", "after-the-end"),
            ("2026-11-23T10:30:00Z", "invalid"),
            ("soon", "invalid"),
        ],
    )
    def test_is_for_a_time_that_can_be(
        self, alice: Phone, bob: Phone, local: str, code: str
    ) -> None:
        wanted = proposal(bob, {"place": "Here", "local": local})
        problem = alice.refused("PUT", f"/appointments/{uuid.uuid4()}", wanted)
        assert problem["code"] == code

    def test_again_once_it_is_over_or_cancelled(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        first = propose(alice, bob)
        path = f"/appointments/{uuid.uuid4()}"
        assert bob.refused("PUT", path, proposal(alice, ELEVEN))["code"] == "already-proposed"
        alice.delete(f"/appointments/{first}")
        propose(bob, alice)
        stopped_clock.forward(minutes=90)
        propose(bob, alice, ELEVEN)


class TestAgreeing:
    def test_is_for_the_other(self, alice: Phone, bob: Phone, carol: Phone, mallory: Phone) -> None:
        appointment = propose(alice, bob)
        path, body = f"/appointments/{appointment}/agreed", {"version": 1}
        for phone in (alice, carol, mallory):
            assert phone.refused("PUT", path, body)["code"] == "not-found"
        socket = alice.listen(own_stream(alice))
        assert agree(bob, appointment) == agree(bob, appointment)
        (fact,) = facts(socket)
        assert fact["data"]["appointment"]["state"] == "agreed"
        assert standing(alice) == [("agreed", True, 2)]

    def test_is_to_what_one_has_read(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        alice.patch(f"/appointments/{appointment}", ELEVEN | {"version": 1})
        problem = bob.refused("PUT", f"/appointments/{appointment}/agreed", {"version": 1})
        assert (problem["code"], problem["params"]) == ("version-conflict", {"version": 2})
        assert agree(bob, appointment, 2)["place"] == "Under the clock"

    def test_comes_too_late_once_it_has_begun(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        appointment = propose(alice, bob)
        stopped_clock.forward(minutes=90)
        problem = bob.refused("PUT", f"/appointments/{appointment}/agreed", {"version": 1})
        assert problem["code"] == "too-late"


class TestChanging:
    def test_is_for_the_other_to_agree_anew(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        agree(bob, appointment)
        for _ in range(2):
            bob.patch(f"/appointments/{appointment}", ELEVEN | {"version": 2})
        assert standing(alice) == [("proposed", False, 3)]
        assert agree(alice, appointment, 3)["local"] == "2026-11-23T11:00"

    def test_by_both_at_once_is_a_conflict_for_the_slower(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        alice.patch(f"/appointments/{appointment}", ELEVEN | {"version": 1})
        later = ELEVEN | {"place": "Elsewhere", "version": 1}
        problem = bob.refused("PATCH", f"/appointments/{appointment}", later)
        assert problem["code"] == "version-conflict"

    def test_of_what_is_cancelled_is_not_to_be(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        bob.delete(f"/appointments/{appointment}")
        change = ELEVEN | {"version": 2}
        problem = alice.refused("PATCH", f"/appointments/{appointment}", change)
        assert problem["code"] == "not-found"


class TestCancelling:
    def test_is_told_to_both_and_happens_once(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        agree(bob, appointment)
        socket = bob.listen(own_stream(bob))
        for phone in (alice, alice, bob):
            phone.delete(f"/appointments/{appointment}")
        (fact,) = facts(socket)
        assert fact["data"]["appointment"]["state"] == "cancelled"
        assert standing(alice) == standing(bob) == []

    def test_comes_with_parting_a_block_and_leaving(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        connect(alice, carol)
        kept = propose(alice, carol)
        for part in (
            lambda: alice.delete(f"/connections/{bob.person_id}"),
            lambda: bob.put(f"/blocks/{alice.person_id}"),
        ):
            appointment = propose(alice, bob)
            part()
            path = f"/appointments/{appointment}/calendar"
            assert bob.refused("GET", path)["code"] == "not-found"
            bob.delete(f"/blocks/{alice.person_id}")
            connect(alice, bob)
        propose(alice, bob)
        bob.delete("/me")
        assert [one["id"] for one in alice.get("/appointments")["appointments"]] == [kept]

    def test_does_not_come_with_being_hidden_for_a_while(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        propose(alice, bob)
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        assert standing(alice) == []
        organiser.patch(f"/guests/{bob.person_id}", {"version": 2, "hidden": False})
        assert standing(alice) == [("proposed", True, 1)]


class TestCalendar:
    def test_keeps_its_name_while_its_sequence_rises(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        told = [event(bob, appointment)]
        agree(bob, appointment)
        told.append(event(alice, appointment))
        alice.patch(f"/appointments/{appointment}", ELEVEN | {"version": 2})
        alice.delete(f"/appointments/{appointment}")
        told.append(event(bob, appointment))
        assert {str(one["uid"]) for one in told} == {f"{appointment}@happenstance"}
        assert [int(one["sequence"]) for one in told] == [0, 1, 3]
        assert [str(one["status"]) for one in told] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]
        assert str(calendar(bob, appointment)["method"]) == "CANCEL"

    def test_says_when_where_and_with_whom(self, alice: Phone, bob: Phone) -> None:
        appointment = propose(alice, bob)
        found = event(bob, appointment)
        assert found.start == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
        assert found["dtstart"].params["TZID"] == "Europe/London"
        assert (str(found["summary"]), str(found["location"])) == ("Meet Alice", "By the coffee")
        assert len(calendar(bob, appointment).walk("VTIMEZONE")) == 1
        assert str(event(alice, appointment)["summary"]) == "Meet Bob"

    def test_is_for_the_two_alone(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        path = f"/appointments/{propose(alice, bob)}/calendar"
        assert carol.refused("GET", path)["code"] == "not-found"


def test_a_time_is_that_of_the_place() -> None:
    local = datetime.fromisoformat("2026-07-01T14:10")
    assert moment_of(local, "Europe/London") == datetime(2026, 7, 1, 13, 10, tzinfo=UTC)
    assert moment_of(local, "Asia/Tokyo") == datetime(2026, 7, 1, 5, 10, tzinfo=UTC)
    at = datetime(2026, 7, 1, 13, 10, tzinfo=UTC)
    assert local_time(at, "Europe/London") == "2026-07-01T14:10"


def test_a_time_that_clocks_skip_is_none_and_one_shown_twice_is_the_first() -> None:
    assert moment_of(datetime.fromisoformat("2026-03-29T01:30"), "Europe/London") is None
    twice = moment_of(datetime.fromisoformat("2026-10-25T01:30"), "Europe/London")
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_last_day_is_over_where_the_conference_is_held() -> None:
    assert last_moment(date(2026, 7, 1), "Asia/Tokyo") == datetime(2026, 7, 1, 15, 0, tzinfo=UTC)
