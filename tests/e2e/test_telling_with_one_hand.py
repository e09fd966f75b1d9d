"""A story told with a thumb: three taps and the words; the counter is in view while one types."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from server.conferences.models import Conference
from tests.e2e.devices import PHONE, Hold, until
from tests.e2e.guests import Guest
from tests.support.servers import Server

STORY = "I came for one summer of answering phones. Nobody told me that summers end. "

BOTTOM = "it => it.getBoundingClientRect().bottom"
TOP = "it => it.getBoundingClientRect().top"


@pytest.mark.parametrize("height", [PHONE["height"], 664], ids=["whole", "with the browser's bars"])
def test_three_taps_and_the_words(
    hold: Hold, served: Server, forum: Conference, height: int
) -> None:
    small = ViewportSize(width=PHONE["width"], height=height)
    alice = Guest(hold("Alice", small), f"{served.url}/c/{forum.slug}", "Alice", "IT or telecoms")
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/story")
    alice.page.get_by_label("Your story").click()
    alice.page.keyboard.type(STORY)
    _counts_in_view(alice, len(STORY.strip()))
    alice.page.keyboard.type(STORY * 6)
    _counts_in_view(alice, len((STORY * 7).strip()))
    alice.choose("Was it by accident?", "Yes")
    alice.tap("Send my story")
    alice.finds_own_story("In review")


def _counts_in_view(guest: Guest, length: int) -> None:
    """Expect the counter to say so, above what lies at the foot of the page."""
    counter = guest.page.get_by_text(f"{length} of 600")
    expect(counter).to_be_in_viewport(ratio=1)
    foot = guest.page.locator(".page-act")
    until(guest.page, lambda: counter.evaluate(BOTTOM) <= foot.evaluate(TOP))
