"""The figures for Prometheus: for whoever knows the token, and with nobody in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import flask_migrate
import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from server import clock
from server.app import create_app
from server.conferences.actions import DELETION
from server.config import Config
from server.database import writing
from server.extensions import db
from server.logs import METHODS
from server.pulse import BOUNDS, REMEMBERED, Durations, Pulse, Told
from server.web import health
from server.work.due import schedule
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone
from tests.support.services import silent

TOKEN = "a-long-one"
CANARY = "Wilhelmina"

Figures = dict[str, dict[tuple[str, ...], float]]
Read = Callable[[], Figures]


@pytest.fixture
def app(database_url: str, stopped_clock: StoppedClock) -> Iterator[Flask]:
    """Give a server that tells its figures."""
    config = Config(secret_key="test", database_url=database_url, metrics_token=TOKEN, testing=True)
    app = create_app(config)
    yield app
    with app.app_context():
        db.engine.dispose()


def text(app: Flask) -> str:
    """Return the figures as they are sent."""
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert "Set-Cookie" not in answer.headers
    return answer.text


@pytest.fixture
def read(app: Flask) -> Read:
    """Read the figures as Prometheus does: by name, then by the values of their labels."""

    def figures() -> Figures:
        found: Figures = {}
        for family in text_string_to_metric_families(text(app)):
            for sample in family.samples:
                found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
        return found

    return figures


def grown(before: Figures, after: Figures, name: str, *labels: str) -> float:
    """Return by how much a figure has grown."""
    name = f"happenstance_{name}"
    return after[name].get(labels, 0) - before.get(name, {}).get(labels, 0)


@pytest.mark.parametrize("sent", ["", TOKEN, "Bearer ", f"Bearer {TOKEN}s", "Bearer \xfc"])
def test_whoever_does_not_know_the_token_finds_nothing(app: Flask, sent: str) -> None:
    answer = app.test_client().get("/metrics", headers={"Authorization": sent})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not-found")
    assert "happenstance_" not in answer.text


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer None"])
def test_without_one_there_is_nothing_to_find(database_url: str, sent: str) -> None:
    app = create_app(Config(secret_key="test", database_url=database_url, testing=True))
    answer = app.test_client().get("/metrics", headers={"Authorization": sent})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not-found")


def test_sockets_and_what_they_hear_are_counted(read: Read, alice: Phone, bob: Phone) -> None:
    alice.listen("feed", f"person:{alice.person_id}")
    bob.listen("feed")
    now = read()
    assert now["happenstance_sockets"][()] == 2
    assert now["happenstance_subscriptions"][()] == 3
    assert now["happenstance_waiting_bytes"][()] == 0
    alice.close()
    assert read()["happenstance_subscriptions"][()] == 1


def test_a_fact_is_counted_with_the_time_it_took(read: Read, alice: Phone) -> None:
    alice.listen("feed")
    before = read()
    alice.patch("/me", {"version": 1, "name": "Alicia"})
    after = read()
    told = grown(before, after, "facts_told_total")
    assert told >= 1
    assert grown(before, after, "spread_seconds_count") == told
    assert 0 < grown(before, after, "spread_seconds_sum") < 10


def test_requests_are_known_by_their_route(read: Read, app: Flask, alice: Phone) -> None:
    before = read()
    alice.get("/me")
    alice.send("GET", f"/conferences/autumn/people/{alice.person_id}")
    alice.send("GET", f"/{CANARY}")
    alice.send(CANARY.upper(), f"/{CANARY}")
    after = read()
    for labels in (
        ("GET", "/api/v1/conferences/<slug>/me", "200"),
        ("GET", "/api/v1/conferences/<slug>/people/<uuid:person_id>", "200"),
        ("GET", "(no route)", "404"),
        ("OTHER", "(no route)", "404"),
    ):
        assert grown(before, after, "request_seconds_count", *labels) == 1, labels
    assert {method for method, *_ in after["happenstance_request_seconds_count"]} <= {
        *METHODS,
        "OTHER",
    }


def test_due_work_that_waits_is_told_with_how_late_it_is(
    read: Read, app: Flask, alice: Phone
) -> None:
    assert read()["happenstance_due_work_waiting"][()] == 0
    assert read()["happenstance_due_work_lateness_seconds"][()] == 0
    with app.app_context(), writing(db.session):
        schedule("autumn", DELETION, "autumn", clock.now() - timedelta(seconds=90))
    now = read()
    assert now["happenstance_due_work_waiting"][()] == 1
    assert now["happenstance_due_work_lateness_seconds"][()] == 90


def test_a_database_that_says_nothing_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    with silent() as port:
        url = f"postgresql+psycopg://u:hush@127.0.0.1:{port}/d"
        app = create_app(
            Config(secret_key="test", database_url=url, metrics_token=TOKEN, testing=True)
        )
        assert "happenstance_database_up 0.0" in text(app)


def test_without_a_database_the_rest_is_told(app: Flask, read: Read) -> None:
    assert read()["happenstance_database_up"][()] == 1
    with app.app_context():
        flask_migrate.downgrade(revision="base")
    now = read()
    assert now["happenstance_database_up"][()] == 0
    assert "happenstance_due_work_waiting" not in now
    assert "happenstance_sockets" in now
    with app.app_context():
        flask_migrate.upgrade()


def test_nobody_is_in_them(app: Flask, alice: Phone, organiser: Phone) -> None:
    alice.patch("/me", {"version": 1, "name": CANARY})
    organiser.get("/guests", query_string={"find": CANARY})
    organiser.send("GET", f"/conferences/{CANARY}/me")
    told = text(app)
    for personal in (CANARY, alice.person_id, "autumn", "127.0.0.1"):
        assert personal.casefold() not in told.casefold()
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", told)


class TestThePulse:
    @pytest.mark.parametrize(
        ("seconds", "bucket"), [(0, 0), (0.005, 0), (0.0051, 1), (10, 10), (10.1, 11), (1e9, 11)]
    )
    def test_counts_what_took_up_to_so_long(self, seconds: float, bucket: int) -> None:
        durations = Durations()
        durations.add(seconds)
        assert durations.counts.index(1) == bucket
        assert len(durations.counts) == len(BOUNDS) + 1
        assert durations.total == seconds

    def test_remembers_facts_for_some_minutes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pulse = Pulse()
        now = 1000.0
        monkeypatch.setattr("server.pulse.time.time", lambda: now)
        pulse.told(committed=999.5)
        now += REMEMBERED + 1
        pulse.told(committed=now + 3600)  # by a machine whose clock is fast
        assert pulse.lately() == [Told(now, 0.0)]
        assert sum(pulse.spread.counts) == 2

    def test_takes_nothing_for_early(self) -> None:
        pulse = Pulse()
        pulse.woken(-0.1)
        assert (pulse.hub.counts[0], pulse.hub.total) == (1, 0.0)
