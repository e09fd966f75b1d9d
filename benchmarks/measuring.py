"""What a benchmark reports, and how it compares two ways of doing the same."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A ratio against a baseline that was measured in the same run: more is better.

    value: what was measured. goal: what it shall be at least.
    """

    value: float
    goal: float

    @property
    def met(self) -> bool:
        """Say whether it is as good as it shall be."""
        return self.value >= self.goal


Goals = dict[str, Goal]
Figures = dict[str, float | int | str]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a benchmark found. figures: what the goals were made of, with the unit in the name."""

    goals: Goals
    figures: Figures


def medians(*ways: Callable[[], object], rounds: int, calls: int) -> list[float]:
    """Return the median of the seconds that a call takes, for each of several ways.

    They take turns, `calls` at a time, so that whatever else the machine does falls on all alike.
    The first turn of each warms up and does not count.
    """
    seconds: list[list[float]] = [[] for _ in ways]
    for turn in range(rounds + 1):
        progress(f"round {turn} of {rounds}" if turn else "warming up")
        for way, taken in zip(ways, seconds, strict=True):
            timed = [_seconds(way) for _ in range(calls)]
            if turn:
                taken.extend(timed)
    return [statistics.median(taken) for taken in seconds]


def progress(text: str) -> None:
    """Say on stderr what is going on."""
    print(text, file=sys.stderr, flush=True)


def machine() -> dict[str, str | int]:
    """Return what was measured on, without anything that names whose machine it is."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _seconds(way: Callable[[], object]) -> float:
    before = time.perf_counter()
    way()
    return time.perf_counter() - before


def _processor() -> str:
    if CPUINFO.exists():
        for line in CPUINFO.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
