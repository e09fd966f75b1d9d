"""A phone on the venue's network, in plain HTTP: less than over HTTPS, and it works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.links import lan_address
from server.web.rights import Role
from tests.e2e import ledger
from tests.e2e.backstage import Organiser
from tests.e2e.devices import DESK, Hold, LinkFor
from tests.e2e.guests import Guest
from tests.support.servers import Begin, Server, serving

STORY = "The advert said receptionist. There was no reception, only forty headsets."


@pytest.fixture
def served(database_url: str, tmp_path: Path, begin: Begin) -> Iterator[Server]:
    """Give a real server as the phones of a hall reach it."""
    address = lan_address()
    assert address not in {"localhost", "127.0.0.1"}, "this machine is on no network"
    with serving(database_url, tmp_path, host="0.0.0.0", begin=begin) as server:  # noqa: S104
        server.url = server.url.replace("127.0.0.1", address)
        yield server


def test_a_phone_comes_in_by_the_lan(
    hold: Hold, served: Server, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    alice = Guest(hold("Alice"), address, "Alice", "Came up from the phones")
    olga = Organiser(hold("Olga", DESK), address, "Olga", "HR or training")
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    assert not alice.page.evaluate("isSecureContext")
    alice.tell(STORY)
    alice.finds_own_story("In review", STORY)

    with alice.page.expect_websocket(lambda socket: "/socket.io/" in socket.url):
        alice.page.reload()
    alice.finds_own_story("In review", STORY)
    olga.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    olga.open("/review")
    olga.approve(alice, STORY)
    alice.finds_own_story("Live", STORY)
    assert ledger.stories(forum.slug) == [("Alice", "live", STORY)]
