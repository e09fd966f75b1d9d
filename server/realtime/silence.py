"""Telling a phone nothing more, until it has asked again and the doors have decided anew."""

from __future__ import annotations

import uuid

from server.extensions import socketio
from server.realtime.facts import person_room, stream_room
from server.realtime.presence import Phone, presence


def silence_person(person_id: uuid.UUID) -> None:
    """Silence the phones that hear as this person; those of other processes at the next beat."""
    for phone, conference, hearing in presence().hearings():
        if hearing.person_id == person_id:
            silence(phone, conference)


def silence_device(device_hash: str, conference: str) -> None:
    """Silence what a device hears of a conference: it holds somebody else now."""
    for phone, slug, _ in presence().hearings():
        if phone.device_hash == device_hash and slug == conference:
            silence(phone, conference)


def silence_conference(conference: str) -> None:
    """Silence everybody at a conference that is no more."""
    for phone, slug, _ in presence().hearings():
        if slug == conference:
            silence(phone, conference)


def silence(phone: Phone, conference: str) -> None:
    """Stop telling a phone anything of a conference; say that it may subscribe again."""
    hearing = phone.hearing.pop(conference, None)
    if hearing is None:
        return
    rooms = [stream_room(conference, stream) for stream in hearing.streams]
    for room in [*rooms, person_room(hearing.person_id)]:
        socketio.server.leave_room(phone.sid, room, namespace="/")
    socketio.emit("rights", {"conference": conference}, to=phone.sid)
