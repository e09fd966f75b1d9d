"""Coming in: by code, by token, twice, and not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from server.conferences.models import Conference
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def joining(conference: Conference, **changes: Any) -> dict[str, Any]:
    return {"code": conference.code, "name": "Alice", "backgrounds": ["agent"]} | changes


class TestTheDoor:
    def test_tells_what_a_code_opens(self, new_phone: NewPhone, conference: Conference) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        door = phone.send("POST", "/door", {"code": conference.code}).get_json()
        assert door["name"] == "Autumn Forum"
        assert door["run_by"] == "The Guild"
        assert door["deletes_on"] == "2026-12-08"
        assert door["joined"] is False
        assert [one["key"] for one in door["backgrounds"]][:2] == ["agent", "part-time"]

    def test_takes_a_code_as_people_type_it(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        typed = f" {conference.code[:4].lower()}-{conference.code[4:].lower()} "
        assert phone.send("POST", "/door", {"code": typed}).status_code == 200

    def test_gives_a_new_phone_a_token_before_it_may_guess(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        phone = new_phone()
        first = phone.send("POST", "/door", {"code": conference.code})
        assert first.get_json()["code"] == "unknown-device"
        assert phone.send("POST", "/door", {"code": conference.code}).status_code == 200

    @pytest.mark.usefixtures("one_window")
    def test_slows_down_a_device_that_guesses_and_nobody_else(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        mallory, alice = new_phone(), new_phone()
        for phone in (mallory, alice):
            phone.send("GET", "/me")
        codes = [mallory.send("POST", "/door", {"code": "WRONG"}).status_code for _ in range(31)]
        assert codes == [404] * 30 + [429]
        assert mallory.send("POST", "/door", {"code": conference.code}).status_code == 429
        assert alice.send("POST", "/door", {"code": conference.code}).status_code == 200


class TestJoining:
    def test_sent_twice_is_one_person(self, new_phone: NewPhone, conference: Conference) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        path = f"/people/{uuid.uuid4()}"
        first, second = (phone.send("PUT", path, joining(conference)) for _ in range(2))
        assert first.get_json() == second.get_json()
        assert first.get_json()["role"] == "attendee"

    def test_from_a_second_tab_is_the_same_person(
        self, alice: Phone, conference: Conference
    ) -> None:
        again = alice.send("PUT", f"/people/{uuid.uuid4()}", joining(conference)).get_json()
        assert again["person_id"] == alice.person_id

    def test_never_takes_over_somebody_else(
        self, new_phone: NewPhone, alice: Phone, conference: Conference
    ) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        answer = phone.send("PUT", f"/people/{alice.person_id}", joining(conference))
        assert answer.get_json()["code"] == "id-taken"

    def test_needs_an_open_door(
        self, new_phone: NewPhone, organiser: Phone, conference: Conference
    ) -> None:
        organiser.patch("", {"version": 1, "joining": "closed"})
        phone = new_phone()
        phone.send("GET", "/me")
        answer = phone.send("PUT", f"/people/{uuid.uuid4()}", joining(conference))
        assert answer.status_code == 403
        assert answer.get_json()["code"] == "joining-closed"

    def test_says_which_field_needs_another_look(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        body = joining(conference, name=" \u202e ", nickname="Al")
        problem = phone.send("PUT", f"/people/{uuid.uuid4()}", body).get_json()
        assert problem["code"] == "invalid"
        assert set(problem["errors"]) == {"name", "nickname"}

    def test_tells_the_organisers(
        self, new_phone: NewPhone, organiser: Phone, conference: Conference
    ) -> None:
        socket = organiser.listen("reviewers")
        new_phone().join(conference, "Carol")
        (fact,) = facts(socket, "people.guest_changed")
        assert fact["data"]["guest"]["name"] == "Carol"
        assert fact["data"]["total"] == 2


def test_strangers_cannot_tell_what_exists(mallory: Phone, conference: Conference) -> None:
    assert mallory.refused("GET", "/me")["code"] == "not-found"
    mallory.conference = "no-such-conference"
    assert mallory.refused("GET", "/me")["code"] == "not-found"
