"""From a scan to a table: the whole evening, on several phones."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.conftest import WALL
from tests.support.servers import Server

Hold = Callable[..., Page]
LinkFor = Callable[..., str]

STORY = "I only meant to stay for one summer, and the phones kept ringing until I ran the floor."


def come_in(page: Page, name: str, background: str) -> None:
    """Say a name, tap a background, and be in."""
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name=background).click()
    expect(page.get_by_text("Keep this")).to_be_visible()


def join(page: Page, served: Server, forum: Conference, name: str, background: str) -> Page:
    """Scan the code and come in."""
    page.goto(f"{served.url}/j#{forum.token}")
    expect(page.get_by_role("heading", name="Autumn Forum")).to_be_visible()
    come_in(page, name, background)
    return page


def open_page(page: Page, served: Server, path: str) -> None:
    """Open a page of the conference."""
    page.goto(f"{served.url}/c/forum{path}")


def test_from_a_scan_to_a_table(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    organiser = hold({"width": 1440, "height": 900})
    organiser.goto(link_for(LinkKind.ROLE, Role.ORGANISER))
    come_in(organiser, "Olga", "HR or training")
    wall = hold(WALL)
    wall.goto(link_for(LinkKind.SCREEN))
    wall.get_by_role("button", name="Show the screen here").click()
    expect(wall.get_by_text(forum.code[:4])).to_be_visible()

    ways = ("Came up from the phones", "Across from finance", "IT or telecoms", "referral")
    names = ("Alice", "Bob", "Carol", "Dan")
    phones = [join(hold(), served, forum, name, way) for name, way in zip(names, ways, strict=True)]
    alice, bob = phones[0], phones[1]

    # Alice tells her story; nobody sees it before Olga has read it.
    open_page(alice, served, "/story")
    alice.get_by_label("Your story").fill(STORY)
    alice.get_by_label("Came up from the phones").check(force=True)
    alice.get_by_label("Yes", exact=True).check(force=True)
    alice.get_by_role("button", name="Send my story").click()
    expect(alice.get_by_text("In review").first).to_be_visible()
    open_page(bob, served, "/feed")
    expect(bob.get_by_text(STORY)).to_have_count(0)

    open_page(organiser, served, "/review")
    expect(organiser.get_by_role("article", name="Alice").get_by_text(STORY)).to_be_visible()
    organiser.get_by_role("button", name="Approve").click()
    expect(bob.get_by_text(STORY).or_(bob.get_by_role("button", name="1 new"))).to_be_visible()

    # A host opens a talk, everybody checks in, and the tables are set.
    host = hold()
    host.goto(link_for(LinkKind.ROLE, Role.HOST))
    come_in(host, "Hugo", "Sales or marketing")
    open_page(host, served, "/host")
    host.get_by_role("button", name="Open a talk").click()
    host.get_by_role("button", name="Open it").click()
    host.wait_for_url("**/host/*")
    talk = host.url.rpartition("/")[2]
    for phone in phones:
        open_page(phone, served, f"/talks/{talk}")
        phone.get_by_role("button", name="I’m here").click()
    expect(host.get_by_text("4 people are here").first).to_be_visible()
    host.get_by_role("button", name="Set the tables").click()
    for phone in phones:
        expect(phone.get_by_text("Table").first).to_be_visible()
        expect(phone.locator(".table-number").first).to_be_visible()

    # The server dies in round one and comes back: same table, same deadline.
    number = alice.locator(".table-number").first.inner_text()
    served.kill()
    served.start()
    alice.reload()
    expect(alice.locator(".table-number").first).to_have_text(number)
