"""A real server at its most talkative, through an evening and its mishaps, writes nobody's words.

Every word that anybody says here holds the canary, and so does every mishap: refused input, broken
requests, failures of ours, a database that is away. Whatever the server writes is searched for it.
"""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import make_url
from wsproto.events import TextMessage

from server.conferences.models import Conference
from server.database import sqlite_driver
from tests.stories.pictures import file, halves, photo
from tests.stories.telling import telling
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, serving
from tests.support.wires import Closed, Refused, Wire

pytestmark = pytest.mark.real_time

CANARY = "Wilhelmina"
STORY = f"{CANARY} answered an advertisement for a summer job, and it is still summer."
COOKIE = "happenstance"


class Caller:
    """A phone that speaks to the real server only, and remembers each secret it was told."""

    def __init__(self, server: Server, conference: Conference) -> None:
        self.server = server
        self.conference = conference
        self.id = str(uuid.uuid4())
        self.cookie = ""
        self.ask("GET", "/me")
        body = {"code": conference.code, "name": CANARY, "backgrounds": ["agent"]}
        assert self.ask("PUT", f"/people/{self.id}", body)[0] < 300

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send a request; return status and body of the answer."""
        sent = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        kind = "image/jpeg" if isinstance(body, bytes) else "application/json"
        headers = {
            "Content-Type": kind,
            "Origin": self.server.url,
            "Cookie": f"{COOKIE}={self.cookie}",
        }
        with closing(HTTPConnection(urlsplit(self.server.url).netloc, timeout=20)) as connection:
            connection.request(method, f"/api/v1{path}", sent, headers)
            answer = connection.getresponse()
            for given in answer.headers.get_all("Set-Cookie", []):
                self.cookie = given.partition(f"{COOKIE}=")[2].partition(";")[0]
            text = answer.read()
        told = answer.headers.get("Content-Type", "").endswith("json")
        return answer.status, json.loads(text) if told and text else None

    def do(self, method: str, path: str, body: Any = None) -> Any:
        """Do within the conference what must succeed; return the answer."""
        status, answer = self.ask(method, f"/conferences/{self.conference.slug}{path}", body)
        assert status < 300, (path, answer)
        return answer

    def fail(self, method: str, path: str, body: Any = None) -> int:
        """Do within the conference what must not succeed; return the status."""
        status, _ = self.ask(method, f"/conferences/{self.conference.slug}{path}", body)
        assert status >= 400, path
        return status


@contextmanager
def away(database_url: str) -> Iterator[None]:
    """Have the database answer nobody who writes, and on PostgreSQL nobody at all."""
    url = make_url(database_url)
    if url.drivername == "sqlite":
        other = sqlite_driver().connect(url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    admin = url.set(drivername="postgresql", database="postgres")
    allow = f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS '
    with psycopg.connect(admin.render_as_string(hide_password=False), autocommit=True) as server:
        server.execute(f"{allow} false")
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [url.database],
        )
        yield
        server.execute(f"{allow} true")


def evening(one: Caller, other: Caller, organiser: Caller) -> list[str]:
    """Do what people do; return the secrets that they were told."""
    one.do(
        "PATCH",
        "/me",
        {
            "version": 1,
            "name": f"{CANARY} the First",
            "organisation": CANARY,
            "link": f"https://{CANARY}.example/",
        },
    )
    recovery = one.do("GET", "/me/recovery")["code"]
    story = str(uuid.uuid4())
    taken = str(uuid.uuid4())
    one.do("PUT", f"/photos/{taken}", file(halves(), comment=CANARY.encode()))
    one.do(
        "PUT",
        f"/stories/{story}",
        telling(STORY, title=CANARY, photo={"id": taken, "alt": f"{CANARY} at work"}),
    )
    [review] = organiser.do("GET", "/reviews")["reviews"]
    organiser.do(
        "PUT",
        f"/reviews/{review['id']}/decisions/{uuid.uuid4()}",
        {
            "revision": 1,
            "outcome": "approve",
            "reason": None,
            "words": None,
        },
    )
    other.do("GET", f"/feed?find={CANARY}")
    other.do("PUT", f"/waves/{one.id}")
    other.do(
        "PUT",
        f"/reports/{uuid.uuid4()}",
        {"kind": "story", "subject_id": story, "reason": "unkind", "words": f"It is {CANARY}."},
    )
    organiser.do("GET", f"/guests?find={CANARY}")
    organiser.do("PUT", f"/announcements/{uuid.uuid4()}", {"text": f"{CANARY} has the coffee."})
    link = organiser.do("POST", f"/guests/{one.id}/link")["link"]
    organiser.do("PUT", f"/guests/{other.id}/ban", {"words": f"Enough, {CANARY}."})
    other.do("PUT", "/ban/appeal", {"words": f"But {CANARY} began."})
    return [recovery, link.partition("#")[2]]


def mishaps(one: Caller, server: Server) -> None:
    """Send what is refused, what nobody understands, and what breaks."""
    long = CANARY * 2_000
    one.fail("PATCH", "/me", {"version": 1, "name": CANARY})
    one.fail("PATCH", "/me", {"version": 2, CANARY: CANARY})
    one.fail("PATCH", "/me", {"version": 2, "name": long})
    one.fail("PUT", f"/stories/{uuid.uuid4()}", telling(CANARY, background=CANARY))
    one.fail("PUT", f"/photos/{uuid.uuid4()}", CANARY.encode() * 99)
    one.fail("PUT", f"/photos/{uuid.uuid4()}", photo()[:200] + CANARY.encode())
    one.fail("GET", f"/people/{CANARY}")
    one.fail(CANARY, "/me")
    for body in ({"token": CANARY}, {"code": CANARY}):
        for path in ("/links/use", "/recovery", "/door"):
            assert one.ask("POST", path, body)[0] >= 400
    for _ in range(40):  # more guesses than anybody has
        status, _ = one.ask("POST", "/recovery", {"code": CANARY})
    assert status == 429
    for path in ("/failing", f"/failing/twice/{one.id}"):
        assert one.ask("PUT", path, {"said": CANARY})[0] == 500
    assert one.ask("PUT", "/failing/beside", {"said": CANARY})[0] == 200
    for request in broken_requests():
        raw = socket.create_connection(("127.0.0.1", urlsplit(server.url).port), 10)
        with raw, suppress(OSError):  # it need not hear all of it
            raw.sendall(request.encode())
            raw.shutdown(socket.SHUT_WR)
            while raw.recv(65536):
                pass


def broken_requests() -> list[str]:
    """Return requests that no HTTP server, or no websocket, should understand."""
    long, host = CANARY * 4_000, "HTTP/1.1\r\nHost: h\r\n"
    upgrade = f"Upgrade: {CANARY}\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n"
    origin = f"Origin: http://{CANARY}.example\r\nSec-WebSocket-Key: {CANARY}\r\n"
    return [
        f"GET /{CANARY}\r\n\r\n",
        f"GET /{CANARY} HTTP/9.9\r\n\r\n",
        f"{CANARY} / HTTP/1.1\r\n{CANARY}\r\n\r\n",
        f"PUT /{CANARY} {host}Content-Length: {CANARY}\r\n\r\n",
        f"PUT /api/v1/{CANARY} {host}Transfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
        f"GET /{long} HTTP/1.1\r\n\r\n",
        f"GET / HTTP/1.1\r\nCookie: {long * 2}\r\n\r\n",
        f"GET /socket.io/?EIO=4&transport=polling&sid={CANARY} {host}\r\n",
        f"GET /socket.io/?EIO={CANARY}&transport={CANARY} {host}\r\n",
        f"GET /socket.io/?EIO=4&transport=websocket {host}{upgrade}{origin}\r\n",
    ]


def mishaps_by_socket(one: Caller, server: Server) -> None:
    """Say over a socket what is refused, and what nobody understands."""
    wire = Wire(server.url, cookie=f"{COOKIE}={one.cookie}", origin=server.url)
    with closing(wire):
        for stream in ("feed", f"person:{one.id}", CANARY, f"person:{CANARY}"):
            wire.ask("subscribe", {"conference": one.conference.slug, "stream": stream})
        wire.ask("subscribe", {"conference": CANARY, CANARY: CANARY})
        wire.ask("clock", CANARY)
    for cookie, origin in ((CANARY, server.url), (one.cookie, f"http://{CANARY}.example")):
        with pytest.raises((Closed, Refused)):
            Wire(server.url, cookie=f"{COOKIE}={cookie}", origin=origin)
    for said in (f"42{CANARY}", f'42["{CANARY}",', f"9{CANARY}", CANARY):
        wire = Wire(server.url, cookie=f"{COOKIE}={one.cookie}", origin=server.url)
        with closing(wire):
            wire._send(TextMessage(data=said))
            with suppress(Closed):
                wire.ask("clock", {})


def test_nobodys_words_are_written(
    conference: Conference,
    organiser: Phone,
    database_url: str,
    tmp_path: Path,
    begin: Begin,
) -> None:
    role_link = organiser.post("/role-links", {"gives": "organiser"})["link"]
    with serving(
        database_url,
        tmp_path,
        application="tests.support.breaking:app",
        begin=begin,
        LOG_LEVEL="DEBUG",
    ) as server:
        one, other, third = (Caller(server, conference) for _ in range(3))
        token = role_link.partition("#")[2]
        assert third.ask("POST", "/links/use", {"token": token})[0] == 200
        secrets = [token, *evening(one, other, third)]
        mishaps(one, server)
        mishaps_by_socket(one, server)
        with away(database_url):
            assert one.fail("PATCH", "/me", {"version": 2, "name": CANARY}) == 503
    written = server.log.read_text()
    people = [one, other, third]
    secrets += [CANARY, conference.code, conference.token, conference.slug, "127.0.0.1"]
    secrets += [caller.cookie for caller in people] + [caller.id for caller in people]
    secrets += [uuid.UUID(caller.id).hex for caller in people]
    lines = written.splitlines()
    assert [
        line for line in lines if any(one.casefold() in line.casefold() for one in secrets)
    ] == []
    for told in (
        "INFO server.logs: PUT /api/v1/conferences/<slug>/stories/<uuid:story_id> 200",
        "ERROR server.errors: unexpected error in /api/v1/failing",
        "ERROR server.errors: database unavailable",
        "ERROR server.logs: a greenlet failed",
        "  LookupError, from ValueError",
        "  IntegrityError, from ",
    ):
        assert told in written, told
