"""What photos are made of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

SIZES = (320, 800, 1600)  # pixels of the longer side, at most
HEAVIEST = 200_000  # bytes of one size as it is delivered
TYPES = ("image/jpeg", "image/png", "image/webp")
HEAVIEST_SENT = 10  # megabytes of a photo as it is sent


@dataclass(frozen=True, kw_only=True)
class SentPhoto:
    """A photo that has arrived, and waits for its story. width, height: of its largest size."""

    id: UUID
    width: int
    height: int
