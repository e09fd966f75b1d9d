"""An organiser sees who has met nobody yet, and finds the way to them."""

from __future__ import annotations

from playwright.sync_api import expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.backstage import Organiser
from tests.e2e.devices import Hold, LinkFor
from tests.e2e.guests import Guest
from tests.support.servers import Server

WAY = "Came up from the phones"


def test_an_organiser_finds_who_has_met_nobody(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    olga = Organiser(hold("Olga"), address, "Olga", WAY)
    olga.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    carla, bob, alice = (
        Guest(hold(name), address, name, WAY) for name in ("Carla", "Bob", "Alice")
    )
    for guest in (carla, bob, alice):
        guest.come_in_by(f"{served.url}/j#{forum.token}")

    olga.open()
    olga.tap("Meeting")
    olga.sees_title("Meeting")
    olga.sees("None of the 3 guests has met anybody yet.")
    unmet = olga.page.get_by_role("region", name="Who has met nobody yet").get_by_role("listitem")
    expect(unmet).to_contain_text(["Alice", "Bob", "Carla"])
    olga.sees("It takes five people who have waved, so that it tells on nobody.")

    alice.open("/meet")
    alice.wave_at(bob)
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    bob.is_told_of_connection(alice)

    olga.tap("Look again")
    olga.sees("1 of 3 guests has met nobody yet.")
    expect(unmet).to_contain_text(["Carla"])
    olga.page.get_by_label("Find").fill("nobody")
    olga.sees("Nobody of that name")
    olga.page.get_by_label("Find").fill("car")
    olga.page.get_by_role("link", name="Carla").click()
    olga.sees_title("People")
    expect(olga.page.get_by_label("Find")).to_have_value("Carla")
    olga.page.get_by_role("button", name="Look after Carla").click()
    expect(olga.sheet("Carla")).to_be_visible()

    alice.open("/meeting")
    alice.sees("This page is for organisers")
