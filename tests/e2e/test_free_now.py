"""Free now: seen by those who might meet one, met at once, or paired up by a host."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.backstage import Host
from tests.e2e.devices import SMALL, Hold, LinkFor, Signal, box, in_large_letters, overlap
from tests.e2e.guests import Guest
from tests.support.servers import Server

WAY = "Came up from the phones"
CALL = "A host pairs up those who are free. Join?"


@pytest.fixture
def three(hold: Hold, served: Server, forum: Conference) -> list[Guest]:
    """Give Alice, Bob and Carla on the page of people to meet."""
    address = f"{served.url}/c/{forum.slug}"
    guests = [Guest(hold(name), address, name, WAY) for name in ("Alice", "Bob", "Carla")]
    for guest in guests:
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    for guest in guests:
        guest.open("/meet")
    return guests


def card(guest: Guest, other: Guest) -> Locator:
    """Return what a phone shows of somebody to meet."""
    return guest.page.get_by_role("article", name=other.name)


def test_a_wave_between_two_who_are_free_asks_them_to_meet_now(three: list[Guest]) -> None:
    alice, bob, carla = three
    expect(card(alice, carla)).to_be_visible()
    carla.tap("I’m free now")
    carla.sees("You are free now")
    carla.sees("For 10 more minutes")
    expect(card(alice, carla)).to_contain_text("Free now")
    expect(card(alice, bob)).not_to_contain_text("Free now")
    alice.page.reload()
    expect(alice.page.get_by_role("article").first).to_contain_text("Carla")

    alice.tap("I’m free now")
    expect(card(alice, carla)).to_contain_text("So are you: a wave asks them to meet now.")
    alice.wave_at(carla)
    alice.sees("You have asked Carla to meet now")
    carla.sees("Alice is free for ten minutes. Meet now?")
    carla.tap("Meet now")
    for guest in (alice, carla):
        sign = guest.page.get_by_role("img", name="Your sign")
        expect(sign).to_be_visible()
        guest.tap("Put the sign away")
        expect(guest.page.get_by_text("You are free now")).to_have_count(0)


def test_it_is_over_with_a_tap_and_not_now_is_turned_over_first(three: list[Guest]) -> None:
    alice, bob, _ = three
    bob.tap("I’m free now")
    expect(card(alice, bob)).to_contain_text("Free now")
    bob.open()
    bob.sees("You are free now")
    bob.tap("Free no longer")
    expect(bob.page.get_by_text("You are free now")).to_have_count(0)
    expect(card(alice, bob)).not_to_contain_text("Free now")

    bob.choose("How would you like to be met?", "Not now")
    expect(card(alice, bob)).to_contain_text("Not now")
    bob.open("/meet")
    bob.tap("Come and talk, and I’m free now")
    bob.sees("You are free now")


def test_who_is_new_and_who_is_free_are_offered_side_by_side(
    three: list[Guest], hold: Hold, served: Server, forum: Conference
) -> None:
    alice, bob, carla = three
    expect(card(alice, bob)).to_be_visible()
    expect(card(alice, carla)).to_be_visible()
    dora = Guest(hold("Dora"), alice.conference, "Dora", WAY)
    dora.come_in_by(f"{served.url}/j#{forum.token}")
    new = alice.page.get_by_role("button", name="1 new person: show")
    expect(new).to_be_visible()
    alice.tap("I’m free now")
    cards = alice.page.get_by_role("article")
    second = carla if "Carla" in cards.nth(1).inner_text() else bob
    second.tap("I’m free now")
    first = alice.page.get_by_role("button", name=f"{second.name} is free now. Show them first")
    expect(first).to_be_visible()
    assert not overlap(new, first)
    assert not overlap(new, cards.first.locator(".reason"))

    alice.page.mouse.wheel(0, 2_000)
    expect(new).not_to_be_in_viewport()


def test_what_can_be_done_about_somebody_fits_into_one_line(three: list[Guest]) -> None:
    alice, bob, _ = three
    alice.page.set_viewport_size(SMALL)
    wave, why = (
        box(card(alice, bob).get_by_role("button", name=name)) for name in ("Wave", "Why Bob?")
    )
    assert wave[1] == why[1]


def test_without_a_signal_it_is_not_said_late(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice = Guest(hold("Alice"), f"{served.url}/c/{forum.slug}", "Alice", WAY)
    signal = Signal(alice.page)
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/meet")
    expect(alice.page.get_by_role("button", name="I’m free now")).to_be_visible()
    signal.lose()
    alice.tap("I’m free now")
    alice.sees("No signal. It goes out within half a minute, or not at all.")
    alice.tap("Let it be")
    signal.find()
    expect(alice.page.get_by_role("button", name="I’m free now")).to_be_visible()
    expect(alice.page.get_by_text("You are free now")).to_have_count(0)


def test_a_host_pairs_up_those_who_are_free(
    three: list[Guest], hold: Hold, link_for: LinkFor
) -> None:
    alice, bob, carla = three
    hugo = Host(hold("Hugo"), alice.conference, "Hugo", WAY)
    hugo.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    for guest in (alice, carla):
        guest.tap("I’m free now")
        guest.sees("You are free now")

    hugo.open("/host")
    hugo.tap("Open a talk")
    hugo.tap("With those who are free now (2)")
    hugo.sees("2 phones ask whether they join.")
    expect(hugo.page.get_by_role("radio", name="One to one")).to_be_checked()
    hugo.page.get_by_role("button", name=re.compile("^Open it")).click()
    hugo.page.wait_for_url("**/host/*")

    for guest in (alice, carla):
        guest.sees(CALL)
    expect(bob.page.get_by_text(CALL)).to_have_count(0)
    carla.page.reload()
    carla.sees(CALL)
    in_large_letters(carla.page)
    refuse = carla.page.get_by_role("button", name="No, thank you")
    refuse.scroll_into_view_if_needed()
    expect(refuse).to_be_in_viewport(ratio=1)
    bar = carla.page.locator(".free-bar section")
    assert box(bar.get_by_role("button"))[1] >= box(bar.locator("p"))[3], "words need the line"
    assert carla.page.evaluate("scrollY") < 100, "it is within reach"
    alice.tap("Join")
    alice.sees("You’re in.")
    expect(alice.page.get_by_text("You are free now")).to_have_count(0)
    carla.tap("No, thank you")
    expect(carla.page.get_by_text(CALL)).to_have_count(0)
    carla.sees("You are free now")
