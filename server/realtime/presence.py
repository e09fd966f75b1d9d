"""The sockets that this process holds, and what each is subscribed to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import current_app


@dataclass
class Hearing:
    """What one socket hears of one conference, and as whom. Other rights are another hearing."""

    person_id: uuid.UUID
    rights_version: int
    streams: set[str] = field(default_factory=set)


@dataclass
class Phone:
    """One connected socket."""

    sid: str
    device_hash: str
    hearing: dict[str, Hearing] = field(default_factory=dict)


class Presence:
    """The phones connected to this process."""

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}

    def connected(self, phone: Phone) -> None:
        """Remember a phone that has just connected."""
        self._phones[phone.sid] = phone

    def gone(self, sid: str) -> None:
        """Forget a phone."""
        self._phones.pop(sid, None)

    def phone(self, sid: str) -> Phone | None:
        """Return a connected phone."""
        return self._phones.get(sid)

    def hearings(self) -> Iterator[tuple[Phone, str, Hearing]]:
        """Yield every (phone, conference, hearing) of this moment."""
        for phone in list(self._phones.values()):
            for conference, hearing in list(phone.hearing.items()):
                yield phone, conference, hearing


def presence() -> Presence:
    """Return this process's connected phones."""
    return current_app.extensions["happenstance-presence"]  # type: ignore[no-any-return]
