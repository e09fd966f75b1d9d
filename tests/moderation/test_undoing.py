"""Undoing within ten seconds, and the notice of a refusal, which waits as long."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from server.work.due import run_due
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    telling,
    undo,
    withdraw,
)
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts


def run_what_is_due(app: Flask) -> datetime | None:
    with app.app_context():
        return run_due()


class TestUndoing:
    def test_an_approval_takes_the_story_off_phones_and_screen(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice, shown_on="screen")
        decided = decide(organiser, "approve", review_of(organiser, story))
        hears, screen = bob.listen("feed"), organiser.listen("screen")
        stopped_clock.forward(seconds=9.9)
        undone = undo(organiser, decided)
        assert undone["undone"] is True
        for socket in (hears, screen):
            (fact,) = facts(socket)
            assert fact["type"] == "stories.withdrawn"
        assert feed(bob) == []
        assert mine(alice, story)["state"] == "in-review"
        assert organiser.get("/reviews")["waiting"] == 1

    def test_of_an_edit_brings_the_old_words_back(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        tell_anew(alice, story, NEWER)
        decided = decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [NEWER]
        undo(organiser, decided)
        assert feed(bob) == [TEXT]
        assert review_of(organiser, story)["writing"]["text"] == NEWER

    def test_sent_twice_is_once(self, alice: Phone, organiser: Phone) -> None:
        decided = decide(organiser, "approve", review_of(organiser, tell(alice)))
        socket = organiser.listen("reviewers")
        assert undo(organiser, decided) == undo(organiser, decided)
        assert len(facts(socket)) == 1

    def test_after_ten_seconds_is_too_late(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        decided = decide(organiser, "approve", review_of(organiser, tell(alice)))
        stopped_clock.forward(seconds=10)
        path = f"/reviews/{decided['review_id']}/decisions/{decided['id']}/undo"
        assert organiser.refused("POST", path)["code"] == "too-late-to-undo"
        assert feed(bob) == [TEXT]

    def test_goes_backwards_one_at_a_time(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = tell(alice)
        first = decide(organiser, "approve", review_of(organiser, story))
        tell_anew(alice, story, NEWER)
        second = decide(organiser, "approve", review_of(organiser, story))
        path = f"/reviews/{first['review_id']}/decisions/{first['id']}/undo"
        assert organiser.refused("POST", path)["code"] == "too-late-to-undo"
        undo(organiser, second)
        assert feed(bob) == [TEXT]
        undo(organiser, first)
        assert feed(bob) == []

    def test_belongs_to_its_own_review(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        other = review_of(organiser, tell(bob, OTHER))
        decided = decide(organiser, "approve", review_of(organiser, tell(alice)))
        path = f"/reviews/{other['id']}/decisions/{decided['id']}/undo"
        assert organiser.refused("POST", path)["code"] == "not-found"

    def test_keeps_the_place_in_the_queue(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        stopped_clock.forward(minutes=1)
        tell(bob, OTHER)
        undo(organiser, decide(organiser, "approve", review_of(organiser, story)))
        reviews = organiser.get("/reviews")["reviews"]
        assert [one["author"]["name"] for one in reviews] == ["Alice", "Bob"]


class TestTheNoticeOfARefusal:
    @pytest.mark.parametrize(
        ("outcome", "state"), [("send-back", "sent-back"), ("close", "closed")]
    )
    def test_waits_until_it_can_no_longer_be_undone(
        self,
        app: Flask,
        alice: Phone,
        organiser: Phone,
        stopped_clock: StoppedClock,
        outcome: str,
        state: str,
    ) -> None:
        story = tell(alice)
        own = alice.listen(f"person:{alice.person_id}")
        decide(organiser, outcome, review_of(organiser, story), words="Almost there")
        stopped_clock.forward(seconds=9)
        run_what_is_due(app)
        assert mine(alice, story) == story
        assert facts(own, "stories.changed") == []
        stopped_clock.forward(seconds=1)
        run_what_is_due(app)
        refused = mine(alice, story)
        assert refused["state"] == state
        assert refused["reason"] == "unkind"
        assert refused["words"] == "Almost there"
        (fact,) = facts(own, "stories.changed")
        assert fact["data"]["story"] == refused

    @pytest.mark.parametrize("outcome", ["send-back", "close"])
    def test_never_comes_when_undone(
        self,
        app: Flask,
        alice: Phone,
        organiser: Phone,
        stopped_clock: StoppedClock,
        outcome: str,
    ) -> None:
        story = tell(alice)
        own = alice.listen(f"person:{alice.person_id}")
        due_before = run_what_is_due(app)
        undo(organiser, decide(organiser, outcome, review_of(organiser, story)))
        assert run_what_is_due(app) == due_before
        stopped_clock.forward(minutes=1)
        run_what_is_due(app)
        assert facts(own, "stories.changed") == []
        assert mine(alice, story) == story

    def test_never_comes_when_overtaken_by_an_edit(
        self, app: Flask, alice: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        decide(organiser, "close", review_of(organiser, story))
        changed = tell_anew(alice, story, NEWER)
        stopped_clock.forward(minutes=1)
        run_what_is_due(app)
        assert mine(alice, story) == changed
        assert changed["state"] == "in-review"
        assert review_of(organiser, story)["writing"]["text"] == NEWER

    def test_of_a_closing_takes_the_old_words_down_without_waiting(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        tell_anew(alice, story, NEWER)
        hears = bob.listen("feed")
        decide(organiser, "close", review_of(organiser, story))
        (fact,) = facts(hears)
        assert fact["type"] == "stories.withdrawn"
        assert feed(bob) == []

    def test_of_a_sending_back_invites_another_try(
        self, app: Flask, alice: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        decide(organiser, "send-back", review_of(organiser, story))
        stopped_clock.forward(seconds=10)
        run_what_is_due(app)
        assert tell_anew(alice, story)["state"] == "sent-back"
        again = tell_anew(alice, story, NEWER)
        assert again["state"] == "in-review"
        assert again["reason"] is None

    def test_of_a_closing_is_the_end(
        self, app: Flask, alice: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        decide(organiser, "close", review_of(organiser, story))
        stopped_clock.forward(seconds=10)
        run_what_is_due(app)
        body = telling(NEWER, based_on=1)
        assert alice.refused("PUT", f"/stories/{story['id']}", body)["code"] == "story-closed"
        assert withdraw(alice, story)["state"] == "closed"
