"""Two phones: one says how open they are to be met, the other sees it and is told what to do."""

from __future__ import annotations

from playwright.sync_api import expect

from server.conferences.models import Conference
from tests.e2e.devices import Hold, Signal
from tests.e2e.guests import Guest
from tests.support.servers import Server

QUESTION = "How would you like to be met?"


def test_whoever_says_not_now_is_left_alone_and_finds_the_wave_afterwards(
    hold: Hold, served: Server, forum: Conference
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice, bob = (
        Guest(hold(name), address, name, "Came up from the phones") for name in ("Alice", "Bob")
    )
    signal, hers = Signal(bob.page), Signal(alice.page)
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")

    hers.deafen()  # her phone has the list some moments before it hears what changes it
    alice.finds_reason_to_meet(bob, "came up from the phones")
    card = alice.page.get_by_role("article", name="Bob")
    expect(card).to_contain_text("Come and talk")
    bob.open("/")
    bob.choose(QUESTION, "Please say hello first")
    bob.sees("People are asked to wave first")
    hers.find()
    expect(card).to_contain_text("Please say hello first")
    expect(card).to_contain_text("walk over when they wave back")

    bob.page.get_by_text("Pause for a while").click()
    bob.tap("Half an hour")
    bob.sees("Paused until")
    expect(card).to_contain_text("Not now")
    alice.wave_at(bob)
    expect(card).to_contain_text("You waved")
    bob.open("/meet")
    bob.sees("You would rather not be met just now")
    expect(bob.page.get_by_role("link", name="Say more about yourself")).to_have_count(0)
    expect(bob.page.get_by_role("link", name="Change how I am met")).to_be_visible()
    expect(bob.page.get_by_role("article", name="Alice")).to_have_count(0)

    bob.open("/profile")
    expect(bob.page.get_by_role("radio", name="Please say hello first")).not_to_be_checked()
    bob.tap("End the pause")
    expect(bob.page.get_by_role("radio", name="Please say hello first")).to_be_checked()
    expect(card).to_contain_text("Please say hello first")
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    bob.is_told_of_connection(alice)
    alice.is_told_of_connection(bob)

    bob.open("/profile")
    signal.lose()
    bob.choose(QUESTION, "People I know")
    bob.sees("No signal. It goes out by itself; until then others see Please say hello first.")
    contact = alice.page.get_by_role("listitem", name="Bob")
    expect(contact).to_contain_text("Please say hello first")
    signal.find()
    expect(contact).to_contain_text("People I know")


def test_whoever_was_waved_at_before_still_reads_why_nobody_is_suggested(
    hold: Hold, served: Server, forum: Conference
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice, bob = (
        Guest(hold(name), address, name, "Came up from the phones") for name in ("Alice", "Bob")
    )
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    bob.finds_reason_to_meet(alice, "came up from the phones")
    bob.wave_at(alice)
    expect(bob.page.get_by_role("article", name="Alice")).to_contain_text("You waved")
    alice.open("/")
    alice.choose(QUESTION, "Not now")
    alice.sees("Waves wait until you are back.")
    alice.open("/meet")
    alice.sees("Somebody waved at you")
    alice.sees("You would rather not be met just now")
