"""What somebody says of themselves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.phones import Phone, facts


def profile(phone: Phone) -> dict[str, Any]:
    """Return somebody's own profile."""
    mine: dict[str, Any] = phone.get("/me")["profile"]
    return mine


class TestAProfile:
    def test_begins_with_a_name_a_background_and_the_conferences_language(
        self, alice: Phone
    ) -> None:
        assert profile(alice) == {
            "id": alice.person_id,
            "name": "Alice",
            "backgrounds": ["agent"],
            "organisation": None,
            "position": None,
            "years": None,
            "languages": ["en"],
            "strong": [],
            "wanted": [],
            "move": None,
            "maturity": None,
            "open_to_colleagues": False,
            "openness": "come-and-talk",
            "paused_until": None,
            "link": None,
            "shares": ["organisation", "position", "link"],
            "role": "attendee",
            "hidden": False,
            "muted": False,
            "muted_because": None,
            "appeal": None,
            "appeal_answer": None,
            "version": 1,
        }

    def test_takes_changes_and_clears_what_is_null(self, alice: Phone) -> None:
        changes = {
            "name": "Alice Liddell",
            "backgrounds": ["referral", "agent"],
            "organisation": "Wonderland",
            "position": "team-leader",
            "years": 7,
            "languages": ["en", "pt-BR"],
            "strong": ["people"],
            "wanted": ["finance", "technology"],
            "move": "wanted",
            "maturity": 5,
            "open_to_colleagues": True,
            "link": "https://alice.example/me",
            "shares": ["link"],
        }
        alice.patch("/me", {"version": 1} | changes)
        assert profile(alice) == profile(alice) | changes
        alice.patch("/me", {"version": 2, "organisation": None, "position": None, "years": None})
        assert profile(alice)["organisation"] is None
        assert profile(alice)["link"] == "https://alice.example/me"

    def test_is_told_to_the_others_as_a_card(self, alice: Phone, bob: Phone) -> None:
        socket = bob.listen("feed")
        alice.patch("/me", {"version": 1, "position": "manager", "years": 3})
        (fact,) = facts(socket)
        assert fact["data"]["person"] == {
            "id": alice.person_id,
            "name": "Alice",
            "organisation": None,
            "position": "manager",
            "backgrounds": ["agent"],
            "openness": "come-and-talk",
        }

    def test_keeps_to_itself_what_is_not_shared(self, alice: Phone, bob: Phone) -> None:
        alice.patch(
            "/me",
            {"version": 1, "organisation": "Acme", "position": "director", "shares": ["link"]},
        )
        card = bob.get(f"/people/{alice.person_id}")
        assert (card["name"], card["organisation"], card["position"]) == ("Alice", None, None)
        assert alice.get("/me")["profile"]["organisation"] == "Acme"

    def test_changed_on_two_phones_keeps_the_first(self, alice: Phone) -> None:
        alice.patch("/me", {"version": 1, "name": "One"})
        problem = alice.refused("PATCH", "/me", {"version": 1, "name": "Two"})
        assert problem["code"] == "version-conflict"
        assert profile(alice)["name"] == "One"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "  \u200b \u2060"),
            ("name", None),
            ("name", "x" * 61),
            ("backgrounds", []),
            ("backgrounds", ["agent", "agent"]),
            ("backgrounds", ["agent", "finance", "it", "hr", "sales", "vendor"]),
            ("backgrounds", ["Agent"]),
            ("organisation", "x" * 121),
            ("position", "king"),
            ("years", -1),
            ("years", 71),
            ("years", "7"),
            ("years", 7.0),
            ("years", True),
            ("languages", []),
            ("languages", ["english!"]),
            ("strong", ["sleeping"]),
            ("wanted", ["people", "people"]),
            ("move", "thought of"),
            ("maturity", 0),
            ("maturity", 6),
            ("open_to_colleagues", None),
            ("link", "javascript:alert(1)"),
            ("link", "alice.example"),
            ("link", "https://alice.example/" + "x" * 300),
            ("shares", ["name"]),
            ("role", "organiser"),
            ("hidden", True),
            ("version", 0),
        ],
    )
    def test_says_which_field_needs_another_look(
        self, alice: Phone, field: str, value: object
    ) -> None:
        problem = alice.refused("PATCH", "/me", {"version": 1} | {field: value})
        assert (problem["status"], problem["code"]) == (422, "invalid")
        assert [name.partition(".")[0] for name in problem["errors"]] == [field]
        assert profile(alice)["version"] == 1

    def test_takes_no_background_that_the_conference_does_not_offer(self, alice: Phone) -> None:
        problem = alice.refused("PATCH", "/me", {"version": 1, "backgrounds": ["circus"]})
        assert problem["code"] == "unknown-background"
        assert problem["params"] == {"background": "circus"}

    @pytest.mark.parametrize(
        "name",
        [
            "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine der Ältere",
            "ஸ்ரீனிவாச ராமானுஜன்",
            "👩‍👩‍👧‍👦" * 10,
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Isla",
            "נועה בן־דוד",
            "𠮷野家 彩",
        ],
    )
    def test_takes_a_name_in_any_script(self, alice: Phone, name: str) -> None:
        alice.patch("/me", {"version": 1, "name": name})
        assert profile(alice)["name"] == name

    def test_is_nobody_elses(self, alice: Phone, bob: Phone, mallory: Phone) -> None:
        alice.patch("/me", {"version": 1, "years": 42, "link": "https://alice.example"})
        for phone in (bob, mallory):
            answer = phone.send("GET", phone.inside(f"/people/{alice.person_id}"))
            assert "alice.example" not in answer.text


def test_an_attendance_list_names_every_conference_of_the_device(
    alice: Phone, elsewhere: Any
) -> None:
    first = alice.person_id
    alice.join(elsewhere, "Alice Too")
    listed = alice.send("GET", "/me").get_json()["conferences"]
    assert {one["slug"]: one["person_id"] for one in listed} == {
        "autumn": first,
        "spring": alice.person_id,
    }
    assert not any(one["demo"] for one in listed)
