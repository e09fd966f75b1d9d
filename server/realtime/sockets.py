"""The socket: it connects a device, subscribes it to streams, and says what time it is.

Nothing is written over it; commands go by HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Request
from socketio import Server
from socketio.exceptions import ConnectionRefusedError as Refused

from server.clock import now
from server.errors import Problem, not_found, problem_of, too_many
from server.extensions import socketio
from server.realtime.admission import MOST_STREAMS, Ask, admit
from server.realtime.facts import stream_room
from server.realtime.presence import Phone, Presence, presence
from server.realtime.transport.handshake import HANDSHAKE
from server.web.device import by_https, device_in
from server.web.edge import SLUG
from server.web.origin import from_our_pages

STREAM_NAME = re.compile(r"[a-z-]{1,20}(:[0-9a-f-]{1,40})?")

Message = dict[str, Any]
Handler = Callable[[str, Message], Message]  # of a socket, and what came by it


def listen(app: Flask, server: Server) -> None:
    """Have `server` hand us what phones say, without a request's context: they are thousands."""
    here: Presence = app.extensions["happenstance-presence"]
    public_url: str | None = app.config["PUBLIC_URL"]

    def is_said(sid: str) -> bool:
        """Say whether a phone has only sent an event of that name: it is as connected as ever."""
        return bool(server.manager.is_connected(sid, "/"))

    def connected(sid: str, environ: dict[str, Any], _auth: object = None) -> None:
        if is_said(sid):
            return
        here.connected(Phone(sid=sid, device_hash=_device(environ, public_url)))
        if HANDSHAKE in environ:
            environ.clear()  # nobody asks for it again, and phones are thousands

    def disconnected(sid: str, _reason: object = None) -> None:
        if not is_said(sid):
            here.gone(sid)

    server.on("connect", connected)
    server.on("disconnect", disconnected)
    for handler in (subscribe, unsubscribe, clock):
        server.on(handler.__name__, _answered(app, handler))


def _answered(app: Flask, handler: Handler) -> Callable[..., Message]:
    """Answer every failure over the socket in the one shape of problems."""

    @wraps(handler)
    def guarded(sid: str, *messages: object) -> Message:
        with app.app_context():
            try:
                match messages:
                    case [dict() as message]:
                        return handler(sid, message)
                raise Problem("bad-request", 400)
            except Exception as error:  # noqa: BLE001  (whatever it was, the phone waits for an answer)
                return {"problem": problem_of(error).body()}

    return guarded


def _device(environ: dict[str, Any], public_url: str | None) -> str:
    """Return the device that opens a socket. Raises Refused unless it is our page's, with a token.

    Of a handshake that was read here the transport has asked already whose page it is.
    """
    if HANDSHAKE not in environ and not from_our_pages(Request(environ), public_url):
        raise _refused(Problem("foreign-origin", 403))
    secure = by_https(public_url, environ["wsgi.url_scheme"])
    device = device_in(environ.get("HTTP_COOKIE", ""), secure=secure)
    if device is None:
        raise _refused(Problem("unknown-device", 401))
    return device


def _refused(problem: Problem) -> Refused:
    return Refused(problem.code, problem.body())


def clock(_sid: str, _message: Message) -> Message:
    """Tell the server's time in milliseconds since 1970."""
    return {"now": int(now().timestamp() * 1000)}


def subscribe(sid: str, message: Message) -> Message:
    """Let a phone hear streams of a conference if their doors agree.

    Asked for `streams` it answers with the {numbers} of those, and the {problems} of the ones that
    stay closed, by their names; asked for one `stream`, with its {number}. Who says where they
    stand in some of the many, {at} by their names, may have {missed}: the JSON text of what they
    would fetch, where a stream has gone on and this can be told at once.
    """
    if "streams" in message:
        return _subscribe_to_many(sid, message)
    conference, stream = _names(message)
    ask = Ask(_phone(sid), conference, stream)
    admit([ask])
    if isinstance(ask.answer, Exception):
        raise ask.answer
    return {"number": ask.answer}


def _subscribe_to_many(sid: str, message: Message) -> Message:
    conference, streams = message.get("conference"), message["streams"]
    at = message.get("at", {})
    if not isinstance(conference, str) or not _are_texts(streams) or not _are_numbers(at):
        raise Problem("bad-request", 400)
    if len(streams) > MOST_STREAMS:
        raise too_many()
    if not SLUG.fullmatch(conference):
        raise not_found()
    phone = _phone(sid)
    asks = [
        Ask(
            phone,
            conference,
            stream,
            answer=None if STREAM_NAME.fullmatch(stream) else not_found(),
            at=at.get(stream),
        )
        for stream in dict.fromkeys(streams)
    ]
    admit([ask for ask in asks if ask.answer is None])
    answer: Message = {"numbers": {}, "problems": {}, "missed": {}}
    for ask in asks:
        if isinstance(ask.answer, Exception):
            answer["problems"][ask.stream] = problem_of(ask.answer).body()
        else:
            answer["numbers"][ask.stream] = ask.answer
            if ask.missed is not None:
                answer["missed"][ask.stream] = ask.missed
    return answer


def unsubscribe(sid: str, message: Message) -> Message:
    """Let a phone stop hearing a stream."""
    conference, stream = _names(message)
    phone = presence().phone(sid)
    if phone and conference in phone.hearing:
        phone.hearing[conference].streams.discard(stream)
        socketio.server.leave_room(sid, stream_room(conference, stream))
    return {}


def _phone(sid: str) -> Phone:
    phone = presence().phone(sid)
    if phone is None:
        raise not_found()
    return phone


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def _are_numbers(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(one, int) and one >= 0 for one in found.values()
    )


def _names(message: Message) -> tuple[str, str]:
    conference, stream = message.get("conference"), message.get("stream")
    if not isinstance(conference, str) or not isinstance(stream, str):
        raise Problem("bad-request", 400)
    if not SLUG.fullmatch(conference) or not STREAM_NAME.fullmatch(stream):
        raise not_found()
    return conference, stream
