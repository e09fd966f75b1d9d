"""The same over real websockets to a real gunicorn, as phones have it."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.support.databases import PostgreSQLDatabases, SQLiteDatabases
from tests.support.factories import make_conference
from tests.support.flooding import DROP_BYTES, DROPS
from tests.support.phones import Phone
from tests.support.servers import Server, cookie_of, serving, tell
from tests.support.wires import Closed, Refused, Wire

pytestmark = pytest.mark.real_time

SMALL = 4096  # bytes; what a stalled phone's kernel takes in by itself is little
TALK = 400_000  # frames, which take any server some seconds
ANSWERED = 20  # questions of somebody else meanwhile
FLOODS = 20  # 40 MB, more than any kernel keeps for one socket


@pytest.fixture(scope="module")
def database_url(databases: SQLiteDatabases | PostgreSQLDatabases) -> Iterator[str]:
    """Give the database that these tests share with one real server."""
    with databases.fresh() as url:
        yield url


@pytest.fixture(scope="module")
def server(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a real server, with a tap for floods."""
    folder = tmp_path_factory.mktemp("server")
    with serving(database_url, folder, application="tests.support.flooding:app") as running:
        yield running


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Give a conference of one's own in the shared database."""
    return make_conference(app, f"autumn-{uuid.uuid4().hex[:8]}", "Autumn Forum")


@pytest.fixture
def connect(server: Server) -> Iterator[Callable[..., Wire]]:
    """Connect phones' sockets to the real server, and hang them up afterwards."""
    wires = []

    def make(phone: Phone, **options: Any) -> Wire:
        wires.append(Wire(server.url, cookie=cookie_of(phone), origin=server.url, **options))
        return wires[-1]

    yield make
    for wire in wires:
        wire.close()


def test_a_fact_arrives_on_a_real_websocket(
    server: Server, organiser: Phone, alice: Phone, connect: Callable[..., Wire]
) -> None:
    wire = connect(alice)
    subscribed = wire.ask("subscribe", {"conference": alice.conference, "stream": "feed"})
    tell(server, organiser, "PATCH", "", {"version": 1, "name": "Autumn Gathering"})
    fact = wire.hear("fact")
    assert fact["number"] == subscribed["number"] + 1
    assert fact["data"]["conference"]["name"] == "Autumn Gathering"


def test_two_devices_on_one_connection_are_two(server: Server) -> None:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    cookies = set()
    for _ in range(2):
        connection.request("GET", "/api/v1/me")
        answer = connection.getresponse()
        answer.read()
        cookies.add(answer.headers["Set-Cookie"])
    connection.close()
    assert len(cookies) == 2


def test_a_foreign_page_gets_no_socket(server: Server, alice: Phone) -> None:
    with pytest.raises(Closed):
        Wire(server.url, cookie=cookie_of(alice), origin="https://evil.example")
    with pytest.raises(Refused, match="foreign-origin"):
        Wire(server.url, cookie=cookie_of(alice))
    with pytest.raises(Refused, match="unknown-device"):
        Wire(server.url, origin=server.url)


def test_a_stalled_phone_spoils_neither_its_own_stream_nor_anybody_elses(
    server: Server, alice: Phone, bob: Phone, connect: Callable[..., Wire]
) -> None:
    feed = {"conference": alice.conference, "stream": "feed"}
    stalled, lively = connect(alice, receive_buffer=SMALL), connect(bob)
    first = stalled.ask("subscribe", feed)["number"] + 1
    lively.ask("subscribe", feed)
    numbers: list[int] = []
    for _ in range(FLOODS):
        began = time.monotonic()
        tell(server, bob, "POST", "/flood", {})
        numbers += [lively.hear("fact")["number"] for _ in range(DROPS)]
        assert time.monotonic() - began < 5, "a stalled phone holds up the others"
    assert numbers == list(range(first, first + FLOODS * DROPS))

    late: list[int] = []
    try:
        while len(late) < len(numbers):
            fact = stalled.hear("fact")
            assert len(set(fact["data"]["text"])) == 1, "facts are mixed up"
            assert len(fact["data"]["text"]) == DROP_BYTES
            late.append(fact["number"])
    except Closed:
        pass  # a server may lose patience, if it says so properly
    assert late == numbers[: len(late)]


@pytest.mark.parametrize("unusual", [False, True], ids=["a browser", "no browser"])
def test_whoever_talks_without_a_pause_leaves_time_for_others(
    alice: Phone, bob: Phone, connect: Callable[..., Wire], *, unusual: bool
) -> None:
    mallory, lively = connect(alice, unusual=unusual), connect(bob)
    talking = threading.Thread(target=mallory.talk, args=[TALK])
    talking.start()
    answered = 0
    while talking.is_alive():
        lively.ask("clock", {})
        answered += 1
    talking.join()
    assert answered > ANSWERED
