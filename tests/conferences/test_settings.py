"""A conference's settings: changed by organisers, on the version they saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.actions import DELETION
from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.work.models import DueWork
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def view(phone: Phone) -> dict[str, Any]:
    """Return the conference as somebody in it sees it."""
    seen: dict[str, Any] = phone.get("")["conference"]
    return seen


def door(phone: Phone, key: dict[str, str]) -> Any:
    """Return what a code or a token opens."""
    phone.send("GET", "/me")
    return phone.send("POST", "/door", key).get_json()


class TestSettings:
    def test_are_seen_by_everybody_who_is_in(self, alice: Phone, mallory: Phone) -> None:
        assert view(alice) == {
            "slug": "autumn",
            "name": "Autumn Forum",
            "run_by": "The Guild",
            "starts_on": "2026-11-23",
            "ends_on": "2026-11-24",
            "deletes_on": "2026-12-08",
            "zone": "Europe/London",
            "joining": "open",
            "ended": False,
            "languages": ["en"],
            "backgrounds": view(alice)["backgrounds"],
            "announcements": [],
            "review_within": 5,
            "publishing": "read-first",
            "meeting_places": [],
            "stopped_at": None,
            "demo": False,
            "version": 1,
        }
        assert len(view(alice)["backgrounds"]) == 13
        assert mallory.refused("GET", "")["code"] == "not-found"

    def test_are_changed_and_told_to_everybody(self, organiser: Phone, alice: Phone) -> None:
        socket = alice.listen("feed")
        changes = {
            "name": "Autumn Gathering",
            "run_by": "The Craft Guild",
            "starts_on": "2026-11-24",
            "ends_on": "2026-11-26",
            "deletes_on": "2026-12-01",
            "zone": "Asia/Tokyo",
            "languages": ["nn", "en-GB"],
            "joining": "closed",
            "review_within": 10,
            "publishing": "trusted",
            "meeting_places": ["By the coffee", "Under the clock"],
        }
        changed = organiser.patch("", {"version": 1} | changes)["conference"]
        assert changed == changed | changes | {"version": 2}
        assert view(alice) == changed
        (fact,) = facts(socket, "conferences.changed")
        assert fact["data"]["conference"] == changed

    def test_left_out_stay_as_they_are(self, organiser: Phone) -> None:
        before = view(organiser)
        organiser.patch("", {"version": 1})
        assert view(organiser) == before | {"version": 2}

    def test_are_changed_on_the_version_that_was_seen(self, organiser: Phone, alice: Phone) -> None:
        organiser.patch("", {"version": 1, "name": "First"})
        problem = organiser.refused("PATCH", "", {"version": 1, "name": "Second"})
        assert (problem["code"], problem["params"]) == ("version-conflict", {"version": 2})
        assert view(alice)["name"] == "First"

    def test_are_the_organisers_business(self, alice: Phone, host: Phone, mallory: Phone) -> None:
        for phone in (alice, host, mallory):
            for method, path, body in (
                ("PATCH", "", {"version": 1, "name": "Mine"}),
                ("POST", "/keys", {"version": 1}),
                ("POST", "/end", {"version": 1}),
            ):
                assert phone.refused(method, path, body)["code"] == "not-found"
        assert view(alice)["version"] == 1

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"ends_on": "2026-11-22"}, "ends-before-it-starts"),
            ({"starts_on": "2026-11-25"}, "ends-before-it-starts"),
            ({"deletes_on": "2026-11-24"}, "deleted-before-it-ends"),
            (
                {"starts_on": "2026-11-01", "ends_on": "2026-11-02", "deletes_on": "2026-11-23"},
                "deleted-at-once",
            ),
            (
                {"starts_on": "0001-01-01", "ends_on": "0001-01-01", "deletes_on": "0001-01-02"},
                "deleted-at-once",
            ),
        ],
    )
    def test_days_make_sense(self, organiser: Phone, changes: dict[str, str], code: str) -> None:
        assert organiser.refused("PATCH", "", {"version": 1} | changes)["code"] == code
        assert view(organiser)["version"] == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 81),
            ("run_by", None),
            ("starts_on", "tomorrow"),
            ("deletes_on", "99999-01-01"),
            ("zone", "Mars/Olympus"),
            ("zone", "../etc/passwd"),
            ("zone", "Europe/London\x00"),
            ("languages", []),
            ("languages", ["en", "en"]),
            ("joining", "ajar"),
            ("backgrounds", []),
            ("backgrounds", [{"key": "a", "label": "A"}, {"key": "a", "label": "B"}]),
            ("backgrounds", [{"key": k, "label": "A", "shown": False} for k in "ab"]),
            ("backgrounds", [{"key": "A B", "label": "A"}, {"key": "b", "label": "B"}]),
            ("backgrounds", [{"key": "a", "label": "x" * 61}, {"key": "b", "label": "B"}]),
            ("slug", "spring"),
            ("code", "AAAAAAAA"),
            ("version", 0),
        ],
    )
    def test_say_which_field_needs_another_look(
        self, organiser: Phone, field: str, value: object
    ) -> None:
        problem = organiser.refused("PATCH", "", {"version": 1} | {field: value})
        assert problem["code"] == "invalid"
        assert {name.partition(".")[0] for name in problem["errors"]} == {field}

    def test_a_new_deletion_date_is_when_the_data_goes(self, app: Flask, organiser: Phone) -> None:
        organiser.patch("", {"version": 1, "deletes_on": "2027-01-10", "zone": "Asia/Tokyo"})
        with app.app_context(), reading(db.session):
            (at,) = db.session.scalars(select(DueWork.at).where(DueWork.kind == DELETION))
        assert at.isoformat() == "2027-01-09T15:00:00+00:00"  # as the day begins in Tokyo


class TestBackgrounds:
    def test_can_be_renamed_ordered_added_and_taken_from_the_offer(
        self, organiser: Phone, alice: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        wanted = [
            {"key": "circus", "label": "Ran away from the circus"},
            {"key": "it", "label": "From the machines"},
        ]
        organiser.patch("", {"version": 1, "backgrounds": wanted})
        offered = door(new_phone(), {"code": conference.code})["backgrounds"]
        assert [one["key"] for one in offered] == ["circus", "it"]
        assert offered[1]["label"] == "From the machines"
        kept = {one["key"]: one["shown"] for one in view(alice)["backgrounds"]}
        assert kept["agent"] is False  # Alice has chosen it, so its name stays known
        assert len(kept) == 14
        assert new_phone().join(conference, "Sam", "circus").get("/me")
        assert alice.patch("/me", {"version": 1, "backgrounds": ["agent", "circus"]})


class TestTheKeys:
    def test_are_shown_to_hosts_and_organisers(
        self, organiser: Phone, host: Phone, alice: Phone, conference: Conference
    ) -> None:
        keys = {"code": conference.code, "link": f"http://localhost/j#{conference.token}"}
        assert {key: host.get("/keys")[key] for key in keys} == keys
        assert {key: organiser.get("/keys")[key] for key in keys} == keys
        assert alice.refused("GET", "/keys")["code"] == "not-found"

    def test_rotated_open_nothing_more(
        self, organiser: Phone, alice: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        keys = organiser.post("/keys", {"version": 1})
        assert keys == keys | {name: organiser.get("/keys")[name] for name in ("code", "link")}
        for old in ({"code": conference.code}, {"token": conference.token}):
            assert door(new_phone(), old)["code"] == "wrong-code"
        token = keys["link"].partition("#")[2]
        for new in ({"code": keys["code"]}, {"token": token}):
            assert door(new_phone(), new)["slug"] == "autumn"
        assert view(alice)["version"] == 2
        conflict = organiser.refused("POST", "/keys", {"version": 1})
        assert conflict["code"] == "version-conflict"

    def test_have_no_symbols_that_look_alike(self, conference: Conference) -> None:
        assert len(conference.code) == 8
        assert not set(conference.code) & set("0O1IL5S8B2Z")
        assert len(conference.token) == 16


class TestTheDoorOpenAndClosed:
    def test_can_be_shut_and_opened(
        self, organiser: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        organiser.patch("", {"version": 1, "joining": "closed"})
        assert door(new_phone(), {"code": conference.code})["joining"] == "closed"
        organiser.patch("", {"version": 2, "joining": "open"})
        assert new_phone().join(conference, "Sam").get("/me")

    def test_shut_keeps_nobody_from_coming_back(
        self, organiser: Phone, alice: Phone, new_phone: NewPhone
    ) -> None:
        organiser.patch("", {"version": 1, "joining": "closed"})
        phone = new_phone()
        phone.send("GET", "/me")
        code = alice.get("/me/recovery")["code"]
        answer = phone.send("POST", "/recovery", {"code": code}).get_json()
        assert answer["person_id"] == alice.person_id


class TestEnding:
    def test_shuts_the_door_for_good_and_keeps_what_there_is(
        self, organiser: Phone, alice: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        socket = alice.listen("feed")
        ended = organiser.post("/end", {"version": 1})["conference"]
        assert (ended["ended"], ended["joining"]) == (True, "closed")
        (fact,) = facts(socket, "conferences.changed")
        assert fact["data"]["conference"]["ended"] is True
        phone = new_phone()
        assert door(phone, {"code": conference.code})["ended"] is True
        body = {"code": conference.code, "name": "Late", "backgrounds": ["agent"]}
        late = phone.send("PUT", f"/people/{alice.person_id[:-4]}0000", body)
        assert late.get_json()["code"] == "joining-closed"
        assert alice.get("/me")["profile"]["name"] == "Alice"

    def test_is_not_taken_back_by_opening_the_door(self, organiser: Phone, alice: Phone) -> None:
        organiser.post("/end", {"version": 1})
        changes = {"version": 2, "name": "Once more", "joining": "open"}
        problem = organiser.refused("PATCH", "", changes)
        assert (problem["code"], problem["status"]) == ("conference-ended", 409)
        assert view(alice) == view(alice) | {"joining": "closed", "name": "Autumn Forum"}
        organiser.patch("", {"version": 2, "joining": "closed", "deletes_on": "2026-12-01"})
        assert view(alice)["deletes_on"] == "2026-12-01"

    def test_sent_twice_happens_once(self, organiser: Phone) -> None:
        first, second = (organiser.post("/end", {"version": 1}) for _ in range(2))
        assert first["conference"] == second["conference"]

    def test_is_decided_on_what_was_seen(self, organiser: Phone) -> None:
        organiser.patch("", {"version": 1, "name": "Not yet over"})
        assert organiser.refused("POST", "/end", {"version": 1})["code"] == "version-conflict"


class TestAnAnnouncement:
    ID = "0193a7c2-0000-7000-8000-000000000001"

    def test_sent_twice_is_told_once(self, organiser: Phone, alice: Phone) -> None:
        hers, screen = alice.listen("feed"), organiser.listen()
        for _ in range(2):
            organiser.put(f"/announcements/{self.ID}", {"text": "Coffee\n\nis ready."})
        (fact,) = facts(hers, "conferences.announcement_made")
        assert fact["data"]["announcement"] == {
            "id": self.ID,
            "text": "Coffee\n\nis ready.",
            "at": "2026-11-23T09:00:00.000Z",
        }
        assert view(alice)["announcements"] == [fact["data"]["announcement"]]
        assert facts(screen) == []

    def test_stands_in_order_the_newest_first(
        self, organiser: Phone, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        for number in range(22):
            path = f"/announcements/{self.ID[:-2]}{number:02d}"
            organiser.put(path, {"text": f"Number {number}"})
            stopped_clock.forward(minutes=1)
        texts = [one["text"] for one in view(alice)["announcements"]]
        assert texts == [f"Number {number}" for number in range(21, 1, -1)]

    def test_is_the_organisers_business(self, alice: Phone, host: Phone, mallory: Phone) -> None:
        for phone in (alice, host, mallory):
            path = f"/announcements/{self.ID}"
            assert phone.refused("PUT", path, {"text": "Free beer"})["code"] == "not-found"
        assert view(alice)["announcements"] == []

    @pytest.mark.parametrize("text", ["", " \u200b ", "x" * 281, None, 7])
    def test_has_something_to_say_and_not_too_much(self, organiser: Phone, text: object) -> None:
        problem = organiser.refused("PUT", f"/announcements/{self.ID}", {"text": text})
        assert set(problem["errors"]) == {"text"}
