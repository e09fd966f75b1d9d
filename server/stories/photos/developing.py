"""Making of a stranger's file three pictures of ours. Runs in a child process, and only there.

Nothing of the file survives but what is seen: it is decoded, turned the way it was held, brought
to sRGB and encoded anew; of a picture that moves, what it begins with. A file that is anything but
a whole picture is refused.
"""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from server.stories.photos.domain import HEAVIEST, SIZES
from server.stories.photos.ending import end_of

MOST_PIXELS = 64_000_000
KINDS = ("JPEG", "PNG", "WEBP")
QUALITIES = (82, 72, 60, 45)
SMALLER = 0.8  # of its sides, when no quality makes it light enough
PAPER = (255, 255, 255)  # behind what was transparent

Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is decoded


class _Refused(Exception):
    """Not a photo that can be shown: `problem.<code>` says why, its only argument."""


def developed(attached: bytes) -> dict[str, object]:
    """Return {"sizes": {"320": base64, ...}, "width": ..., "height": ...} of a picture in a file.

    width, height: of the largest size, in pixels.
    Or {"refused": code}: photo-unreadable, photo-too-big, photo-and-more.
    """
    try:
        picture = _read(attached)
        sizes = {size: _encoded(picture, size) for size in SIZES}
    except _Refused as refused:
        return {"refused": str(refused)}
    except Exception:  # noqa: BLE001 - decoders fail in many ways over a file that is broken
        return {"refused": "photo-unreadable"}
    with Image.open(io.BytesIO(sizes[SIZES[-1]])) as largest:
        width, height = largest.size
    told = {str(size): base64.b64encode(made).decode() for size, made in sizes.items()}
    return {"sizes": told, "width": width, "height": height}


def _read(file: bytes) -> Image.Image:
    try:
        picture: Image.Image = Image.open(io.BytesIO(file), formats=KINDS)
    except UnidentifiedImageError as unknown:
        raise _Refused("photo-unreadable") from unknown
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    if picture.width * picture.height > MOST_PIXELS:
        raise _Refused("photo-too-big")
    end = end_of(file, kind)
    if end is None:
        raise _Refused("photo-unreadable")
    if end < len(file):
        raise _Refused("photo-and-more")
    fraction = min(1.0, SIZES[-1] / max(picture.size))
    # A JPEG need not be decoded in full.
    picture.draft(None, (int(picture.width * fraction), int(picture.height * fraction)))
    picture.load()
    return _in_srgb(ImageOps.exif_transpose(picture))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return a picture in the colours that every phone shows, on paper where it had holes."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda level: level / 256).convert("L")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, theirs, ours, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            turned = None  # a profile that makes no sense is passed over, as browsers do
        if turned is not None:
            picture = turned
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.new("RGBA", seen.size, (*PAPER, 255))
        picture.alpha_composite(seen)
    return picture.convert("RGB")


def _encoded(picture: Image.Image, size: int) -> bytes:
    """Return a picture as WebP, no larger than `size` and no heavier than HEAVIEST."""
    side = float(size)
    while True:
        small = ImageOps.contain(picture, _within(picture, int(side)), Image.Resampling.LANCZOS)
        small.info = {}  # or the encoder would pass on what it finds there
        for quality in QUALITIES:
            file = io.BytesIO()
            small.save(file, "WEBP", quality=quality, method=4)
            if file.tell() <= HEAVIEST:
                return file.getvalue()
        side *= SMALLER


def _within(picture: Image.Image, side: int) -> tuple[int, int]:
    """Return the frame that a picture is to fit into; none is ever enlarged."""
    longer = min(side, max(picture.size))
    return longer, longer
