"""How long others wait while a hall is being seated by the real server.

Three watchers are at the server all the time, as phones are: one asks over HTTP, one over a
websocket for the time, and one changes a profile, which has to wait for the database's other
writers; first with nothing else going on, then while a host has everybody seated. The server has
seated a few people before: what it does for the first time takes longer, for however many.
"""

from __future__ import annotations

import http.client
import secrets
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.devices import PATIENCE, Device, cookie_of, device
from benchmarks.filling import SLUG, fill_halls
from benchmarks.measuring import Goal, Result, progress
from server.tables.clock import Phase
from tests.support.databases import migrate
from tests.support.servers import serving
from tests.support.wires import Wire

PAUSE = 0.005  # seconds between two questions of a watcher
BETWEEN_CHANGES = 0.05  # seconds
LONGEST = 0.05  # seconds that anybody may wait more than otherwise
REHEARSAL = 20  # people who are seated first: what a server does for the first time takes longer
MINE = f"/api/v1/conferences/{SLUG}/me"


def run(*, quick: bool) -> Result:
    """Seat 5,000 people, and see how long others wait for the server meanwhile."""
    people, quiet = (500, 2.0) if quick else (5_000, 10.0)
    token = secrets.token_urlsafe(32)
    cookie = cookie_of(token)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'stall.db'}"
        progress(f"gathering {people:,} people")
        migrate(database)
        talk, rehearsal = fill_halls(database, (people, REHEARSAL), token)
        progress("starting the server")
        with serving(database, folder) as server, device(server.url, cookie) as host:
            _seat(host, rehearsal)
            host("GET", _path(talk), None)
            progress("with nothing else going on")
            with _watched(server.url, cookie) as (before, changing_before):
                time.sleep(quiet)
            progress("while everybody is seated")
            with _watched(server.url, cookie) as (during, changing):
                begun = time.perf_counter()
                _seat(host, talk)
                seconds = time.perf_counter() - begun
                time.sleep(0.5)
    more = max(
        max(during) - max(before),
        max(changing) - max(changing_before),
    )
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
            "longest_change_ms": max(changing) * 1000,
            "longest_change_otherwise_ms": max(changing_before) * 1000,
            "changes_made": len(changing),
        },
    )


def _path(talk: str) -> str:
    return f"/api/v1/conferences/{SLUG}/talks/{talk}"


def _seat(host: Device, talk: str) -> None:
    """Have the people of a talk seated, and wait until they are."""
    path, begun = _path(talk), time.perf_counter()
    move = {"move": "start", "version": host("GET", path, None)["talk"]["version"]}
    host("PUT", f"{path}/commands/{uuid.uuid4()}", move)
    while any(one["phase"] == Phase.SETTING for one in _talks(host)):
        time.sleep(0.1)
        assert time.perf_counter() - begun < PATIENCE


def _talks(host: Device) -> list[dict[str, object]]:
    """Return the conference's talks, which costs as little as the fact that hosts wait for."""
    talks: list[dict[str, object]] = host("GET", f"/api/v1/conferences/{SLUG}/talks", None)["talks"]
    return talks


def _hundredth(waits: list[float]) -> float:
    """Return what only one wait in a hundred is longer than."""
    return sorted(waits)[len(waits) * 99 // 100]


@contextmanager
def _watched(url: str, cookie: str) -> Iterator[tuple[list[float], list[float]]]:
    """Give the seconds that questions waited for answers, and changes, while the block runs."""
    waits: list[float] = []
    changes: list[float] = []
    over = threading.Event()
    with (
        device(url, cookie) as me,
        closing(http.client.HTTPConnection(urlsplit(url).netloc)) as http_,
        closing(Wire(url, origin=url, cookie=cookie)) as wire,
    ):

        def ask() -> None:
            http_.request("GET", "/healthz")
            http_.getresponse().read()

        def change() -> None:
            body = {"version": profile["version"], "years": len(changes) % 50}
            profile.update(me("PATCH", MINE, body)["profile"])

        def watch(question: Callable[[], object], pause: float, measured: list[float]) -> None:
            while not over.wait(pause):
                before = time.perf_counter()
                question()
                measured.append(time.perf_counter() - before)

        profile = me("GET", MINE, None)["profile"]
        watchers = [
            threading.Thread(target=watch, args=(ask, PAUSE, waits)),
            threading.Thread(target=watch, args=(lambda: wire.ask("clock", {}), PAUSE, waits)),
            threading.Thread(target=watch, args=(change, BETWEEN_CHANGES, changes)),
        ]
        for watcher in watchers:
            watcher.start()
        try:
            yield waits, changes
        finally:
            over.set()
            for watcher in watchers:
                watcher.join()
