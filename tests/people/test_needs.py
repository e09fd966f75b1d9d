"""What people need to sit well: said by them, seen by organisers, and by nobody else."""

from __future__ import annotations

import pytest

from tests.support.phones import Phone, facts


def say(phone: Phone, *needs: str, version: int = 0) -> dict[str, object]:
    """Say what one needs."""
    told: dict[str, object] = phone.put("/me/needs", {"version": version, "needs": list(needs)})
    return told


class TestSayingIt:
    def test_begins_with_nothing_and_keeps_what_was_said(self, alice: Phone, bob: Phone) -> None:
        assert alice.get("/me/needs") == {"needs": [], "version": 0}
        say(bob, "interpreter")
        say(alice, "quiet", "step-free")
        assert alice.get("/me/needs") == {"needs": ["step-free", "quiet"], "version": 1}
        say(alice, version=1)
        assert alice.get("/me/needs") == {"needs": [], "version": 2}

    def test_sent_twice_happens_once(self, alice: Phone) -> None:
        assert say(alice, "quiet") == say(alice, "quiet") == {"needs": ["quiet"], "version": 1}

    def test_yields_to_another_phone_that_was_faster(self, alice: Phone) -> None:
        say(alice, "quiet")
        body = {"version": 0, "needs": ["step-free"]}
        assert alice.refused("PUT", "/me/needs", body)["code"] == "version-conflict"
        assert alice.get("/me/needs")["needs"] == ["quiet"]

    @pytest.mark.parametrize(
        "needs", [["hears-left", "hears-right"], ["quiet", "quiet"], ["silence"], None]
    )
    def test_refuses_what_makes_no_sense(self, alice: Phone, needs: list[str] | None) -> None:
        assert alice.refused("PUT", "/me/needs", {"version": 0, "needs": needs})["status"] == 422

    def test_tells_nobody(self, alice: Phone, bob: Phone, organiser: Phone, host: Phone) -> None:
        mine = alice.listen("feed", f"person:{alice.person_id}")
        others = [bob.listen("feed"), host.listen("feed"), organiser.listen("feed", "reviewers")]
        say(alice, "quiet")
        assert [facts(socket) for socket in (mine, *others)] == [[], [], [], []]


class TestReadingIt:
    def test_is_for_organisers(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        say(alice, "step-free", "hears-left")
        say(bob, "interpreter")
        assert organiser.get("/needs")["people"] == [
            {"id": alice.person_id, "name": "Alice", "needs": ["step-free", "hears-left"]},
            {"id": bob.person_id, "name": "Bob", "needs": ["interpreter"]},
        ]

    def test_is_for_nobody_else(
        self, alice: Phone, bob: Phone, host: Phone, mallory: Phone
    ) -> None:
        say(alice, "quiet")
        for phone in (alice, bob, host):
            assert phone.refused("GET", "/needs")["status"] == 404
        assert mallory.refused("GET", "/needs")["status"] == 404

    def test_ends_at_the_conference(self, alice: Phone, mallory: Phone, organiser: Phone) -> None:
        mallory.conference = "spring"
        say(mallory, "quiet")
        assert organiser.get("/needs") == {"people": [], "missing": []}

    def test_ends_with_the_person(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        say(alice, "quiet")
        say(bob, "quiet")
        alice.delete("/me")
        assert [one["name"] for one in organiser.get("/needs")["people"]] == ["Bob"]
