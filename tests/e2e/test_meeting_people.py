"""People to meet on two phones: why, what to ask, not now, never, and waves without a signal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from server.conferences.models import Conference
from tests.e2e.devices import Hold, Signal
from tests.e2e.guests import Guest
from tests.support.servers import Server

WAY = "Came up from the phones"
REASON = "came up from the phones"


class Attendee(Guest):
    """A guest whose signal can be lost."""

    def __init__(self, page: Page, conference: str, name: str) -> None:
        super().__init__(page, conference, name, WAY)
        self.signal = Signal(page)


def guests(hold: Hold, served: Server, forum: Conference, *names: str) -> list[Attendee]:
    """Return people who have come in, all in the same way."""
    address = f"{served.url}/c/{forum.slug}"
    found = [Attendee(hold(name), address, name) for name in names]
    for guest in found:
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    return found


def test_a_few_are_shown_at_a_time_and_each_can_be_asked_about(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, *others = guests(hold, served, forum, "Alice", "Bob", "Carol", "Dave", "Erin")
    alice.open("/meet")
    cards = alice.page.get_by_role("article")
    expect(cards).to_have_count(3)
    alice.tap("Show me more")
    expect(cards).to_have_count(len(others))
    expect(cards.nth(3)).to_be_focused()
    bob = alice.page.get_by_role("article", name="Bob")
    expect(bob).to_contain_text("You could ask")
    expect(bob.locator("q")).to_have_text(re.compile(r"\?$"))
    alice.tap("Why Bob?")
    sheet = alice.sheet("Why Bob?")
    expect(sheet.get_by_role("listitem").first).to_contain_text(REASON)
    expect(sheet).to_contain_text("Suggestions go both ways")
    alice.tap("Ask for something else", within=sheet)
    expect(alice.page.get_by_role("radio", checked=True)).to_be_focused()


def test_whoever_was_away_when_the_other_waved_back_hears_of_it_once(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob = guests(hold, served, forum, "Alice", "Bob")
    alice.open("/meet")
    alice.wave_at(bob)
    expect(alice.page.get_by_role("article", name="Bob")).to_contain_text("You waved")
    alice.signal.lose()
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    expect(bob.sheet("You and Alice")).to_be_visible()
    alice.signal.find()
    alice.tap("Not just now", within=alice.sheet("You and Bob"))
    alice.open("/meet")
    alice.sees("Nobody to suggest yet")
    expect(alice.sheet("You and Bob")).to_have_count(0)


def test_not_now_and_never_hold_on_every_phone_and_can_be_taken_back(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob, _carol = guests(hold, served, forum, "Alice", "Bob", "Carol")
    for guest, other in ((alice, bob), (bob, alice)):
        guest.finds_reason_to_meet(other, REASON)
    card, next_card = (alice.page.get_by_role("article", name=name) for name in ("Bob", "Carol"))
    expect(next_card).to_be_visible()
    alice.tap("Not now", within=card)
    expect(card).to_have_count(0)
    expect(next_card).to_be_focused()
    alice.tap("Undo")
    expect(card).to_be_visible()

    alice.tap("More about Bob")
    alice.tap("Never suggest us to each other", within=alice.sheet("Bob"))
    expect(card).to_have_count(0)
    for guest, gone in ((alice, "Bob"), (bob, "Alice")):
        guest.page.reload()
        expect(guest.page.get_by_role("article", name="Carol")).to_be_visible()
        expect(guest.page.get_by_role("article", name=gone)).to_have_count(0)

    other_phone = alice.page.context.new_page()
    other_phone.goto(f"{alice.conference}/meet")
    expect(other_phone.get_by_role("article", name="Carol")).to_be_visible()
    expect(other_phone.get_by_role("article", name="Bob")).to_have_count(0)
    alice.open("/profile")
    alice.tap("Allow Bob")
    alice.sees("You and Bob may be suggested to each other again.")
    never = alice.page.get_by_role("heading", name="People never suggested to you")
    expect(never).to_be_focused()
    expect(other_phone.get_by_role("article", name="Bob")).to_be_visible()
    alice.finds_reason_to_meet(bob, REASON)
    bob.finds_reason_to_meet(alice, REASON)


def test_a_wave_without_a_signal_goes_out_soon_or_never(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob = guests(hold, served, forum, "Alice", "Bob")
    alice.finds_reason_to_meet(bob, REASON)
    bob.open("/meet")
    alice.signal.lose()
    alice.says_it_is("Offline")
    card = alice.page.get_by_role("article", name="Bob")
    alice.wave_at(bob)
    expect(card).to_contain_text("No signal yet")
    alice.signal.find()
    expect(card).to_contain_text("You waved")
    assert card.evaluate("card => card.contains(document.activeElement)")
    bob.page.get_by_role("button", name="Wave back").wait_for()
    alice.tap("Take it back", within=card)
    expect(bob.page.get_by_role("button", name="Wave back")).to_have_count(0)

    alice.signal.lose()
    alice.says_it_is("Offline")
    alice.wave_at(bob)
    expect(card).to_contain_text("No signal yet")
    alice.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=4))  # as if it had slept
    alice.sees("your wave has not gone out")
    expect(card.get_by_role("button", name="Wave")).to_be_visible()
    alice.signal.find()
    alice.says_it_is("")
    alice.page.reload()
    expect(card.get_by_role("button", name="Wave")).to_be_visible()
    bob.page.reload()
    expect(bob.page.get_by_role("article", name="Alice")).to_be_visible()
    expect(bob.page.get_by_role("button", name="Wave back")).to_have_count(0)


def test_without_a_signal_the_page_shows_what_it_knows_and_is_calm_about_the_rest(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob = guests(hold, served, forum, "Alice", "Bob")
    alice.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    alice.finds_reason_to_meet(bob, REASON)
    alice.finds_reason_to_meet(bob, REASON)  # with whom the page begins by now
    alice.signal.lose()
    alice.open("/meet")
    expect(alice.page.get_by_role("article", name="Bob")).to_contain_text(REASON)
    alice.page.get_by_role("radio", name="Same path").click()
    alice.sees("No signal, so nothing has changed.")
    expect(alice.page.get_by_role("radio", name="Surprise me")).to_be_checked()
    expect(alice.page.get_by_role("article", name="Bob")).to_contain_text(REASON)
    expect(alice.page.locator(".notice-bad")).to_have_count(0)
    alice.signal.find()
    alice.says_it_is("")
    with alice.page.expect_response("**/intent"):
        alice.choose("Who would you like to meet?", "Same path")
    alice.page.reload()
    expect(alice.page.get_by_role("radio", name="Same path")).to_be_checked()
    expect(alice.page.get_by_role("article", name="Bob")).to_contain_text(REASON)


def test_who_asks_for_others_is_shown_to_others_and_nobody_moves_under_a_thumb(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob, carol = guests(hold, served, forum, "Alice", "Bob", "Carol")
    for guest in (alice, bob):
        guest.finds_reason_to_meet(carol, REASON)
        if (come := guest.page.get_by_role("button", name="1 new person")).is_visible():
            come.click()  # who had looked when only one was there
    dave = Attendee(hold("Dave"), alice.conference, "Dave")
    dave.come_in_by(f"{served.url}/j#{forum.token}")
    cards = alice.page.get_by_role("article")
    expect(alice.page.get_by_role("button", name="1 new person")).to_be_visible()
    before = cards.all_inner_texts()
    assert "Dave" in before[-1]
    alice.tap("1 new person: show")
    expect(cards.first).to_contain_text("Dave")

    carol.open("/meet")
    carol.choose("Who would you like to meet?", "Different path")
    carol.sees("Only a few people are here so far.")
    for guest in (alice, bob):
        expect(guest.page.get_by_role("article", name="Carol")).to_have_count(0)
        expect(guest.page.get_by_role("article", name="Dave")).to_be_visible()
