"""Telling a phone nothing more, until it has asked again and the doors have decided anew.

Every process hears whom to silence by the way that facts take, and after the facts that were told
before. Should one not hear of it, its beat finds the phones that have other rights by now.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask

from server.extensions import socketio
from server.realtime.facts import person_room, stream_room
from server.realtime.presence import Hearing, Phone, presence

SILENCE = "silence"  # between processes; no phone hears it


def silence_person(person_id: uuid.UUID) -> None:
    """Silence the phones that hear as this person, whichever process holds them."""
    socketio.emit(SILENCE, {"person": str(person_id)})


def silence_device(device_hash: str, conference: str) -> None:
    """Silence what a device hears of a conference: it holds somebody else now."""
    socketio.emit(SILENCE, {"device": device_hash, "conference": conference})


def silence_conference(conference: str) -> None:
    """Silence everybody at a conference that is no more."""
    socketio.emit(SILENCE, {"conference": conference})


def silence(phone: Phone, conference: str) -> None:
    """Stop telling a phone anything of a conference; say that it may subscribe again."""
    if _leave(phone, conference):
        _say_so(phone, conference)


def heed(app: Flask) -> None:
    """Have this process silence those phones of its own that any process names."""

    def silence_them(whom: dict[str, Any]) -> None:
        with app.app_context():
            presence().silences += 1
            # All of them first: to say so may have to wait for a fact that is being told.
            silenced = [
                (phone, conference)
                for phone, conference, hearing in presence().hearings()
                if whom.items() <= _names(phone, conference, hearing).items()
                and _leave(phone, conference)
            ]
            for phone, conference in silenced:
                _say_so(phone, conference)

    socketio.server.manager.heed(SILENCE, silence_them)


def _leave(phone: Phone, conference: str) -> bool:
    """Take a phone out of the rooms; say whether it was in any."""
    hearing = phone.hearing.pop(conference, None)
    if hearing is None:
        return False
    rooms = [stream_room(conference, stream) for stream in hearing.streams]
    for room in [*rooms, person_room(hearing.person_id)]:
        socketio.server.leave_room(phone.sid, room, namespace="/")
    return True


def _say_so(phone: Phone, conference: str) -> None:
    # Its socket is ours: no other process is to hear of it, and no queue to be waited for.
    socketio.emit("rights", {"conference": conference}, to=phone.sid, ignore_queue=True)


def _names(phone: Phone, conference: str, hearing: Hearing) -> dict[str, str]:
    """Return all that a phone's hearing can be named by."""
    return {
        "person": str(hearing.person_id),
        "device": phone.device_hash,
        "conference": conference,
    }
