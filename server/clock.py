"""The one place time comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """Return the present moment in UTC, to the millisecond that the wire carries."""
    moment = _source()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def tell_time_by(source: Callable[[], datetime] | None) -> None:
    """Take time from `source` from now on, or from the system again with None. For tests."""
    global _source  # noqa: PLW0603  (there is one clock)
    _source = source or _system


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block, in a process that does nothing else meanwhile."""
    before = _source
    tell_time_by(lambda: moment)
    try:
        yield
    finally:
        tell_time_by(before)
