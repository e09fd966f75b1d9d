"""The sockets that this process holds, and what each is subscribed to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Hearing:
    """What one socket hears of one conference."""

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

    def phones(self) -> list[Phone]:
        """Return all connected phones, as a list of its own."""
        return list(self._phones.values())

    def hearings(self) -> Iterator[tuple[Phone, str, Hearing]]:
        """Yield every (phone, conference, hearing)."""
        for phone in self.phones():
            for conference, hearing in list(phone.hearing.items()):
                yield phone, conference, hearing

    def of_person(self, person_id: uuid.UUID) -> list[tuple[Phone, str]]:
        """Return the phones on which this person hears a conference, with its slug."""
        return [
            (phone, conference)
            for phone, conference, hearing in self.hearings()
            if hearing.person_id == person_id
        ]

    def people(self, conference: str) -> set[uuid.UUID]:
        """Return who is connected to this process at a conference."""
        return {hearing.person_id for _, slug, hearing in self.hearings() if slug == conference}
