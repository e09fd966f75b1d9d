"""Frames of the websocket protocol (RFC 6455), as far as servers of text need them. Pure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
FINAL, MASKED = 0x80, 0x80
CONTINUED, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
IN_TWO, IN_EIGHT = 126, 127  # lengths that stand in as many bytes of their own
LONGEST_CONTROL = 125  # bytes
LENGTHS = {IN_TWO: 2, IN_EIGHT: 8}
MASK = 4  # bytes

GOING_AWAY = 1001
BROKEN = 1002
NO_TEXT = 1003
NOT_UTF8 = 1007
TOO_BIG = 1009
TRY_AGAIN_LATER = 1013


class Broken(Exception):
    """What came is no frame that a phone may send. code: how to say so in a close frame."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def accept_key(key: str) -> str:
    """Return what proves that the handshake with this key was understood."""
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()  # noqa: S324


def text(payload: bytes) -> bytes:
    """Return the frame of a whole text in UTF-8."""
    return _frame(TEXT, payload)


def pong(payload: bytes) -> bytes:
    """Return the answer to a ping."""
    return _frame(PONG, payload)


def close(code: int) -> bytes:
    """Return the frame after which no other comes."""
    return _frame(CLOSE, code.to_bytes(2, "big"))


def _frame(kind: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < IN_TWO:
        return bytes((FINAL | kind, length)) + payload
    if length < 1 << 16:
        return bytes((FINAL | kind, IN_TWO)) + length.to_bytes(2, "big") + payload
    return bytes((FINAL | kind, IN_EIGHT)) + length.to_bytes(8, "big") + payload


class Reader:
    """Reads the frames of one phone. longest: bytes that a text may have."""

    __slots__ = ("_bytes", "_longest", "_message")

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._bytes = b""  # the beginning of a frame
        self._message: bytearray | None = None  # the beginning of a text in several frames

    def read(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield those that are whole by now: TEXT, CLOSE, PING or PONG, payload. Raises Broken."""
        self._bytes += data
        while (frame := self._next()) is not None:
            kind, final, payload = frame
            if kind in (CLOSE, PING, PONG):
                if not final or len(payload) > LONGEST_CONTROL:
                    raise Broken(BROKEN)
                yield kind, payload
                continue
            if (kind == CONTINUED) is (self._message is None):
                raise Broken(BROKEN)
            if self._message is None:
                self._message = bytearray()
            self._message += payload
            if len(self._message) > self._longest:
                raise Broken(TOO_BIG)
            if final:
                message, self._message = bytes(self._message), None
                yield TEXT, message

    def _next(self) -> tuple[int, bool, bytes] | None:
        """Take the first frame off what has come: its kind, whether it is final, its payload."""
        data = self._bytes
        if len(data) < 2:
            return None
        first, length = data[0], data[1] & ~MASKED
        kind, at = first & 0x0F, 2
        if kind == BINARY:
            raise Broken(NO_TEXT)
        if not data[1] & MASKED or first & 0x70 or kind not in (CONTINUED, TEXT, CLOSE, PING, PONG):
            raise Broken(BROKEN)
        if more := LENGTHS.get(length, 0):
            at += more
            if len(data) < at:
                return None
            length = int.from_bytes(data[2:at], "big")
            if length > self._longest:
                raise Broken(TOO_BIG)
        end = at + MASK + length
        if len(data) < end:
            return None
        mask = (data[at : at + MASK] * (length // MASK + 1))[:length]
        masked = data[at + MASK : end]
        self._bytes = data[end:]
        plain = int.from_bytes(masked, "big") ^ int.from_bytes(mask, "big")
        return kind, bool(first & FINAL), plain.to_bytes(length, "big")
