"""A stretch of bad network between phones and a server: TCP that delays, cuts and falls silent."""

from __future__ import annotations

import enum
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65_536  # bytes
AT_ONCE_GONE = struct.pack("ii", 1, 0)  # a socket closed with this is reset


class Fault(enum.Enum):
    """What becomes of one connection."""

    NONE = "all goes through"
    DELAY = "the answer comes late"
    ANSWER_LOST = "what is asked arrives, and the answer is cut off"
    NEVER_ANSWERED = "what is asked arrives, and then nobody hears of the other"
    HALF_ASKED = "half of what is asked arrives, and then nobody hears of the other"


class Proxy:
    """Hands every connection on to a server. url: where phones reach it."""

    def __init__(self, upstream: str, delay: float) -> None:
        self._strikes: deque[Fault] = deque()
        self._upstream = urlsplit(upstream).hostname, urlsplit(upstream).port
        self._delay = delay
        self._mended = threading.Event()
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def strike(self, fault: Fault, times: int = 1) -> None:
        """Have so many of the next connections suffer this."""
        self._strikes.extend([fault] * times)

    def has_struck(self) -> bool:
        """Say whether they all have."""
        return not self._strikes

    def mend(self) -> None:
        """Cut those connections on which nobody hears of the other."""
        self._mended.set()
        self._mended = threading.Event()

    def close(self) -> None:
        """End all connections."""
        self.mend()
        for end in (self._door, *self._ends):
            _hang_up(end)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._door.accept()
                fault = self._strikes.popleft() if self._strikes else Fault.NONE
                threading.Thread(target=self._connect, args=(phone, fault), daemon=True).start()

    def _connect(self, phone: socket.socket, fault: Fault) -> None:
        try:
            server = socket.create_connection(self._upstream)
        except OSError:
            _hang_up(phone)
            return
        self._ends += phone, server
        asking = threading.Thread(target=self._ask, args=(phone, server, fault), daemon=True)
        asking.start()
        self._answer(phone, server, fault)

    def _ask(self, phone: socket.socket, server: socket.socket, fault: Fault) -> None:
        with suppress(OSError):
            while data := phone.recv(CHUNK):
                if fault is Fault.HALF_ASKED:
                    server.sendall(data[: len(data) // 2])
                    return
                server.sendall(data)
        if fault is not Fault.NEVER_ANSWERED:
            _hang_up(server)

    def _answer(self, phone: socket.socket, server: socket.socket, fault: Fault) -> None:
        mended = self._mended
        with suppress(OSError):
            while data := server.recv(CHUNK):
                if fault is Fault.ANSWER_LOST:
                    phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE_GONE)
                    break
                if fault is Fault.NEVER_ANSWERED:
                    continue
                if fault is Fault.DELAY:
                    mended.wait(self._delay)
                phone.sendall(data)
        if fault in {Fault.NEVER_ANSWERED, Fault.HALF_ASKED}:
            mended.wait()
        _hang_up(phone)
        _hang_up(server)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def proxying(upstream: str, *, delay: float = 0.0) -> Iterator[Proxy]:
    """Yield a stretch of network before a server. delay: seconds that a late answer takes."""
    proxy = Proxy(upstream, delay)
    try:
        yield proxy
    finally:
        proxy.close()
