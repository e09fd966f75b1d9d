"""The socket: it connects a device, subscribes it to streams, and says what time it is.

Nothing is written over it; commands go by HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app, request
from flask_socketio import ConnectionRefusedError, join_room, leave_room

from server import clock
from server.database import reading
from server.errors import Problem, not_found
from server.extensions import db, socketio
from server.realtime.doors import check_door
from server.realtime.facts import person_room, stream_room
from server.realtime.presence import Hearing, Phone, Presence
from server.realtime.publish import number_of
from server.web.device import known_device
from server.web.edge import find_caller
from server.web.origin import from_our_pages

MOST_STREAMS = 40  # of one conference on one phone; more is not a phone of ours
STREAM_NAME = re.compile(r"[a-z-]{1,20}(:[0-9a-f-]{1,40})?")


def presence() -> Presence:
    """Return this process's connected phones."""
    return current_app.extensions["happenstance-presence"]  # type: ignore[no-any-return]


def sid() -> str:
    """Return the socket that the present message came by."""
    return request.sid  # type: ignore[attr-defined,no-any-return]  # Flask-SocketIO adds it


def _answered(handler: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Answer bad input and refusals over the socket in the one shape of problems."""

    @wraps(handler)
    def guarded(message: object = None) -> dict[str, Any]:
        try:
            if not isinstance(message, dict):
                raise Problem("bad-request", 400)
            return handler(message)
        except Problem as problem:
            return {"problem": problem.body()}

    return guarded


@socketio.on("connect")
def connect(auth: object = None) -> None:
    """Let a device with a token in, from our own pages only."""
    device = known_device()
    if not from_our_pages(request) or device is None:
        raise ConnectionRefusedError("foreign-origin" if device else "unknown-device")
    presence().connected(Phone(sid=sid(), device_hash=device))


@socketio.on("disconnect")
def disconnect(reason: object = None) -> None:
    """Forget the phone; Socket.IO has left its rooms already."""
    presence().gone(sid())


@socketio.on("clock")
def tell_time(message: object = None) -> dict[str, Any]:
    """Tell the server's time in milliseconds since 1970."""
    return {"now": int(clock.now().timestamp() * 1000)}


@socketio.on("subscribe")
@_answered
def subscribe(message: dict[str, Any]) -> dict[str, Any]:
    """Let a phone hear a stream if its door agrees; answers with the stream's number."""
    conference, stream = _names(message)
    phone = presence().phone(sid())
    if phone is None:
        raise not_found()
    with reading(db.session):
        caller = find_caller(phone.device_hash, conference)
        if caller is None:
            raise not_found()
        check_door(caller, stream)
        hearing = phone.hearing.get(conference)
        if hearing is None or hearing.person_id != caller.id:
            hearing = phone.hearing[conference] = Hearing(caller.id, caller.rights_version)
        if len(hearing.streams) >= MOST_STREAMS and stream not in hearing.streams:
            raise Problem("too-many", 429)
        hearing.rights_version = caller.rights_version
        hearing.streams.add(stream)
        # The room first, then the number: a fact in between is heard twice, never missed.
        join_room(person_room(caller.id))
        join_room(stream_room(conference, stream))
        return {"number": number_of(conference, stream)}


@socketio.on("unsubscribe")
@_answered
def unsubscribe(message: dict[str, Any]) -> dict[str, Any]:
    """Let a phone stop hearing a stream."""
    conference, stream = _names(message)
    phone = presence().phone(sid())
    if phone and conference in phone.hearing:
        phone.hearing[conference].streams.discard(stream)
        leave_room(stream_room(conference, stream))
    return {}


def _names(message: dict[str, Any]) -> tuple[str, str]:
    conference, stream = message.get("conference"), message.get("stream")
    if not isinstance(conference, str) or not isinstance(stream, str):
        raise Problem("bad-request", 400)
    if len(conference) > 80 or not STREAM_NAME.fullmatch(stream):
        raise not_found()
    return conference, stream
