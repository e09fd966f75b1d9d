"""Everything that the wall can show, at its longest: whole on every wall, in large letters."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from server.people.domain import LinkKind
from tests.e2e.backstage import Wall
from tests.e2e.devices import WALL, Hold, LinkFor
from tests.e2e.test_fitting import WALLS, WHAT_IS_WRONG
from tests.support.hostile import HOSTILE, begun

Answer = dict[str, Any]
SNAPSHOT, CONFERENCE = "**/conferences/forum/screen", "**/conferences/forum"

LONG_NAME = "The Nineteenth International Autumn Forum of Customer Contact and Customer Care"
LONG_NEWS = (
    "Lunch is ready in the foyer.\nVegetarians: on the left, beside the window that looks on the "
    "river.\nThe lift is out of order until three, and we are sorry for that: ask anybody in an "
    "orange scarf to show you the way.\nBack at two."
)
LONG_CARD = (
    "Think of the day on which you nearly left this work for good: what had happened, who said "
    "what, where did you stand, and why is it that you are sitting at this table with us tonight?"
)
ARABIC = "الغداء جاهز في الردهة. " * 11
WORD = "W"
GIVEN = ["Ana", "Bartholomew Featherstonehaugh", "王小明", "ناصر", "Þorgerður", "O", WORD * 60]
RESTS = ["", "Cholmondeley", "Cholmondeley-Warner", "of Llanfairpwllgwyngyll", "الخليفة"]


def talk(phase: str, **more: Any) -> Answer:
    """Return a talk in a phase."""
    now = datetime.now(UTC)
    return {
        "id": str(uuid.uuid4()),
        "title": "After the keynote",
        "phase": phase,
        "version": 1,
        "here": 500,
        "round": 2,
        "rounds": 3,
        "minutes": 12,
        "ends_at": (now + timedelta(minutes=9)).isoformat(),
        "paused_left": None,
        "opened_at": now.isoformat(),
        "deck_title": "How did you get here?",
        **more,
    }


def seated(phase: str, tables: int, *, named: int = 0, card: str = LONG_CARD) -> Answer:
    """Return a wall with people at so many tables, some of whom agreed to be named."""
    names = [
        {
            "person_id": str(uuid.uuid4()),
            "name": f"{GIVEN[place % len(GIVEN)]} {RESTS[place % len(RESTS)]}"[:60].strip(),
            "organisation": "The Worshipful Company of Communicators" if place % 9 == 1 else None,
            "table": place % tables + 1,
        }
        for place in range(named)
    ]
    return {
        "talk": talk(phase),
        "tables": [{"number": place + 1, "heads": 3 + place % 4} for place in range(tables)],
        "names": names,
        "prompt": {"lighter": card, "deeper": "", "follow_up": ""},
    }


def news(text: str) -> Answer:
    """Return a wall on which the organisers said something just now."""
    at = datetime.now(UTC).isoformat()
    return {"announcement": {"id": str(uuid.uuid4()), "text": text, "at": at}}


def drawn() -> Answer:
    """Return a wall that knows how a large room got here."""
    ways, now = ["agent", "it", "hr", "finance", "sales"], ["agent", "team-leader", "manager"]
    flows = [{"came_from": way, "now": then, "people": 9} for way in ways for then in now]
    at = datetime.now(UTC).isoformat()
    shares: Answer = {"backgrounds": [], "years": []}
    origins = {"at": at, "people": 135, "by_accident": 64, "flows": flows, **shares}
    return {"origins": {"needed": 0, "origins": origins}}


LONG = {"name": LONG_NAME, "run_by": LONG_NAME}
BROKEN = {"name": WORD * 80, "run_by": WORD * 80}

# By name; each is laid over what a new conference's wall is told.
STATES: Mapping[str, Callable[[], Answer]] = {
    "nothing told": dict,
    "nothing told, long name": lambda: LONG | news(LONG_NEWS),
    "closed door": lambda: {"joining": False},
    "call": lambda: {"talk": talk("gathering", title="What we would never do again, honestly")},
    "call, one word": lambda: LONG | news(WORD * 280) | {"talk": talk("gathering", title="W" * 60)},
    "being set": lambda: BROKEN | news(ARABIC) | {"talk": talk("setting")},
    "room": drawn,
    "room, long": lambda: LONG | news(LONG_NEWS) | drawn(),
    "walking, a few": lambda: seated("moving", 3, named=9),
    "walking, many": lambda: LONG | seated("moving", 60, named=240),
    "walking, news": lambda: BROKEN | news(WORD * 280) | seated("moving", 125, named=490),
    "walking, nobody named": lambda: seated("moving", 96),
    "talking, one": lambda: seated("talking", 1, card="Who put you right?"),
    "talking, a few": lambda: seated("talking", 12),
    "talking, many": lambda: LONG | news(LONG_NEWS) | seated("talking", 64),
    "talking, full": lambda: seated("talking", 125, card=WORD * 200),
    "talking, news": lambda: BROKEN | news(ARABIC) | seated("talking", 30, card=WORD * 200),
    "ended": dict,
    "ended, news": lambda: LONG | news(LONG_NEWS),
}


def test_whatever_it_shows_is_whole_on_every_wall(
    hold: Hold, served: object, link_for: LinkFor, tmp_path: Path
) -> None:
    wall = Wall(hold("the wall", WALL), "")
    page = wall.page
    laid: Answer = {}
    page.route(SNAPSHOT, lambda route: answer_with(route, laid))
    wall.show_here(link_for(LinkKind.SCREEN))
    expect(page.locator(".wall-main h2")).to_be_visible()
    wrong: list[str] = []
    for name, state in STATES.items():
        laid = state()
        if name.startswith("ended"):
            page.route(CONFERENCE, end)
        page.reload()
        expect(page.locator(".wall-main h2").first).to_be_visible()
        expect(page.locator(".wall-news")).to_have_count(int("announcement" in laid))
        for size in reversed(WALLS):
            page.set_viewport_size(size)
            found = is_wrong(page)
            wrong += [f"{name} at {size['width']}: {one}" for one in found]
            if found:
                page.screenshot(path=tmp_path / f"{name} {size['width']}.png")
    assert not wrong, "\n".join(wrong)


def is_wrong(page: Page) -> list[str]:
    """Say what is wrong with the wall, once it has been set in its new size."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found: list[str] = page.evaluate(WHAT_IS_WRONG)
    return found


