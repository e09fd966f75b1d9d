"""How soon what is withdrawn or hidden is gone from the last of many phones, and from the screen.

Every phone is a websocket of its own to the real server, on the stream by which the feed changes;
one more is the screen. From when a command is sent, until the last of them has heard: authors
withdraw one after the other, then two organisers at once hide what was reported. What a phone has
heard of it drops in the same moment: tests/e2e/test_gone_from_phones.py looks at real ones.
"""

from __future__ import annotations

import secrets
import statistics
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.devices import PATIENCE, cookie_of, device
from benchmarks.filling import SLUG, fill_phones
from benchmarks.measuring import Goal, Result, progress
from tests.support.databases import migrate
from tests.support.servers import serving
from tests.support.wires import Wire

WITHIN = 1.0  # seconds
PAUSE = 0.2  # seconds between two commands
INSIDE = f"/api/v1/conferences/{SLUG}"


class Listeners:
    """Phones that note when each of them heard that a story is gone."""

    def __init__(self, url: str, cookies: Sequence[str]) -> None:
        self._over = threading.Event()
        self._all_heard: dict[str, threading.Event] = defaultdict(threading.Event)
        self._moments: dict[str, list[float]] = defaultdict(list)
        self._wires = [Wire(url, origin=url, cookie=cookie) for cookie in [*cookies, cookies[0]]]
        for number, wire in enumerate(self._wires):
            stream = "feed" if number < len(cookies) else "screen"
            answer = wire.ask("subscribe", {"conference": SLUG, "stream": stream})
            assert "number" in answer, answer
        self._threads = [
            threading.Thread(target=self._listen, args=(wire,)) for wire in self._wires
        ]
        for thread in self._threads:
            thread.start()

    def last_heard(self, story: str) -> float:
        """Wait until every phone has heard that a story is gone; return when the last one had."""
        assert self._all_heard[story].wait(PATIENCE), "some phone has heard nothing"
        return max(self._moments[story])

    def close(self) -> None:
        """Hang up."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        for wire in self._wires:
            wire.close()

    def _listen(self, wire: Wire) -> None:
        while not self._over.is_set():
            try:
                fact = wire.hear("fact")
            except TimeoutError:
                continue
            if fact.get("type") == "stories.withdrawn":
                story = fact["data"]["story_id"]
                moments = self._moments[story]
                moments.append(time.perf_counter())
                if len(moments) == len(self._wires):
                    self._all_heard[story].set()


def run(*, quick: bool) -> Result:
    """Withdraw and hide stories that 300 phones and the screen show, by two organisers at once."""
    phones, withdrawals, hidings = (40, 5, 10) if quick else (300, 40, 50)
    tokens = [secrets.token_urlsafe(32) for _ in range(phones)]
    cookies = [cookie_of(token) for token in tokens]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'gone.db'}"
        migrate(database)
        stories = fill_phones(database, tokens)
        progress("starting the server")
        with serving(database, folder) as server, _listening(server.url, cookies) as listeners:
            withdrawn = stories[2 : 2 + withdrawals]
            hidden = stories[2 + withdrawals :][:hidings]
            progress("authors withdraw")
            by_authors = _withdraw(server.url, cookies[2:], withdrawn, listeners)
            progress("two organisers hide")
            cases = _report(server.url, cookies, hidden)
            by_organisers = _hide(server.url, cookies[:2], cases, listeners)
    longest = max(by_authors + by_organisers)
    return Result(
        goals={"time allowed, against the last phone": Goal(value=WITHIN / longest, goal=1)},
        figures={
            "phones": phones,
            "withdrawn": len(by_authors),
            "hidden_by_two": len(by_organisers),
            "withdrawn_last_phone_ms": statistics.median(by_authors) * 1000,
            "withdrawn_longest_ms": max(by_authors) * 1000,
            "hidden_last_phone_ms": statistics.median(by_organisers) * 1000,
            "hidden_longest_ms": max(by_organisers) * 1000,
        },
    )


@contextmanager
def _listening(url: str, cookies: Sequence[str]) -> Iterator[Listeners]:
    progress(f"connecting {len(cookies)} phones")
    listeners = Listeners(url, cookies)
    try:
        yield listeners
    finally:
        listeners.close()


def _withdraw(
    url: str, cookies: Sequence[str], stories: Iterable[str], listeners: Listeners
) -> list[float]:
    """Have authors withdraw their stories; return the seconds until the last phone had heard."""
    taken = []
    for cookie, story in zip(cookies, stories, strict=False):
        with device(url, cookie) as author:
            author("GET", f"{INSIDE}/me", None)  # connected, as a phone is
            begun = time.perf_counter()
            author("POST", f"{INSIDE}/stories/{story}/withdrawal", {"version": 1})
        taken.append(listeners.last_heard(story) - begun)
        time.sleep(PAUSE)
    return taken


def _report(url: str, cookies: Sequence[str], stories: Iterable[str]) -> list[tuple[str, str]]:
    """Have each of these stories reported by somebody; return them with their cases."""
    for cookie, story in zip(cookies, stories, strict=False):
        with device(url, cookie) as reader:
            said = {"kind": "story", "subject_id": story, "reason": "unkind"}
            reader("PUT", f"{INSIDE}/reports/{uuid.uuid4()}", said)
    with device(url, cookies[0]) as organiser:
        cases = organiser("GET", f"{INSIDE}/cases", None)["cases"]
    return [(one["subject_id"], one["id"]) for one in cases]


def _hide(
    url: str, cookies: Sequence[str], cases: Sequence[tuple[str, str]], listeners: Listeners
) -> list[float]:
    """Have organisers hide these, all at once; return the seconds until the last had heard."""
    taken: list[float] = []

    def hide(cookie: str, mine: Sequence[tuple[str, str]]) -> None:
        with device(url, cookie) as organiser:
            organiser("GET", f"{INSIDE}/me", None)
            for story, case in mine:
                together.wait(PATIENCE)
                begun = time.perf_counter()
                decided = {"version": 1, "hidden": True, "waiting": False}
                organiser("PUT", f"{INSIDE}/cases/{case}", decided)
                taken.append(listeners.last_heard(story) - begun)

    together = threading.Barrier(len(cookies), action=lambda: time.sleep(PAUSE))
    organisers = [
        threading.Thread(target=hide, args=(cookie, cases[number :: len(cookies)]))
        for number, cookie in enumerate(cookies)
    ]
    for organiser in organisers:
        organiser.start()
    for organiser in organisers:
        organiser.join()
    assert len(taken) == len(cases)
    return taken
