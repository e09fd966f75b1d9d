"""An organiser sees how phones are connected, and tries the server out before the doors open."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.backstage import Organiser
from tests.e2e.devices import PHONE, SMALL, Hold, LinkFor, box, in_large_letters
from tests.e2e.guests import Guest
from tests.support.servers import Server

WAY = "Came up from the phones"
PATIENCE = 40_000  # milliseconds that a trial may take


def fits_in_large_letters(page: Page, now: Locator) -> None:
    """Expect every figure on one line, and nothing beyond the edge of the smallest phone."""
    for figure in now.locator("strong").all():
        _, top, _, bottom = box(figure)
        assert bottom - top < 45, figure.inner_text()
    in_large_letters(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)


def test_an_organiser_tries_the_network_out(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    olga = Organiser(hold("Olga"), address, "Olga", WAY)
    olga.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    alice = Guest(hold("Alice"), address, "Alice", WAY)
    alice.come_in_by(f"{served.url}/j#{forum.token}")

    olga.open()
    olga.tap("Network")
    olga.sees_title("Network")
    now = olga.page.get_by_role("region", name="Now")
    expect(now).to_contain_text("2phones and screens are connected")
    expect(now).to_contain_text("Those of 2 people")
    fits_in_large_letters(olga.page, now)

    trial = olga.page.get_by_role("region", name="Try it out")
    trial.get_by_label("50", exact=True).check(force=True)
    olga.tap("Try with 50 phones")
    said = trial.get_by_role("status")
    expect(said).to_contain_text("Trying.")
    expect(said).to_contain_text("All 50 connected within", timeout=PATIENCE)
    expect(said).to_contain_text("News reached half of them within")
    expect(now).to_contain_text("2phones and screens are connected")

    served.stop()
    olga.tap("Try with 50 phones")
    expect(trial.get_by_role("alert")).to_contain_text("No signal.", timeout=PATIENCE)
    expect(now).to_contain_text("2phones and screens are connected")

    alice.open("/network")
    alice.sees("This page is for organisers")
