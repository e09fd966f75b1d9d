"""The review queue: what organisers read, decide and undo, and who hears of it when."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.models import AuditRow, Conference
from server.database import reading
from server.extensions import db
from server.web.rights import Role
from server.work.due import run_due
from tests.stories.telling import (
    TEXT,
    decide,
    decision,
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

NEWER = "It was not an advertisement at all: my cousin needed somebody to carry the chairs."
OTHER = "A wrong turn in a corridor, and somebody handed me a headset before I could explain."


@pytest.fixture
def second(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    """Give Ines, who organises too."""
    return promote(new_phone().join(conference, "Ines", "it"), Role.ORGANISER)


def run_what_is_due(app: Flask) -> None:
    with app.app_context():
        run_due()


def audited(app: Flask) -> list[tuple[str, str, str | None]]:
    """Return act, subject and reason of every audit row, the oldest first."""
    with app.app_context(), reading(db.session):
        rows = db.session.scalars(select(AuditRow).order_by(AuditRow.number))
        return [(row.act, row.subject_id, row.why) for row in rows]


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
            "text": TEXT,
            "language": "en",
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


class TestDeciding:
    def test_sent_twice_is_one_decision(
        self, app: Flask, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        socket = second.listen("reviewers")
        first = organiser.put(path, decision("approve", review))
        assert organiser.put(path, decision("approve", review)) == first
        assert first["by"] == "Olga"
        assert first["undo_until"] == "2026-11-23T09:00:10.000Z"
        assert len(facts(socket)) == 1
        assert len(audited(app)) == 1

    @pytest.mark.parametrize(
        ("outcome", "code", "detail"),
        [
            ("approve", "already-approved", "Olga approved it a moment ago."),
            ("send-back", "already-sent-back", "Olga sent it back a moment ago."),
            ("close", "already-closed", "Olga closed it a moment ago."),
        ],
    )
    def test_by_two_at_once_is_one_decision_and_a_clear_word(
        self, alice: Phone, organiser: Phone, second: Phone, outcome: str, code: str, detail: str
    ) -> None:
        story = tell(alice)
        review = review_of(organiser, story)
        decide(organiser, outcome, review)
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        problem = second.refused("PUT", path, decision("approve", review))
        assert (problem["status"], problem["code"]) == (409, code)
        assert problem["detail"] == detail

    def test_never_on_what_nobody_has_read(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell(alice)
        read = review_of(organiser, story)
        tell_anew(alice, story, NEWER)
        path = f"/reviews/{read['id']}/decisions/{uuid.uuid4()}"
        problem = organiser.refused("PUT", path, decision("approve", read))
        assert problem["code"] == "review-changed"
        assert problem["detail"].startswith("Alice changed it a moment ago.")
        assert problem["params"]["revision"] == 2
        assert feed(bob) == []

    def test_not_on_what_was_taken_back(self, alice: Phone, organiser: Phone) -> None:
        story = tell(alice)
        review = review_of(organiser, story)
        withdraw(alice, story)
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        problem = organiser.refused("PUT", path, decision("approve", review))
        assert problem["code"] == "taken-back"

    def test_never_under_the_id_of_another_decision(
        self, alice: Phone, bob: Phone, organiser: Phone, second: Phone
    ) -> None:
        story = tell(bob, OTHER)
        first = decide(organiser, "close", review_of(organiser, tell(alice)))
        review = review_of(organiser, story)
        path = f"/reviews/{review['id']}/decisions/{first['id']}"
        assert organiser.refused("PUT", path, decision("approve", review))["status"] == 404
        path = f"/reviews/{first['review_id']}/decisions/{first['id']}"
        assert second.refused("PUT", path, decision("approve", review))["status"] == 404
        assert mine(bob, story)["state"] == "in-review"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"outcome": "send-back", "reason": None}, "reason"),
            ({"outcome": "close", "reason": None, "words": "  "}, "reason"),
            ({"outcome": "close", "reason": "unfinished"}, "reason"),
            ({"outcome": "approve", "reason": "unkind"}, "reason"),
            ({"outcome": "approve", "words": "Lovely"}, "words"),
            ({"outcome": "send-back", "reason": "because"}, "reason"),
            ({"outcome": "ponder"}, "outcome"),
        ],
    )
    def test_needs_a_reason_that_fits(
        self, alice: Phone, organiser: Phone, body: dict[str, str], field: str
    ) -> None:
        review = review_of(organiser, tell(alice))
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        problem = organiser.refused("PUT", path, decision("approve", review) | body)
        assert problem["code"] == "invalid"
        assert list(problem["errors"]) == [field]

    def test_leaves_a_row_in_the_audit_chain_without_the_words(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story, other = tell(alice), tell(bob, OTHER)
        undo(organiser, decide(organiser, "approve", review_of(organiser, story)))
        decide(organiser, "send-back", review_of(organiser, story), reason="unkind")
        own_words = {"reason": None, "words": "Rather long-winded"}
        decide(organiser, "close", review_of(organiser, other), **own_words)
        rows = audited(app)
        assert rows[:3] == [
            ("approve", f"{story['id']}/1", None),
            ("undo-approve", f"{story['id']}/1", None),
            ("send-back", f"{story['id']}/1", "unkind"),
        ]
        act, subject, why = rows[3]
        assert (act, subject) == ("close", f"{other['id']}/1")
        assert why is not None
        assert why.startswith("digest:")


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

    def test_sent_twice_is_once(self, app: Flask, alice: Phone, organiser: Phone) -> None:
        decided = decide(organiser, "approve", review_of(organiser, tell(alice)))
        assert undo(organiser, decided) == undo(organiser, decided)
        assert len(audited(app)) == 2

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
        assert facts(own) == []
        stopped_clock.forward(seconds=1)
        run_what_is_due(app)
        refused = mine(alice, story)
        assert refused["state"] == state
        assert refused["reason"] == "unkind"
        assert refused["words"] == "Almost there"
        (fact,) = facts(own)
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
        undo(organiser, decide(organiser, outcome, review_of(organiser, story)))
        stopped_clock.forward(minutes=1)
        run_what_is_due(app)
        assert facts(own) == []
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
