"""Those who look after a conference, and the wall that everybody sees."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.devices import Device
from tests.e2e.guests import Guest


class Organiser(Guest):
    """Somebody who reads every story before the room does, on the review page."""

    def approve(self, author: Guest, story: str) -> None:
        """Read a story and approve it."""
        self.tap("Approve", within=self._reading(author, story))

    def approve_line(self, line: str) -> None:
        """Read what a table took away, which is all that waits, and approve it."""
        review = self.page.get_by_role("article").filter(has_text=line)
        expect(review).to_be_visible()
        self.tap("Approve", within=review)

    def send_back(self, author: Guest, story: str, *, why: str, words: str) -> None:
        """Send a story back with a reason, and with words of one's own."""
        self.tap("Send back", within=self._reading(author, story))
        sheet = self.sheet("Send it back")
        self.choose("Why?", why)
        sheet.get_by_label("In your own words").fill(words)
        self.tap("Send it back", within=sheet)

    def _reading(self, author: Guest, story: str) -> Locator:
        waiting = self.page.get_by_role("navigation", name="Waiting")
        waiting.get_by_role("button", name=author.name).click()
        review = self.page.get_by_role("article", name=author.name)
        expect(review).to_contain_text(story)
        return review


class Host(Guest):
    """Somebody who conducts table talks."""

    def open_talk(self, *, size: int) -> str:
        """Open a talk of two rounds and stay at its console; return its id."""
        self.open("/host")
        self.tap("Open a talk")
        self.choose("People at a table", str(size))
        self.page.get_by_role("button", name="Open it").click()
        self.page.wait_for_url("**/host/*")
        return self.page.url.rpartition("/")[2]

    def go_on(self, button: str, then: str) -> None:
        """Tap the one big button, which asks first if time is left, and see what comes of it."""
        self.tap(button)
        asks = self.sheet(f"{button}?")
        now = self.page.get_by_role("status").filter(has_text=then)
        expect(asks.or_(now)).to_be_visible()
        if asks.is_visible():
            self.tap(button, within=asks)
        expect(now).to_be_visible()

    def free_chair_of(self, name: str) -> None:
        """Free the chair of somebody who is not there."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.tap("Free the chair", within=self.sheet("Their seat"))
        self.tap("Free the chair", within=self.sheet("Not there?"))
        expect(self.page.get_by_role("button", name=name, exact=True)).to_have_count(0)

    def move(self, name: str, number: int) -> None:
        """Move somebody to another table."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.tap("Move to another table", within=self.sheet("Their seat"))
        self.tap(re.compile(f"^Table {number}"), within=self.sheet("Move to which table?"))

    def end(self, whom: str) -> None:
        """End the talk for everybody."""
        self.tap("End")
        self.tap(f"End it for {whom}", within=self.sheet("End the talk?"))


class Wall(Device):
    """The projector."""

    def show_here(self, link: str) -> None:
        """Become the conference's screen."""
        self.page.goto(link)
        self.tap("Show the screen here")

    def maps(self, heads: list[int]) -> None:
        """Expect the map of the tables: the first has the first number of heads, and so on."""
        tables = self.page.locator(".map > li")
        expect(tables).to_have_count(len(heads))
        for number, sitting in enumerate(heads, start=1):
            table = tables.nth(number - 1)
            expect(table.locator(".map-number")).to_have_text(str(number))
            expect(table).to_contain_text(f"{sitting} people")
