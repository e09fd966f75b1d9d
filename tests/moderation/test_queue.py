"""The review queue: what organisers read, and how it follows what happens."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from server.web.rights import Role
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    TITLE,
    decide,
    decision,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts


class TestTheQueue:
    def test_shows_the_longest_waiting_first(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice, opening="accident", shown_on="screen")
        stopped_clock.forward(minutes=2)
        tell(bob, OTHER)
        queue = organiser.get("/reviews")
        assert [one["author"]["name"] for one in queue["reviews"]] == ["Alice", "Bob"]
        assert queue["waiting"] == 2
        first = queue["reviews"][0]
        assert first["kind"] == "story"
        assert first["subject_id"] == story["id"]
        assert first["waiting_since"] == "2026-11-23T09:00:00.000Z"
        assert first["live"] is None
        assert first["writing"] == {
            "revision": 1,
            "title": TITLE,
            "text": TEXT,
            "language": "en",
            "photo": None,
            "details": {
                "background": "agent",
                "opening": "accident",
                "by_accident": "rather",
                "shown_on": "screen",
            },
        }

    def test_shows_what_is_live_beside_what_has_changed(
        self, alice: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        tell_anew(alice, story, NEWER)
        review = review_of(organiser, story)
        assert review["writing"]["text"] == NEWER
        assert review["live"]["text"] == TEXT

    def test_keeps_the_place_of_what_is_changed_while_it_waits(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        stopped_clock.forward(minutes=1)
        tell(bob, OTHER)
        tell_anew(alice, story, NEWER)
        reviews = organiser.get("/reviews")["reviews"]
        assert [one["writing"]["text"] for one in reviews] == [NEWER, OTHER]

    def test_is_for_organisers(
        self, alice: Phone, host: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        for phone in (alice, host, mallory):
            assert phone.refused("GET", "/reviews")["code"] == "not-found"
            refusal = phone.refused("PUT", path, decision("approve", review))
            assert refusal["code"] == "not-found"
            assert phone.refused("POST", f"{path}/undo")["code"] == "not-found"

    def test_is_of_one_conference(
        self,
        alice: Phone,
        mallory: Phone,
        organiser: Phone,
        promote: Callable[[Phone, Role], Phone],
    ) -> None:
        review = review_of(organiser, tell(alice))
        mallory.conference = "spring"
        promote(mallory, Role.ORGANISER)
        assert mallory.get("/reviews")["reviews"] == []
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        refusal = mallory.refused("PUT", path, decision("approve", review))
        assert refusal["code"] == "not-found"

    def test_follows_by_facts(self, alice: Phone, organiser: Phone, second: Phone) -> None:
        socket = second.listen("reviewers")
        story = tell(alice)
        opened = review_of(organiser, story)
        story = tell_anew(alice, story, NEWER)
        changed = review_of(organiser, story)
        decided = decide(organiser, "approve", changed)
        undone = undo(organiser, decided)
        withdraw(alice, story)
        heard = [(fact["type"], fact["data"]) for fact in facts(socket)]
        assert heard == [
            ("moderation.review_opened", {"review": opened, "waiting": 1}),
            ("moderation.review_changed", {"review": changed, "waiting": 1}),
            ("moderation.review_decided", {"decision": decided, "waiting": 0}),
            (
                "moderation.review_undone",
                {"decision": undone, "review": changed, "waiting": 1},
            ),
            ("moderation.review_dropped", {"review_id": opened["id"], "waiting": 0}),
        ]
