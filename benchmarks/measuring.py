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
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KB = os.sysconf("SC_PAGE_SIZE") / 1024


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


def work_of(pid: int) -> float:
    """Return the seconds that a process has worked so far."""
    return _stat(pid)[0]


def used_by(leader: int) -> tuple[float, float]:
    """Return the seconds that a group of processes has worked so far, and the kilobytes it holds.

    leader: its first process.
    """
    used = [_stat(pid) for pid in _group(leader)]
    return sum(seconds for seconds, _ in used), sum(held for _, held in used)


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


def _group(leader: int) -> list[int]:
    """Return the processes of the group that `leader` leads."""
    pids = [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()]
    return [pid for pid in pids if _in_group(pid, leader)]


def _in_group(pid: int, leader: int) -> bool:
    try:
        return os.getpgid(pid) == leader
    except ProcessLookupError:
        return False


def _stat(pid: int) -> tuple[float, float]:
    """Return the seconds a process has worked and the kilobytes it holds; none if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * PAGE_KB
