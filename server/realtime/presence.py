"""The sockets that this process holds, what each is subscribed to, and who is connected at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flask import current_app

from server import clock
from server.realtime.elsewhere import Elsewhere, Said

LONGEST_AWAY = 600.0  # seconds after which nobody asks any more who has gone

People = dict[str, set[uuid.UUID]]  # by conference


@dataclass(slots=True)
class Hearing:
    """What one socket hears of one conference, and as whom. Other rights are another hearing."""

    person_id: uuid.UUID
    rights_version: int
    streams: set[str] = field(default_factory=set)

    def is_of(self, person_id: uuid.UUID | None, rights_version: int) -> bool:
        """Say whether somebody hears this by the rights they have."""
        return (self.person_id, self.rights_version) == (person_id, rights_version)


@dataclass(slots=True)
class Phone:
    """One connected socket."""

    sid: str
    device_hash: str
    hearing: dict[str, Hearing] = field(default_factory=dict)


class Presence:
    """The phones connected to this process.

    redis_url: how it knows of those of other processes; it lags behind these by some seconds.
    silences: how often somebody who may be here has lost a right, or the whole conference.
    """

    def __init__(self, redis_url: str | None = None) -> None:
        self.silences = 0
        self._phones: dict[str, Phone] = {}
        self._left: dict[str, dict[uuid.UUID, float]] = {}  # by the steady clock
        self._others = Elsewhere(redis_url) if redis_url else None
        self._said: list[Said] = []
        self._elsewhere: People = {}
        self._figures: Callable[[], Said] = dict

    def connected(self, phone: Phone) -> None:
        """Remember a phone that has just connected."""
        self._phones[phone.sid] = phone

    def gone(self, sid: str) -> None:
        """Forget a phone."""
        phone = self._phones.pop(sid, None)
        for conference, hearing in phone.hearing.items() if phone else ():
            self._left.setdefault(conference, {})[hearing.person_id] = clock.steady()

    def phone(self, sid: str) -> Phone | None:
        """Return a connected phone."""
        return self._phones.get(sid)

    def hearings(self) -> Iterator[tuple[Phone, str, Hearing]]:
        """Yield every (phone, conference, hearing) of this moment."""
        for phone in list(self._phones.values()):
            for conference, hearing in list(phone.hearing.items()):
                yield phone, conference, hearing

    def sockets(self) -> int:
        """Return how many sockets are connected to this process."""
        return len(self._phones)

    def people(self, conference: str) -> set[uuid.UUID]:
        """Return who has a phone connected to any process, as far as this one has heard."""
        return self._here().get(conference, set()) | self._elsewhere.get(conference, set())

    def away(self, conference: str, seconds: float) -> set[uuid.UUID]:
        """Return who was connected to any process within so many seconds, and is now to none.

        seconds: up to LONGEST_AWAY.
        """
        since = clock.steady() - seconds
        left = self._left.get(conference, {})
        return {one for one, at in left.items() if at >= since} - self.people(conference)

    def tell_also(self, figures: Callable[[], Said]) -> None:
        """Let other processes know these figures of this one, too: what JSON can say, unnamed."""
        self._figures = figures

    def figures(self) -> list[Said]:
        """Return the figures of all processes, this one's first."""
        return [self._figures(), *(said["figures"] for said in self._said)]

    def exchange(self) -> None:
        """Tell the other processes who is here, and hear of them. May wait for Redis.

        Who has been gone for long is forgotten, too.
        """
        self._forget_gone()
        if self._others is None:
            return
        here = {
            slug: [person_id.hex for person_id in people] for slug, people in self._here().items()
        }
        told = self._others.exchange({"people": here, "figures": self._figures()})
        self._said = told or []
        before, self._elsewhere = self._elsewhere, {}
        for said in self._said:
            for slug, people in said["people"].items():
                self._elsewhere.setdefault(slug, set()).update(map(uuid.UUID, people))
        if told is None:
            return  # nobody knows who is gone
        for slug, people in before.items():
            gone = people - self._elsewhere.get(slug, set())
            self._left.setdefault(slug, {}).update(dict.fromkeys(gone, clock.steady()))

    def leave(self) -> None:
        """Have the other processes forget this one at once. May wait for Redis."""
        if self._others:
            others, self._others = self._others, None
            others.leave()

    def _forget_gone(self) -> None:
        since = clock.steady() - LONGEST_AWAY
        recent = {
            conference: {one: at for one, at in left.items() if at >= since}
            for conference, left in self._left.items()
        }
        self._left = {conference: left for conference, left in recent.items() if left}

    def _here(self) -> People:
        people: People = {}
        for _, conference, hearing in self.hearings():
            people.setdefault(conference, set()).add(hearing.person_id)
        return people


def presence() -> Presence:
    """Return this process's connected phones."""
    return current_app.extensions["happenstance-presence"]  # type: ignore[no-any-return]
