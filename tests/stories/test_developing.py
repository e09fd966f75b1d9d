"""What becomes of a stranger's file: three pictures with nothing in them but what is seen."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
from typing import Any

import pytest
from PIL import Image, ImageSequence

from server.stories.photos.developing import developed
from server.stories.photos.domain import HEAVIEST
from server.stories.photos.keeping import DEVELOP, MOST_MEMORY
from server.work.children import in_child
from tests.stories.pictures import (
    BLUE,
    RED,
    bomb,
    file,
    halves,
    held_sideways,
    moving,
    photo,
    swapped,
)


def made(sent: bytes) -> dict[int, Image.Image]:
    """Return the pictures that are made of a file."""
    answer: Any = developed(sent)
    assert "refused" not in answer, answer
    files = {int(size): base64.b64decode(told) for size, told in answer["sizes"].items()}
    assert all(len(one) <= HEAVIEST for one in files.values())
    assert not any(b"Telltale" in one for one in files.values())
    pictures: dict[int, Image.Image] = {
        size: Image.open(io.BytesIO(one)) for size, one in files.items()
    }
    assert pictures[1600].size == (answer["width"], answer["height"])
    for one in pictures.values():
        assert one.format == "WEBP"
        assert one.mode == "RGB"
        assert not {"exif", "icc_profile", "xmp"} & one.info.keys()
    return pictures


def like(picture: Image.Image, at: tuple[float, float], colour: tuple[int, ...]) -> bool:
    """Say whether a picture has about this colour at a place, given in parts of its sides."""
    seen = picture.getpixel((int(at[0] * picture.width), int(at[1] * picture.height)))
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 40 for one, other in zip(seen, colour, strict=True))


def test_a_photo_is_made_in_three_sizes() -> None:
    pictures = made(photo(2400, 1200))
    assert {size: one.size for size, one in pictures.items()} == {
        320: (320, 160),
        800: (800, 400),
        1600: (1600, 800),
    }
    assert like(pictures[800], (0.1, 0.5), RED)
    assert like(pictures[800], (0.9, 0.5), BLUE)


def test_a_small_one_is_not_enlarged() -> None:
    assert {one.size for one in made(photo(60, 40)).values()} == {(60, 40)}


def test_what_tells_more_than_the_picture_goes_and_it_is_turned_as_it_was_held() -> None:
    sent = held_sideways()
    assert sent.count(b"Telltale") == 3
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    picture = made(sent)[320]
    assert picture.size == (240, 320)
    assert like(picture, (0.5, 0.1), RED)
    assert like(picture, (0.5, 0.9), BLUE)


@pytest.mark.parametrize("mode", ["L", "CMYK", "YCbCr"])
def test_every_kind_of_jpeg_becomes_one_that_phones_show(mode: str) -> None:
    made(file(halves(mode=mode)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_becomes_one_that_phones_show(mode: str) -> None:
    made(file(halves(mode=mode), "PNG"))


def test_colours_are_kept_without_their_profile() -> None:
    assert like(made(swapped())[320], (0.1, 0.5), (30, 200, 30))


def test_a_profile_that_makes_no_sense_is_passed_over() -> None:
    assert like(made(file(halves(), icc_profile=b"nonsense" * 30))[320], (0.1, 0.5), RED)


def test_a_cmyk_photo_keeps_its_colours() -> None:
    assert like(made(file(halves(mode="CMYK")))[320], (0.1, 0.5), RED)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    sent = file(Image.new("I;16", (50, 50), 0x8000), "PNG")
    assert like(made(sent)[320], (0.5, 0.5), (128, 128, 128))


def test_what_was_transparent_is_paper() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert like(made(file(clear, "PNG"))[320], (0.5, 0.5), (255, 255, 255))


def test_the_busiest_picture_is_light_enough() -> None:
    made(file(Image.effect_noise((1700, 1700), 120).convert("RGB"), "JPEG", quality=95))


def test_webp_is_taken_too() -> None:
    made(file(halves(), "WEBP"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_half_a_file_is_refused(kind: str, part: float) -> None:
    whole = file(Image.effect_noise((300, 200), 60).convert("RGB"), kind)
    assert developed(whole[: int(len(whole) * part)]) == {"refused": "photo-unreadable"}
    assert developed(whole[:-1]) == {"refused": "photo-unreadable"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_is_something_else_besides_is_refused(kind: str) -> None:
    for rest in (b"<script>alert(1)</script>", b"PK\x03\x04", photo(), b"\0"):
        assert developed(file(halves(), kind) + rest) == {"refused": "photo-and-more"}


def test_a_progressive_photo_with_a_preview_is_whole() -> None:
    preview = Image.Exif()
    preview[0x010E] = file(halves(40, 30)).decode("latin-1")
    made(file(halves(), progressive=True, exif=preview))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_stands_still_as_it_began(kind: str) -> None:
    sent = moving(kind)
    assert len(list(ImageSequence.Iterator(Image.open(io.BytesIO(sent))))) == 2
    picture = made(sent)[320]
    assert getattr(picture, "n_frames", 1) == 1
    assert like(picture, (0.1, 0.5), RED)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0" * 10_000,
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        moving("GIF"),
        file(halves(), "BMP"),
        file(halves(), "TIFF"),
        file(halves(), "ICO"),
        b"\xff\xd8\xff\xd9",
        b"RIFF\x04\0\0\0WEBP",
    ],
    ids=["none", "zeros", "text", "svg", "gif", "bmp", "tiff", "ico", "no-jpeg", "no-webp"],
)
def test_what_is_no_photo_is_refused(sent: bytes) -> None:
    assert developed(sent) == {"refused": "photo-unreadable"}


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    answer = in_child(DEVELOP, {}, attached=bomb(), memory=MOST_MEMORY)
    assert answer == {"refused": "photo-too-big"}


def test_a_child_makes_the_same_in_little_memory() -> None:
    sent = photo(4000, 3000)
    assert in_child(DEVELOP, {}, attached=sent, memory=MOST_MEMORY) == developed(sent)


def test_a_child_that_wants_too_much_memory_gets_none() -> None:
    answer = in_child(DEVELOP, {}, attached=file(halves(7000, 7000), "PNG"), memory=200_000_000)
    assert answer == {"refused": "photo-unreadable"}


def test_the_server_itself_decodes_nothing() -> None:
    script = "import sys, server.app; sys.exit('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0
