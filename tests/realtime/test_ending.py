"""A server that is told to end lets go of everybody, and has the time to tidy up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis

from server.realtime.elsewhere import EVERY, KEY
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, cookie_of, serving
from tests.support.services import valkey
from tests.support.waiting import until
from tests.support.wires import Closed, Wire

pytestmark = pytest.mark.real_time

SOON = 4.0  # seconds, fewer than gunicorn waits before it kills


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """Give a Valkey."""
    with valkey() as url:
        yield url


@pytest.fixture
def server(database_url: str, tmp_path: Path, begin: Begin, redis_url: str) -> Iterator[Server]:
    """Give a server that others could hear of."""
    with serving(database_url, tmp_path, begin=begin, REDIS_URL=redis_url) as server:
        yield server


def test_nobody_who_is_connected_keeps_it_from_tidying_up(
    server: Server, redis_url: str, alice: Phone
) -> None:
    wire = Wire(server.url, cookie=cookie_of(alice), origin=server.url)
    idle = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    with redis.Redis.from_url(redis_url) as shared, closing(idle):
        idle.request("GET", "/healthz")
        assert idle.getresponse().read()
        until(lambda: bool(shared.hlen(KEY)), 3 * EVERY, lambda: "it says nothing of itself")
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < SOON
        assert shared.hlen(KEY) == 0
    with pytest.raises(Closed):
        wire.hear("fact")
    wire.close()
    assert server.log.read_text() == ""
