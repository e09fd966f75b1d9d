"""The photos of the demonstration, which nobody took: drawn here, in every size that is kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

from server.stories.photos.domain import SIZES
from server.stories.photos.keeping import Developed

WIDTH, HEIGHT = 1600, 1200
FINER = 2  # times, while it is drawn: what is made smaller has smooth edges
QUALITY = 80

WALL, DESK, SHADOW = "#EADBC6", "#B9855A", "#9C6C45"
BLACK, GREY, FOAM, WHITE = "#2B211A", "#6F655C", "#453B34", "#FBF7F0"
BLUE, GREEN, ORANGE, TEA = "#0072B2", "#009E73", "#D98A1F", "#7A4A22"


class Sheet:
    """Paper of WIDTH by HEIGHT units to draw on."""

    def __init__(self) -> None:
        self.picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), WALL)
        self._pen = ImageDraw.Draw(self.picture)

    def box(self, *sides: float, fill: str, corner: float = 0) -> None:
        """Fill a box from left, top to right, bottom."""
        self._pen.rounded_rectangle(_fine(sides), corner * FINER, fill)

    def disc(self, *sides: float, fill: str) -> None:
        """Fill the ellipse in a box."""
        self._pen.ellipse(_fine(sides), fill)

    def arc(self, *sides: float, of: tuple[int, int], width: int, fill: str) -> None:
        """Draw part of the ellipse in a box. of: degrees from three o'clock, clockwise."""
        self._pen.arc(_fine(sides), *of, fill=fill, width=width * FINER)

    def developed(self) -> Developed:
        """Return the picture as it is kept."""
        return Developed({size: self._file(size) for size in SIZES}, WIDTH, HEIGHT)

    def _file(self, size: int) -> bytes:
        file = io.BytesIO()
        small = self.picture.resize((size, size * HEIGHT // WIDTH), Image.Resampling.BOX)
        small.save(file, "WEBP", quality=QUALITY)
        return file.getvalue()


@cache
def drawn(name: str) -> Developed:
    """Return one of DRAWINGS. Raises KeyError for another name."""
    sheet = Sheet()
    DRAWINGS[name](sheet)
    return sheet.developed()


def _headset(sheet: Sheet) -> None:
    sheet.box(0, 860, WIDTH, HEIGHT, fill=DESK)
    sheet.disc(330, 930, 1330, 1040, fill=SHADOW)
    sheet.arc(140, 760, 520, 1080, of=(0, 100), width=22, fill=BLACK)
    sheet.box(200, 1042, 350, 1106, fill=FOAM, corner=32)
    sheet.arc(420, 150, 1180, 1170, of=(180, 360), width=54, fill=BLACK)
    sheet.arc(455, 185, 1145, 1135, of=(200, 340), width=16, fill=GREY)
    for left in (350, 1030):
        sheet.box(left, 560, left + 220, 960, fill=BLACK, corner=100)
    sheet.box(520, 590, 640, 930, fill=FOAM, corner=60)
    sheet.box(960, 590, 1080, 930, fill=FOAM, corner=60)
    for top in (656, 714, 772):  # somebody's teeth
        sheet.disc(926, top, 998, top + 68, fill=WALL)


def _mugs(sheet: Sheet) -> None:
    sheet.box(0, 900, WIDTH, 960, fill=DESK)
    sheet.box(0, 960, WIDTH, 990, fill=SHADOW)
    for left, colour in ((170, BLUE), (620, GREEN), (1070, ORANGE)):
        sheet.arc(left + 210, 600, left + 420, 830, of=(250, 470), width=38, fill=colour)
        sheet.box(left, 525, left + 300, 700, fill=colour)
        sheet.box(left, 600, left + 300, 900, fill=colour, corner=40)
        sheet.disc(left, 480, left + 300, 570, fill=colour)
        sheet.disc(left + 18, 492, left + 282, 558, fill=WHITE)
        sheet.box(left + 40, 610, left + 64, 800, fill=WHITE, corner=12)
    sheet.disc(1100, 508, 1340, 556, fill=TEA)
    for left in (1150, 1220, 1290):  # the third is in use
        sheet.arc(left, 300, left + 60, 380, of=(90, 270), width=10, fill=WHITE)
        sheet.arc(left, 370, left + 60, 450, of=(270, 450), width=10, fill=WHITE)


DRAWINGS: dict[str, Callable[[Sheet], None]] = {"headset": _headset, "mugs": _mugs}


def _fine(sides: tuple[float, ...]) -> list[float]:
    return [side * FINER for side in sides]
