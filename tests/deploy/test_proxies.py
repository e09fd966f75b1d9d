"""The examples for nginx and Caddy, as they are, before two real processes."""

from __future__ import annotations

import gzip
import json
import re
import socket
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from server.app import MOST_SENT
from server.conferences.models import Conference
from server.errors import Problem
from server.realtime.transport import handshake
from tests.support import proxies
from tests.support.databases import PostgreSQLDatabases, SQLiteDatabases
from tests.support.factories import make_conference
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, cookie_of, serving
from tests.support.services import free_port, valkey
from tests.support.waiting import until
from tests.support.wires import Closed, Refused, Wire

pytestmark = pytest.mark.real_time

RUN = {"nginx": proxies.nginx, "caddy": proxies.caddy}
TOKEN = "figures"
BACK = 5.0  # seconds after which a proxy has noticed that a process is back
ENOUGH = 24  # phones, of which it would be a wonder if all came to the same process

Answer = tuple[int, HTTPMessage, bytes]


@dataclass(frozen=True)
class Outside:
    """What phones reach: the proxy's address, whom to trust for it, and the processes behind."""

    url: str
    certificate: Path
    processes: tuple[Server, Server]

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request as a browser would, and return the answer. headers: with `_` for `-`."""
        usual = {"Origin": self.url, "Content-Type": "application/json"}
        usual |= {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if body is None or isinstance(body, bytes) else json.dumps(body)
        trusted = proxies.trusting(self.certificate)
        line = HTTPSConnection(urlsplit(self.url).netloc, timeout=10, context=trusted)
        with closing(line):
            line.request(method, path, text, usual)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()

    def call(self, cookie: str, origin: str | None = None) -> Wire:
        """Open a phone's socket."""
        trusted = proxies.trusting(self.certificate)
        return Wire(self.url, cookie=cookie, origin=origin or self.url, tls=trusted)


@pytest.fixture(scope="module")
def database_url(databases: SQLiteDatabases | PostgreSQLDatabases) -> Iterator[str]:
    """Give the database that these tests share with the processes."""
    with databases.fresh() as url:
        yield url


@pytest.fixture(scope="module")
def certificate() -> Iterator[Path]:
    """Give a certificate for this machine."""
    with proxies.certificate() as path:
        yield path


@pytest.fixture(scope="module", params=RUN)
def outside(
    request: pytest.FixtureRequest,
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    begin: Begin,
    certificate: Path,
) -> Iterator[Outside]:
    """Give a proxy with two processes behind it, which know nothing of its address."""
    with ExitStack() as stack:
        redis_url = stack.enter_context(valkey())
        first, second = [
            stack.enter_context(
                serving(
                    database_url,
                    tmp_path_factory.mktemp("server"),
                    application="tests.support.built:app",
                    begin=begin,
                    REDIS_URL=redis_url,
                    TRUSTED_PROXIES="1",
                    METRICS_TOKEN=TOKEN,
                )
            )
            for _ in range(2)
        ]
        behind = [server.url.removeprefix("http://") for server in (first, second)]
        url = stack.enter_context(RUN[request.param](behind, tls=certificate))
        yield Outside(url, certificate, (first, second))


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Give a conference of one's own in the shared database."""
    return make_conference(app, f"autumn-{uuid.uuid4().hex[:8]}", "Autumn Forum")


def secure(phone: Phone) -> str:
    """Return a phone's cookie as it is called where HTTPS is spoken."""
    return f"__Host-{cookie_of(phone)}"


