"""A table in the coffee bar: started by one, found on the list by another, scanned by a third."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from server.conferences.models import Conference
from tests.e2e.devices import Hold, Signal, within_a_moment
from tests.e2e.guests import Guest
from tests.support.servers import Server

LIST = re.compile(r"/open-tables$")
STARTING = re.compile(r"/open-tables/[0-9a-f-]{36}$")
PULL_UP = "Pull up a chair in the coffee bar"


def test_three_phones_at_a_table_that_one_of_them_started(
    hold: Hold, served: Server, forum: Conference
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice = Guest(hold("Alice"), address, "Alice", "IT or telecoms")
    bob = Guest(hold("Bob"), address, "Bob", "HR or training")
    carol = Guest(hold("Carol"), address, "Carol", "Sales or marketing")
    signal = Signal(alice.page)
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    bob.open("/tables")
    bob.sees("No table has a free chair at the moment")

    # Two taps; and however bad the Wi-Fi is, it is one table.
    alice.open()
    alice.tap(PULL_UP)
    alice.sees("No table has a free chair at the moment")
    lost = signal.lose_one_answer(STARTING)
    # Or else she may hear, or read, that she sits there before she can tap again.
    signal.deafen(and_keep_from=LIST)
    alice.tap("Start a table here")
    alice.sees("No signal.")
    assert lost == ["PUT"]
    alice.tap("Start a table here")
    alice.sees("1 of 6 chairs")
    signal.find()
    word = alice.page.locator(".let-in-word").inner_text()

    # Whatever she looked at meanwhile, the first page leads back.
    alice.open()
    alice.sees("You sit here")
    alice.tap(re.compile(word))
    alice.sees("1 of 6 chairs")

    # Bob sees it come up, and sits down with one tap.
    with within_a_moment():
        line = bob.page.locator(".open-table").filter(has_text=word)
        expect(line).to_have_count(1)
        expect(line).to_contain_text("Alice’s table")
        line.click()
        bob.sees("2 of 6 chairs")
        alice.sees("2 of 6 chairs")

    # Carol is not even in: she scans what Alice shows, says who she is, and sits there.
    carol.come_in_by(f"{address}/t/{word.lower()}#{forum.token}")
    carol.sees("3 of 6 chairs")
    with within_a_moment():
        for guest in (alice, bob, carol):
            guest.talks_at_open_table({"Alice", "Bob", "Carol"} - {guest.name})
        alice.tap(re.compile("^I’m done"))
        bob.sees("Your turn")
        bob.tap("Next card")
        bob.sees("You start")

    bob.tap("I’m leaving")
    bob.tap("Leave", within=bob.sheet("Leave the table?"))
    bob.sees_title("You’ve left the table")
    bob.sees("Keep in touch")
    alice.sees("2 of 6 chairs")
    alice.tap("Close the table")
    alice.tap("Close the table", within=alice.sheet(f"Close “{word}”?"))
    carol.sat_with({"Alice", "Bob"})
    alice.sat_with({"Bob", "Carol"})
    carol.open(f"/t/{word}")
    carol.sees("No table is called that at the moment.")


def test_a_word_that_was_misheard_is_mended_on_the_spot(
    hold: Hold, served: Server, forum: Conference
) -> None:
    bob = Guest(hold("Bob"), f"{served.url}/c/{forum.slug}", "Bob", "HR or training")
    bob.come_in_by(f"{served.url}/j#{forum.token}")
    bob.open("/t/mumble")
    bob.sees("No table is called that at the moment.")
    word = bob.page.get_by_label("A word you were told")
    expect(word).to_have_value("mumble")
    word.fill("humble")
    bob.tap("Sit down")
    expect(bob.page).to_have_url(re.compile("/t/humble$"))
    expect(bob.page.get_by_role("button", name="Sit down")).to_be_disabled()
