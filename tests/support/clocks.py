"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

OPENING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class StoppedClock:
    """Tells the same moment until `forward` moves it."""

    def __init__(self, moment: datetime = OPENING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def forward(self, **step: float) -> None:
        """Move on by `timedelta(**step)`."""
        self.moment += timedelta(**step)
