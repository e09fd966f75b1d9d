"""When others see a story: once it is read, or before, as the conference has it."""

from __future__ import annotations

import pytest
from flask import Flask

from server.work.due import run_due
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    Json,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
)
from tests.support.phones import Phone, facts


def publish(organiser: Phone, when: str) -> None:
    """Have stories shown as said."""
    version = organiser.get("")["conference"]["version"]
    organiser.patch("", {"version": version, "publishing": when})


def review(organiser: Phone, story: Json) -> tuple[bool, str]:
    """Return whether a story is up though nobody has read it, and what there is to be read."""
    found = review_of(organiser, story)
    return found["unread"], found["writing"]["text"]


class TestReadAfterwards:
    def test_is_live_at_once_and_awaits_its_reading(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "at-once")
        hears, own = bob.listen("feed"), alice.listen(f"person:{alice.person_id}")
        story = tell(alice)
        assert story["state"] == "live"
        assert story["live"]["text"] == TEXT
        (fact,) = facts(hears)
        assert (fact["type"], fact["data"]["story"]["text"]) == ("stories.published", TEXT)
        assert len(facts(own)) == 1
        assert feed(bob) == [TEXT]
        assert review(organiser, story) == (True, TEXT)

    def test_goes_on_being_live_when_it_is_approved(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "at-once")
        story = tell(alice)
        hears = bob.listen("feed")
        decide(organiser, "approve", review_of(organiser, story))
        assert facts(hears) == []
        assert feed(bob) == [TEXT]
        assert organiser.get("/reviews")["waiting"] == 0

    @pytest.mark.parametrize("outcome", ["send-back", "close"])
    def test_is_gone_when_it_is_refused_and_back_when_that_is_undone(
        self, alice: Phone, bob: Phone, organiser: Phone, outcome: str
    ) -> None:
        publish(organiser, "at-once")
        story = tell(alice)
        refused = decide(organiser, outcome, review_of(organiser, story))
        assert feed(bob) == []
        undo(organiser, refused)
        assert feed(bob) == [TEXT]
        assert review(organiser, story) == (True, TEXT)

    def test_ends_for_somebody_who_was_refused(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "at-once")
        story = tell(alice)
        decide(organiser, "send-back", review_of(organiser, story))
        tell_anew(alice, story, NEWER)
        assert feed(bob) == []
        assert review(organiser, story) == (False, NEWER)
        decide(organiser, "approve", review_of(organiser, story))
        tell(alice, OTHER, background="it")
        assert sorted(feed(bob)) == sorted([NEWER, OTHER])


class TestTrust:
    def test_begins_with_the_first_approval(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "trusted")
        story = tell(alice)
        assert (feed(bob), story["state"]) == ([], "in-review")
        decide(organiser, "approve", review_of(organiser, story))
        story = tell_anew(alice, mine(alice, story), NEWER)
        assert (feed(bob), story["state"]) == ([NEWER], "live")
        tell(bob, OTHER)
        assert feed(alice) == [NEWER]

    def test_ends_when_that_approval_is_undone(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "trusted")
        undo(organiser, decide(organiser, "approve", review_of(organiser, tell(alice))))
        tell(alice, OTHER, background="it")
        assert feed(bob) == []


class TestReadFirst:
    def test_is_the_usual_one(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        published(organiser, alice)
        tell(alice, OTHER, background="it")
        assert feed(bob) == [TEXT]

    def test_takes_down_what_nobody_has_read(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "at-once")
        read, unread = tell(bob, OTHER), tell(alice)
        decide(organiser, "approve", review_of(organiser, read))
        hears, own = bob.listen("feed"), alice.listen(f"person:{alice.person_id}")
        publish(organiser, "read-first")
        with app.app_context():
            run_due()
        assert [fact["type"] for fact in facts(hears)][-1] == "stories.withdrawn"
        assert feed(bob) == [OTHER]
        assert mine(alice, unread)["state"] == "in-review"
        assert facts(own)[-1]["data"]["story"] == mine(alice, unread)
        assert review(organiser, unread) == (False, TEXT)

    def test_of_an_undone_decision_too(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        publish(organiser, "at-once")
        story = tell(alice)
        decided = decide(organiser, "approve", review_of(organiser, story))
        publish(organiser, "read-first")
        with app.app_context():
            run_due()
        assert feed(bob) == [TEXT]
        undo(organiser, decided)
        assert feed(bob) == []
        assert review(organiser, story) == (False, TEXT)

    def test_is_for_organisers_to_choose(self, alice: Phone, host: Phone) -> None:
        for phone in (alice, host):
            body = {"version": 1, "publishing": "at-once"}
            assert phone.refused("PATCH", "", body)["status"] in {403, 404}
