"""Deciding: once, on what was read, with a reason, and on the record."""

from __future__ import annotations

import hashlib
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.models import AuditRow
from server.conferences.queries import conference
from server.database import reading
from server.extensions import db
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    decide,
    decision,
    feed,
    mine,
    review_of,
    tell,
    tell_anew,
    telling,
    undo,
    withdraw,
)
from tests.support.at_once import at_once
from tests.support.phones import Phone, facts


def audited(app: Flask) -> list[tuple[str, str, str | None]]:
    """Return act, subject and reason of every audit row, the oldest first."""
    with app.app_context(), reading(db.session):
        rows = db.session.scalars(select(AuditRow).order_by(AuditRow.number))
        return [(row.act, row.subject_id, row.why) for row in rows]


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
        with app.app_context(), reading(db.session):
            salt = conference("autumn").audit_salt
        digest = hashlib.sha256(f"{salt}Rather long-winded".encode()).hexdigest()
        assert why == f"digest:{digest}"


class TestAtTheSameMoment:
    """Real threads: on PostgreSQL nothing but our locks keeps them apart."""

    def test_two_organisers_take_one_decision(
        self, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))

        def decided(phone: Phone, outcome: str) -> tuple[int, str]:
            path = phone.inside(f"/reviews/{review['id']}/decisions/{uuid.uuid4()}")
            answer = phone.send("PUT", path, decision(outcome, review))
            return answer.status_code, answer.get_json().get("code", outcome)

        answers = at_once(lambda: decided(organiser, "approve"), lambda: decided(second, "close"))
        assert sorted(answers) in (
            [(200, "approve"), (409, "already-approved")],
            [(200, "close"), (409, "already-closed")],
        )

    def test_an_edit_is_never_approved_unread(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell(alice)
        review = review_of(organiser, story)
        path = organiser.inside(f"/reviews/{review['id']}/decisions/{uuid.uuid4()}")
        approved, edited = at_once(
            lambda: organiser.send("PUT", path, decision("approve", review)),
            lambda: alice.send(
                "PUT", alice.inside(f"/stories/{story['id']}"), telling(NEWER, based_on=1)
            ),
        )
        assert edited.status_code == 200
        shown = [TEXT] if approved.status_code == 200 else []
        assert feed(bob) == shown
        assert review_of(organiser, story)["writing"]["text"] == NEWER

    def test_a_story_sent_twice_is_one(self, alice: Phone, organiser: Phone) -> None:
        path = alice.inside(f"/stories/{uuid.uuid4()}")
        sent = at_once(*(lambda: alice.send("PUT", path, telling()) for _ in range(4)))
        assert [one.status_code for one in sent] == [200] * 4
        assert organiser.get("/reviews")["waiting"] == 1
