"""The live side beside Node's Socket.IO: facts to thousands of phones, and their coming back.

Both servers run at once and take turns, so that whatever else the machine does falls on both. Ours
checks sessions and origins, writes every fact's number to the database and lets a door decide on
each subscription; Node's does nothing of the kind. Compression is offered to both.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import secrets
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.crowd import Crowd
from benchmarks.devices import PATIENCE, cookie_of
from benchmarks.filling import SLUG, fill_phones
from benchmarks.measuring import Goal, Result, progress, used_by
from server.config import ROOT
from tests.support.databases import migrate
from tests.support.servers import serving
from tests.support.services import free_port

RIVAL = ROOT / "benchmarks" / "rival"
BYTES = 400  # of a fact's text
SEATS = 5  # at a table
FLOODED, FLOOD_BYTES, FLOODS = 250, 30_000, 150  # phones, bytes of a fact, facts at once
STALLED = 0.04  # of the phones


@dataclass
class Side:
    """One of the two servers: who runs it, how it is told to tell, and what was measured."""

    url: str
    inside: str
    leader: int
    tables: int
    tellings: dict[str, int] = field(default_factory=lambda: {"feed": 0, "desk": 0})
    found: dict[str, list[float]] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def note(self, name: str, value: float) -> None:
        """Remember a figure."""
        self.found.setdefault(name, []).append(value)

    def middle(self, name: str) -> float:
        """Return the median of what was noted."""
        return statistics.median(self.found[name])

    def tell(self, cookie: str, tap: str, *, size: int = BYTES, times: int = 1) -> int:
        """Send the command; return the number that its last fact will have."""
        self._command(cookie, f"{tap}?bytes={size}&times={times}&tables={self.tables}")
        kind = "desk" if tap == "tell-tables" else "feed"
        self.tellings[kind] += times
        return self.tellings[kind]

    def lay_tables(self, cookie: str) -> None:
        """Have the tables of the next round set, which nobody is told of yet."""
        self._command(cookie, f"lay-tables?tables={self.tables}&seats={SEATS}")
        self.answered()

    def _command(self, cookie: str, what: str) -> None:
        self._line = self._dial()
        headers = {"Cookie": cookie, "Content-Type": "application/json", "Origin": self.url}
        self._line.request("POST", f"{self.inside}/{what}", "{}", headers)

    def _dial(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)

    def answered(self) -> None:
        """Read the answer to the last command."""
        assert self._line is not None
        answer = self._line.getresponse()
        body = answer.read()
        self._line.close()
        assert answer.status == http.client.OK, body

    def longest_hold(self) -> float:
        """Return for how many seconds nobody else was served, at most, since this was asked last.

        Only ours can say.
        """
        with contextlib.closing(self._dial()) as line:
            line.request("GET", "/longest-hold")
            return float(json.loads(line.getresponse().read()).get("seconds", 0.0))

    def cpu(self) -> float:
        """Return the seconds that its processes have worked so far."""
        return used_by(self.leader)[0]

    def memory(self) -> float:
        """Return the kilobytes that its processes hold."""
        return used_by(self.leader)[1]


def run(*, quick: bool) -> Result:
    """Tell 4,000 phones something, and 8,000; let them come back; start a round at 800 tables."""
    size, rounds, broadcasts = (400, 1, 5) if quick else (4_000, 3, 20)
    tokens = [secrets.token_urlsafe(32) for _ in range(2 * size)]
    cookies = [cookie_of(token) for token in tokens]
    tables = size // SEATS
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_:
        folder = Path(name)
        ours = open_.enter_context(_ours(folder, tokens, tables))
        node = open_.enter_context(_node(folder, tables))
        for turn in range(rounds):
            for side, label in ((ours, "ours"), (node, "node")):
                progress(f"round {turn + 1} of {rounds}: {label}")
                _measure(side, cookies, broadcasts, first=turn == 0)
                progress(" ".join(f"{name} {some[-1]:.4g}" for name, some in side.found.items()))
    return _result(ours, node, size)


def _measure(side: Side, everybody: Sequence[str], broadcasts: int, *, first: bool) -> None:
    """Measure with half of the phones, then how all of them connect and are told."""
    cookies = everybody[: len(everybody) // 2]
    empty = side.memory()
    feed = Crowd([side.url], cookies, ["feed"] * len(cookies))
    _connect(side, feed, "connects")
    if first:  # later ones find memory that the first has left
        side.note("memory", (side.memory() - empty) / len(cookies))
    _tell(side, cookies[0], feed, "tell", broadcasts, "last", "worked")

    feed.hang_up()
    _connect(side, feed, "storm")
    feed.hang_up()

    twice = Crowd([side.url], everybody, ["feed"] * len(everybody))
    twice.connect()
    twice.hang_up()
    _connect(side, twice, "storm_of_all")
    _tell(side, cookies[0], twice, "tell", broadcasts // 2, "last_of_all", "worked_for_all")
    twice.hang_up()

    tables = Crowd([side.url], cookies, [f"desk:{n // SEATS}" for n in range(len(cookies))])
    tables.connect()
    side.tellings["desk"] = 0  # every round is at new tables
    _tell(side, cookies[0], tables, "tell-tables", broadcasts // 2, "round", "round_worked")
    tables.hang_up()

    few = cookies[:FLOODED]
    stalled = int(len(few) * STALLED)
    burst = Crowd([side.url], few, ["feed"] * len(few))
    burst.connect(stalled=stalled)
    slow, lively = burst.phones[:stalled], burst.phones[stalled:]
    burst.stall(slow)
    began = time.perf_counter()
    number = side.tell(few[0], "tell", size=FLOOD_BYTES, times=FLOODS)
    moments = burst.hear(number, lively)
    side.answered()
    side.note("burst", max(moments) - began)
    side.note("caught_up", burst.catch_up(slow, number))
    side.note("stalled", stalled)
    burst.hang_up()


def _connect(side: Side, crowd: Crowd, name: str) -> None:
    connected, subscribed = crowd.connect()
    side.note(name, len(crowd.phones) / connected)
    side.note(f"{name}_heard", len(crowd.phones) / (connected + subscribed))


def _tell(
    side: Side, cookie: str, crowd: Crowd, tap: str, times: int, last: str, worked: str
) -> None:
    """Tell the crowd something, again and again, from each time that all have heard it.

    What is told may have to be laid before; that counts for nothing.
    """
    works, holds = [], []
    for _ in range(times):
        if tap == "tell-tables":
            side.lay_tables(cookie)
        side.longest_hold()
        before, began = side.cpu(), time.perf_counter()
        number = side.tell(cookie, tap)
        side.note(last, max(crowd.hear(number)) - began)
        side.answered()
        works.append(side.cpu() - before)
        holds.append(side.longest_hold())
    side.note(worked, statistics.mean(works))
    side.note(f"{last}_held", max(holds))


def _result(ours: Side, node: Side, size: int) -> Result:
    def ratio(name: str) -> float:
        return ours.middle(name) / node.middle(name)

    goals = {
        f"last of {size} phones, Node's time by ours": Goal(value=1 / ratio("last"), goal=1 / 0.85),
        "a round's start, Node's time by ours": Goal(value=1 / ratio("round"), goal=1 / 0.85),
        "work per broadcast, Node's by ours": Goal(value=1 / ratio("worked"), goal=1 / 0.75),
        "coming back, by Node's rate": Goal(value=ratio("storm"), goal=1),
        f"{2 * size} coming back, by Node's rate": Goal(value=ratio("storm_of_all"), goal=1),
        "memory of a phone, Node's by ours": Goal(value=1 / ratio("memory"), goal=1),
        f"50 ms, by the longest that nobody else was served while {2 * size} were told": Goal(
            value=0.05 / ours.middle("last_of_all_held"), goal=1
        ),
    }
    figures: dict[str, float | int | str] = {"phones": size}
    for name, unit, factor in (
        ("last", "ms", 1000),
        ("worked", "ms", 1000),
        ("round", "ms", 1000),
        ("round_worked", "ms", 1000),
        ("connects", "per_s", 1),
        ("storm", "per_s", 1),
        ("storm_heard", "per_s", 1),
        ("memory", "kb", 1),
        ("storm_of_all", "per_s", 1),
        ("last_of_all", "ms", 1000),
        ("last_of_all_held", "ms", 1000),
        ("round_held", "ms", 1000),
        ("burst", "ms", 1000),
        ("stalled", "phones", 1),
        ("caught_up", "phones", 1),
    ):
        for side, label in ((ours, "ours"), (node, "node")):
            figures[f"{name}_{label}_{unit}"] = side.middle(name) * factor
    return Result(goals=goals, figures=figures)


@contextmanager
def _ours(folder: Path, tokens: Sequence[str], tables: int) -> Iterator[Side]:
    database = f"sqlite:///{folder / 'live.db'}"
    migrate(database)
    fill_phones(database, tokens)
    with serving(database, folder, application="benchmarks.told:app") as server:
        yield Side(server.url, f"/api/v1/conferences/{SLUG}", server.pid, tables)


@contextmanager
def _node(folder: Path, tables: int) -> Iterator[Side]:
    node = shutil.which("node")
    if node is None or not (RIVAL / "node_modules").exists():
        raise SystemExit("make bench-setup installs what this compares with")
    port = free_port()
    with (folder / "node.log").open("wb") as log:
        process = subprocess.Popen(
            [node, "server.mjs"],
            cwd=RIVAL,
            env={"PORT": str(port), "NODE_ENV": "production"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_for(port)
        yield Side(f"http://127.0.0.1:{port}", "", process.pid, tables)
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            line.request("GET", "/healthz")
            if line.getresponse().status == http.client.OK:
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        finally:
            line.close()
