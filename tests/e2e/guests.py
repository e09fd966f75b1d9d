"""What an attendee does with their phone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.devices import Device, until

ALT = "My first headset, on the kitchen table"
ALT_ASKED = "What is there to see?"
NEW_STORIES = re.compile(r"^\d+ new")


class Guest(Device):
    """Somebody with a phone. `way`: how they got in, as the door says it."""

    def __init__(self, page: Page, conference: str, name: str, way: str) -> None:
        super().__init__(page, conference)
        self.name = name
        self.way = way

    def come_in_by(self, address: str) -> None:
        """Follow a link, say a name, tap a background, and be in."""
        self.page.goto(address)
        self.come_in()

    def come_in(self) -> None:
        """Say a name at the open door, tap a background, and be in."""
        self.page.get_by_label("Your name").fill(self.name)
        self.tap(self.way)
        self.sees_title("You are in")
        expect(self.page.get_by_role("heading", name="Keep this")).to_be_visible()
        self.tap("Go on")

    # Stories

    def tell(
        self, story: str, *, shown: str = "To everyone here", photo: bytes | None = None
    ) -> None:
        """Write a story, with a photo if there is one, and send it."""
        self.open("/story")
        self.page.get_by_label("Your story").fill(story)
        if photo is not None:
            self.add_photo(photo)
            self.page.get_by_label(ALT_ASKED).fill(ALT)
        self.choose("Was it by accident?", "Yes")
        self.choose("Where may it be shown?", shown)
        self.tap("Send my story")

    def add_photo(self, photo: bytes) -> None:
        """Take a photo in the open form."""
        taken = FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=photo)
        self.page.get_by_label("Add a photo").set_input_files(taken)
        expect(self.page.get_by_label(ALT_ASKED)).to_be_visible()

    def change(self, story: str) -> None:
        """Write one's only story anew and send it."""
        self.open("/story")
        self.tap("Change it")
        self.page.get_by_label("Your story").fill(story)
        self.tap("Send it again")

    def withdraw(self) -> None:
        """Take one's only story back."""
        self.open("/story")
        self.tap("Withdraw")
        self.tap("Withdraw it", within=self.sheet("Withdraw this story?"))

    def finds_own_story(self, standing: str, *words: str) -> None:
        """Expect one's only story on its page: where it stands, and what is said about it.

        Patient for longer than the ten seconds in which a refusal can still be undone.
        """
        card = self.page.get_by_role("article")
        expect(card.get_by_role("status")).to_have_text(standing, timeout=40_000)
        for one in words:
            expect(card).to_contain_text(one)

    def reads(self, author: str, story: str) -> None:
        """Expect a story in the open feed once, asking for the new ones where it says so."""
        card = self.story_of(author).filter(has_text=story)
        fresh = self.page.get_by_role("button", name=NEW_STORIES)
        expect(card.or_(fresh).first).to_be_visible()
        if fresh.is_visible():
            fresh.click()
        expect(card).to_have_count(1)

    def story_of(self, author: str) -> Locator:
        """Return what the open feed shows of somebody."""
        return self.page.get_by_role("article", name=author)

    # People to meet

    def finds_reason_to_meet(self, other: Guest, reason: str) -> None:
        """Expect somebody among the people to meet, with a reason."""
        self.open("/meet")
        expect(self.page.get_by_role("article", name=other.name)).to_contain_text(reason)

    def wave_at(self, other: Guest, *, back: bool = False) -> None:
        """Wave, or wave back, on the open page of people to meet."""
        card = self.page.get_by_role("article", name=other.name)
        self.tap("Wave back" if back else "Wave", within=card)

    def is_told_of_connection(self, other: Guest) -> None:
        """Expect to be told at once, and the other among one's contacts."""
        self.tap("Not just now", within=self.sheet(f"You and {other.name}"))
        self.open("/connections")
        expect(self.page.get_by_role("listitem", name=other.name)).to_be_visible()

    # Table talks

    def check_in(self, talk: str) -> None:
        """Open a talk that gathers and say that one is here."""
        self.open(f"/talks/{talk}")
        self.tap("I’m here")
        self.sees("You’re in.")

    def is_called_to(self, number: int, company: set[str]) -> None:
        """Expect to be told one's table in one glance, and who else sits there."""
        self.sees_title(f"You’re at table {number}")
        expect(self.page.locator(".table-number")).to_have_text(str(number))
        self._sits_with(company)

    def talks_at(self, number: int, company: set[str]) -> None:
        """Expect the table at which one talks, a card to talk about, and everybody in turn."""
        self.sees_title(f"Table {number}")
        expect(self.page.locator(".prompt")).to_be_visible()
        self._sits_with(company | {"You"})

    def talks_at_open_table(self, company: set[str]) -> None:
        """Expect a card to talk about and everybody in turn, at a table without a clock."""
        expect(self.page.locator(".prompt")).to_be_visible()
        expect(self.page.get_by_role("timer")).to_have_count(0)
        self._sits_with(company | {"You"})

    def counts_down_to(self, deadline: datetime) -> None:
        """Expect the figures on the phone to reach nothing at the deadline."""
        figures = self.page.get_by_role("timer", name="Time left").locator(".ring-figures")

        def agree() -> bool:
            minutes, seconds = map(int, figures.inner_text().split(":"))
            ends = datetime.now(UTC) + timedelta(minutes=minutes, seconds=seconds)
            return abs(ends - deadline) < timedelta(seconds=3)

        until(self.page, agree)

    def sat_with(self, company: set[str]) -> None:
        """Expect the goodbye, with everybody one has sat with."""
        self.sees_title("Thank you for talking")
        self._sits_with(company)

    def keep_in_touch_with(self, other: Guest) -> None:
        """Ask at the goodbye to keep in touch."""
        self.tap(f"Keep in touch with {other.name}")

    def reads_of(self, other: Guest, standing: str) -> None:
        """Expect at the goodbye how one stands with somebody."""
        line = self.page.locator(".neighbours > li").filter(has_text=other.name)
        expect(line).to_contain_text(standing)

    def _sits_with(self, company: set[str]) -> None:
        names = self.page.locator(".neighbours .person-name")
        until(self.page, lambda: sorted(names.all_inner_texts()) == sorted(company))
