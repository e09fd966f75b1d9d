"""Which device holds whom. Nothing here commits."""

from __future__ import annotations

from functools import partial

from server import clock
from server.extensions import db
from server.people.models import Device, Person
from server.realtime.publish import after_commit
from server.realtime.silence import silence_device


def hold(device_hash: str, person: Person) -> None:
    """Let a device hold this person, in place of whom it held at this conference before."""
    device = db.session.get(Device, (device_hash, person.conference))
    if device is None:
        give(device_hash, person)
    elif device.person_id != person.id:
        device.person_id = person.id
        device.since = clock.now()
        after_commit(partial(silence_device, device_hash, person.conference))


def give(device_hash: str, person: Person) -> None:
    """Let a device that holds nobody at this conference hold this person."""
    db.session.add(
        Device(
            token_hash=device_hash,
            conference=person.conference,
            person_id=person.id,
            since=clock.now(),
        )
    )
    db.session.flush()
