"""Waiting for what takes real time: for a condition, and never longer than was said."""

from __future__ import annotations

import time
from collections.abc import Callable

BETWEEN = 0.02  # seconds from one look to the next


def until(comes_true: Callable[[], bool], seconds: float, what: Callable[[], object]) -> None:
    """Wait until something comes true; fail with `what` there is instead after so long."""
    deadline = time.monotonic() + seconds
    while not comes_true():
        assert time.monotonic() < deadline, what()
        time.sleep(BETWEEN)
