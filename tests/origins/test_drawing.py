"""Drawing the room as it changes: for everybody in it, of five at once, and seldom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.origins import actions
from server.origins.models import Drawing
from server.people.domain import Shared
from server.work.due import run_due
from tests.stories.telling import published
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


class Room:
    """People who come in, and the picture once it has had the time to follow."""

    def __init__(
        self, app: Flask, conference: Conference, new_phone: NewPhone, clock: StoppedClock
    ) -> None:
        self.app, self.conference, self.new_phone, self.clock = app, conference, new_phone, clock

    def enter(self, count: int, background: str = "agent", **profile: object) -> list[Phone]:
        """Have some more people come in."""
        profile = profile or {"position": "manager"}
        return [
            self.new_phone().join(self.conference, "Guest", background, **profile)
            for _ in range(count)
        ]

    def drawn_by(self, phone: Phone) -> dict[str, Any]:
        """Wait a little, and look."""
        self.clock.forward(seconds=6)
        with self.app.app_context():
            run_due()
        origins: dict[str, Any] = phone.get("/origins")
        return origins


@pytest.fixture
def room(
    app: Flask, conference: Conference, new_phone: NewPhone, stopped_clock: StoppedClock
) -> Room:
    """Give an empty room."""
    return Room(app, conference, new_phone, stopped_clock)


class TestWhoSeesIt:
    def test_nobody_from_elsewhere(self, room: Room, mallory: Phone) -> None:
        room.drawn_by(*room.enter(1))
        assert mallory.refused("GET", "/origins")["code"] == "not-found"

    def test_everybody_and_the_screen_as_soon_as_there_are_five(
        self, room: Room, alice: Phone, host: Phone
    ) -> None:
        assert room.drawn_by(alice)["needed"] == 3
        room.enter(2)
        assert room.drawn_by(alice)["needed"] == 1
        socket, screen = alice.listen("feed"), host.listen("screen")
        room.enter(1)
        origins = room.drawn_by(alice)
        (told,) = facts(socket, "origins.drawn")
        (shown,) = facts(screen, "origins.drawn")
        assert told["data"] == shown["data"]
        assert told["data"]["drawn"] == {key: origins[key] for key in ("needed", "origins")}
        assert host.get("/screen")["origins"] == told["data"]["drawn"]
        assert told["number"] == origins["number"]


class TestWhatItKeepsToItself:
    def test_what_one_to_four_people_changed(self, room: Room, alice: Phone) -> None:
        room.enter(9, years=4)
        before = room.drawn_by(alice)["origins"]
        socket = alice.listen("feed")
        guests = room.enter(4, "finance", years=30)
        assert room.drawn_by(alice)["origins"] == before
        for guest in guests:
            guest.delete("/me")
        alice.patch("/me", {"version": 1, "years": 30})
        room.enter(3, years=30)
        assert room.drawn_by(alice)["origins"] == before
        assert facts(socket, "origins.drawn") == []
        room.enter(1)
        after = room.drawn_by(alice)["origins"]
        assert after != before
        assert after["people"] == 14

    def test_that_some_have_left(self, room: Room, alice: Phone) -> None:
        guests = room.enter(9)
        before = room.drawn_by(alice)["origins"]
        for guest in guests[:4]:
            guest.delete("/me")
        assert room.drawn_by(alice)["origins"] == before

    def test_anything_of_the_last_four(self, room: Room, alice: Phone, host: Phone) -> None:
        leaver, *_ = room.enter(3)
        before = room.drawn_by(alice)["origins"]
        assert people({"origins": before}) == 5
        socket = alice.listen("feed")
        leaver.delete("/me")
        hidden = room.drawn_by(alice)
        assert (hidden["needed"], hidden["origins"]) == (1, None)
        assert host.get("/screen")["origins"] == {"needed": 1, "origins": None}
        (told,) = facts(socket, "origins.drawn")
        assert told["data"]["drawn"] == {"needed": 1, "origins": None}
        room.enter(1, "finance")
        assert room.drawn_by(alice)["origins"] == before, "one person's answers would show"
        room.enter(4, "finance")
        assert room.drawn_by(alice)["origins"] != before

    def test_a_job_that_is_not_shown(self, room: Room, alice: Phone) -> None:
        room.enter(5, position="director", shares=[Shared.POSITION])
        room.enter(5, position="director", shares=[Shared.ORGANISATION])
        assert "director 5" in flows(room.drawn_by(alice))

    def test_those_who_are_hidden_and_the_projector(
        self, room: Room, alice: Phone, organiser: Phone
    ) -> None:
        hidden, *_ = room.enter(5)
        organiser.patch(f"/guests/{hidden.person_id}", {"version": 2, "hidden": True})
        assert people(room.drawn_by(alice)) == 6

    def test_which_people_it_counted(self, room: Room, app: Flask, alice: Phone) -> None:
        room.enter(6, position="director", years=7)
        room.drawn_by(alice)
        with app.app_context(), reading(db.session):
            row = db.session.get_one(Drawing, "autumn")
            assert UUID(alice.person_id) in map(UUID, row.counted)
            kept = set(row.counted.values())
        assert len(kept) == 7, "what two people said alike must not look alike"


def flows(drawn: dict[str, Any]) -> set[str]:
    """Return what people do now, and how many."""
    return {f"{one['now']} {one['people']}" for one in drawn["origins"]["flows"]}


def people(drawn: dict[str, Any]) -> int:
    """Return how many people were counted."""
    counted: int = drawn["origins"]["people"]
    return counted


class TestByAccident:
    def test_is_counted_from_what_all_may_read(
        self, room: Room, alice: Phone, organiser: Phone
    ) -> None:
        guests = room.enter(10)
        for index, guest in enumerate(guests):
            accident = "yes" if index < 5 else "no"
            published(organiser, guest, by_accident=accident, shown_on="feed")
        published(organiser, alice, by_accident="yes", shown_on="tables")
        assert room.drawn_by(alice)["origins"]["by_accident"] == 50


def test_a_hall_that_comes_in_is_counted_once(room: Room, alice: Phone) -> None:
    socket = alice.listen("feed")
    room.enter(12)
    room.drawn_by(alice)
    assert len(facts(socket, "origins.drawn")) == 1
    room.drawn_by(alice)
    assert facts(socket, "origins.drawn") == []


def test_what_goes_wrong_once_is_done_again(
    room: Room, alice: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise LookupError

    room.enter(5)
    with monkeypatch.context() as now:
        now.setattr(actions, "answers", busy)
        now.setattr(room.app, "testing", False)
        assert room.drawn_by(alice)["origins"] is None
    assert room.drawn_by(alice)["origins"] is not None
