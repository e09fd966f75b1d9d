"""PostgreSQL killed and started again under load, with nothing but its own promise to keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import crowd_at
from tests.faults.history import Ending, History
from tests.support.databases import PostgreSQLDatabases
from tests.support.servers import Begin, serving
from tests.support.services import Service, mortal_postgres
from tests.support.waiting import until

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") != "postgresql", reason="it is among PostgreSQL's tests"
    ),
]

BETWEEN = 10  # commands acknowledged, before the next kill
TURNED_AWAY = 6  # commands, before it is back
TO_RETURN = 20.0  # seconds after its return until writes succeed again


@pytest.fixture(scope="module")
def postgresql() -> Iterator[tuple[PostgreSQLDatabases, Service]]:
    """Give a PostgreSQL of one's own, which keeps what it has acknowledged."""
    with mortal_postgres() as (url, service):
        yield PostgreSQLDatabases(url), service


@pytest.fixture
def database_url(postgresql: tuple[PostgreSQLDatabases, Service]) -> Iterator[str]:
    """Give a database there."""
    databases, _ = postgresql
    with databases.fresh() as url:
        yield url


def turned_away(history: History) -> int:
    """Return how many answers said to try again."""
    return sum(line.told == 503 for line in history.lines())


def has_turned_away(history: History, times: int) -> bool:
    """Say whether so many answers said to try again."""
    return turned_away(history) >= times


def test_whoever_writes_is_told_the_truth(
    app: Flask,
    conference: Conference,
    database_url: str,
    postgresql: tuple[PostgreSQLDatabases, Service],
    tmp_path: Path,
    begin: Begin,
    kills: int,
) -> None:
    _, service = postgresql
    with (
        serving(database_url, tmp_path, begin=begin) as server,
        crowd_at(conference, server.url, devices=3) as crowd,
    ):
        for _ in range(kills // 15):
            crowd.go_on(BETWEEN)
            service.kill()
            enough = turned_away(crowd.history) + TURNED_AWAY
            until(partial(has_turned_away, crowd.history, enough), TO_RETURN, crowd.history.lines)
            service.start()
            crowd.go_on(BETWEEN, TO_RETURN)
        crowd.check(app)
        unknown = [line.told for line in crowd.history.lines() if line.ending is Ending.UNKNOWN]
        assert set(unknown) == {503}, "the server was there all the time, and answers everybody"
