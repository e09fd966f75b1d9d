"""Every ten seconds: numbers repeated, so that a lost fact heals; rights checked again.

What is kept in memory is let go of when it is old.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask, current_app
from sqlalchemy import select

from server.database import in_turns, reading
from server.extensions import db, socketio
from server.realtime.forgetting import forget_old
from server.realtime.models import Stream
from server.realtime.presence import presence
from server.realtime.silence import silence

BEAT = 10.0  # seconds
AT_ONCE = 50  # phones told, before others are served
READ_AT_ONCE = 500  # numbers, likewise
NOBODY = None, 0

# By (device, conference): who holds the device there, and their rights_version.
Rights = dict[tuple[str, str], tuple[uuid.UUID, int]]
RightsAt = Callable[[set[str]], Rights]


def check_rights_by(app: Flask, rights_at: RightsAt) -> None:
    """Let `rights_at(conferences)` tell whom each device holds there now, and their rights."""
    app.extensions["happenstance-rights-at"] = rights_at


def beat() -> None:
    """Silence the phones whose rights have changed, repeat the numbers to the others; forget."""
    forget_old()
    hearings = list(presence().hearings())
    conferences = {conference for _, conference, _ in hearings}
    with reading(db.session):
        rights_at: RightsAt = current_app.extensions["happenstance-rights-at"]
        rights = rights_at(conferences)
        numbers = _numbers(conferences)
    for some in in_turns(hearings, AT_ONCE):
        for phone, conference, hearing in some:
            if phone.hearing.get(conference) is not hearing:
                continue  # it has just subscribed anew, by newer rights than these
            if not hearing.is_of(*rights.get((phone.device_hash, conference), NOBODY)):
                silence(phone, conference)
            elif hearing.streams:
                own = {stream: numbers.get((conference, stream), 0) for stream in hearing.streams}
                message = {"conference": conference, "numbers": own}
                # Its socket is ours: no other process is to hear, and no queue to be waited for.
                socketio.emit("numbers", message, to=phone.sid, ignore_queue=True)


def _numbers(conferences: set[str]) -> dict[tuple[str, str], int]:
    rows = db.session.execute(
        select(Stream.conference, Stream.name, Stream.number)
        .where(Stream.conference.in_(conferences))
        .execution_options(yield_per=READ_AT_ONCE)
    )
    return {
        (conference, name): number
        for some in in_turns(rows, READ_AT_ONCE)
        for conference, name, number in some
    }
