"""Where a picture in a file ends. What follows is no picture, whatever else it may be."""

from __future__ import annotations

import re

JPEG_MARK = re.compile(rb"\xff+([^\x00\xff])")  # after a stuffed zero it is part of the picture
RESTARTS = range(0xD0, 0xD8)
END_OF_IMAGE = 0xD9
START = {"JPEG": b"\xff\xd8", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF"}


def end_of(picture: bytes, kind: str) -> int | None:
    """Return how many bytes the picture takes up, or None when its end is missing.

    kind: JPEG, PNG or WEBP.
    """
    if not picture.startswith(START[kind]):
        return None
    ends = {"JPEG": _end_of_jpeg, "PNG": _end_of_png, "WEBP": _end_of_webp}
    end = ends[kind](picture)
    return end if end is not None and end <= len(picture) else None


def _end_of_jpeg(picture: bytes) -> int | None:
    """Go from mark to mark; a mark inside a thumbnail is passed over with what contains it."""
    at = 2
    while mark := JPEG_MARK.search(picture, at):
        code, at = mark[1][0], mark.end()
        if code == END_OF_IMAGE:
            return at
        if code != 0x01 and code not in RESTARTS:
            at += int.from_bytes(picture[at : at + 2], "big")
    return None


def _end_of_png(picture: bytes) -> int | None:
    at = len(START["PNG"])
    while at + 8 <= len(picture):
        length, name = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return None


def _end_of_webp(picture: bytes) -> int:
    length = int.from_bytes(picture[4:8], "little")
    return 8 + length + length % 2
