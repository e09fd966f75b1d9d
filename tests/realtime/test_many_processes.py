"""Two web processes behind one address, connected by Redis or Valkey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import redis

from tests.support.phones import Phone
from tests.support.servers import Server, ask, cookie_of, serving, tell
from tests.support.services import valkey
from tests.support.wires import Wire

Connect = Callable[[Server, Phone], Wire]


@pytest.fixture
def servers(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Server]]:
    """Give two servers of one database that hear of each other."""
    with valkey() as redis_url:
        first, second = (tmp_path_factory.mktemp("server") for _ in range(2))
        with (
            serving(database_url, first, REDIS_URL=redis_url) as here,
            serving(database_url, second, REDIS_URL=redis_url) as there,
        ):
            yield here, there


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Connect phones' sockets to a server, and hang them up afterwards."""
    wires = []

    def make(server: Server, phone: Phone) -> Wire:
        wires.append(Wire(server.url, cookie=cookie_of(phone), origin=server.url))
        return wires[-1]

    yield make
    for wire in wires:
        wire.close()


def test_what_is_told_in_one_is_heard_in_the_other_and_withheld_in_both(
    servers: tuple[Server, Server],
    alice: Phone,
    bob: Phone,
    host: Phone,
    connect: Connect,
) -> None:
    here, there = servers
    feed = {"conference": "autumn", "stream": "feed"}
    bob.put(f"/blocks/{alice.person_id}")
    wires = [
        connect(server, phone)
        for phone, server in ((host, here), (host, there), (bob, here), (bob, there))
    ]
    for wire in wires:
        wire.ask("subscribe", feed)
    tell(here, alice, "PATCH", "/me", {"version": 1, "name": "Alicia"})
    told, told_there, withheld, withheld_there = [wire.hear("fact") for wire in wires]
    assert told == told_there
    assert told["data"]["person"]["name"] == "Alicia"
    assert withheld == withheld_there == feed | {"number": told["number"]}


def test_guesses_at_one_count_at_the_other(servers: tuple[Server, Server], alice: Phone) -> None:
    def guess(server: Server) -> int:
        return ask(server, alice, "POST", "/api/v1/door", {"code": "WRONG"})

    assert [guess(server) for server in servers * 15] == [404] * 30
    assert [guess(server) for server in servers] == [429, 429]


def test_without_its_queue_a_server_serves_on_by_itself(
    database_url: str, tmp_path: Path, alice: Phone, bob: Phone, connect: Connect
) -> None:
    feed = {"conference": "autumn", "stream": "feed"}
    with valkey() as redis_url, serving(database_url, tmp_path, REDIS_URL=redis_url) as server:
        wire = connect(server, bob)
        wire.ask("subscribe", feed)
        with suppress(redis.ConnectionError), redis.Redis.from_url(redis_url) as queue:
            queue.shutdown(nosave=True)
        tell(server, alice, "PATCH", "/me", {"version": 1, "name": "Alicia"})
        assert wire.hear("fact")["data"]["person"]["name"] == "Alicia"
        assert ask(server, alice, "POST", "/api/v1/door", {"code": "WRONG"}) == 404
