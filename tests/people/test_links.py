"""Links that raise a role, be the screen, or bring somebody back: a tap uses them, a look never."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def role_link(organiser: Phone, gives: str) -> str:
    """Have an organiser make a link; return its token."""
    return token_of(organiser.post("/role-links", {"gives": gives})["link"])


def screen_key(organiser: Phone) -> str:
    """Have an organiser make a screen; return its token."""
    return token_of(organiser.put(f"/screens/{uuid.uuid4()}", {"name": "Hall"})["key"]["link"])


def token_of(link: str) -> str:
    """Return what stands behind the # of a link."""
    return urlsplit(link).fragment


def tap(phone: Phone, token: str, **newcomer: Any) -> dict[str, Any]:
    """Tap a link; return the attendance or the problem."""
    body: dict[str, Any] = {"token": token}
    if newcomer:
        body["newcomer"] = {"id": str(uuid.uuid4()), "backgrounds": ["agent"]} | newcomer
    answer: dict[str, Any] = phone.send("POST", "/links/use", body).get_json()
    return answer


def look(phone: Phone, token: str) -> dict[str, Any]:
    """Look at a link without tapping it."""
    answer: dict[str, Any] = phone.send("POST", "/links/look", {"token": token}).get_json()
    return answer


@pytest.fixture
def stranger(new_phone: NewPhone) -> Phone:
    """Give a phone that is nobody yet, and has its token."""
    phone = new_phone()
    phone.send("GET", "/me")
    return phone


