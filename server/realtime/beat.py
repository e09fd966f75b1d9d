"""Every ten seconds: numbers repeated, so that a lost fact heals; rights checked again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from flask import Flask, current_app
from sqlalchemy import select, tuple_

from server.database import reading
from server.extensions import db, socketio
from server.realtime.facts import person_room, stream_room
from server.realtime.models import Stream
from server.realtime.presence import Phone
from server.realtime.sockets import presence

BEAT = 10.0  # seconds
AT_ONCE = 500  # rows asked for in one query, below SQLite's limit of bound values

RightsVersions = Callable[[Iterable[uuid.UUID]], dict[uuid.UUID, int]]


def check_rights_by(app: Flask, versions: RightsVersions) -> None:
    """Let `versions(people)` tell the present rights_version of each person still here."""
    app.extensions["happenstance-rights-versions"] = versions


def beat() -> None:
    """Silence the phones whose rights have changed, and repeat the numbers to the others."""
    with reading(db.session):
        _recheck_rights()
        numbers = _numbers({
            (conference, stream)
            for _, conference, hearing in presence().hearings()
            for stream in hearing.streams
        })
    for phone, conference, hearing in presence().hearings():
        if hearing.streams:
            own = {stream: numbers.get((conference, stream), 0) for stream in hearing.streams}
            socketio.emit("numbers", {"conference": conference, "numbers": own}, to=phone.sid)


def silence(person_id: uuid.UUID) -> None:
    """Stop telling a person's phones in this process anything; they may subscribe again."""
    for phone, conference in presence().of_person(person_id):
        _silence(phone, conference)


def _recheck_rights() -> None:
    people = {hearing.person_id for _, _, hearing in presence().hearings()}
    versions: RightsVersions = current_app.extensions["happenstance-rights-versions"]
    now = versions(people) if people else {}
    for phone, conference, hearing in presence().hearings():
        if now.get(hearing.person_id) != hearing.rights_version:
            _silence(phone, conference)


def _silence(phone: Phone, conference: str) -> None:
    hearing = phone.hearing.pop(conference)
    for stream in hearing.streams:
        socketio.server.leave_room(phone.sid, stream_room(conference, stream), namespace="/")
    socketio.server.leave_room(phone.sid, person_room(hearing.person_id), namespace="/")
    socketio.emit("rights", {"conference": conference}, to=phone.sid)


def _numbers(streams: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    keys, numbers = sorted(streams), {}
    for start in range(0, len(keys), AT_ONCE):
        wanted = tuple_(Stream.conference, Stream.name).in_(keys[start : start + AT_ONCE])
        for row in db.session.execute(select(Stream).where(wanted)).scalars():
            numbers[row.conference, row.name] = row.number
    return numbers
