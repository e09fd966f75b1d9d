"""A host's page without a signal, and the line that a table takes away."""

from __future__ import annotations

import re
from functools import partial

import pytest
from flask import Flask
from playwright.sync_api import expect

from server import clock
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.domain import LinkKind
from server.tables.at_table.takeaways import COLLECT
from server.web.rights import Role
from server.work.due import schedule
from tests.e2e.backstage import Host, Organiser, Wall
from tests.e2e.devices import DESK, WALL, Hold, LinkFor, Signal, within_a_moment
from tests.e2e.guests import Guest
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server

LINE = "Ask what the customer hoped for, not what went wrong"
BETTER = "Ask what they hoped for, before you ask what went wrong"


@pytest.fixture
def address(served: Server, forum: Conference) -> str:
    return f"{served.url}/c/{forum.slug}"


@pytest.fixture
def host(hold: Hold, address: str, link_for: LinkFor) -> Host:
    """Give a host with a phone that can lose its signal."""
    host = Host(hold("Hugo"), address, "Hugo", "Sales or marketing")
    host.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    return host


def test_a_console_without_a_signal_shows_the_room_and_loses_nothing(
    host: Host, beside: Flask, forum: Conference
) -> None:
    signal = Signal(host.page)
    talk = host.open_talk(size=3)
    names = "Gwen", "Ivan", "Jo"
    others = at_once(*(partial(Phone(beside).join, forum, name, "vendor") for name in names))
    for phone in others:
        phone.put(f"/talks/{talk}/here")
    host.sees("3 people are here")
    host.go_on("Set the tables", then="Round 1 of 2, walking")

    signal.lose()
    host.says_it_is("Offline")
    for name in names:
        host.sees(name)
    expect(host.page.get_by_role("timer", name="Time left")).to_be_visible()
    host.tap("Add a minute")
    host.sees("No signal. Nothing is lost.")

    signal.find()
    host.says_it_is("")
    before = others[0].get(f"/talks/{talk}")["talk"]["ends_at"]
    with host.page.expect_response(re.compile("/commands/")):
        host.tap("Add a minute")
    expect(host.page.get_by_text("No signal. Nothing is lost.")).to_have_count(0)
    assert others[0].get(f"/talks/{talk}")["talk"]["ends_at"] > before


def test_two_phones_write_the_line_of_their_table(
    hold: Hold,
    host: Host,
    served: Server,
    beside: Flask,
    forum: Conference,
    address: str,
    link_for: LinkFor,
) -> None:
    organiser = Organiser(hold("Olga", DESK), address, "Olga", "HR or training")
    organiser.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    wall = Wall(hold("the wall", WALL), address)
    wall.show_here(link_for(LinkKind.SCREEN))
    alice = Guest(hold("Alice"), address, "Alice", "IT or telecoms")
    bob = Guest(hold("Bob"), address, "Bob", "HR or training")
    talk = host.open_talk(size=3)
    for guest in (alice, bob):
        guest.come_in_by(f"{served.url}/j#{forum.token}")
        guest.check_in(talk)
    Phone(beside).join(forum, "Gwen", "vendor").put(f"/talks/{talk}/here")
    host.sees("3 people are here")
    host.go_on("Set the tables", then="Round 1 of 2, walking")
    host.go_on("Start talking now", then="Round 1 of 2, talking")

    with within_a_moment():
        alice.tap("Write your table’s line")
        alice.page.get_by_label("Your table’s line").fill(LINE)
        alice.tap("Put it down")
        bob.sees(LINE)
        bob.tap("Put it another way")
        bob.page.get_by_label("Your table’s line").fill(BETTER)
        bob.tap("Put it down")
        alice.sees(BETTER)
        expect(alice.page.get_by_text(LINE)).to_have_count(0)
    host.end("3 people at 1 table")
    alice.sees_title("Thank you for talking")
    with writing(db.session):  # without waiting for those who might still be writing
        schedule(forum.slug, COLLECT, talk, clock.now())

    organiser.open("/review")
    organiser.approve_line(BETTER)
    wall.sees(BETTER)
