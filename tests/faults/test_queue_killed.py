"""Redis or Valkey away for a while, by which two server processes hear of each other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import crowd_at
from tests.faults.history import Ending
from tests.support.servers import Begin, Server, serving
from tests.support.services import Service, mortal_valkey
from tests.support.waiting import until

pytestmark = pytest.mark.real_time

AWAY = 10.0  # seconds
WHILE_AWAY = 30  # commands acknowledged, at least
TO_CONVERGE = 10.0  # seconds after its return
STILL = 15.0  # seconds for a few writes, where each might have waited for its answer


@pytest.fixture
def queue() -> Iterator[tuple[str, Service]]:
    """Give a Valkey that comes back to its address."""
    with mortal_valkey() as (url, service):
        yield url, service


@pytest.fixture
def servers(
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    begin: Begin,
    queue: tuple[str, Service],
) -> Iterator[tuple[Server, Server]]:
    """Give two servers of one database that hear of each other."""
    folders: list[Path] = [tmp_path_factory.mktemp("server") for _ in range(2)]
    url, _ = queue
    with (
        serving(database_url, folders[0], begin=begin, REDIS_URL=url) as here,
        serving(database_url, folders[1], begin=begin, REDIS_URL=url) as there,
    ):
        yield here, there
        here.kill()
        there.kill()


def test_no_write_fails_and_everybody_hears_of_it(
    app: Flask,
    conference: Conference,
    servers: tuple[Server, Server],
    queue: tuple[str, Service],
) -> None:
    _, service = queue
    with crowd_at(conference, *(server.url for server in servers), listeners=4) as crowd:
        crowd.go_on(20)
        service.kill()
        back = time.monotonic() + AWAY
        crowd.go_on(WHILE_AWAY, AWAY)
        until(lambda: time.monotonic() >= back, AWAY, crowd.history.lines)
        crowd.finish()
        service.start()
        crowd.converge(TO_CONVERGE)
        crowd.history.check(app, conference.slug)
        assert not crowd.history.of(Ending.UNKNOWN) | crowd.history.of(Ending.FAIL)


def test_one_that_says_nothing_any_more_holds_up_nobody(
    app: Flask,
    conference: Conference,
    servers: tuple[Server, Server],
    queue: tuple[str, Service],
) -> None:
    _, service = queue
    with crowd_at(conference, *(server.url for server in servers), devices=2) as crowd:
        crowd.go_on(4)
        with service.silenced():
            crowd.go_on(10, STILL)
            crowd.finish()
            crowd.converge(TO_CONVERGE + STILL)
        crowd.history.check(app, conference.slug)
        assert not crowd.history.of(Ending.UNKNOWN) | crowd.history.of(Ending.FAIL)
