"""A server that runs out of disk, or of open files: it says so, loses nothing, and recovers."""

from __future__ import annotations

import resource
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import crowd_at
from tests.faults.history import Ending
from tests.support.servers import Server
from tests.support.services import children_of
from tests.support.waiting import until

pytestmark = pytest.mark.real_time

FREE = 20_000  # bytes that the log of the database may still grow by
REFUSED = 12  # commands that are turned away, before there is room again
PATIENCE = 20.0  # seconds
FREE_FILES = 4  # that the server may still open


def limit(server: Server, what: int, most: int) -> None:
    """Have the server's worker get by with so much. It can be given more again."""
    (worker,) = children_of(server.pid)
    _, hard = resource.prlimit(worker, what)
    resource.prlimit(worker, what, (most, hard))


def test_with_a_full_disk_nothing_is_acknowledged_that_is_not_kept(
    app: Flask, conference: Conference, database_url: str, server: Server
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL's disk is not its servers'")
    log = Path(database_url.removeprefix("sqlite:///") + "-wal")
    with crowd_at(conference, server.url) as crowd:
        crowd.go_on(10)
        limit(server, resource.RLIMIT_FSIZE, log.stat().st_size + FREE)
        until(
            lambda: crowd.history.times(Ending.UNKNOWN) >= REFUSED,
            PATIENCE,
            lambda: "there is still room",
        )
        limit(server, resource.RLIMIT_FSIZE, resource.RLIM_INFINITY)
        crowd.go_on(20, PATIENCE)
        crowd.check(app)
        turned_away = {line.told for line in crowd.history.lines() if line.ending is Ending.UNKNOWN}
        assert turned_away == {503}


def test_without_files_to_open_phones_wait_and_are_served_afterwards(
    app: Flask, conference: Conference, server: Server
) -> None:
    (worker,) = children_of(server.pid)
    address = urlsplit(server.url).hostname, urlsplit(server.url).port
    with crowd_at(conference, server.url) as crowd:
        crowd.go_on(10)
        opened = len(list(Path(f"/proc/{worker}/fd").iterdir()))
        limit(server, resource.RLIMIT_NOFILE, opened + FREE_FILES)
        with ExitStack() as idle:
            for _ in range(10 * FREE_FILES):
                idle.enter_context(socket.create_connection(address))
            until(
                lambda: len(list(Path(f"/proc/{worker}/fd").iterdir())) >= opened + FREE_FILES,
                PATIENCE,
                lambda: "there are still files",
            )
        crowd.go_on(10, PATIENCE)
        limit(server, resource.RLIMIT_NOFILE, 1024)
        crowd.go_on(10, PATIENCE)
        crowd.check(app)
