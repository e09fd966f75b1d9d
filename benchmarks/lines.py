"""A phone's end of a connection: websocket frames, read strictly and written by hand.

Each speaks as a browser does: it offers compression, names its origin and sends its cookie. A
stream that was spoiled on its way ends the benchmark.
"""

from __future__ import annotations

import os
import socket
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

READ = 1 << 16  # bytes
TEXT, CLOSE = 0x81, 0x88  # first bytes of the frames that servers send
SHORT, LONG = 126, 127  # lengths that are said in the two, or eight, bytes that follow
OPEN, CONNECTED, REFUSED, ANSWER, PING = b"0{", b"40", b"44", b"43", b"2"
FACT = b'42["fact"'
BROWSER = (
    "User-Agent: Mozilla/5.0 (Linux; Android 16) Chrome/142.0 Mobile Safari/537.36",
    "Accept-Encoding: gzip, deflate, br, zstd",
    "Accept-Language: en-GB,en;q=0.9",
)


class Spoiled(Exception):
    """What came is no stream of frames, or not what a phone can expect."""


@dataclass(slots=True, eq=False, kw_only=True)
class Line:
    """One end. heard: what has come and is not yet understood.

    dismissed: it was told to come back later.
    """

    socket: socket.socket | None = None
    heard: bytearray = field(default_factory=bytearray)
    dismissed: bool = False


def handshake(origin: str, cookie: str) -> bytes:
    """Return what a browser sends to open a websocket."""
    lines = (
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: {urlsplit(origin).netloc}",
        "Connection: Upgrade",
        "Pragma: no-cache",
        "Cache-Control: no-cache",
        "Upgrade: websocket",
        f"Origin: {origin}",
        "Sec-WebSocket-Version: 13",
        *BROWSER,
        f"Cookie: {cookie}",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    )
    return "\r\n".join((*lines, "", "")).encode()


def is_upgraded(line: Line) -> bool:
    """Say whether the answer to the handshake has come, and take it off. It must agree."""
    head, end, rest = bytes(line.heard).partition(b"\r\n\r\n")
    if not end:
        return False
    if not head.startswith(b"HTTP/1.1 101") or b"permessage-deflate" in head:
        raise Spoiled(head)
    line.heard = bytearray(rest)
    return True


def send(line: Line, text: bytes) -> None:
    """Send a short text, masked with zeros as if it were not."""
    assert line.socket is not None
    length = (
        bytes([0x80 | len(text)])
        if len(text) < SHORT
        else bytes([0x80 | SHORT]) + len(text).to_bytes(2, "big")
    )
    line.socket.send(bytes([TEXT]) + length + bytes(4) + text)


def packets(line: Line) -> Iterator[bytes]:
    """Yield the texts that were wholly heard; what remains is the beginning of the next."""
    heard, at = line.heard, 0
    while len(heard) - at >= 2:
        first, length, begins = heard[at], heard[at + 1], at + 2
        if first not in (TEXT, CLOSE) or length & 0x80:
            raise Spoiled(bytes(heard[at : at + 40]))
        if length >= SHORT:
            more = 2 if length == SHORT else 8
            length = int.from_bytes(heard[begins : begins + more], "big")
            if len(heard) < begins + more:
                break
            begins += more
        if len(heard) < begins + length:
            break
        at = begins + length
        if first == TEXT:
            yield bytes(heard[begins:at])
        else:
            line.dismissed = True
    del heard[:at]
