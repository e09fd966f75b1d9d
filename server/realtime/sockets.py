"""The socket: it connects a device, subscribes it to streams, and says what time it is.

Nothing is written over it; commands go by HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room, leave_room

from server.clock import now
from server.database import reading
from server.errors import Problem, not_found, problem_of, too_many
from server.extensions import db
from server.realtime.doors import check_door
from server.realtime.facts import person_room, stream_room
from server.realtime.presence import Hearing, Phone, presence
from server.realtime.publish import number_of
from server.realtime.silence import silence
from server.web.device import known_device
from server.web.edge import find_caller
from server.web.origin import refuse_foreign_pages
from server.web.rights import Caller

MOST_STREAMS = 40  # of one conference on one phone; more is not a phone of ours
STREAM_NAME = re.compile(r"[a-z-]{1,20}(:[0-9a-f-]{1,40})?")

Message = dict[str, Any]


def sid() -> str:
    """Return the socket that the present message came by."""
    return request.sid  # type: ignore[attr-defined,no-any-return]  # Flask-SocketIO adds it


def _answered(handler: Callable[[Message], Message]) -> Callable[..., Message]:
    """Answer every failure over the socket in the one shape of problems."""

    @wraps(handler)
    def guarded(*messages: object) -> Message:
        try:
            match messages:
                case [dict() as message]:
                    return handler(message)
            raise Problem("bad-request", 400)
        except Exception as error:  # noqa: BLE001  (whatever it was, the phone waits for an answer)
            return {"problem": problem_of(error).body()}

    return guarded


def connect(_auth: object = None) -> None:
    """Let a device with a token in, from our own pages only."""
    try:
        refuse_foreign_pages()
        device = known_device()
        if device is None:
            raise Problem("unknown-device", 401)
    except Problem as problem:
        raise Refused(problem.code, problem.body()) from problem
    presence().connected(Phone(sid=sid(), device_hash=device))


def disconnect(_reason: object = None) -> None:
    """Forget the phone; Socket.IO has left its rooms already."""
    presence().gone(sid())


@_answered
def clock(_message: Message) -> Message:
    """Tell the server's time in milliseconds since 1970."""
    return {"now": int(now().timestamp() * 1000)}


@_answered
def subscribe(message: Message) -> Message:
    """Let a phone hear a stream if its door agrees; answers with the stream's number."""
    conference, stream = _names(message)
    with reading(db.session):
        phone = presence().phone(sid())
        caller = find_caller(phone.device_hash, conference) if phone else None
        if phone is None or caller is None:
            raise not_found()
        check_door(caller, stream)
        hearing = _hearing(phone, caller)
    if stream not in hearing.streams and len(hearing.streams) >= MOST_STREAMS:
        raise too_many()
    if presence().phone(sid()) is not phone or phone.hearing.get(conference) is not hearing:
        raise not_found()  # it hung up meanwhile, or lost the right to hear this
    hearing.streams.add(stream)
    join_room(person_room(hearing.person_id))
    join_room(stream_room(conference, stream))
    # The rooms first, then rights and number as they are now: a fact in between is heard twice,
    # never missed, and whoever loses a right from here on is found among those who hear.
    try:
        with reading(db.session):
            caller = find_caller(phone.device_hash, conference)
            if caller is None or not hearing.is_of(caller.id, caller.rights_version):
                raise not_found()
            return {"number": number_of(conference, stream)}
    except Problem:
        silence(phone, conference)
        raise


@_answered
def unsubscribe(message: Message) -> Message:
    """Let a phone stop hearing a stream."""
    conference, stream = _names(message)
    phone = presence().phone(sid())
    if phone and conference in phone.hearing:
        phone.hearing[conference].streams.discard(stream)
        leave_room(stream_room(conference, stream))
    return {}


def listen(socketio: SocketIO) -> None:
    """Have `socketio` hand us what phones say."""
    for handler in (connect, disconnect, subscribe, unsubscribe, clock):
        socketio.on_event(handler.__name__, handler)


def _hearing(phone: Phone, caller: Caller) -> Hearing:
    """Return what this phone hears as the caller, afresh if it was somebody else or had less."""
    hearing = phone.hearing.get(caller.conference)
    if hearing is not None:
        if hearing.is_of(caller.id, caller.rights_version):
            return hearing
        silence(phone, caller.conference)
    hearing = Hearing(caller.id, caller.rights_version)
    phone.hearing[caller.conference] = hearing
    return hearing


def _names(message: Message) -> tuple[str, str]:
    conference, stream = message.get("conference"), message.get("stream")
    if not isinstance(conference, str) or not isinstance(stream, str):
        raise Problem("bad-request", 400)
    if not STREAM_NAME.fullmatch(stream):
        raise not_found()
    return conference, stream
