"""A new version is put in place while phones are in use, which have the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from server.conferences.models import Conference
from tests.e2e.devices import Hold, until, whether_it_hears
from tests.e2e.guests import Guest
from tests.support.deploying import BUILT, build_of_before
from tests.support.servers import Begin, Server, serving

STORY = "The post room was next to the phones, and one day somebody was ill."
APP = "tests.support.deploying:app"
BEFORE = re.compile(r"/assets/before-")


@pytest.fixture
def served(database_url: str, tmp_path: Path, begin: Begin) -> Iterator[Server]:
    """Give a server of the version before."""
    before = build_of_before(tmp_path / "before")
    with serving(
        database_url, tmp_path, begin=begin, application=APP, STATIC_FOLDER=str(before)
    ) as server:
        yield server


def is_of_before(page: Page) -> bool:
    """Say which version a page runs."""
    source = page.locator("script[type=module]").first.get_attribute("src")
    return bool(BEFORE.match(source or ""))


def test_phones_go_on_and_nothing_is_lost(
    hold: Hold,
    served: Server,
    forum: Conference,
    database_url: str,
    tmp_path: Path,
    begin: Begin,
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice = Guest(hold("Alice"), address, "Alice", "IT or telecoms")
    bob = Guest(hold("Bob", keeps_app=False), address, "Bob", "IT or telecoms")
    for guest in (alice, bob):
        hears = whether_it_hears(guest.page, "person:")
        guest.come_in_by(f"{served.url}/j#{forum.token}")
        assert is_of_before(guest.page)
        guest.sees_title(forum.name)
        until(guest.page, hears)  # by then it has all that is fetched for its first page
    alice.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    alice.open("/story")
    alice.page.get_by_label("Your story").fill(STORY)
    alice.choose("Was it by accident?", "Yes")

    served.kill()
    for guest in (alice, bob):
        guest.says_it_is("Reconnecting")
    with serving(
        database_url,
        tmp_path,
        begin=begin,
        application=APP,
        STATIC_FOLDER=str(BUILT),
        PORT=str(urlsplit(served.url).port),
    ):
        for guest in (alice, bob):
            guest.says_it_is("")
        # Whoever has the app on their phone goes on with it, also where they have not been before.
        alice.tap("Send my story")
        alice.finds_own_story("In review", STORY)
        alice.page.get_by_role("link", name="Meet").click()
        alice.sees_title("People to meet")
        assert is_of_before(alice.page)
        alice.open("/story")
        alice.tap("Change it")
        alice.page.get_by_label("Your story").fill(f"{STORY} It was me.")
        alice.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        alice.tap("Use it now")
        until(alice.page, lambda: not is_of_before(alice.page))
        expect(alice.page.get_by_label("Your story")).to_have_value(f"{STORY} It was me.")
        # Whoever has not is told, and has the new one when they ask for it.
        bob.page.get_by_role("link", name="Meet").click()
        bob.sees_title("Not on this phone yet")
        bob.tap("Try again")
        bob.sees_title("People to meet")
        assert not is_of_before(bob.page)
        hold.put_down()
