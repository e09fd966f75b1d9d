"""Takes the pictures of the README and of docs/ again: `make screenshots`.

A real server plays the demonstration; somebody comes in, a host conducts a round, and organisers
read what is told (desk.py).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import flask_migrate
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, WebSocketRoute, expect, sync_playwright

from server.app import create_app
from server.conferences.domain import new_token
from server.conferences.models import Conference
from server.config import ROOT, Config
from server.database import writing
from server.demo.actions import SLUG, ensure_demo
from server.extensions import db
from server.people.domain import LinkKind
from server.people.links import make_link
from server.web.rights import Role
from tests.support.servers import Server, serving
from tools import desk

PICTURES = ROOT / "docs" / "screenshots"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
WALL: ViewportSize = {"width": 1280, "height": 720}
ADDRESS = "http://happenstance.example"  # what the pictures say, rather than this machine's
LARGEST = 180_000  # bytes of one picture
STORY = (
    "I came for one summer of answering phones, to pay for a guitar. Then somebody had to write "
    "the rota, and somebody had to explain it to finance, and when I looked up I ran the floor."
)


class Ways:
    """The ways in that the operator prints."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            flask_migrate.upgrade()
            with writing(db.session):
                ensure_demo()
                self.attendee = f"/j#{db.session.get_one(Conference, SLUG).token}"
                self.host = self._link(LinkKind.ROLE, Role.HOST)
                self.co_host = self._link(LinkKind.ROLE, Role.HOST)
                self.organiser = self._link(LinkKind.ROLE, Role.ORGANISER)
                self.co_organiser = self._link(LinkKind.ROLE, Role.ORGANISER)
                self.screen = self._link(LinkKind.SCREEN, Role.ATTENDEE)
            db.engine.dispose()

    def _link(self, kind: LinkKind, role: Role) -> str:
        token = new_token()
        make_link(SLUG, kind, token, role=role)
        return f"/c/{SLUG}/enter#{token}"


class News:
    """What a page hears by its socket, which can be held up for as long as a picture takes."""

    def __init__(self, page: Page) -> None:
        self._phase: str | None = None
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket("**/socket.io/**", self._pass_on)

    def stop_before(self, phase: str) -> None:
        """Hold everything from the news on that a talk has come to this phase."""
        self._phase = f'"phase":"{phase}"'

    def go_on(self) -> None:
        """Let through what was held, and what is to come."""
        self._phase = None
        while self._held:
            phone, message = self._held.pop(0)
            phone.send(message)

    def _pass_on(self, phone: WebSocketRoute) -> None:
        def hear(message: str | bytes) -> None:
            if self._held or (self._phase and self._phase in str(message)):
                self._held.append((phone, message))
            else:
                phone.send(message)

        phone.connect_to_server().on_message(hear)


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'pictures.db'}"
        ways = Ways(create_app(Config(secret_key="pictures", database_url=url)))
        with serving(url, folder, PUBLIC_URL=ADDRESS) as server, sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", _route_to(server)]
            )
            play_and_take(browser, ways)
            browser.close()


def play_and_take(browser: Browser, ways: Ways) -> None:
    """Come in, tell, look round, and sit down at a table."""
    phone = _device(browser, PHONE)
    news = News(phone)
    _come_in(phone, ways.attendee, "Robin Marsh")
    _open(phone, "/story")
    phone.get_by_label("Your story").fill(STORY)
    _take(phone, "story")
    for page in ("feed", "meet"):
        _open(phone, f"/{page}")
        _take(phone, page)
    _open(phone, "/")
    _take(phone, "home")

    wall = _device(browser, WALL)
    wall.goto(ADDRESS + ways.screen)
    wall.get_by_role("button", name="Show the screen here").click()
    show_and_take(wall)
    host = _come_in(_device(browser, PHONE), ways.host, "Hanna Fields")
    _open(host, "/host")
    host.get_by_text("After the keynote").first.click()
    phone.get_by_role("button", name="I’m here").click()
    expect(host.get_by_text("Robin Marsh")).to_be_visible()
    expect(phone.get_by_text("You’re in.")).to_be_visible()
    _take(phone, "talk-gathering")
    news.stop_before("moving")
    host.get_by_role("button", name="Set the tables").click()
    expect(phone.get_by_text("The tables are being set.")).to_be_visible()
    _take(phone, "talk-setting")
    news.go_on()
    expect(phone.locator(".table-number").first).to_be_visible()
    _take(phone, "table")
    _take(wall, "screen")
    conduct_and_take(phone, host, _come_in(_device(browser, DESK), ways.co_host, "Carla Stone"))
    sam = _come_in(_device(browser, PHONE), ways.attendee, "Sam Hale")
    pull_up_and_take(phone, sam)

    laptop = _come_in(_device(browser, DESK), ways.organiser, "Olive Reed")
    desk.review_and_take(phone, sam, laptop, _open, _take)
    thumb = _come_in(_device(browser, PHONE), ways.co_organiser, "Max Lund")
    desk.look_and_take(thumb, _open, _take)
    desk.report_and_take(sam, laptop, _open, _take)
    desk.choose_and_take(laptop, _open, _take)


