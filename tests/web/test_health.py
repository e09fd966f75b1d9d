"""Whether the server lives, and whether it can serve, as told to those who watch over it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.app import create_app
from server.config import Config
from server.extensions import db
from server.web import health
from tests.support.services import free_port, silent, valkey

SECRET = "hush"


def asked(config: Config) -> TestResponse:
    """Return what a server with this configuration says of its readiness."""
    app = create_app(config)
    try:
        return app.test_client().get("/readyz")
    finally:
        with app.app_context():
            db.engine.dispose()


def missing(answer: TestResponse) -> str:
    """Return what is told to be missing, after a look at the whole answer."""
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Retry-After"] == "2"
    assert SECRET not in answer.text
    problem = answer.get_json()
    assert problem["code"] == "not-ready"
    assert problem["params"]["missing"] in problem["detail"]
    return str(problem["params"]["missing"])


def config(database_url: str, redis_url: str | None = None) -> Config:
    """Return the choices of a server."""
    return Config(secret_key=SECRET, database_url=database_url, redis_url=redis_url, testing=True)


def test_the_server_has_a_pulse(app: Flask) -> None:
    assert app.test_client().get("/healthz").get_json() == {"status": "ok"}


def test_a_server_with_all_it_needs_is_ready(app: Flask) -> None:
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("revision", ["-1", "base"])
def test_one_whose_database_is_older_is_not(app: Flask, revision: str) -> None:
    with app.app_context():
        flask_migrate.downgrade(revision=revision)
    assert missing(app.test_client().get("/readyz")) == "migrations"
    with app.app_context():
        flask_migrate.upgrade()
    assert app.test_client().get("/readyz").status_code == 200


def test_one_that_finds_no_database_is_not(tmp_path: Path) -> None:
    (tmp_path / "not.db").write_bytes(b"This is a letter, and not a database at all. " * 30)
    for url in (
        f"sqlite:///{tmp_path}/not.db",
        f"sqlite:///{tmp_path}/nowhere/at.db",
        f"postgresql+psycopg://u:{SECRET}@127.0.0.1:{free_port()}/d",
    ):
        assert missing(asked(config(url))) == "database"


def test_one_whose_database_says_nothing_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    with silent() as port:
        assert missing(asked(config(f"postgresql+psycopg://u:{SECRET}@127.0.0.1:{port}/d"))) == (
            "database"
        )


@pytest.mark.real_time
def test_who_waits_for_another_question_does_not_wait_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 1.0)
    in_time = health.InTime()
    first, second = threading.Event(), threading.Event()
    with pytest.raises(TimeoutError):
        in_time.ask(first.wait)
    threading.Timer(0.8, first.set).start()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        in_time.ask(second.wait)
    assert 0.8 < time.monotonic() - began < 1.6
    second.set()


def test_one_with_an_empty_database_is_not(tmp_path: Path) -> None:
    assert missing(asked(config(f"sqlite:///{tmp_path}/new.db"))) == "migrations"


def test_one_that_reaches_redis_where_it_is_to_is_ready(database_url: str) -> None:
    with valkey() as redis_url:
        assert asked(config(database_url, redis_url)).status_code == 200


def test_one_that_does_not_is_not(database_url: str) -> None:
    gone = f"redis://u:{SECRET}@127.0.0.1:{free_port()}/0"
    assert missing(asked(config(database_url, gone))) == "redis"


def test_all_that_is_missing_is_named(tmp_path: Path) -> None:
    gone = f"redis://127.0.0.1:{free_port()}/0"
    assert missing(asked(config(f"sqlite:///{tmp_path}/new.db", gone))) == "migrations, redis"
