"""What is announced about how the room got here."""

from __future__ import annotations

from dataclasses import dataclass

from server.origins.domain import OriginsView
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OriginsDrawn(Fact, type="origins.drawn"):
    """How the room got here was drawn anew, or fewer people are still needed for it."""

    drawn: OriginsView
