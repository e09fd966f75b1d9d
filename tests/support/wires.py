"""A phone's socket as bytes on the wire: Socket.IO over a websocket, spoken by hand.

Every frame is parsed strictly, so that a corrupted stream fails the test that reads it.
"""

from __future__ import annotations

import json
import socket
import ssl
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from wsproto import WSConnection
from wsproto.connection import ConnectionType
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Ping,
    Pong,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.frame_protocol import CloseReason

WAIT = 10.0  # seconds
GOODBYES = {
    CloseReason.NORMAL_CLOSURE,
    CloseReason.GOING_AWAY,
    CloseReason.NO_STATUS_RCVD,
    CloseReason.TRY_AGAIN_LATER,
}


class Closed(Exception):
    """The other side said goodbye."""


class Refused(Exception):
    """Socket.IO let nobody in; the argument is what it said."""


class Wire:
    """One websocket to a real server, connected to Socket.IO.

    Raises Closed or Refused when the server lets nobody in, and OSError when it is not there, or
    is gone while one listens.

    tls: whom it trusts, where the server speaks HTTPS.
    receive_buffer: bytes that the kernel takes in while nobody reads; small for a stalled phone.
    unusual: the handshake is none that a browser sends, if a proper one.
    """

    def __init__(
        self,
        url: str,
        *,
        cookie: str | None = None,
        origin: str | None = None,
        receive_buffer: int | None = None,
        tls: ssl.SSLContext | None = None,
        unusual: bool = False,
    ) -> None:
        parts = urlsplit(url)
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(WAIT)
        self._connection = WSConnection(ConnectionType.CLIENT)
        self._waiting: list[str] = []
        self._text = ""
        self._acks = 0
        headers = [
            (name, value.encode())
            for name, value in ((b"Cookie", cookie), (b"Origin", origin))
            if value is not None
        ]
        if unusual:
            headers.append((b"Content-Length", b"0"))
        try:
            self._socket.connect((parts.hostname, parts.port))
            if tls:
                self._socket = tls.wrap_socket(self._socket, server_hostname=parts.hostname)
            target = "/socket.io/?EIO=4&transport=websocket"
            self._send(Request(host=parts.netloc, target=target, extra_headers=headers))
            self._packet()  # Engine.IO says how it is set up
            self._send(TextMessage(data="40"))
            answer = self._packet()
            if not answer.startswith("40"):
                raise Refused(json.loads(answer.removeprefix("44")))
        except BaseException:
            self.close()
            raise

    def ask(self, event: str, message: Any) -> Any:
        """Send an event and return what it is answered; facts heard meanwhile are kept."""
        number, self._acks = self._acks, self._acks + 1
        self._send(TextMessage(data=f"42{number}{json.dumps([event, message])}"))
        passed_over = []
        while not (packet := self._packet()).startswith(f"43{number}["):
            passed_over.append(packet)
        self._waiting = passed_over + self._waiting
        return json.loads(packet.removeprefix(f"43{number}"))[0]

    def hear(self, event: str) -> Any:
        """Return the next message of this kind. Raises Closed after a proper goodbye."""
        while True:
            kind, message = self.hear_any()
            if kind == event:
                return message

    def hear_any(self) -> tuple[str, Any]:
        """Return the next message with its name. Raises Closed after a proper goodbye."""
        while not (packet := self._packet()).startswith("42"):
            pass
        kind, message = json.loads(packet[2:])
        return kind, message

    def heard(self) -> list[tuple[str, Any]]:
        """Return all messages so far, in order, each with its name."""
        self.ask("clock", {})
        waiting, self._waiting = self._waiting, []
        return [tuple(json.loads(one[2:])) for one in waiting if one.startswith("42[")]

    def talk(self, times: int) -> None:
        """Say without a pause that one is there, which nobody asked, until all has been heard."""
        self._socket.sendall(self._connection.send(Pong()) * times)
        self.ask("clock", {})

    def close(self) -> None:
        """Hang up without a word; who listens in another thread finds out."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _send(self, event: Event) -> None:
        self._socket.sendall(self._connection.send(event))

    def _packet(self) -> str:
        """Return the next Engine.IO packet that is not a ping."""
        while not self._waiting:
            self._read()
        return self._waiting.pop(0)

    def _read(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionResetError("hung up on without a goodbye")
        self._connection.receive_data(data)
        for event in self._connection.events():
            match event:
                case TextMessage():
                    self._text += event.data
                    if event.message_finished:
                        packet, self._text = self._text, ""
                        if packet == "2":
                            self._send(TextMessage(data="3"))
                        else:
                            self._waiting.append(packet)
                case Ping():
                    self._send(event.response())
                case CloseConnection(code=code):
                    assert code in GOODBYES, f"the stream is broken: {code} {event.reason}"
                    raise Closed(code)
                case RejectConnection():
                    raise Closed(event.status_code)
                case AcceptConnection():
                    pass
