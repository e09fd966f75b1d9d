"""A link that leads on through the door, and a table that changes while one looks elsewhere."""

from __future__ import annotations

from functools import partial

from flask import Flask
from playwright.sync_api import expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e import ledger
from tests.e2e.backstage import Host
from tests.e2e.devices import Hold, LinkFor, within_a_moment
from tests.e2e.guests import Guest
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server


def test_a_link_leads_on_for_whoever_has_to_type_the_code_first(
    hold: Hold, served: Server, forum: Conference
) -> None:
    alice = Guest(hold("Alice"), f"{served.url}/c/{forum.slug}", "Alice", "IT or telecoms")
    alice.open("/tables")
    alice.tap("Enter a code")
    alice.page.get_by_label("Code").fill(forum.code)
    alice.tap("Go in")
    alice.come_in()
    alice.sees_title("Pull up a chair")


def test_whoever_is_moved_sees_where_to(
    hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    host = Host(hold("Hugo"), address, "Hugo", "Sales or marketing")
    host.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    alice = Guest(hold("Alice"), address, "Alice", "IT or telecoms")
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    talk = host.open_talk(size=3)
    alice.check_in(talk)
    names = "Gwen", "Ivan", "Jo", "Kim", "Lou"
    for phone in at_once(*(partial(Phone(beside).join, forum, one, "vendor") for one in names)):
        phone.put(f"/talks/{talk}/here")
    host.sees("6 people are here")
    host.go_on("Set the tables", then="Round 1 of 2, walking")
    host.go_on("Start talking now", then="Round 1 of 2, talking")

    number, _ = ledger.table_of("Alice", ledger.seating(talk, 1))
    other = 3 - number
    leave = alice.page.get_by_role("button", name="I’m leaving")
    leave.scroll_into_view_if_needed()
    expect(alice.page.get_by_role("heading", level=1)).not_to_be_in_viewport()
    host.move("Alice", other)
    with within_a_moment():
        alice.sees_title(f"Table {other}")
        expect(alice.page.get_by_role("heading", level=1)).to_be_in_viewport()
