"""A photo from the phone that took it to everybody in the room, and away from all of them again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.backstage import Organiser, Wall
from tests.e2e.devices import DESK, WALL, Hold, LinkFor, within_a_moment
from tests.e2e.guests import ALT, ALT_ASKED, Guest
from tests.stories.pictures import held_sideways
from tests.support.servers import Server

STORY = "They needed somebody who could plug in a headset, and I had just bought one for my radio."


def answer_to(page: Page, address: str) -> int:
    """Return what the server says to a page that asks for an address once more."""
    status: int = page.evaluate("address => fetch(address).then((it) => it.status)", address)
    return status


def test_a_photo_is_taken_approved_seen_and_taken_back(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    carla = Organiser(hold("Carla", DESK), address, "Carla", "HR or training")
    carla.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    alice, bob = (
        Guest(hold(name), address, name, "Came up from the phones") for name in ("Alice", "Bob")
    )
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    wall = Wall(hold("wall", WALL), address)
    wall.show_here(link_for(LinkKind.SCREEN))
    bob.open("/feed")

    alice.open("/story")
    alice.page.get_by_label("Your story").fill(STORY)
    alice.add_photo(held_sideways())
    alice.choose("Was it by accident?", "Yes")
    alice.choose("Where may it be shown?", "On the big screen too")
    alice.tap("Send my story")
    alice.sees("Say in a line what is there to see.")
    alt = alice.page.get_by_label(ALT_ASKED)
    expect(alt).to_be_focused()
    alt.fill(ALT)
    alice.page.reload()
    expect(alice.page.get_by_label(ALT_ASKED)).to_have_value(ALT)
    alice.tap("Send my story")
    alice.finds_own_story("In review", STORY)
    alice.sees_photo(ALT)
    expect(bob.page.get_by_role("img", name=ALT)).to_have_count(0)

    carla.open("/review")
    waiting = carla.sees_photo(ALT)
    width, height = carla.page.get_by_role("img", name=ALT).evaluate(
        "photo => [photo.naturalWidth, photo.naturalHeight]"
    )
    assert height > width  # it was taken with the phone on its side
    assert answer_to(bob.page, waiting) == answer_to(wall.page, waiting) == 404
    carla.approve(alice, STORY)

    bob.reads("Alice", STORY)
    seen = bob.sees_photo(ALT)
    projected = wall.sees_photo(ALT)

    alice.withdraw()
    with within_a_moment():
        for device in (bob, wall):
            expect(device.page.get_by_role("img", name=ALT)).to_have_count(0)
    assert answer_to(bob.page, seen) == answer_to(wall.page, projected) == 404
