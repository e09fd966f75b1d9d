"""Two phones that have both waved: meeting now, by the same sign."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from server.conferences.models import Conference
from tests.e2e.devices import (
    SMALL,
    Hold,
    box,
    in_large_letters,
    overlap,
    until,
    whether_it_hears,
)
from tests.e2e.guests import Guest
from tests.support.servers import Server

WAY = "Came up from the phones"
LYING = ViewportSize(width=568, height=320)


def sign(guest: Guest) -> Locator:
    """Return the sign that a phone holds up."""
    return guest.page.get_by_role("img", name="Your sign")


@pytest.fixture
def both(hold: Hold, served: Server, forum: Conference) -> tuple[Guest, Guest]:
    """Give Alice and Bob, whose sheets say that they would both like to meet."""
    address = f"{served.url}/c/{forum.slug}"
    alice, bob, carol = (
        Guest(hold(name), address, name, WAY) for name in ("Alice", "Bob", "Carol")
    )
    for guest in (alice, bob, carol):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/meet")
    alice.wave_at(bob)
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    expect(bob.sheet("You and Alice")).to_be_visible()
    expect(alice.sheet("You and Bob")).to_be_visible()
    return alice, bob


def test_one_asks_the_other_agrees_and_both_hold_up_the_same_sign(
    both: tuple[Guest, Guest],
) -> None:
    alice, bob = both
    expect(alice.sheet("You and Bob")).to_contain_text("You could ask")
    alice.tap("Meet now, for ten minutes")
    alice.sees("You have asked Bob to meet now")
    expect(bob.sheet("You and Alice")).to_have_count(0)
    bob.sees("Alice is free for ten minutes.")
    bob.tap("Meet now")
    shown = [sign(guest) for guest in both]
    for one in shown:
        expect(one).to_be_visible()
    names = [one.get_attribute("aria-label") for one in shown]
    assert names[0] == names[1] == "Your sign: 71, cross, pink"
    for guest in both:
        guest.sees("Where the coffee is")

    alice.tap("Put the sign away")
    alice.sees("You are meeting Bob")
    alice.page.keyboard.press("Tab")
    expect(alice.page.get_by_role("button", name="Show the sign")).to_be_focused()
    alice_hears = whether_it_hears(alice.page, "person:")
    alice.open("/connections")
    expect(sign(alice)).to_be_visible()
    until(alice.page, alice_hears)

    bob.tap("We met")
    alice.sees("You and Bob have met.")  # said for a few seconds only
    for one in shown:
        expect(one).to_have_count(0)
    expect(alice.page.get_by_role("listitem", name="Bob")).to_contain_text("You first met here")


def test_who_is_not_there_is_blamed_by_nobody(both: tuple[Guest, Guest]) -> None:
    alice, bob = both
    alice.tap("Not just now", within=alice.sheet("You and Bob"))
    alice.open("/connections")
    alice.tap("Meet now: Bob")
    bob.tap("Meet now")
    expect(sign(alice)).to_be_visible()
    bob.page.set_viewport_size(SMALL)
    not_here = bob.page.get_by_role("button", name="They’re not here")
    expect(not_here).to_be_in_viewport(ratio=1)
    not_here.click()
    for guest, other in ((alice, "Bob"), (bob, "Alice")):
        guest.sees(f"You and {other} did not find each other")
        expect(sign(guest)).to_have_count(0)
        guest.sees(re.compile("You could meet Carol"))
    alice.tap("People to meet")
    alice.sees_title("People to meet")
    expect(alice.page.get_by_text("did not find each other")).to_have_count(0)


def test_in_large_letters_nothing_lies_over_the_sign_or_its_words(
    both: tuple[Guest, Guest],
) -> None:
    alice, bob = both
    alice.tap("Meet now, for ten minutes")
    bob.tap("Meet now")
    expect(sign(alice)).to_be_visible()
    in_large_letters(alice.page)
    away = alice.page.get_by_role("button", name="Put the sign away")
    for size in (SMALL, LYING):
        alice.page.set_viewport_size(size)
        assert not overlap(away, sign(alice).locator("text"))
        assert not overlap(away, alice.page.get_by_role("heading", name="Where the coffee is"))
    alice.page.set_viewport_size(SMALL)
    met, not_here = (
        box(alice.page.get_by_role("button", name=name)) for name in ("We met", "They’re not here")
    )
    assert met[3] <= not_here[1], "side by side there is no room for their words"


def test_without_a_signal_the_sign_stays_and_says_that_nothing_has_changed(
    both: tuple[Guest, Guest],
) -> None:
    alice, bob = both
    alice.tap("Meet now, for ten minutes")
    bob.tap("Meet now")
    shown = sign(alice)
    expect(shown).to_be_visible()
    alice.page.context.set_offline(offline=True)
    alice.tap("We met")
    expect(alice.page.get_by_role("dialog")).to_contain_text("Nothing has changed")
    alice.page.context.set_offline(offline=False)
    alice.tap("We met")
    expect(shown).to_have_count(0)


def test_not_just_now_is_silent(both: tuple[Guest, Guest]) -> None:
    alice, bob = both
    alice.tap("Meet now, for ten minutes")
    bob.sees("Alice is free for ten minutes.")
    bob.tap("Not just now")
    expect(bob.page.get_by_text("is free for ten minutes")).to_have_count(0)
    alice.sees("You have asked Bob to meet now")
    alice.tap("Take it back")
    expect(alice.page.get_by_text("You have asked Bob")).to_have_count(0)


def test_whoever_reads_something_else_is_offered_it_there(
    hold: Hold, served: Server, forum: Conference
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice, bob = (Guest(hold(name), address, name, WAY) for name in ("Alice", "Bob"))
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/meet")
    alice.wave_at(bob)
    alice.open("/feed")
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    alice.sees("You and Bob would both like to meet")
    alice.tap("Now or later?")
    alice.tap("Meet now, for ten minutes", within=alice.sheet("You and Bob"))
    expect(alice.page.get_by_text("would both like to meet")).to_have_count(0)
    bob.tap("Meet now")
    expect(sign(alice)).to_be_visible()
