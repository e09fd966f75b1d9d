"""What this process has been doing, in bare numbers: how often, and how long it took.

Whoever does something says so here, in one call that cannot fail; `server.web.metrics` tells it.
The numbers are of one process and begin with it. Nothing personal is among them: requests are
known by the template of their route.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
REMEMBERED = 300.0  # seconds for which single facts count as recent


class Durations:
    """How often something took up to how long. counts: by `BOUNDS`, and one for what took longer.

    total: of all, in seconds.
    """

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """Count what took so long."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was told. at: of `time.time`. seconds: from its commit to the last socket."""

    at: float
    seconds: float


class Pulse:
    """The numbers.

    requests: by method, route and status. spread: from a fact's commit until it was written to
    every socket here, or waits for one that is slow. hub: how late a waiting greenlet was woken.
    dropped: sockets that were too slow for what they were to hear.
    recent: the last facts, the newest at the end.
    """

    def __init__(self) -> None:
        self.requests: defaultdict[tuple[str, str, int], Durations] = defaultdict(Durations)
        self.spread = Durations()
        self.hub = Durations()
        self.dropped = 0
        self.recent: deque[Told] = deque(maxlen=1_000)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request. method: one of the few there are. route: its template, never a path."""
        self.requests[method, route, status].add(seconds)

    def told(self, committed: float) -> None:
        """Count a fact. committed: when, of `time.time` in whichever process it was."""
        now = time.time()
        seconds = max(0.0, now - committed)
        self.spread.add(seconds)
        self.recent.append(Told(now, seconds))

    def lately(self) -> list[Told]:
        """Return the facts of the last minutes, the newest at the end."""
        since = time.time() - REMEMBERED
        return [one for one in self.recent if one.at >= since]

    def woken(self, late: float) -> None:
        """Count how many seconds after its moment a greenlet was woken."""
        self.hub.add(max(0.0, late))

    def dropped_slow(self) -> None:
        """Count a socket that was dropped because it read too slowly."""
        self.dropped += 1


pulse = Pulse()
