"""Pictures as cameras, scanners and villains make them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

from tests.support.phones import Phone

Json = dict[str, Any]
RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, MAKE, GPS, LATITUDE = 0x0112, 0x010F, 0x8825, 2


def halves(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height))
    return picture.convert(mode)


def file(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def photo(width: int = 400, height: int = 300) -> bytes:
    """Return what a phone sends."""
    return file(halves(width, height))


def held_sideways() -> bytes:
    """Return a photo that was taken with the phone on its side, and says where and with what."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned clockwise: red comes on top
    exif[MAKE] = "Telltale Camera Works"
    exif.get_ifd(GPS)[LATITUDE] = (52.0, 31.0, 12.0)
    return file(halves(), exif=exif, comment=b"Telltale comment", xmp=b"<Telltale/>")


def swapped() -> bytes:
    """Return a photo whose colour profile says that its red is green, and its green red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for was, now in ((b"rXYZ", b"----"), (b"gXYZ", b"rXYZ"), (b"----", b"gXYZ")):
        profile = profile.replace(was, now)
    return file(halves(), icc_profile=profile)


def bomb() -> bytes:
    """Return a small file that says it is a picture of 60000 by 60000 dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    dots = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    """Return an animation."""
    frames = [halves(), halves().rotate(180)]
    return file(frames[0], kind, save_all=True, append_images=frames[1:])


def send(phone: Phone, photo_id: str, sent: bytes, kind: str = "image/jpeg") -> Any:
    """Send a file as a phone does; return the answer, whatever it is."""
    return phone.client.put(
        f"/api/v1{phone.inside(f'/photos/{photo_id}')}",
        data=sent,
        headers={"Origin": "http://localhost", "Content-Type": kind},
    )


def look(phone: Phone, photo_id: str, size: int = 320, **headers: str) -> Any:
    """Ask for a photo; return the answer, whatever it is."""
    path = phone.inside(f"/photos/{photo_id}/{size}")
    return phone.send("GET", path, headers=headers)


def opened(answer: Any) -> Image.Image:
    """Return the picture in an answer."""
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.data))