class TestARoleLink:
    def test_raises_the_role_of_who_is_there_already(self, organiser: Phone, alice: Phone) -> None:
        used = tap(alice, role_link(organiser, "host"))
        assert used["role"] == "host"
        assert used["person_id"] == alice.person_id
        assert alice.get("/me")["profile"]["role"] == "host"

    def test_is_not_used_up_by_looking(
        self, organiser: Phone, alice: Phone, stranger: Phone
    ) -> None:
        token = role_link(organiser, "host")
        for _ in range(3):
            seen = look(stranger, token)
        assert (seen["kind"], seen["role"], seen["joined"]) == ("role", "host", False)
        assert look(alice, token)["joined"] is True
        assert tap(alice, token)["role"] == "host"

    def test_is_in_no_address_that_a_server_sees(self, organiser: Phone) -> None:
        link = organiser.post("/role-links", {"gives": "host"})["link"]
        assert urlsplit(link).path == "/c/autumn/enter"
        assert len(token_of(link)) == 16

    def test_works_for_the_first_who_taps_it_only(
        self, organiser: Phone, alice: Phone, bob: Phone, stranger: Phone
    ) -> None:
        token = role_link(organiser, "host")
        tap(alice, token)
        assert tap(bob, token)["code"] == "link-used"
        assert tap(stranger, token, name="Sam")["code"] == "link-used"
        assert bob.get("/me")["profile"]["role"] == "attendee"

    def test_tapped_again_by_the_same_person_stays_done(
        self, organiser: Phone, alice: Phone
    ) -> None:
        token = role_link(organiser, "host")
        assert tap(alice, token) == tap(alice, token)

    def test_gives_back_no_role_that_was_taken_away(self, organiser: Phone, alice: Phone) -> None:
        token = role_link(organiser, "host")
        tap(alice, token)
        version = alice.get("/me")["profile"]["version"]
        body = {"version": version, "role": "attendee"}
        organiser.patch(f"/guests/{alice.person_id}", body)
        assert tap(alice, token)["role"] == "attendee"
        assert alice.get("/me")["profile"]["role"] == "attendee"

    def test_never_lowers_a_role(self, organiser: Phone) -> None:
        assert tap(organiser, role_link(organiser, "host"))["role"] == "organiser"

    def test_lets_a_newcomer_in_who_says_who_they_are(
        self, organiser: Phone, stranger: Phone
    ) -> None:
        organiser.patch("", {"version": 1, "joining": "closed"})
        token = role_link(organiser, "organiser")
        assert tap(stranger, token)["code"] == "name-needed"
        used = tap(stranger, token, name="Orla")
        assert (used["role"], used["slug"]) == ("organiser", "autumn")
        assert tap(stranger, token, name="Orla") == used

    def test_dies_in_the_end(
        self, organiser: Phone, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        token = role_link(organiser, "host")
        stopped_clock.forward(days=13, hours=23)
        assert look(alice, token)["kind"] == "role"
        stopped_clock.forward(hours=2)
        assert look(alice, token)["code"] == "link-unknown"
        assert tap(alice, token)["code"] == "link-unknown"

    def test_is_made_by_organisers_only(self, host: Phone, alice: Phone, mallory: Phone) -> None:
        for phone in (host, alice, mallory):
            problem = phone.refused("POST", "/role-links", {"gives": "host"})
            assert problem["code"] == "not-found"

    def test_lets_the_phone_hear_what_the_role_may(self, organiser: Phone, alice: Phone) -> None:
        socket = alice.listen("feed")
        assert alice.subscribe(socket, "reviewers")["problem"]["code"] == "not-found"
        tap(alice, role_link(organiser, "organiser"))
        assert "rights" in [one["name"] for one in socket.get_received()]
        assert "number" in alice.subscribe(socket, "reviewers")


class TestTheScreenLink:
    def test_makes_a_device_the_screen(self, organiser: Phone, stranger: Phone) -> None:
        token = screen_key(organiser)
        used = tap(stranger, token)
        assert used["role"] == "attendee"
        assert tap(stranger, token) == used

    def test_counts_as_nobody(self, organiser: Phone, stranger: Phone) -> None:
        used = tap(stranger, screen_key(organiser))
        page = organiser.get("/guests")
        assert page["total"] == 1
        assert used["person_id"] not in [one["id"] for one in page["people"]]
        assert organiser.refused("GET", f"/people/{used['person_id']}")["code"] == "not-found"

    def test_may_be_shown_by_a_host_but_not_on_an_attendees_phone(
        self, organiser: Phone, host: Phone, alice: Phone
    ) -> None:
        token = screen_key(organiser)
        assert tap(alice, token)["code"] == "screen-needs-own-device"
        assert tap(host, token)["person_id"] == host.person_id


class TestARecoveryLink:
    def make(self, organiser: Phone, phone: Phone) -> str:
        return token_of(organiser.post(f"/guests/{phone.person_id}/link")["link"])

    def test_brings_the_same_person_back(
        self, organiser: Phone, alice: Phone, stranger: Phone
    ) -> None:
        token = self.make(organiser, alice)
        assert look(stranger, token)["kind"] == "recovery"
        assert tap(stranger, token)["person_id"] == alice.person_id
        assert tap(stranger, token)["person_id"] == alice.person_id
        stranger.conference = "autumn"
        assert stranger.get("/me")["profile"]["name"] == "Alice"

    def test_is_used_once(
        self, organiser: Phone, alice: Phone, bob: Phone, stranger: Phone
    ) -> None:
        token = self.make(organiser, alice)
        tap(stranger, token)
        assert tap(bob, token)["code"] == "link-used"
        assert bob.get("/me")["profile"]["name"] == "Bob"

    def test_voids_the_code_and_the_link_before_it(
        self, organiser: Phone, alice: Phone, stranger: Phone
    ) -> None:
        old_code = alice.get("/me/recovery")["code"]
        old_link = self.make(organiser, alice)
        new_link = self.make(organiser, alice)
        answer = stranger.send("POST", "/recovery", {"code": old_code})
        assert answer.get_json()["code"] == "wrong-recovery-code"
        assert tap(stranger, old_link)["code"] == "link-unknown"
        assert tap(stranger, new_link)["person_id"] == alice.person_id
        assert alice.get("/me/recovery")["code"] != old_code

    def test_is_not_given_to_attendees_and_hosts(
        self, alice: Phone, bob: Phone, host: Phone
    ) -> None:
        for phone in (alice, host):
            assert phone.refused("POST", f"/guests/{bob.person_id}/link")["code"] == "not-found"


class TestARecoveryCode:
    def test_brings_the_same_person_back_however_it_is_typed(
        self, alice: Phone, stranger: Phone
    ) -> None:
        code = alice.get("/me/recovery")["code"]
        assert len(code) == 14
        typed = f" {code.lower().replace('-', ' ').replace('o', '0')} "
        answer = stranger.send("POST", "/recovery", {"code": typed}).get_json()
        assert answer["person_id"] == alice.person_id
        stranger.conference = "autumn"
        assert stranger.get("/me/recovery")["code"] == code
        assert alice.get("/me")["profile"]["name"] == "Alice"

    def test_that_is_wrong_brings_nobody_back(self, alice: Phone, stranger: Phone) -> None:
        for code in ("AAAA-AAAA-AAAA", "-", "\u0131\ud7ff", "ß" * 40):
            answer = stranger.send("POST", "/recovery", {"code": code})
            assert answer.status_code == 404, code
            assert answer.get_json()["code"] == "wrong-recovery-code"

    def test_on_a_device_that_held_another_silences_what_that_one_heard(
        self, alice: Phone, bob: Phone
    ) -> None:
        bobs_stream = f"person:{bob.person_id}"
        socket = bob.listen("feed", bobs_stream)
        bob.send("POST", "/recovery", {"code": alice.get("/me/recovery")["code"]})
        assert [one["name"] for one in socket.get_received()] == ["rights"]
        assert bob.subscribe(socket, bobs_stream)["problem"]["code"] == "not-found"
        assert "number" in bob.subscribe(socket, f"person:{alice.person_id}")
        alice.patch("/me", {"version": 1, "name": "Alicia"})
        (fact,) = facts(socket, "people.profile_changed")
        assert fact["data"]["profile"]["name"] == "Alicia"