def sockets(server: Server) -> int:
    """Return how many phones are connected to a process."""
    line = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    with closing(line):
        line.request("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        text = line.getresponse().read().decode()
    found = re.search(r"^happenstance_sockets (\d+)", text, re.MULTILINE)
    assert found
    return int(found[1])


def test_phones_on_both_processes_hear_what_is_told_by_one(
    outside: Outside, conference: Conference, new_phone: Callable[[], Phone]
) -> None:
    phones = [new_phone().join(conference, f"Guest {n}", "agent") for n in range(ENOUGH)]
    wires = [outside.call(secure(phone)) for phone in phones]
    for wire in wires:
        wire.ask("subscribe", {"conference": conference.slug, "stream": "feed"})
    shares = [sockets(server) for server in outside.processes]
    assert sum(shares) == ENOUGH
    assert min(shares) > 0
    path = f"/api/v1/conferences/{conference.slug}/me"
    status, _, text = outside.ask(
        "PATCH", path, {"version": 1, "name": "Alicia"}, Cookie=secure(phones[0])
    )
    assert status == 200, text
    assert {wire.hear("fact")["data"]["person"]["name"] for wire in wires} == {"Alicia"}
    for wire in wires:
        wire.close()


def test_a_foreign_page_gets_neither_an_answer_nor_a_socket(outside: Outside, alice: Phone) -> None:
    foreign = "https://evil.example"
    for lie in ({}, {"X_Forwarded_Host": "evil.example"}):
        headers = {"Origin": foreign, "Cookie": secure(alice), **lie}
        status, _, text = outside.ask("POST", "/api/v1/door", {"code": "WRONG"}, **headers)
        assert (status, json.loads(text)["code"]) == (403, "foreign-origin")
    with pytest.raises((Refused, Closed)):
        outside.call(secure(alice), origin=foreign)


def test_https_is_known_to_the_processes(outside: Outside) -> None:
    status, headers, _ = outside.ask("POST", "/api/v1/door", {"code": "WRONG"})
    assert status == 401
    assert headers["Strict-Transport-Security"]
    assert headers["Set-Cookie"].startswith("__Host-happenstance=")
    assert "Secure" in headers["Set-Cookie"]


def test_nobody_says_by_themselves_where_they_come_from(outside: Outside, alice: Phone) -> None:
    answers = [
        outside.ask(
            "POST",
            "/api/v1/door",
            {"code": "WRONG"},
            Cookie=secure(alice),
            X_Forwarded_For=f"203.0.113.{n}",
        )[0]
        for n in range(31)
    ]
    assert answers == [404] * 30 + [429]


def test_pages_are_asked_for_anew_and_hashed_files_kept(outside: Outside) -> None:
    status, headers, page = outside.ask("GET", "/c/autumn/enter")
    assert (status, page.decode()) == (200, "<title>Happenstance</title>")
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Security-Policy"]
    status, headers, script = outside.ask("GET", "/assets/app-4f2a.js", Accept_Encoding="gzip")
    assert status == 200
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(script).startswith(b"export {}")


def test_an_answer_that_a_phone_has_is_not_sent_again(
    outside: Outside, conference: Conference, alice: Phone
) -> None:
    path = f"/api/v1/conferences/{conference.slug}/feed"
    status, headers, _ = outside.ask("GET", path, Cookie=secure(alice))
    assert status == 200
    kept = {"Cookie": secure(alice), "If_None_Match": headers["ETag"]}
    status, _, text = outside.ask("GET", path, **kept)
    assert (status, text) == (304, b"")


def test_phones_that_can_only_poll_stay_with_one_process(
    outside: Outside, conference: Conference, new_phone: Callable[[], Phone]
) -> None:
    path = "/socket.io/?EIO=4&transport=polling"
    for n in range(6):
        cookie = secure(new_phone().join(conference, f"Guest {n}", "agent"))
        status, _, text = outside.ask("GET", path, Cookie=cookie)
        assert status == 200, text
        sid = json.loads(text[1:])["sid"]
        status, _, text = outside.ask("POST", f"{path}&sid={sid}", b"40", Cookie=cookie)
        assert (status, text) == (200, b"OK")
        status, _, text = outside.ask("GET", f"{path}&sid={sid}", Cookie=cookie)
        assert (status, text[:2]) == (200, b"40")


def test_too_much_is_refused_in_words(outside: Outside, conference: Conference, bob: Phone) -> None:
    path = f"/api/v1/conferences/{conference.slug}/me"
    status, _, text = outside.ask("PATCH", path, b" " * (MOST_SENT + 1), Cookie=secure(bob))
    assert (status, json.loads(text)["code"]) == (413, "too-large")


def test_far_too_much_is_refused(outside: Outside, conference: Conference, bob: Phone) -> None:
    path = f"/api/v1/conferences/{conference.slug}/me"
    status, _, _ = outside.ask("PATCH", path, b" " * 3_000_000, Cookie=secure(bob))
    assert status == 413


def test_figures_are_not_for_outside(outside: Outside) -> None:
    assert outside.ask("GET", "/metrics", Authorization=f"Bearer {TOKEN}")[0] == 404


@pytest.mark.parametrize("proxy", RUN)
def test_a_handshake_is_handed_on_as_it_is_read_fastest(proxy: str, certificate: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as beside:
        behind = f"127.0.0.1:{listener.getsockname()[1]}"
        with RUN[proxy]([behind], tls=certificate) as url:
            outside = Outside(url, certificate, ())  # type: ignore[arg-type]
            calling = beside.submit(outside.call, "happenstance=1")
            connection, address = listener.accept()
            with connection:
                head = connection.recv(8192)
            environ = handshake.read(head, address)
            assert calling.exception() is not None
    assert environ is not None, head
    assert environ["HTTP_X_FORWARDED_PROTO"] == "https"
    assert environ["HTTP_X_FORWARDED_HOST"] == urlsplit(url).netloc
    assert environ["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"


def test_plain_http_is_sent_on(certificate: Path) -> None:
    port = free_port()
    with (
        proxies.nginx(["127.0.0.1:1"], tls=certificate, also=port),
        closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line,
    ):
        line.request("GET", "/c/autumn?a=b", headers={"Host": proxies.NAME})
        answer = line.getresponse()
        to = f"https://{proxies.NAME}/c/autumn?a=b"
        assert (answer.status, answer.headers["Location"]) == (308, to)


def test_while_one_process_is_away_nobody_notices_and_while_both_are_all_are_told(
    outside: Outside, conference: Conference, new_phone: Callable[[], Phone]
) -> None:
    here, there = outside.processes
    path = f"/api/v1/conferences/{conference.slug}/me"
    cookies = [secure(new_phone().join(conference, f"Guest {n}", "agent")) for n in range(12)]

    def answers() -> set[int]:
        return {outside.ask("GET", path, Cookie=cookie)[0] for cookie in cookies}

    def writes(version: int) -> set[int]:
        body: dict[str, Any] = {"version": version, "name": f"Robin {version}"}
        return {outside.ask("PATCH", path, body, Cookie=cookie)[0] for cookie in cookies}

    there.kill()
    assert answers() == writes(1) == {200}
    here.kill()
    status, headers, page = outside.ask("GET", "/c/autumn")
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "2", "no-store")
    assert headers["Content-Type"].startswith("text/html")
    assert b"back in a moment" in page
    status, headers, text = outside.ask("GET", path, Cookie=cookies[0])
    assert (status, headers["Retry-After"]) == (503, "2")
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(text) == Problem("busy", 503).body()
    here.start()
    until(lambda: answers() == {200}, BACK, answers)
    there.start()
    assert answers() == writes(2) == {200}
