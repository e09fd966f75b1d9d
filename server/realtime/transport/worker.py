"""gunicorn's worker: gevent's HTTP server, with the phones' websockets taken off its hands.

The parent imports this before the worker has patched the world, so nothing is imported here that
would use it. What the handshake does not read as a browser's goes the way it always went.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import Any

import gevent
from gevent.pywsgi import WSGIServer
from gevent.socket import socket as Socket  # noqa: N812 - it is a class
from geventwebsocket.gunicorn.workers import GeventWebSocketWorker

LONGEST_HEAD = 1 << 13  # bytes
BREATH = 1e-5  # seconds, in which others are served
LETTING_GO = 0.5  # seconds that it may take, before gunicorn looks whether all have gone

# Nobody asks which greenlet began which, and to remember it takes memory and time for each phone.
gevent.config.track_greenlet_tree = False


class Unhurried(Socket):  # type: ignore[misc]  # gevent has no types
    """A connection that leaves time for others, however much there is to be read from it."""

    def recv_into(self, buffer: memoryview, *how: int) -> int:
        """Read as usual; what fills the buffer may be followed by more, without end."""
        read: int = super().recv_into(buffer, *how)
        if read == len(buffer):
            gevent.sleep(BREATH)
        return read


class LiveServer(WSGIServer):  # type: ignore[misc]  # gevent has no types
    """Serves HTTP, and hands whoever opens a websocket to the app's transport."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._usual: set[Unhurried] = set()

    def close(self) -> None:
        """Take nobody in any more, and let go of those who are there: most would never end.

        What was asked is answered still, and nothing more is heard.
        """
        super().close()
        if transport := self._transport():
            transport.dismiss_all()
        for connection in self._usual:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
        self.pool.join(LETTING_GO)

    def handle(self, sock: socket.socket, address: tuple[Any, ...]) -> None:
        """Serve one connection until it ends."""
        transport = self._transport()
        if transport is None or isinstance(sock, ssl.SSLSocket):
            super().handle(sock, address)
            return
        try:
            # Without a name here for what was read, which thousands who wait would keep.
            wire = transport.take(sock, sock.recv(LONGEST_HEAD, socket.MSG_PEEK), address)
        except OSError:
            return
        if wire is not None:
            transport.serve(wire)
        else:
            with Unhurried(fileno=sock.detach()) as connection:
                self._usual.add(connection)
                try:
                    super().handle(connection, address)
                finally:
                    self._usual.discard(connection)

    def _transport(self) -> Any:
        return getattr(self.application, "extensions", {}).get("happenstance-transport")


class LiveWorker(GeventWebSocketWorker):  # type: ignore[misc]  # it has no types
    """Runs `LiveServer`."""

    server_class = LiveServer
