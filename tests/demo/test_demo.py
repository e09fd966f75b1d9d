"""The demonstration conference: made once, something on every page, and gone without a trace."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server import clock
from server.conferences.models import Conference
from server.database import reading, writing
from server.demo.actions import demo
from server.demo.cast import cast
from server.extensions import db
from server.matching.models import Wave
from server.people.models import Connection, Meeting, Person
from server.people.openness import Openness
from server.stories.models import Story
from server.web.rights import Role
from server.work.due import run_due
from server.work.models import DueWork
from tests.matching.planned import after_a_moment
from tests.matching.test_meeting_now import asking, connect
from tests.stories.telling import published
from tests.support.clocks import OPENING, StoppedClock
from tests.support.phones import Phone


def run(app: Flask, *command: str, typed: str = "", exit_code: int = 0) -> str:
    """Run `flask demo ...`; return what it prints."""
    result = app.test_cli_runner().invoke(args=["demo", *command], input=typed)
    assert result.exit_code == exit_code, result.output
    return result.output


def everything(app: Flask) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with app.app_context(), reading(db.session):
        return {
            table.name: sorted(map(tuple, db.session.execute(select(table))), key=str)
            for table in db.metadata.sorted_tables
        }


@pytest.fixture
def demonstration(app: Flask) -> Conference:
    """Give the demonstration conference."""
    run(app, "ensure")
    with app.app_context(), writing(db.session):
        row = demo()
        assert row is not None
        db.session.expunge(row)
    return row


def test_it_is_made_once(app: Flask) -> None:
    first = run(app, "ensure")
    made = everything(app)
    again = run(app, "ensure")
    assert "ready" in first
    assert "already" in again
    assert first.count("\n") == again.count("\n") == 1
    assert everything(app) == made


def test_preparing_makes_it_and_prints_the_ways_in(app: Flask) -> None:
    command = ["prepare", "--host", "127.0.0.1", "--port", "8123"]
    for said in ("is ready", "is there already"):
        printed = app.test_cli_runner().invoke(args=command).output
        assert said in printed
        assert printed.count("http://127.0.0.1:8123/") == 4


def test_it_is_made_anew_once_its_days_are_over(
    app: Flask, stopped_clock: StoppedClock, demonstration: Conference
) -> None:
    stopped_clock.forward(days=2)
    assert "ready" in run(app, "ensure")
    with app.app_context(), reading(db.session):
        (row,) = db.session.scalars(select(Conference))
        assert row.starts_on == demonstration.starts_on + timedelta(days=2)
        assert row.code != demonstration.code


def test_two_days_have_left_their_traces(app: Flask, demonstration: Conference) -> None:
    with app.app_context(), reading(db.session):
        roles = Counter(db.session.scalars(select(Person.role)))
        open_to_talk = Counter(db.session.scalars(select(Person.openness)))
        states = Counter(db.session.scalars(select(Story.state)))
        live = select(Story.published_at).where(Story.place.is_not(None)).order_by(Story.place)
        published_at = [moment for moment in db.session.scalars(live) if moment]
        met_at = db.session.scalars(select(Meeting.last_at)).all()
        connected = db.session.scalars(select(Connection.at)).all()
        waved = db.session.scalars(select(Wave.at)).all()
    assert open_to_talk.keys() == set(Openness)
    assert 30 < open_to_talk[Openness.COME] < 50
    assert roles == {Role.ORGANISER: 1, Role.HOST: 2, Role.ATTENDEE: 57}
    assert states == {"live": 32, "in-review": 9, "sent-back": 2, "closed": 1}
    assert len(published_at) == 32
    assert published_at == sorted(published_at)
    assert published_at[0] < OPENING - timedelta(hours=40)
    assert OPENING - timedelta(hours=1) < published_at[-1] < OPENING
    assert len(met_at) >= 50
    assert max(met_at) < min(connected)
    assert (len(connected), len(waved)) == (8, 6)
    assert clock.now() == OPENING


def test_a_visitor_finds_something_on_every_page(
    new_phone: Callable[[], Phone],
    demonstration: Conference,
    promote: Callable[[Phone, Role], Phone],
) -> None:
    alice = new_phone().join(demonstration, "Alice")
    view = alice.get("")["conference"]
    assert view["demo"] is True
    assert [one["demo"] for one in alice.send("GET", "/me").get_json()["conferences"]] == [True]
    assert (view["starts_on"], view["ends_on"]) == ("2026-11-23", "2026-11-24")
    assert view["announcements"]
    feed = alice.get("/feed?limit=50")["stories"]
    assert len(feed) == 30
    assert len({story["language"] for story in feed}) > 5
    (photo,) = [story["photo"] for story in feed if story["photo"]]
    assert "headset" in photo["alt"]
    assert alice.send("GET", alice.inside(f"/photos/{photo['id']}/800")).mimetype == "image/webp"
    talks = alice.get("/talks")["talks"]
    assert [(talk["title"], talk["phase"], talk["here"]) for talk in talks] == [
        ("After the keynote", "gathering", 20),
        ("Welcome tables", "ended", 15),
    ]
    promote(alice, Role.ORGANISER)
    queue = alice.get("/reviews")
    assert queue["waiting"] == 9
    assert len([one for one in queue["reviews"] if one["writing"]["photo"]]) == 1
    suggested = [one["person"] for one in after_a_moment(alice).get("/suggestions")["suggestions"]]
    assert len(suggested) == 10
    assert {one["openness"] for one in suggested} == {"come-and-talk", "say-hello-first"}
    screen = alice.get("/screen")
    assert len(screen["stories"]) > 10
    assert screen["talk"]["title"] == "After the keynote"
    assert alice.get("/guests")["total"] == 61


def test_a_visitor_is_waved_at_once_with_a_reason(
    app: Flask,
    new_phone: Callable[[], Phone],
    demonstration: Conference,
    bob: Phone,
    stopped_clock: StoppedClock,
) -> None:
    def look_round() -> None:
        stopped_clock.forward(seconds=20)
        with app.app_context():
            run_due()

    alice = new_phone().join(demonstration, "Alice")
    assert alice.get("/waves")["received"] == []
    look_round()
    received = alice.get("/waves")["received"]
    assert len(received) == 2
    assert all(wave["reason"] for wave in received)
    assert bob.get("/waves")["received"] == []  # who is at a real conference
    for wave in received:
        assert alice.put(f"/waves/{wave['person']['id']}")["state"] == "connected"
    new_phone().join(demonstration, "Carol")
    look_round()
    assert alice.get("/waves")["received"] == []


def test_nothing_is_done_in_the_name_of_a_visitor(
    app: Flask,
    new_phone: Callable[[], Phone],
    demonstration: Conference,
    stopped_clock: StoppedClock,
) -> None:
    def let_pass(**step: float) -> None:
        stopped_clock.forward(**step)
        with app.app_context():
            run_due()

    visitors = [new_phone().join(demonstration, name) for name in ("Alice", "Bob")]
    alice, bob = visitors
    connect(alice, bob)
    let_pass(hours=1)
    for number in range(12):
        new_phone().join(demonstration, f"Guest {number}")
    let_pass(seconds=20)
    with app.app_context(), reading(db.session):
        wavers = set(db.session.scalars(select(Wave.by_id)))
    assert len(wavers) > 10
    assert not wavers & {uuid.UUID(one.person_id) for one in visitors}

    asked = str(uuid.uuid4())
    alice.put(f"/meet-now/{asked}", asking(bob))
    let_pass(seconds=5)
    assert [one["state"] for one in bob.get("/meet-now")["meetings"]] == ["asked"]


def test_whoever_is_invented_agrees_to_meet_a_visitor(
    app: Flask,
    new_phone: Callable[[], Phone],
    demonstration: Conference,
    stopped_clock: StoppedClock,
) -> None:
    alice = new_phone().join(demonstration, "Alice")
    stopped_clock.forward(seconds=20)
    with app.app_context():
        run_due()
    priya = alice.get("/waves")["received"][0]["person"]["id"]
    alice.put(f"/waves/{priya}")
    alice.put(f"/meet-now/{uuid.uuid4()}", {"person_id": priya})
    stopped_clock.forward(seconds=4)
    with app.app_context():
        run_due()
    (meeting,) = alice.get("/meet-now")["meetings"]
    assert (meeting["state"], meeting["person"]["id"]) == ("agreed", priya)
    assert meeting["sign"] is not None


def test_nothing_of_the_past_stays_due(app: Flask, demonstration: Conference) -> None:
    with app.app_context():
        run_due()
        with reading(db.session):
            assert all(work.at > OPENING for work in db.session.scalars(select(DueWork)))
            refused = db.session.scalars(select(Story).where(Story.state == "sent-back")).all()
            assert all(story.told for story in refused)


def test_everybody_has_a_name_of_their_own_and_the_same_every_time() -> None:
    members = cast(Random(7))
    assert members == cast(Random(7))
    assert len({member.name for member in members}) == 60


def test_wiping_leaves_nothing_of_it_and_everything_of_another(
    app: Flask, organiser: Phone, alice: Phone, mallory: Phone
) -> None:
    published(organiser, alice)
    before = everything(app)
    run(app, "ensure")
    assert everything(app) != before
    assert "gone" in run(app, "wipe", "--yes")
    assert everything(app) == before
    assert "no demonstration" in run(app, "wipe", "--yes")
    assert everything(app) == before
    assert "ready" in run(app, "ensure")


def test_wiping_asks_first_and_takes_visitors_with_it(
    app: Flask, new_phone: Callable[[], Phone], demonstration: Conference
) -> None:
    alice = new_phone().join(demonstration, "Alice")
    before = everything(app)
    run(app, "wipe", typed="n\n", exit_code=1)
    assert everything(app) == before
    run(app, "wipe", "--yes")
    assert alice.refused("GET", "")["code"] == "not-found"
    assert not any(rows for table, rows in everything(app).items() if table != "alembic_version")
