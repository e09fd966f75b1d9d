"""A phone that was told nothing, one that wakes, one whose server was killed: all come right."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Page, WebSocketRoute

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.queries import person
from server.web.rights import Role
from tests.e2e.devices import SOCKETS, Hold, until
from tests.e2e.guests import Guest
from tests.support.phones import Phone
from tests.support.servers import Server, tell

Rename = Callable[[str], None]

# Browsers tell it by several events at once.
WAKE = "for (let n = 0; n < 3; n++) document.dispatchEvent(new Event('visibilitychange'))"
WITHIN = 5.0  # seconds
BEAT_AND_SNAPSHOT = 10.0 + 1.5 + 1.0  # seconds


class Wires:
    """The websockets of a page, in the order in which it opened them; they can fall silent.

    heard: whether it was told where its streams stand.
    """

    def __init__(self, page: Page) -> None:
        self.opened = 0
        self.heard = False
        self._silent = 0
        page.route_web_socket(SOCKETS, self._carry)

    def fall_silent(self) -> None:
        """Let nothing through any more on those that are open, which neither side is told."""
        self._silent = self.opened

    def _carry(self, wire: WebSocketRoute) -> None:
        self.opened += 1
        number, server = self.opened, wire.connect_to_server()

        def hand_on(to: WebSocketRoute, words: str | bytes) -> None:
            if number > self._silent:
                to.send(words)

        def hear(words: str | bytes) -> None:
            self.heard = self.heard or '"numbers"' in str(words)
            hand_on(wire, words)

        wire.on_message(lambda words: hand_on(server, words))
        server.on_message(hear)


@pytest.fixture
def rename(beside: Flask, forum: Conference) -> Rename:
    """Name the conference anew in a process of which the server does not hear: nobody is told."""
    organiser = Phone(beside).join(forum, "Olga")
    with writing(db.session):
        person("forum", UUID(organiser.person_id)).role = Role.ORGANISER

    def change(name: str) -> None:
        organiser.patch("", {"version": organiser.get("")["conference"]["version"], "name": name})

    return change


@pytest.fixture
def alice(hold: Hold, served: Server, forum: Conference) -> tuple[Guest, Wires]:
    """Give Alice, who looks at the first page, and the websockets of her phone."""
    guest = Guest(hold("Alice"), f"{served.url}/c/forum", "Alice", "Came up from the phones")
    guest.come_in_by(f"{served.url}/j#{forum.token}")
    guest.page.goto("about:blank")  # what the page before is only about to open does not count
    wires = Wires(guest.page)
    guest.open("")
    guest.sees_title("Autumn Forum")
    until(guest.page, lambda: wires.heard)
    return guest, wires


def seconds_until_it_says(guest: Guest, name: str) -> float:
    began = time.monotonic()
    guest.sees_title(name)
    return time.monotonic() - began


def test_what_nobody_was_told_is_seen_after_the_next_beat(
    alice: tuple[Guest, Wires], rename: Rename
) -> None:
    guest, wires = alice
    rename("Winter Forum")
    assert seconds_until_it_says(guest, "Winter Forum") < BEAT_AND_SNAPSHOT
    assert wires.opened == 1


def test_a_dead_socket_is_given_up_soon_after_waking(
    alice: tuple[Guest, Wires], rename: Rename
) -> None:
    guest, wires = alice
    wires.fall_silent()
    rename("Winter Forum")
    began = time.monotonic()
    guest.page.evaluate(WAKE)
    until(guest.page, lambda: wires.opened > 1)
    assert time.monotonic() - began < WITHIN
    guest.sees_title("Winter Forum")
    guest.says_it_is("")
    assert wires.opened == 2


def test_a_killed_server_is_found_again_as_soon_as_it_is_back(
    alice: tuple[Guest, Wires], rename: Rename, served: Server
) -> None:
    guest, _ = alice
    served.kill()
    guest.says_it_is("Reconnecting")
    rename("Winter Forum")
    served.start()
    assert seconds_until_it_says(guest, "Winter Forum") < WITHIN
    guest.says_it_is("")


def test_a_seated_phone_is_sent_what_it_missed_and_fetches_nothing(
    alice: tuple[Guest, Wires], beside: Flask, forum: Conference, served: Server
) -> None:
    guest, wires = alice
    host = Phone(beside).join(forum, "Hugo")
    with writing(db.session):
        person("forum", UUID(host.person_id)).role = Role.HOST
    talk = f"/talks/{uuid.uuid4()}"
    host.put(talk, {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 1, "minutes": 12})
    for _ in range(3):
        Phone(beside).join(forum, "Bob").put(f"{talk}/here")
    guest.check_in(talk.rpartition("/")[2])

    def commanded(move: str) -> tuple[str, dict[str, object]]:
        version = host.get(talk)["talk"]["version"]
        return f"{talk}/commands/{uuid.uuid4()}", {"move": move, "version": version}

    tell(served, host, "PUT", *commanded("start"))
    until(guest.page, lambda: host.get(talk)["talk"]["phase"] == "moving")
    tell(served, host, "PUT", *commanded("go-on"))
    guest.sees("I’d rather move")
    wires.heard = False
    guest.open(talk)  # afresh, as it has not been told what happened beside
    guest.sees("I’d rather move")
    until(guest.page, lambda: wires.heard)
    guest.page.wait_for_load_state("networkidle")  # what did not come would be fetched again
    served.kill()
    guest.says_it_is("Reconnecting")
    host.put(*commanded("pause"))
    fetched: list[str] = []
    guest.page.on("request", lambda request: fetched.append(request.url))
    served.start()
    guest.sees("The host has paused the talk.")
    assert not [url for url in fetched if url.endswith(talk)]
