"""The stop: every screen is blank and nothing new goes live, until an organiser lifts it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.app import create_app
from server.conferences.models import AuditRow
from server.config import Config
from server.extensions import db
from tests.stories.telling import (
    decide,
    decision,
    feed,
    published,
    review_of,
    tell,
    undo,
)
from tests.support.phones import Phone, facts

OLD = "Before the stop I answered an advertisement for four weeks in the summer."
NEW = "After the stop I wrote down that I only meant to carry the chairs that day."


def approve(organiser: Phone, review: dict[str, Any]) -> dict[str, Any]:
    """Try to approve; return the problem."""
    path = f"/reviews/{review['id']}/decisions/{review['subject_id']}"
    return organiser.refused("PUT", path, decision("approve", review))


class TestWhoStops:
    def test_organisers_alone(self, alice: Phone, host: Phone, mallory: Phone) -> None:
        for phone in (alice, host, mallory):
            assert phone.refused("PUT", "/stop")["code"] == "not-found"
            assert phone.refused("DELETE", "/stop")["code"] == "not-found"

    def test_any_organiser_lifts_it(self, organiser: Phone, second: Phone) -> None:
        assert organiser.put("/stop")["conference"]["stopped_at"] is not None
        assert second.send("DELETE", second.inside("/stop")).status_code == 200
        assert organiser.get("")["conference"]["stopped_at"] is None

    def test_twice_is_once_and_both_are_written_down(
        self, app: Flask, organiser: Phone, alice: Phone
    ) -> None:
        feed_of_alice = alice.listen("feed")
        for _ in range(2):
            organiser.put("/stop")
        for _ in range(2):
            organiser.delete("/stop")
        told = facts(feed_of_alice, "conferences.changed")
        stops = [one["data"]["conference"]["stopped_at"] for one in told]
        assert [stop is not None for stop in stops] == [True, False]
        with app.app_context():
            acts = db.session.scalars(select(AuditRow.act).order_by(AuditRow.number))
            assert list(acts) == ["stop-publication", "lift-stop"]


class TestWhileItLasts:
    def test_the_screens_are_told_at_once_and_stay_blank(
        self, app: Flask, organiser: Phone, host: Phone
    ) -> None:
        screen = host.listen("screen")
        organiser.put("/stop")
        (told,) = facts(screen, "conferences.changed")
        assert told["data"]["conference"]["stopped_at"] is not None
        host.put("/screen/blank", {"blank": False})  # which is another matter
        assert host.get("/screen")["stopped"] is True
        url = app.config["SQLALCHEMY_DATABASE_URI"]
        again = create_app(Config(secret_key="test", database_url=url, testing=True))
        cookie = host.client.get_cookie("happenstance")
        assert cookie is not None
        phone = Phone(again)
        phone.client.set_cookie("happenstance", cookie.value)
        phone.conference = host.conference
        assert phone.get("/screen")["stopped"] is True
        with again.app_context():
            db.engine.dispose()

    def test_approvals_are_held_and_say_so(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        published(organiser, bob, OLD)
        review = review_of(organiser, tell(alice, NEW))
        organiser.put("/stop")
        heard = bob.listen("feed")
        assert approve(organiser, review)["code"] == "publication-stopped"
        assert facts(heard) == []
        assert feed(bob) == [OLD]
        assert [one["id"] for one in organiser.get("/reviews")["reviews"]] == [review["id"]]
        organiser.delete("/stop")
        decide(organiser, "approve", review)
        assert feed(bob) == [NEW, OLD]

    def test_a_newer_version_is_held_beside_the_live_one(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        story = published(organiser, alice, OLD)
        body = {**story["latest"], "text": NEW, "based_on": story["version"]}
        for extra in ("revision", "written_at"):
            body.pop(extra)
        alice.put(f"/stories/{story['id']}", body)
        organiser.put("/stop")
        assert approve(organiser, review_of(organiser, story))["code"] == "publication-stopped"
        assert feed(bob) == [OLD]

    def test_refusals_go_on(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        published(organiser, alice, OLD)
        review = review_of(organiser, tell(bob, NEW))
        organiser.put("/stop")
        assert decide(organiser, "close", review)["outcome"] == "close"

    def test_undoing_brings_nothing_back(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        story = published(organiser, alice, OLD)
        body = {**story["latest"], "text": NEW, "based_on": story["version"]}
        for extra in ("revision", "written_at"):
            body.pop(extra)
        alice.put(f"/stories/{story['id']}", body)
        closed = decide(organiser, "close", review_of(organiser, story))
        organiser.put("/stop")
        path = f"/reviews/{closed['review_id']}/decisions/{closed['id']}/undo"
        assert organiser.refused("POST", path)["code"] == "publication-stopped"
        assert feed(bob) == []
        organiser.delete("/stop")
        undo(organiser, closed)
        assert feed(bob) == [OLD]

    @pytest.mark.parametrize("stopped", [False, True])
    def test_nobody_hidden_is_shown_again(
        self, organiser: Phone, alice: Phone, bob: Phone, *, stopped: bool
    ) -> None:
        published(organiser, alice, OLD)
        path = f"/guests/{alice.person_id}"
        hidden = organiser.patch(path, {"version": 1, "hidden": True})
        if stopped:
            organiser.put("/stop")
        body = {"version": hidden["version"], "hidden": False}
        shown = organiser.send("PATCH", organiser.inside(path), body)
        assert shown.status_code == (409 if stopped else 200)
        assert feed(bob) == ([] if stopped else [OLD])
