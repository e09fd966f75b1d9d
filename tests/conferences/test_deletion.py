"""On its date the data of a conference goes, and nothing personal is left anywhere."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask

from server import clock
from server.conferences.actions import DELETION
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.models import Person
from server.people.ties import connect, met
from server.work.due import run_due, schedule
from tests.stories.telling import published
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone
from tests.support.scanning import everything

NewPhone = Callable[[], Phone]
# What SQLite keeps of a full-text index that is empty.
FRAMES = {"story_index_config", "story_index_data", "story_index_idx"}
PLANTED = (
    *("Wilhelmina", "Zimtstern GmbH", "zimtstern.example", "Coffee is ready", "Autumn Forum"),
    "Marzipan",  # which can be searched for, too
)


def fill(app: Flask, conference: Conference, organiser: Phone, new_phone: NewPhone) -> Phone:
    """Leave something in every table of conferences and people, and a story."""
    name, organisation, link, announcement, _, story = PLANTED
    one = new_phone().join(
        conference, name, "agent", organisation=organisation, link=f"https://{link}/"
    )
    other = new_phone().join(conference, f"{name} Too", "it")
    organiser.put(f"/announcements/{uuid.uuid4()}", {"text": announcement})
    organiser.post("/role-links", {"gives": "host"})
    organiser.post(f"/guests/{one.person_id}/link")
    published(organiser, one, f"I made {story} before I took calls.")
    one.put(f"/blocks/{other.person_id}")
    with app.app_context(), writing(db.session):
        ids = (uuid.UUID(one.person_id), uuid.UUID(other.person_id))
        met(conference.slug, {ids})
        connect(*(db.session.get_one(Person, person_id) for person_id in ids))
    return one


def test_on_its_date_everything_goes(
    app: Flask,
    conference: Conference,
    organiser: Phone,
    mallory: Phone,
    new_phone: NewPhone,
    stopped_clock: StoppedClock,
) -> None:
    one = fill(app, conference, organiser, new_phone)
    before = everything(app)
    assert [planted for planted in PLANTED if planted not in before] == []

    stopped_clock.forward(days=14, hours=14, minutes=59)
    with app.app_context():
        run_due()
    assert one.get("/me")["profile"]["name"] == PLANTED[0]

    stopped_clock.forward(minutes=1)  # midnight of 8 December in London
    with app.app_context():
        run_due()
    left = everything(app)
    assert [planted for planted in PLANTED if planted.casefold() in left.casefold()] == []
    gone = [conference.code, conference.token, organiser.person_id, one.person_id]
    assert [trace for trace in gone if trace.replace("-", "") in left.replace("-", "")] == []
    assert one.refused("GET", "/me")["code"] == "not-found"
    assert one.send("GET", "/me").get_json() == {"conferences": []}

    mallory.conference = "spring"  # which is deleted on the same day
    assert mallory.refused("GET", "/me")["code"] == "not-found"
    tables = {line.partition(":")[0] for line in left.splitlines()}
    assert tables - FRAMES == {"alembic_version"}


def test_only_the_conference_whose_day_it_is_goes(
    app: Flask, organiser: Phone, mallory: Phone, stopped_clock: StoppedClock
) -> None:
    organiser.patch("", {"version": 1, "deletes_on": "2026-12-01"})
    stopped_clock.forward(days=10)
    with app.app_context():
        run_due()
    assert organiser.refused("GET", "/me")["code"] == "not-found"
    mallory.conference = "spring"
    assert mallory.get("/me")["profile"]["name"] == "Mallory"


def test_a_date_that_is_put_off_as_it_comes_is_the_one_that_counts(
    app: Flask, conference: Conference, alice: Phone, stopped_clock: StoppedClock
) -> None:
    with app.app_context(), writing(db.session):  # as for an organiser who is faster by a hair
        schedule(conference.slug, DELETION, conference.slug, clock.now())
    with app.app_context():
        run_due()
    assert alice.get("/me")["profile"]["name"] == "Alice"
