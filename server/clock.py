"""The one place time comes from.

Between two looks at the clock on the wall (`server.work.timekeeping`) time is reckoned by a clock
that nobody sets: when the machine's is set, no round is cut short or drawn out unnoticed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

# Seconds that nobody sets. Where the machine has a clock that counts its sleep, too, it is that.
_BOOTTIME: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def steady() -> float:
    """Return the seconds of a clock that nobody sets; only differences mean something."""
    return time.monotonic() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)


def wall() -> datetime:
    """Return what the machine's clock says, which somebody may set."""
    return datetime.now(UTC)


class Reckoning:
    """The time that was told once, carried on by a steady clock until it is told again."""

    def __init__(self, told: datetime, seconds: Callable[[], float] = steady) -> None:
        self._seconds = seconds
        self.follow(told)

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self._told + timedelta(seconds=self._seconds() - self._since)

    def follow(self, told: datetime) -> None:
        """Let it be `told` now."""
        self._told, self._since = told, self._seconds()


own = Reckoning(wall())
_source: Callable[[], datetime] = own


def now() -> datetime:
    """Return the present moment in UTC, to the millisecond that the wire carries."""
    moment = _source()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def tell_time_by(source: Callable[[], datetime] | None) -> None:
    """Take time from `source` from now on, or by our own reckoning again with None. For tests."""
    global _source  # noqa: PLW0603  (there is one clock)
    _source = source or own


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block, in a process that does nothing else meanwhile."""
    before = _source
    tell_time_by(lambda: moment)
    try:
        yield
    finally:
        tell_time_by(before)
