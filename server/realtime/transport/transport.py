"""The phones' way in: whose handshake is in order becomes a connection of Engine.IO at once."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import gevent
from engineio import Server
from werkzeug.middleware.proxy_fix import ProxyFix

from server.realtime.transport import frames, handshake
from server.realtime.transport.handshake import Environ
from server.realtime.transport.wire import Wire

May = Callable[[Environ], bool]
TURNS = 25  # seconds in which every phone is asked once whether it is there


class Transport:
    """Takes in phones.

    engine: the Engine.IO server. may: whether a handshake comes from our own pages.
    proxies: how many of them stand before us, whose word counts on where a request came from.
    """

    def __init__(self, engine: Server, may: May, proxies: int) -> None:
        self._engine = engine
        self._may = may
        self._turns: list[set[Wire]] = [set() for _ in range(TURNS)]
        self._next = 0
        promises = {
            "upgrades": [],
            "pingTimeout": int(engine.ping_timeout * 1000),
            "pingInterval": int(engine.ping_interval * 1000),
            "maxPayload": engine.max_http_buffer_size,
        }
        self._promises = json.dumps(promises).encode()[1:]
        hops = {"x_for": proxies, "x_proto": proxies, "x_host": proxies}
        self._heed_proxies = ProxyFix(_nothing, **hops) if proxies else None

    def take(self, connection: socket.socket, head: bytes, address: tuple[Any, ...]) -> Wire | None:
        """Let a phone in, to be served from then on; None, at once, if it is anything else.

        head: what the connection has brought so far, not yet taken off it.
        """
        environ = handshake.read(head, address)
        if environ is None:
            return None
        if self._heed_proxies:
            self._heed_proxies(environ, _unanswered)
        if not self._may(environ):
            return None
        connection.recv(len(head))
        engine = self._engine
        sid = engine.generate_id()
        wire = Wire(engine, sid, connection)
        engine.sockets[sid] = wire
        engine._trigger_event("connect", sid, environ, run_async=False)
        wire.write(handshake.answer(environ) + frames.text(self._opening(sid)))
        return wire

    def serve(self, wire: Wire) -> None:
        """Hear a phone until it hangs up."""
        turn = self._turns[self._next % TURNS]
        self._next += 1
        turn.add(wire)
        try:
            wire.listen()
        finally:
            turn.discard(wire)

    def wires(self) -> list[Wire]:
        """Return the phones that are connected."""
        return [wire for turn in self._turns for wire in turn]

    def dismiss_all(self) -> None:
        """Say goodbye to everybody, who come back by themselves, to whichever server there is."""
        for wire in self.wires():
            wire.dismiss()

    def ask_in_turns(self) -> None:
        """Ask everybody whether they are still there, for ever. Needs a greenlet of its own."""
        while True:
            for turn in self._turns:
                gevent.sleep(1)
                for wire in list(turn):
                    wire.ask()
                for wire in self.wires():
                    wire.cut_if_late()

    def _opening(self, sid: str) -> bytes:
        """Return Engine.IO's first packet, of which all but one word is the same for all."""
        return b'0{"sid":"%b",%b' % (sid.encode(), self._promises)


def _nothing(_environ: Environ, _start: object) -> list[bytes]:
    """Be the application behind the proxies, to which it only matters what they said."""
    return []


def _unanswered(*_answer: object) -> Callable[[bytes], None]:
    """Be told how an answer starts of which there is none."""
    raise NotImplementedError
