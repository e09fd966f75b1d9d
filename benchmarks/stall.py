"""How long others wait while a hall is being seated by the real server.

Two watchers ask the server all the time, one over HTTP and one over a websocket for the time, as
phones do; first with nothing else going on, then while a host has everybody seated.
"""

from __future__ import annotations

import http.client
import json
import secrets
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.filling import SLUG, fill_hall
from benchmarks.measuring import Goal, Result, progress
from server.tables.clock import Phase
from server.web.device import cookie_name
from tests.support.databases import migrate
from tests.support.servers import serving
from tests.support.wires import Wire

PAUSE = 0.005  # seconds between two questions of a watcher
LONGEST = 0.05  # seconds that anybody may wait more than otherwise
PATIENCE = 60.0  # seconds


def run(*, quick: bool) -> Result:
    """Seat 5,000 people, and see how long others wait for the server meanwhile."""
    people, quiet = (500, 2.0) if quick else (5_000, 10.0)
    token = secrets.token_urlsafe(32)
    cookie = f"{cookie_name(secure=False)}={token}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'stall.db'}"
        progress(f"gathering {people:,} people")
        migrate(database)
        talk = fill_hall(database, people, token)
        progress("starting the server")
        with serving(database, folder) as server, _device(server.url, cookie) as host:
            path = f"/api/v1/conferences/{SLUG}/talks/{talk}"
            host("GET", path, None)
            progress("with nothing else going on")
            with _watched(server.url, cookie) as before:
                time.sleep(quiet)
            progress("while everybody is seated")
            with _watched(server.url, cookie) as during:
                begun = time.perf_counter()
                version = host("GET", path, None)["talk"]["version"]
                move = {"move": "start", "version": version}
                host("PUT", f"{path}/commands/{uuid.uuid4()}", move)
                while host("GET", path, None)["talk"]["phase"] == Phase.SETTING:
                    time.sleep(0.1)
                    assert time.perf_counter() - begun < PATIENCE
                seconds = time.perf_counter() - begun
                time.sleep(0.5)
    more = max(during) - max(before)
    return Result(
        goals={
            "longest wait allowed, against what seating adds": Goal(
                value=LONGEST / max(more, LONGEST / 100), goal=1
            )
        },
        figures={
            "people": people,
            "seconds_to_be_seated": seconds,
            "longest_wait_ms": max(during) * 1000,
            "longest_wait_otherwise_ms": max(before) * 1000,
            "hundredth_wait_ms": _hundredth(during) * 1000,
            "hundredth_wait_otherwise_ms": _hundredth(before) * 1000,
            "questions_asked": len(during),
        },
    )


def _hundredth(waits: list[float]) -> float:
    """Return what only one wait in a hundred is longer than."""
    return sorted(waits)[len(waits) * 99 // 100]


@contextmanager
def _watched(url: str, cookie: str) -> Iterator[list[float]]:
    """Give the seconds that questions waited for their answers, while the block runs."""
    waits: list[float] = []
    over = threading.Event()
    with (
        closing(http.client.HTTPConnection(urlsplit(url).netloc)) as http_,
        closing(Wire(url, origin=url, cookie=cookie)) as wire,
    ):

        def ask() -> None:
            http_.request("GET", "/healthz")
            http_.getresponse().read()

        def watch(question: Callable[[], object]) -> None:
            while not over.wait(PAUSE):
                before = time.perf_counter()
                question()
                waits.append(time.perf_counter() - before)

        watchers = [
            threading.Thread(target=watch, args=(question,))
            for question in (ask, lambda: wire.ask("clock", {}))
        ]
        for watcher in watchers:
            watcher.start()
        try:
            yield waits
        finally:
            over.set()
            for watcher in watchers:
                watcher.join()


@contextmanager
def _device(
    url: str, cookie: str
) -> Iterator[Callable[[str, str, object], dict[str, dict[str, object]]]]:
    """Give what asks the server as the device of this cookie, and returns its JSON answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/json",
        "Origin": url,
    }

    def ask(method: str, path: str, body: object) -> dict[str, dict[str, object]]:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        answer: dict[str, dict[str, object]] = json.loads(response.read())
        assert response.status == http.HTTPStatus.OK, answer
        return answer

    with closing(connection):
        yield ask
