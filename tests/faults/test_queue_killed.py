"""Redis or Valkey away for a while, by which two server processes hear of each other."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import crowd_at
from tests.faults.history import Ending
from tests.support.servers import Server
from tests.support.services import Service
from tests.support.waiting import until

pytestmark = pytest.mark.real_time

AWAY = 10.0  # seconds
WHILE_AWAY = 30  # commands acknowledged, at least
TO_CONVERGE = 10.0  # seconds after its return
STILL = 15.0  # seconds for a few writes, where each might have waited for its answer


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
