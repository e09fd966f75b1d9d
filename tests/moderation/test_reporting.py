"""Reports: anybody makes one, organisers decide, nobody learns who it was."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.audit import check_chain
from server.conferences.domain import BACKGROUNDS
from server.conferences.models import AuditRow
from server.database import reading
from server.extensions import db
from server.moderation.reports import MOST_REPORTS
from tests.moderation.test_publishing import publish
from tests.stories.telling import (
    NEWER,
    TEXT,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    withdraw,
)
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

WORDS = "He told this about my own team, and it is not how it was."


def reporting(story: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a report as a phone sends it."""
    return {
        "kind": "story",
        "subject_id": story["id"],
        "reason": "unkind",
        "words": WORDS,
    } | changes


def report(phone: Phone, story: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Report a story; return the report as its maker sees it."""
    made: dict[str, Any] = phone.put(f"/reports/{uuid.uuid4()}", reporting(story, **changes))
    return made


def cases(organiser: Phone) -> list[dict[str, Any]]:
    """Return the cases as an organiser sees them."""
    found: list[dict[str, Any]] = organiser.get("/cases")["cases"]
    return found


def settle(organiser: Phone, *, hidden: bool, waiting: bool) -> dict[str, Any]:
    """Decide on the one case there is."""
    (case,) = cases(organiser)
    body = {"version": case["version"], "hidden": hidden, "waiting": waiting}
    decided: dict[str, Any] = organiser.put(f"/cases/{case['id']}", body)
    return decided


@pytest.fixture
def story(organiser: Phone, bob: Phone) -> dict[str, Any]:
    """Have Bob's story be live."""
    return published(organiser, bob, shown_on="screen")


class TestReporting:
    def test_every_organiser_hears_of_it_with_what_was_seen(
        self, organiser: Phone, second: Phone, alice: Phone, story: dict[str, Any]
    ) -> None:
        heard = second.listen("reviewers")
        report(alice, story)
        (told,) = facts(heard, "moderation.case_changed")
        (case,) = cases(organiser)
        assert told["data"]["case"] == case
        assert case["seen"]["text"] == TEXT
        assert (case["waiting"], case["hidden"]) == (True, False)
        assert [(one["reason"], one["words"]) for one in case["reports"]] == [("unkind", WORDS)]

    def test_nobody_is_told_who_it_was(
        self, organiser: Phone, alice: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        heard = [organiser.listen("reviewers"), bob.listen("feed", f"person:{bob.person_id}")]
        report(alice, story)
        settle(organiser, hidden=True, waiting=False)
        told = str([facts(socket) for socket in heard]) + str(cases(organiser))
        assert alice.person_id not in told
        assert "Alice" not in told

    def test_the_same_person_twice_is_one_report(
        self, organiser: Phone, alice: Phone, second: Phone, story: dict[str, Any]
    ) -> None:
        first = report(alice, story)
        assert report(alice, story, words="Once more.")["id"] == first["id"]
        report(second, story, reason="advertising", words=None)
        (case,) = cases(organiser)
        assert len(case["reports"]) == 2

    def test_a_newer_version_is_reported_anew(
        self, organiser: Phone, alice: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        settle(organiser, hidden=True, waiting=False)
        newer = tell_anew(bob, story, NEWER)
        decide(organiser, "approve", review_of(organiser, newer))
        assert feed(alice) == [NEWER]
        report(alice, story)
        (case,) = cases(organiser)
        assert (case["waiting"], case["seen"]["text"]) == (True, NEWER)
        assert len(case["reports"]) == 1

    def test_a_newer_version_is_taken_off_though_an_earlier_one_is_off(
        self, organiser: Phone, alice: Phone, host: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        settle(organiser, hidden=True, waiting=True)
        newer = tell_anew(bob, story, NEWER)
        decide(organiser, "approve", review_of(organiser, newer))
        report(host, story)
        (case,) = cases(organiser)
        assert (case["waiting"], case["hidden"]) == (True, False)
        settle(organiser, hidden=True, waiting=False)
        assert feed(alice) == []
        assert host.get("/reports/mine")["reports"][0]["outcome"] == "taken-down"

    @pytest.mark.parametrize("publishing", ["at-once", "trusted"])
    def test_what_takes_the_place_of_something_taken_off_is_read_first(
        self, organiser: Phone, alice: Phone, bob: Phone, story: dict[str, Any], publishing: str
    ) -> None:
        publish(organiser, publishing)
        report(alice, story)
        settle(organiser, hidden=True, waiting=False)
        newer = tell_anew(bob, story, NEWER)
        assert feed(alice) == []
        decide(organiser, "approve", review_of(organiser, newer))
        assert feed(alice) == [NEWER]
        settle(organiser, hidden=False, waiting=False)
        tell_anew(bob, mine(bob, story), TEXT)
        assert feed(alice) == [TEXT]

    def test_what_cannot_be_read_cannot_be_reported(
        self, organiser: Phone, alice: Phone, bob: Phone, mallory: Phone, story: dict[str, Any]
    ) -> None:
        unread = tell(bob, NEWER, background="it")
        for phone, body in (
            (alice, reporting(unread)),
            (bob, reporting(story)),
            (mallory, reporting(story)),
            (alice, reporting(story, kind="nothing")),
        ):
            problem = phone.refused("PUT", f"/reports/{uuid.uuid4()}", body)
            assert problem["code"] == "not-found"
        assert cases(organiser) == []

    def test_another_reason_needs_words(self, alice: Phone, story: dict[str, Any]) -> None:
        body = reporting(story, reason="other", words=None)
        assert "words" in alice.refused("PUT", f"/reports/{uuid.uuid4()}", body)["errors"]

    def test_not_too_often(
        self, organiser: Phone, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        ways = [one.key for one in BACKGROUNDS[: MOST_REPORTS + 1]]
        told = [published(organiser, bob, background=way) for way in ways]
        for one in told[:MOST_REPORTS]:
            report(alice, one)
        path, body = f"/reports/{uuid.uuid4()}", reporting(told[-1])
        assert alice.refused("PUT", path, body)["code"] == "too-many"
        stopped_clock.forward(seconds=3601)
        alice.put(path, body)


class TestDeciding:
    def test_organisers_alone(self, alice: Phone, host: Phone, story: dict[str, Any]) -> None:
        report(alice, story)
        for phone in (alice, host):
            assert phone.refused("GET", "/cases")["code"] == "not-found"

    def test_hidden_now_and_decided_later(
        self, organiser: Phone, host: Phone, alice: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        heard = [alice.listen("feed"), host.listen("screen")]
        settle(organiser, hidden=True, waiting=True)
        for socket in heard:
            (gone,) = facts(socket, "stories.withdrawn")
            assert gone["data"]["story_id"] == story["id"]
        assert feed(alice) == []
        assert mine(bob, story)["hidden"] is True
        assert alice.get("/reports/mine")["reports"][0]["outcome"] is None
        settle(organiser, hidden=False, waiting=False)
        assert feed(alice) == [TEXT]
        assert mine(bob, story)["hidden"] is False

    @pytest.mark.parametrize(("hidden", "outcome"), [(True, "taken-down"), (False, "left")])
    def test_whoever_reported_it_hears_what_came_of_it(
        self, organiser: Phone, alice: Phone, story: dict[str, Any], *, hidden: bool, outcome: str
    ) -> None:
        report(alice, story)
        heard = alice.listen(f"person:{alice.person_id}")
        settle(organiser, hidden=hidden, waiting=False)
        (told,) = facts(heard, "moderation.report_answered")
        assert told["data"]["report"]["outcome"] == outcome
        assert told["data"]["report"] == alice.get("/reports/mine")["reports"][0]

    def test_all_of_it_can_be_changed_again_and_is_written_down(
        self, app: Flask, organiser: Phone, alice: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        for hidden, waiting in ((True, True), (True, False), (False, True), (False, False)):
            settle(organiser, hidden=hidden, waiting=waiting)
            assert feed(alice) == ([] if hidden else [TEXT])
        with app.app_context(), reading(db.session):
            assert check_chain("autumn").flaw is None
            told = select(AuditRow.act, AuditRow.by_id).order_by(AuditRow.number)
            rows = [(act, by) for act, by in db.session.execute(told)]
        done = ["hide-for-now", "keep-hidden", "decide-later", "leave-shown"]
        assert [act for act, _ in rows] == ["approve", "report", *done]
        assert rows[1] == ("report", None)

    def test_what_waits_comes_first_and_then_what_was_decided_last(
        self, organiser: Phone, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        ways = ["agent", "it", "sales", "vendor", "finance"]
        told = [published(organiser, bob, background=way)["id"] for way in ways]
        for story_id in told:
            report(alice, {"id": story_id})
            stopped_clock.forward(seconds=60)
        by_story = {case["subject_id"]: case for case in cases(organiser)}
        for story_id in (told[3], told[0], told[2]):
            body = {"version": 1, "hidden": False, "waiting": False}
            organiser.put(f"/cases/{by_story[story_id]['id']}", body)
            stopped_clock.forward(seconds=60)
        listed = [case["subject_id"] for case in cases(organiser)]
        assert listed == [told[index] for index in (1, 4, 2, 0, 3)]

    def test_on_what_another_organiser_has_changed(
        self, organiser: Phone, second: Phone, alice: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        (case,) = cases(second)
        settle(organiser, hidden=True, waiting=False)
        body = {"version": case["version"], "hidden": False, "waiting": False}
        problem = second.refused("PUT", f"/cases/{case['id']}", body)
        assert problem["code"] == "version-conflict"
        assert feed(alice) == []

    def test_nothing_is_shown_again_while_publication_is_stopped(
        self, organiser: Phone, alice: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        settle(organiser, hidden=True, waiting=True)
        organiser.put("/stop")
        (case,) = cases(organiser)
        body = {"version": case["version"], "hidden": False, "waiting": False}
        problem = organiser.refused("PUT", f"/cases/{case['id']}", body)
        assert problem["code"] == "publication-stopped"
        assert feed(alice) == []


class TestWhatIsKept:
    def test_the_copy_outlives_a_withdrawal(
        self, organiser: Phone, alice: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        withdraw(bob, story)
        assert cases(organiser)[0]["seen"]["text"] == TEXT
        settle(organiser, hidden=True, waiting=False)

    def test_it_goes_with_its_author(
        self, app: Flask, organiser: Phone, alice: Phone, bob: Phone, story: dict[str, Any]
    ) -> None:
        report(alice, story)
        heard = organiser.listen("reviewers")
        bob.delete("/me")
        assert len(facts(heard, "moderation.case_dropped")) == 1
        assert cases(organiser) == []
        with app.app_context(), reading(db.session):
            assert check_chain("autumn").flaw is None
            for table in db.metadata.sorted_tables:
                rows = str(db.session.execute(select(table)).all())
                assert TEXT not in rows
                assert WORDS not in rows

    def test_whoever_reported_it_is_forgotten_with_their_words(
        self, organiser: Phone, alice: Phone, story: dict[str, Any]
    ) -> None:
        assert story
        report(alice, story)
        alice.delete("/me")
        (case,) = cases(organiser)
        assert [(one["reason"], one["words"]) for one in case["reports"]] == [("unkind", None)]
        settle(organiser, hidden=True, waiting=False)
