"""Two phones that have no time just now: a time and a place, and a file for the calendar."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import expect

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from tests.e2e.devices import Hold, Signal
from tests.e2e.guests import Guest
from tests.support.servers import Server


def test_one_proposes_the_other_agrees_and_both_can_put_it_in_their_calendars(
    hold: Hold, served: Server, forum: Conference, beside: Flask
) -> None:
    with writing(db.session):  # so that an hour from now is before the end, at any hour
        db.session.get_one(Conference, forum.slug).ends_on = forum.ends_on + timedelta(days=1)
    address = f"{served.url}/c/{forum.slug}"
    alice, bob = (
        Guest(hold(name), address, name, "Came up from the phones") for name in ("Alice", "Bob")
    )
    signal = Signal(alice.page)
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/meet")
    alice.wave_at(bob)
    bob.open("/meet")
    bob.wave_at(alice, back=True)
    bob.is_told_of_connection(alice)
    alice.is_told_of_connection(bob)

    alice.tap("Meet later: Bob")
    alice.page.get_by_label("Where").fill("Under the clock " * 4)
    alice.tap("Ask them")
    alice.sees("At most 60 characters.")
    expect(alice.sheet("Meet Bob later")).not_to_contain_text("Something needs another look")
    alice.page.get_by_label("Where").fill("Under the clock")
    alice.tap("Ask them")
    alice.sees("You have asked Bob.")
    bob.sees("Alice would like to meet you then.")
    bob.tap("I’ll be there")
    alice.sees("Agreed.")
    alice.sees("Bob will be there.")
    for guest, other in ((alice, "Bob"), (bob, "Alice")):
        with guest.page.expect_download() as download:
            guest.tap("Put it in my calendar")
        file = Path(download.value.path()).read_text()
        assert f"SUMMARY:Meet {other}" in file
        assert "LOCATION:Under the clock" in file
        assert "STATUS:CONFIRMED" in file

    signal.lose()
    alice.says_it_is("Offline")
    alice.tap("Put it in my calendar")
    alice.sees("No signal. Nothing is lost.")
    signal.find()

    alice.open()
    alice.sees("Under the clock")
    bob.tap("Cancel it")
    bob.sees("Cancelled.")
    expect(alice.page.get_by_text("Under the clock")).to_have_count(0)
