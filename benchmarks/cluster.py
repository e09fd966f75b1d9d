"""Two processes beside one, on PostgreSQL and Valkey: phones coming in, and facts told to all.

All run at once and take turns. Each has a core of its own, which the phones leave to it: they sleep
while the processes work, and the processes are stopped while the phones do. Run by root, what else
the machine does waits as long, for fractions of a second.
"""

from __future__ import annotations

import os
import secrets
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.devices import cookie_of
from benchmarks.filling import SLUG, fill_phones
from benchmarks.live import Side
from benchmarks.measuring import Goal, Result, progress, work_of
from tests.support.databases import migrate
from tests.support.servers import serving
from tests.support.services import children_of, family, postgres, valkey

BESIDE = 0.3  # seconds in which what a turn has left is done


class Cluster:
    """Some processes, with a queue of their own. sides: each as what it is told by."""

    def __init__(self, stack: ExitStack, database: str, folder: Path, processes: int) -> None:
        redis_url = stack.enter_context(valkey())
        self.sides = []
        self.workers = []
        cores = sorted(os.sched_getaffinity(0))
        for number in range(processes):
            server = stack.enter_context(
                serving(database, folder, application="benchmarks.told:app", REDIS_URL=redis_url)
            )
            self.sides.append(Side(server.url, f"/api/v1/conferences/{SLUG}", server.pid, 0))
            (worker,) = children_of(server.pid)
            os.sched_setaffinity(worker, {cores[number % len(cores)]})
            self.workers.append(worker)
        self.found: dict[str, list[float]] = {}

    @property
    def urls(self) -> list[str]:
        """Return where its processes are."""
        return [side.url for side in self.sides]

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Have its processes do nothing; afterwards they come before all else on the machine."""
        for worker in self.workers:
            os.kill(worker, signal.SIGSTOP)
        _come_before_others(yes=False)
        try:
            yield
        finally:
            _come_before_others(yes=True)
            for worker in self.workers:
                os.kill(worker, signal.SIGCONT)

    def note(self, name: str, value: float) -> None:
        """Remember a figure."""
        self.found.setdefault(name, []).append(value)

    def middle(self, name: str) -> float:
        """Return the median of what was noted."""
        return statistics.median(self.found[name])

    def work(self) -> float:
        """Return the seconds that its processes have worked so far."""
        return sum(map(work_of, self.workers))


def run(*, quick: bool) -> Result:
    """Let phones come in to one process and to two, and tell something to 4,000 at both."""
    coming, crowd, rounds, tellings = (200, 400, 2, 3) if quick else (1_600, 4_000, 9, 10)
    tokens = [secrets.token_urlsafe(32) for _ in range(crowd)]
    cookies = [cookie_of(token) for token in tokens]
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        database = stack.enter_context(postgres())
        migrate(database)
        fill_phones(database, tokens)
        one, two = (Cluster(stack, database, Path(name), number) for number in (1, 2))
        for turn in range(rounds):
            progress(f"round {turn + 1} of {rounds}")
            for cluster in (one, two):
                _come_in(cluster, cookies[:coming])
                progress(f"  {len(cluster.urls)}: {cluster.found['rate'][-1]:.0f} a second")
        for cluster in (one, two):
            _tell(cluster, cookies, tellings)
    return _result(one, two, coming, crowd)


def _come_in(cluster: Cluster, cookies: Sequence[str]) -> None:
    time.sleep(BESIDE)
    crowd = Crowd(cluster.urls, cookies, ["feed"] * len(cookies))
    before = cluster.work()
    try:
        seconds = crowd.connect_beside(cluster.stopped)
    finally:
        _come_before_others(yes=False)
    cluster.note("worked", (cluster.work() - before) / len(cookies))
    cluster.note("rate", len(cookies) / seconds)
    crowd.hang_up()


def _come_before_others(*, yes: bool) -> None:
    """Let what we started, and the queue and the database, come before others, where we may."""
    policy = os.SCHED_RR if yes else os.SCHED_OTHER
    us = os.getpid()
    for pid in family(us):
        priority = yes + (yes and pid == us)  # to look who is answered takes next to no time
        with suppress(PermissionError, ProcessLookupError):
            os.sched_setscheduler(pid, policy, os.sched_param(priority))


def _tell(cluster: Cluster, cookies: Sequence[str], times: int) -> None:
    """Tell all something by each process in turn; every phone must hear all, in order."""
    crowd = Crowd(cluster.urls, cookies, ["feed"] * len(cookies))
    crowd.connect()
    heard = 0
    for turn in range(times):
        side = cluster.sides[turn % len(cluster.sides)]
        number = crowd.phones[0].number + 1
        began = time.perf_counter()
        side.tell(cookies[0], "tell")
        moments = crowd.hear(number)
        cluster.note("last", max(moments) - began)
        side.answered()
        heard += len(moments)
    cluster.note("heard", heard / times / len(cookies))
    crowd.hang_up()


def _result(one: Cluster, two: Cluster, coming: int, crowd: int) -> Result:
    return Result(
        goals={
            "connects that two carry, by one's, as the work of each allows": Goal(
                value=2 * one.middle("worked") / two.middle("worked"), goal=1.7
            ),
            "connects a second of two on two cores, by one's": Goal(
                value=two.middle("rate") / one.middle("rate"), goal=1.7
            ),
            "phones at both that heard all in order": Goal(value=two.middle("heard"), goal=1),
        },
        figures={
            "phones_coming": coming,
            "phones_told": crowd,
            "connects_one_per_s": one.middle("rate"),
            "connects_two_per_s": two.middle("rate"),
            "worked_one_us": one.middle("worked") * 1e6,
            "worked_two_us": two.middle("worked") * 1e6,
            "last_one_ms": one.middle("last") * 1000,
            "last_two_ms": two.middle("last") * 1000,
        },
    )
