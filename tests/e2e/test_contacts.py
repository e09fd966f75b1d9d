"""Two phones from a suggestion to a contact in the address book."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from server.conferences.models import Conference
from tests.e2e.devices import Hold, until
from tests.e2e.guests import Guest
from tests.support.servers import Server

NOTE = "Plays the oboe; ask about Leeds"


def test_a_suggestion_becomes_a_contact_with_a_note_of_ones_own(
    hold: Hold, served: Server, forum: Conference
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice, bob = (
        Guest(hold(name), address, name, "Came up from the phones") for name in ("Alice", "Bob")
    )
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")

    alice.finds_reason_to_meet(bob, "came up from the phones")
    alice.wave_at(bob)
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    bob.is_told_of_connection(alice)
    alice.is_told_of_connection(bob)

    contact = alice.page.get_by_role("listitem", name="Bob")
    expect(contact).to_contain_text("You waved at each other")
    expect(contact).to_contain_text("came up from the phones")
    alice.tap("Add a note about Bob")
    field = alice.page.get_by_label("Your note about Bob")
    expect(field).to_be_focused()
    field.fill(NOTE)
    alice.page.reload()
    expect(contact).to_contain_text(NOTE)
    expect(bob.page.get_by_role("listitem", name="Alice")).not_to_contain_text(NOTE)

    bob.open("/profile")
    bob.page.get_by_label("Organisation").first.fill("Harbour Bank")
    link = bob.page.get_by_label("A link")
    link.fill("https://example.org/bob")
    bob.tap("Save")
    bob.sees("Saved.")
    expect(contact).to_contain_text("Harbour Bank")
    expect(contact).to_contain_text("example.org/bob")
    link.fill("")
    bob.tap("Save")
    expect(contact).not_to_contain_text("example.org/bob")
    bob.open("/connections")
    expect(bob.page.get_by_role("listitem", name="Alice")).to_be_visible()

    with alice.page.expect_download() as download:
        alice.tap("Save as contacts")
    card = Path(download.value.path()).read_bytes().decode().replace("\r\n ", "")
    assert "\r\nFN:Bob\r\n" in card
    assert "You both came up from the phones.\\nPlays the oboe\\; ask about Leeds\r\n" in card

    alice.tap("More about Bob")
    alice.tap("Remove from my contacts")
    expect(contact).to_have_count(0)
    until(alice.page, lambda: NOTE not in alice.page.evaluate("JSON.stringify(localStorage)"))
    expect(bob.page.get_by_role("listitem", name="Alice")).to_have_count(0)