def show_and_take(wall: Page) -> None:
    """Call to the talk that gathers, tell the first story, and do so over something else."""
    expect(wall.get_by_role("heading", name="After the keynote")).to_be_visible()
    _take(wall, "screen-call")
    wall.keyboard.press("PageDown")
    expect(wall.locator(".story-text")).to_be_visible()
    wall.locator(".story-photo").evaluate("photo => photo.decode()")
    _take(wall, "screen-story")


def conduct_and_take(phone: Page, host: Page, laptop: Page) -> None:
    """Let the table talk, stop the clock, and say goodbye."""
    laptop.goto(host.url)
    host.get_by_role("button", name="Start talking now").click()
    expect(phone.get_by_role("heading", name="Table", exact=False).first).to_be_visible()
    expect(laptop.get_by_text("Round 1 of 3, talking")).to_be_visible()
    host.evaluate("scrollTo(0, 0)")
    for page, name in ((phone, "talk-talking"), (host, "console"), (laptop, "console-wide")):
        _take(page, name)
    host.get_by_role("button", name="Pause").click()
    expect(phone.get_by_text("The host has paused the talk.")).to_be_visible()
    _take(phone, "talk-paused")
    host.get_by_role("button", name="End", exact=True).click()
    host.get_by_role("button", name="End it for").click()
    expect(phone.get_by_text("You sat with")).to_be_visible()
    _take(phone, "talk-ended")


def pull_up_and_take(phone: Page, other: Page) -> None:
    """Start a table in the coffee bar, and let somebody sit down there."""
    _open(phone, "/tables")
    phone.get_by_role("button", name="Start a table here").click()
    expect(phone.get_by_role("img", name="The QR code")).to_be_visible()
    _take(phone, "open-table-alone")
    _open(other, "/tables")
    expect(other.get_by_text("Robin Marsh’s table")).to_be_visible()
    _take(other, "open-tables")
    other.get_by_text("Robin Marsh’s table").click()
    expect(other.get_by_text("Robin Marsh starts")).to_be_visible()
    _take(other, "open-table")


def _device(browser: Browser, viewport: ViewportSize) -> Page:
    return browser.new_context(viewport=viewport, reduced_motion="reduce").new_page()


def _come_in(page: Page, way: str, name: str) -> Page:
    page.goto(ADDRESS + way)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Came up from the phones").click()
    expect(page.get_by_text("Keep this")).to_be_visible()
    return page


def _open(page: Page, path: str) -> None:
    page.goto(f"{ADDRESS}/c/{SLUG}{path}")


def _take(page: Page, name: str) -> None:
    """Take a picture once everything has come. Raises AssertionError when it is too large."""
    page.wait_for_load_state("networkidle")
    picture = page.screenshot(path=PICTURES / f"{name}.png")
    assert len(picture) <= LARGEST, f"{name}: {len(picture)} bytes"  # noqa: S101
    print(f"{name}: {len(picture) // 1000} kB")


def _route_to(server: Server) -> str:
    host = urlsplit(ADDRESS).netloc
    return f"--host-resolver-rules=MAP {host}:80 {urlsplit(server.url).netloc}"


if __name__ == "__main__":
    main()
