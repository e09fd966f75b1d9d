"""A room of fourteen: twelve phones on real sockets, and two in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import combinations

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e import ledger
from tests.e2e.backstage import Host
from tests.e2e.devices import Hold, LinkFor
from tests.e2e.guests import Guest
from tests.e2e.simulated import Simulated
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server

WAYS = "agent", "finance", "it", "hr"
Room = tuple[Host, Guest, list[Simulated], str]


@pytest.fixture
def room(
    hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
) -> Iterator[Room]:
    """Let a host open a talk of three at a table, and thirteen people check in to it."""
    address = f"{served.url}/c/{forum.slug}"
    host = Host(hold("Hugo"), address, "Hugo", "Sales or marketing")
    host.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    alice = Guest(hold("Alice"), address, "Alice", "Came up from the phones")
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    phones = at_once(
        *(partial(Phone(beside).join, forum, f"Guest {n}", WAYS[n % 4]) for n in range(12))
    )
    talk = host.open_talk(size=3)
    with ExitStack() as wires:
        guests = [wires.enter_context(closing(Simulated(served, phone, talk))) for phone in phones]
        at_once(*(guest.check_in for guest in guests))
        alice.check_in(talk)
        host.sees("13 people are here")
        yield host, alice, guests, talk


def test_everybody_is_told_the_same_in_the_same_order(room: Room) -> None:
    host, alice, guests, talk = room

    host.go_on("Set the tables", then="Round 1 of 2, walking")
    everybody_finds_their_table(1, room)
    host.go_on("Start talking now", then="Round 1 of 2, talking")
    alice.talks_at(*ledger.table_of("Alice", ledger.seating(talk, 1)))
    talking = [guest.hears("tables.talk_moved", phase="talking") for guest in guests]
    assert all(one == talking[0] for one in talking), "one deadline in the whole room"

    host.tap("Pause")
    paused = [guest.hears("tables.talk_moved", ends_at=None) for guest in guests]
    assert len({one["paused_left"] for one in paused}) == 1
    alice.sees("The host has paused the talk.")
    guests[0].dies_and_comes_back()
    host.go_on("Go on", then="Round 1 of 2, talking")
    resumed = [guest.hears("tables.talk_moved", paused_left=None) for guest in guests]
    assert all(one == resumed[0] for one in resumed)

    host.go_on("On to round 2", then="Round 2 of 2, walking")
    everybody_finds_their_table(2, room)
    assert not ledger.met(talk, 1) & ledger.met(talk, 2), "nobody sits twice with anybody"

    host.end("13 people at 4 tables")
    ended = [guest.hears("tables.talk_moved", phase="ended") for guest in guests]
    assert all(one == ended[0] for one in ended)
    alice.sees_title("Thank you for talking")


def everybody_finds_their_table(round_number: int, room: Room) -> None:
    """Expect every phone to be told the table that the database says, each in one message."""
    _, alice, guests, talk = room
    seats = [guest.is_seated(round_number) for guest in guests]
    tables = ledger.seating(talk, round_number)
    assert sorted(map(len, tables.values())) == [3, 3, 3, 4]
    for guest, table in zip(guests, seats, strict=True):
        assert set(guest.names().values()) == tables[table["number"]]
        assert table["version"] == 1, "the table was told once, as a whole"
    assert all(
        one == other for one, other in combinations(seats, 2) if one["number"] == other["number"]
    )
    alice.is_called_to(*ledger.table_of("Alice", tables))
