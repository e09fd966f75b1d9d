"""Who is free now, as others see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

FREE_FOR = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class FreePerson:
    """Somebody who is free now, till then at the latest."""

    person_id: UUID
    until: datetime


@dataclass(frozen=True, kw_only=True)
class FreeNowList:
    """Those who are free now, as far as one may see them, beside the number of the stream `feed`.

    Whoever asks is among them where they are free themselves.
    """

    number: int
    people: tuple[FreePerson, ...]
