"""Every story on every wall: whole, in letters that the last row reads, beside the way in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.domain import LinkKind
from server.people.queries import person
from server.web.rights import Role
from tests.e2e.backstage import Wall
from tests.e2e.devices import WALL, Hold, LinkFor, until
from tests.stories.pictures import file, halves, send
from tests.stories.telling import published
from tests.support.at_once import at_once
from tests.support.hostile import HOSTILE
from tests.support.phones import Phone
from tests.support.readings import READINGS

WALLS = [
    WALL,
    ViewportSize(width=1280, height=720),
    ViewportSize(width=3840, height=2160),
    ViewportSize(width=1024, height=768),
]
ISLES = " of Llanfairpwllgwyngyll and the Isles"
LONGEST_TOLD = "latin 600" + ISLES
LONGEST_READ = 45_000  # milliseconds in which it is
LONGEST_UP = 91_000  # milliseconds; no story is on the screen for longer
WHAT_IS_WRONG = Path(__file__).with_name("whole_wall.js").read_text()

# Resolves once the wall has been set again in its new size.
SETTLED = """() => new Promise((done) =>
  new ResizeObserver(() => setTimeout(done)).observe(document.querySelector('.wall-middle')))"""
PHOTO_HAS_COME = """() => [...document.querySelectorAll('.wall-photo img')].every((photo) =>
  photo.complete && photo.naturalWidth)"""


def everything_told(
    app: Flask, conference: Conference, stories: Mapping[str, str], photos: Sequence[bytes]
) -> None:
    """Tell every story, each with one of the photos, and have it shown on the screen."""
    organiser = Phone(app).join(conference, "Olga", "hr")
    with app.app_context(), writing(db.session):
        person(conference.slug, uuid.UUID(organiser.person_id)).role = Role.ORGANISER
    for (name, text), picture in zip(stories.items(), cycle(photos or [None])):
        author = Phone(app).join(conference, name + ISLES)
        more: dict[str, object] = {}
        if picture:
            photo_id = str(uuid.uuid4())
            send(author, photo_id, picture)
            more = {"photo": {"id": photo_id, "alt": "A headset on a kitchen table"}}
        published(organiser, author, text, title=None, language=None, shown_on="screen", **more)


def turned_to_the_end(page: Page) -> None:
    """Expect each page of the story that is up to have its turn, and words on it."""
    mark = page.locator(".wall-page")
    last = int(mark.inner_text().rpartition(" ")[2])
    for number in range(1, last + 1):
        if number > 1:
            page.clock.run_for(LONGEST_READ // last)
        expect(mark).to_have_text(f"{number} of {last}")
        turned = page.evaluate("document.querySelector('.wall-words').scrollLeft > 0")
        assert turned is (number > 1)


BESIDE_PHOTOS = {name: text for name, text in READINGS.items() if "600" in name or "latin" in name}
SHAPES = [(400, 300), (300, 400), (900, 200)]


@pytest.mark.parametrize(
    ("corpus", "shapes"),
    [(READINGS, []), (BESIDE_PHOTOS, SHAPES), (HOSTILE, [])],
    ids=["as told", "beside a photo", "hostile"],
)
def test_every_story_is_whole_on_every_wall(
    hold: Hold,
    beside: Flask,
    served: object,
    forum: Conference,
    link_for: LinkFor,
    corpus: Mapping[str, str],
    shapes: Sequence[tuple[int, int]],
    tmp_path: Path,
) -> None:
    photos = [file(halves(*shape)) for shape in shapes]
    at_once(lambda: everything_told(beside, forum, corpus, photos))
    wall = Wall(hold("the wall", WALL), "")
    page = wall.page
    page.clock.install()
    wall.show_here(link_for(LinkKind.SCREEN))
    seen: set[str] = set()
    wrong: list[str] = []
    author = page.locator(".wall-author bdi")
    up = author.or_(page.locator(".wall-origins"))
    while len(seen) < len(corpus):
        expect(up).to_be_visible()
        said = up.inner_text()
        if author.is_visible():
            name = said.removesuffix(ISLES)
            assert name not in seen, "one story comes twice before another came once"
            seen.add(name)
            for size in reversed(WALLS):
                page.set_viewport_size(size)
                page.evaluate(SETTLED)
                until(page, partial(page.evaluate, PHOTO_HAS_COME))
                found = page.evaluate(WHAT_IS_WRONG)
                wrong += [f"{name} at {size['width']}: {one}" for one in found]
                if found:
                    page.screenshot(path=tmp_path / f"{name} {size['width']}.png")
        if said == LONGEST_TOLD:
            turned_to_the_end(page)
        page.clock.fast_forward(LONGEST_UP)
        expect(up).not_to_have_text(said)
    assert wrong == []
    assert seen == set(corpus)
