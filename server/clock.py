"""The one place time comes from."""

from __future__ import annotations

from collections.abc import Callable
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
