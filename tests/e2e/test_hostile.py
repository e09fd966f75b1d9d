"""What people may type, from the queue to the projector: nothing runs, breaks or runs over."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from server.conferences.models import Conference
from server.people.domain import LONGEST_LINE, LONGEST_NAME, LinkKind
from server.stories.domain import LONGEST_ALT_ACCEPTED, LONGEST_TITLE
from server.web.rights import Role
from tests.e2e.backstage import Organiser, Wall
from tests.e2e.devices import DESK, WALL, Hold, LinkFor
from tests.e2e.guests import Guest
from tests.e2e.test_the_screen import ask
from tests.stories.pictures import file, halves, send
from tests.stories.telling import telling
from tests.support.at_once import at_once
from tests.support.hostile import HOSTILE, REFUSED, begun
from tests.support.phones import Phone
from tests.support.servers import Server

NARROW = ViewportSize(width=320, height=568)
LONGEST_UP = 91_000  # milliseconds; no story is on the screen for longer

# How far the page reaches beyond its edge, and which texts reach beyond their box.
RUNS_OVER = """() => [
  Math.max(0, document.scrollingElement.scrollWidth - innerWidth),
  ...[...document.querySelectorAll(
    '.story-text, .story-title, .story-photo, .person-line, .said, .news, .card')]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => box.textContent.slice(0, 40)),
]"""

# What is pushed off the wall by a text, and texts of which the end is cut off.
OFF_THE_WALL = """() => [
  ...[...document.querySelectorAll('.wall img, .wall-words, .wall-author')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth)
    .map((one) => one.className),
  ...[...document.querySelectorAll('.wall-words')]
    .filter((box) => box.scrollHeight > box.clientHeight + 1)
    .map((box) => box.textContent.slice(0, 40)),
]"""


def watched(page: Page) -> Page:
    """Fail the test if a page asks something of whoever holds it, or stumbles."""
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def is_whole(page: Page) -> None:
    """Expect that nothing that was typed has become more than text, or reaches over an edge."""
    assert page.evaluate("window.pwned") is None
    typed = page.locator(".story, .queue-item, .person-line")
    assert (
        typed.locator("script, img:not(.story-photo), a[href^='javascript'], h1, style").count()
        == 0
    )
    assert page.evaluate(RUNS_OVER) == [0]


def everything_sent(app: Flask, conference: Conference) -> None:
    """Send every text, under names, titles and employers as bad, every other with a photo."""
    for place, (name, text) in enumerate(HOSTILE.items()):
        author = Phone(app).join(
            conference,
            begun(f"{name} {text}", LONGEST_NAME),
            organisation=begun(text, LONGEST_LINE),
            shares=["organisation"],
        )
        title, photo = begun(text, LONGEST_TITLE), None
        if place % 2:
            photo = {"id": str(uuid.uuid4()), "alt": begun(text, LONGEST_ALT_ACCEPTED)}
            send(author, photo["id"], file(halves()))
        body = telling(text, title=title, language=None, shown_on="screen", photo=photo)
        author.put(f"/stories/{uuid.uuid4()}", body)
    for text in REFUSED.values():
        body = telling(text, title=None, language=None, background="it")
        assert author.refused("PUT", f"/stories/{uuid.uuid4()}", body)["status"] in {413, 422}


def test_hostile_texts_are_texts_all_the_way_to_the_projector(
    hold: Hold,
    served: Server,
    beside: Flask,
    forum: Conference,
    link_for: LinkFor,
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    at_once(lambda: everything_sent(beside, forum))

    organiser = Organiser(
        watched(hold("Olga", DESK)), address, "Olga at her desk", "HR or training"
    )
    organiser.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    organiser.open("/review")
    waiting = organiser.page.get_by_role("navigation", name="Waiting").get_by_role("button")
    expect(waiting).to_have_count(len(HOSTILE))
    for left in reversed(range(len(HOSTILE))):
        waiting.first.click()
        expect(waiting.first).to_have_attribute("aria-current", "true")
        is_whole(organiser.page)
        organiser.tap("Approve", within=organiser.page.get_by_role("article"))
        expect(waiting).to_have_count(left)

    reader = Guest(watched(hold("Rita")), address, "Rita", "IT or telecoms")
    reader.come_in_by(f"{served.url}/j#{forum.token}")
    reader.open("/feed")
    expect(reader.page.get_by_role("article")).to_have_count(len(HOSTILE))
    expect(reader.page.get_by_text("No earlier stories.")).to_be_attached()
    is_whole(reader.page)
    reader.page.set_viewport_size(NARROW)
    is_whole(reader.page)

    wall = Wall(watched(hold("the wall", WALL)), address)
    wall.page.clock.install()
    wall.show_here(link_for(LinkKind.SCREEN))
    shown: set[str] = set()
    words = wall.page.locator(".wall-words")
    up = words.or_(wall.page.locator(".wall-origins"))
    for _turn in range(2 * len(HOSTILE)):
        expect(up).to_be_visible()
        said = up.inner_text()
        is_whole(wall.page)
        assert wall.page.evaluate(OFF_THE_WALL) == []
        if words.is_visible():
            shown.add(said)
        if len(shown) == len(HOSTILE):
            break
        wall.page.clock.fast_forward(LONGEST_UP)
        expect(up).not_to_have_text(said, use_inner_text=True)
    assert len(shown) == len(HOSTILE)


def test_hostile_words_of_hosts_and_organisers_are_words_on_every_page(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    organiser = Organiser(watched(hold("Olga", DESK)), address, "Olga", "HR or training")
    organiser.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    reader = Guest(watched(hold("Rita")), address, "Rita", "IT or telecoms")
    reader.come_in_by(f"{served.url}/j#{forum.token}")
    for text in HOSTILE.values():
        news, title, card = begun(text, 280), begun(text, 60), begun(text, 200)
        deck = str(uuid.uuid4())
        prompts = [{"key": "bad", "lighter": card, "deeper": card, "follow_up": card}]
        made = {"title": title, "about": card, "prompts": prompts, "version": 0}
        ask(organiser.page, "PUT", f"/decks/{deck}", made)
        ask(organiser.page, "PUT", f"/announcements/{uuid.uuid4()}", {"text": news})
        talk = {"title": title, "deck": deck, "rounds": 1, "minutes": 5}
        opened = ask(organiser.page, "PUT", f"/talks/{uuid.uuid4()}", talk)
        expect(reader.page.get_by_text(title).first).to_be_visible()
        pages = [(reader.page, ""), (organiser.page, f"/host/{opened['id']}")]
        for page, path in [*pages, (organiser.page, f"/decks/{deck}")]:
            page.goto(address + path)
            expect(page.locator("h1")).to_be_visible()
            expect(page.get_by_text(title).first).to_be_visible()
            is_whole(page)
        end = {"move": "end", "version": opened["version"]}
        ask(organiser.page, "PUT", f"/talks/{opened['id']}/commands/{uuid.uuid4()}", end)
