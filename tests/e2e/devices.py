"""Devices: taken in hand, opening pages, showing things, with a signal or without."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import (
    Browser,
    Error,
    Locator,
    Page,
    Route,
    ViewportSize,
    WebSocket,
    WebSocketRoute,
    expect,
)

PATIENCE = 20_000  # milliseconds until something that should be seen is given up
MOMENT = 5_000
PHONE = ViewportSize(width=390, height=844)
SMALL = ViewportSize(width=320, height=568)
DESK = ViewportSize(width=1440, height=900)
WALL = ViewportSize(width=1920, height=1080)
LinkFor = Callable[..., str]  # of a LinkKind and a Role
SOCKETS = re.compile(r"/socket\.io/")


class Hold:
    """Takes devices in hand: `hold("Alice")` is a phone, `hold("wall", WALL)` the projector's."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def __call__(
        self, name: str, viewport: ViewportSize = PHONE, *, keeps_app: bool = True
    ) -> Page:
        """Return the page of a device of its own, which has never been anywhere.

        keeps_app: whether its browser may keep the app itself on the device, as not all do.
        """
        context = self._browser.new_context(
            viewport=viewport,
            reduced_motion="reduce",
            service_workers="allow" if keeps_app else "block",
        )
        context.set_default_timeout(PATIENCE)
        self._pages[name] = context.new_page()
        return self._pages[name]

    def photograph(self, folder: Path) -> None:
        """Keep what every device shows now, as far as it still can."""
        for name, page in self._pages.items():
            with suppress(Error):
                page.screenshot(path=folder / f"{name}.png")

    def put_down(self) -> None:
        """Close them all."""
        for page in self._pages.values():
            page.context.close()


@contextmanager
def within_a_moment() -> Iterator[None]:
    """Be impatient: expect at once what a fact tells, before the beat of ten seconds heals it."""
    expect.set_options(timeout=MOMENT)
    try:
        yield
    finally:
        expect.set_options(timeout=PATIENCE)


def until(page: Page, is_so: Callable[[], object]) -> None:
    """Ask until it is so. (A page's own timers may not be asked: our policy forbids eval.)"""
    given_up = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < given_up, "it did not come to be so"
        page.wait_for_timeout(50)


def whether_it_hears(page: Page, stream: str) -> Callable[[], bool]:
    """Return what says whether the page, opened after this, is told what a stream tells."""
    asked: set[str] = set()
    answered: set[str] = set()

    def note(frame: str | bytes) -> None:
        text = str(frame)
        kind, number = text[:2], re.match(r"\d*", text[2:])
        if kind == "42" and number and f'"{stream}' in text:
            asked.add(number[0])
        elif kind == "43" and number:
            answered.add(number[0])

    def follow(wire: WebSocket) -> None:
        wire.on("framesent", note)
        wire.on("framereceived", note)

    page.on("websocket", follow)
    return lambda: bool(asked & answered)


def in_large_letters(page: Page) -> None:
    """Read the open page on the smallest phone, in letters twice as large."""
    page.set_viewport_size(SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def box(shown: Locator) -> tuple[float, float, float, float]:
    """Return where something is on the phone: left, top, right, bottom."""
    found = shown.bounding_box()
    assert found is not None, "it is not shown"
    right, bottom = found["x"] + found["width"], found["y"] + found["height"]
    return found["x"], found["y"], right, bottom


def overlap(one: Locator, other: Locator) -> bool:
    """Say whether one lies over the other."""
    a, b = box(one), box(other)
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class Signal:
    """The signal of a device, to be lost and found, for the pages that it opens from now on.

    A browser's offline mode lets open websockets live on, so here they are hung up by hand.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._wires: list[WebSocketRoute] = []
        self._deaf = False
        self._blocked: list[re.Pattern[str]] = []
        page.route_web_socket(SOCKETS, self._carry)

    def deafen(self, *, and_keep_from: re.Pattern[str] | None = None) -> None:
        """Let the device hear nothing that happens, while what it asks is answered.

        and_keep_from: addresses that are not.
        """
        self._deaf = True
        self._blocked = [SOCKETS, *filter(None, [and_keep_from])]
        for address in self._blocked:
            self._page.route(address, _drop)
        while self._wires:
            self._wires.pop().close()

    def lose(self) -> None:
        """Let nothing in or out."""
        self._page.context.set_offline(offline=True)
        self.deafen()

    def find(self) -> None:
        """Let everything through again."""
        self._deaf = False
        for address in self._blocked:
            self._page.unroute(address, _drop)
        self._page.context.set_offline(offline=False)

    def lose_one_answer(self, path: re.Pattern[str]) -> list[str]:
        """Let the next request there reach the server, and its answer be lost on the way back.

        Returns a list that will hold that request's method.
        """
        lost: list[str] = []

        def swallow(route: Route) -> None:
            route.fetch()
            lost.append(route.request.method)
            route.abort()

        self._page.route(path, swallow, times=1)
        return lost

    def _carry(self, wire: WebSocketRoute) -> None:
        if self._deaf:
            wire.close()
        else:
            wire.connect_to_server()
            self._wires.append(wire)


class Device:
    """A browser window at a conference. `conference`: its address, such as http://…/c/forum."""

    def __init__(self, page: Page, conference: str) -> None:
        self.page = page
        self.conference = conference

    def open(self, path: str = "") -> None:
        """Open a page of the conference by its address."""
        self.page.goto(self.conference + path)

    def tap(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Tap the button, or the link that looks like one, of exactly this name."""
        place = within or self.page.locator("body")
        exact = isinstance(name, str)
        button = place.get_by_role("button", name=name, exact=exact)
        button.or_(place.get_by_role("link", name=name, exact=exact)).click()

    def choose(self, question: str, answer: str) -> None:
        """Tap a chip of a question."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Expect words on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_title(self, words: str | re.Pattern[str]) -> None:
        """Expect the page to say in its heading what it is about."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def sees_photo(self, alt: str) -> str:
        """Expect a photo that is really there; return its address."""
        photo = self.page.get_by_role("img", name=alt, exact=True)
        photo.scroll_into_view_if_needed()
        expect(photo).to_have_js_property("complete", value=True)
        assert photo.evaluate("photo => photo.decode().then(() => photo.naturalWidth)") > 0
        address: str = photo.evaluate("photo => photo.currentSrc")
        return address

    def sheet(self, title: str) -> Locator:
        """Return the open sheet of this title."""
        return self.page.get_by_role("dialog", name=title)

    def says_it_is(self, standing: str) -> None:
        """Expect the line at the top to own up: "Offline", "Reconnecting", or nothing at all."""
        line = self.page.locator(".connection")
        if standing:
            expect(line).to_contain_text(standing)
        else:
            expect(line).to_be_empty()


def _drop(route: Route) -> None:
    route.abort()