def answer_with(route: Route, laid: Answer) -> None:
    """Lay something over what the server says that the wall shows."""
    route.fulfill(json=route.fetch().json() | laid)


def end(route: Route) -> None:
    """Have the conference be over."""
    told = route.fetch().json()
    told["conference"]["ended"] = True
    route.fulfill(json=told)


def hostile(text: str) -> list[Answer]:
    """Return walls of a text in every place where somebody can write."""
    title, card = begun(text, 60), begun(text, 200)
    names = [
        {"person_id": str(uuid.uuid4()), "name": title, "organisation": title, "table": table}
        for table in range(1, 13)
    ]
    everywhere = {"name": begun(text, 80), "run_by": begun(text, 80)} | news(begun(text, 280))
    states: list[Answer] = [
        {"talk": talk("gathering", title=title)},
        seated("moving", 12) | {"names": names},
        seated("talking", 12, card=card),
    ]
    return [everywhere | state for state in states]


def test_hostile_words_are_words_in_every_place_on_the_wall(
    hold: Hold, served: object, link_for: LinkFor, tmp_path: Path
) -> None:
    wall = Wall(hold("the wall", WALL), "")
    page = wall.page
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    laid: Answer = {}
    page.route(SNAPSHOT, lambda route: answer_with(route, laid))
    wall.show_here(link_for(LinkKind.SCREEN))
    expect(page.locator(".wall-main h2")).to_be_visible()
    wrong: list[str] = []
    for name, text in HOSTILE.items():
        for place, state in enumerate(hostile(text)):
            laid = state
            page.reload()
            expect(page.locator(".wall-news")).to_be_visible()
            expect(page.locator(".wall-main h2").first).to_be_visible()
            found = is_wrong(page)
            wrong += [f"{name} {place}: {one}" for one in found]
            assert page.evaluate("window.pwned") is None
            assert page.locator(".wall :is(script, style, a, iframe)").count() == 0
            if found:
                page.screenshot(path=tmp_path / f"{name} {place}.png")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text", [LONG_NEWS, WORD * 280, ARABIC], ids=["lines", "word", "arabic"])
def test_a_long_announcement_turns_until_all_of_it_was_up(
    hold: Hold, served: object, link_for: LinkFor, text: str
) -> None:
    wall = Wall(hold("the wall", WALL), "")
    page = wall.page
    page.clock.install()
    page.route(SNAPSHOT, lambda route: answer_with(route, news(text)))
    wall.show_here(link_for(LinkKind.SCREEN))
    words = page.locator(".wall-news .wall-words")
    expect(words).to_have_text(text.strip(), use_inner_text=False)
    pages = words.evaluate("(of) => Math.round(of.scrollWidth / of.clientWidth)")
    assert pages > 1
    seen: set[float] = set()
    for _ in range(80):
        seen.add(words.evaluate("(of) => Math.round(of.scrollLeft)"))
        page.clock.run_for(1_000)
    assert len(seen) == pages
