"""Flags beside what waits: when they come, who is told, and what a conference wants flagged."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.moderation.flags import due
from server.work.children import in_child
from server.work.due import run_due
from tests.stories.telling import (
    NEWER,
    TEXT,
    Json,
    decide,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.at_once import at_once
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

RUDE = "My first boss was a bastard, and that is how I came to the contact centre."
KINDS = ["phone", "email", "link", "shouting", "abuse", "person", "employer", "alike"]
Look = Callable[[], None]


@pytest.fixture
def look(app: Flask, stopped_clock: StoppedClock) -> Look:
    """Give what lets half a minute pass and does what is due."""

    def look() -> None:
        stopped_clock.forward(seconds=31)
        with app.app_context():
            run_due()
            run_due()

    return look


def flags(organiser: Phone, story: Json) -> list[tuple[str, str]]:
    """Return kind and passage of each flag of a story in the queue."""
    review = review_of(organiser, story)
    parts = {"title": review["writing"]["title"], "text": review["writing"]["text"]}
    return [(one["kind"], parts[one["part"]][one["start"] : one["end"]]) for one in review["flags"]]


def want(organiser: Phone, **changes: object) -> Json:
    """Change what is flagged."""
    before = organiser.get("/flagging")
    changed: Json = organiser.put("/flagging", before | changes)
    return changed


class TestWhatIsSent:
    def test_is_looked_at_a_moment_later_and_organisers_are_told(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        story = tell(alice, RUDE, title="CALL ME NEVER AGAIN")
        assert flags(organiser, story) == []
        hears = organiser.listen("reviewers")
        look()
        expected = [("shouting", "CALL ME NEVER AGAIN"), ("abuse", "bastard")]
        assert flags(organiser, story) == expected
        (fact,) = facts(hears, "moderation.review_changed")
        assert len(fact["data"]["review"]["flags"]) == 2
        look()
        assert facts(hears) == []

    def test_is_looked_at_by_a_child(
        self, alice: Phone, organiser: Phone, look: Look, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(due, "in_child", in_child)
        story = tell(alice, RUDE)
        look()
        assert flags(organiser, story) == [("abuse", "bastard")]

    def test_without_anything_to_notice_is_told_to_nobody(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        tell(alice)
        hears = organiser.listen("reviewers")
        look()
        assert facts(hears) == []

    def test_is_looked_at_anew_when_its_author_changes_it(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        story = tell(alice, RUDE)
        look()
        tell_anew(alice, story, NEWER)
        assert flags(organiser, story) == []
        tell_anew(alice, mine(alice, story), f"{NEWER} Damn those bastards.")
        look()
        assert flags(organiser, story) == [("abuse", "bastards")]

    def test_keeps_its_flags_when_a_decision_is_undone(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        story = tell(alice, RUDE)
        look()
        undo(organiser, decide(organiser, "approve", review_of(organiser, story)))
        assert flags(organiser, story) == [("abuse", "bastard")]

    def test_is_looked_at_when_a_fast_decision_is_undone(
        self, alice: Phone, organiser: Phone, look: Look, app: Flask
    ) -> None:
        story = tell(alice, RUDE)
        decided = decide(organiser, "approve", review_of(organiser, story))
        with app.app_context():
            run_due()
        undo(organiser, decided)
        look()
        assert flags(organiser, story) == [("abuse", "bastard")]

    def test_names_others_but_not_its_author(
        self,
        new_phone: Callable[[], Phone],
        conference: Conference,
        organiser: Phone,
        look: Look,
    ) -> None:
        priya = new_phone().join(conference, "Priya Shah", "agent", organisation="Helpline Ltd")
        text = "Priya Shah it was who began at Helpline, and Zoë Quist with her."
        story = tell(priya, text)
        look()
        assert flags(organiser, story) == []
        new_phone().join(conference, "Zoe Quist", "agent", organisation="Elsewhere")
        look()
        assert flags(organiser, story) == [("person", "Zoë Quist")]


class TestMuchAlike:
    def test_says_whose_words_they_are_and_which(
        self, alice: Phone, bob: Phone, organiser: Phone, look: Look
    ) -> None:
        published(organiser, bob, TEXT)
        story = tell(alice, TEXT.upper().capitalize())
        look()
        (flag,) = review_of(organiser, story)["flags"]
        assert flag["kind"] == "alike"
        assert flag["alike"] == {"by": "Bob", "own": False, "text": TEXT}

    def test_says_that_it_is_another_of_their_own(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        tell(alice, TEXT)
        story = tell(alice, TEXT, background="it")
        look()
        (flag,) = review_of(organiser, story)["flags"]
        assert flag["alike"]["own"]

    def test_shows_nothing_that_was_taken_back(
        self, alice: Phone, bob: Phone, organiser: Phone, look: Look
    ) -> None:
        theirs = published(organiser, bob, TEXT)
        story = tell(alice, TEXT)
        look()
        withdraw(bob, theirs)
        assert review_of(organiser, story)["flags"] == []

    def test_forgets_who_has_left(
        self, alice: Phone, bob: Phone, organiser: Phone, look: Look
    ) -> None:
        published(organiser, bob, TEXT)
        story = tell(alice, TEXT)
        look()
        bob.delete("/me")
        assert review_of(organiser, story)["flags"] == []


class TestWhatIsWanted:
    def test_is_everything_until_organisers_say_otherwise(self, organiser: Phone) -> None:
        usual = {"kinds": KINDS, "words": [], "passes": [], "version": 0}
        assert organiser.get("/flagging") == usual

    def test_counts_for_what_waits_already(
        self, alice: Phone, organiser: Phone, look: Look
    ) -> None:
        story = tell(alice, f"{RUDE} ACME paid me.")
        look()
        want(organiser, words=["acme"], passes=["Bastard"])
        look()
        assert flags(organiser, story) == [("word", "ACME")]
        want(organiser, passes=[], words=[], kinds=["link"])
        look()
        assert flags(organiser, story) == []

    def test_sent_twice_is_changed_once(self, organiser: Phone) -> None:
        body = {"kinds": ["link", "phone"], "words": ["acme"], "passes": [], "version": 0}
        first = organiser.put("/flagging", body)
        assert organiser.put("/flagging", body) == first
        assert first["version"] == 1
        assert first["kinds"] == ["phone", "link"]

    def test_is_not_changed_over_another_organiser(self, organiser: Phone, second: Phone) -> None:
        want(organiser, words=["acme"])
        body = {"kinds": KINDS, "words": ["other"], "passes": [], "version": 0}
        assert second.refused("PUT", "/flagging", body)["code"] == "version-conflict"

    def test_of_two_organisers_at_once_one_is_told(self, organiser: Phone, second: Phone) -> None:
        want(organiser, words=["before"])
        for version in range(1, 6):
            body = {"kinds": KINDS, "passes": [], "version": version}
            path = organiser.inside("/flagging")
            answers = at_once(
                partial(organiser.send, "PUT", path, body | {"words": [f"one {version}"]}),
                partial(second.send, "PUT", path, body | {"words": [f"other {version}"]}),
            )
            assert sorted(one.status_code for one in answers) == [200, 409]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"kinds": ["word"]},
            {"kinds": ["phone", "phone"]},
            {"words": [""]},
            {"words": ["x" * 61]},
            {"passes": ["a", "a"]},
            {"words": [f"w{number}" for number in range(201)]},
        ],
    )
    def test_must_make_sense(self, organiser: Phone, wrong: Json) -> None:
        body = {"kinds": KINDS, "words": [], "passes": [], "version": 0} | wrong
        assert organiser.refused("PUT", "/flagging", body)["status"] == 422

    def test_is_for_organisers(self, alice: Phone, mallory: Phone, host: Phone) -> None:
        for phone in (alice, host, mallory):
            assert phone.refused("GET", "/flagging")["status"] == 404
            assert phone.refused("PUT", "/flagging", {})["status"] == 404


def test_nobody_else_hears_of_a_flag(
    alice: Phone, bob: Phone, organiser: Phone, look: Look
) -> None:
    own, hears = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
    story = tell(alice, RUDE)
    look()
    decide(organiser, "approve", review_of(organiser, story))
    seen = [facts(own), facts(hears), alice.get("/stories/mine"), bob.get("/feed"), bob.get("")]
    assert "flag" not in json.dumps(seen)
