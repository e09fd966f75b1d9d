"""Everybody who is there for the evening, and how they come in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import Flask

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e.backstage import Host, Organiser, Wall
from tests.e2e.devices import DESK, WALL, Hold, LinkFor
from tests.e2e.guests import Guest
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server

UNWATCHED = "Gwen", "Ivan", "Jo", "Kim"  # who sit at tables, too
GATHERED = 9  # five of the phones, and those


@dataclass(frozen=True)
class Evening:
    """Everybody who is there."""

    conference: Conference
    server: Server
    organiser: Organiser
    host: Host
    wall: Wall
    alice: Guest
    bob: Guest
    carol: Guest
    dan: Guest
    erin: Guest
    frank: Guest
    others: list[Phone]

    @property
    def on_time(self) -> list[Guest]:
        """Those who are there when the talk begins."""
        return [self.alice, self.bob, self.carol, self.dan, self.erin]

    @property
    def phones(self) -> list[Guest]:
        """All six."""
        return [*self.on_time, self.frank]


def everybody(
    hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
) -> Evening:
    """Let everybody come in: the staff by their links, the six by scanning the code."""
    address = f"{served.url}/c/{forum.slug}"

    def scans(name: str, way: str) -> Guest:
        guest = Guest(hold(name), address, name, way)
        guest.come_in_by(f"{served.url}/j#{forum.token}")
        return guest

    organiser = Organiser(hold("Olga", DESK), address, "Olga", "HR or training")
    organiser.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    host = Host(hold("Hugo"), address, "Hugo", "Sales or marketing")
    host.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    wall = Wall(hold("the wall", WALL), address)
    wall.show_here(link_for(LinkKind.SCREEN))
    wall.sees(forum.code[:4])
    return Evening(
        conference=forum,
        server=served,
        organiser=organiser,
        host=host,
        wall=wall,
        alice=scans("Alice", "Came up from the phones"),
        bob=scans("Bob", "Came up from the phones"),
        carol=scans("Carol", "Across from finance"),
        dan=scans("Dan", "IT or telecoms"),
        erin=scans("Erin", "Management transfer"),
        frank=scans("Frank", "Retail, hospitality or travel"),
        others=at_once(*(partial(Phone(beside).join, forum, name, "vendor") for name in UNWATCHED)),
    )
