"""What is announced about who is free now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class FreeNow(Fact, type="matching.free_now"):
    """Somebody, or you yourself, is free till then; or (None) no longer. Nobody is told why."""

    person_id: UUID
    until: datetime | None
