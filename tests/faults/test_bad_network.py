"""Answers that come late or never, and requests of which half arrives: sent again, once it is."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import Device, Line, crowd_at
from tests.faults.history import Ending, History
from tests.faults.proxy import Fault, Proxy, proxying
from tests.support.servers import Server
from tests.support.waiting import until

pytestmark = pytest.mark.real_time

PATIENT, HASTY = 8.0, 1.0  # seconds that phones wait for an answer
LATE = 1.4  # seconds that an answer takes, so that the next sending overtakes it
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Give a stretch of network before the server."""
    with proxying(server.url, delay=LATE) as between:
        yield between


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.lower())
def test_a_command_without_an_answer_is_sent_again_and_happens_once(
    app: Flask, conference: Conference, proxy: Proxy, fault: Fault
) -> None:
    history = History()
    bob, alice = (
        Device(Line(proxy.url, to_answer), conference, history) for to_answer in (PATIENT, HASTY)
    )
    bob.come_in()
    alice.arrive()
    acts: list[Callable[[], None]] = [
        alice.join,
        lambda: alice.tell("agent", "The first words of a story that is told on a train."),
        lambda: alice.tell("agent", "Other words for the same story, told in a tunnel."),
        lambda: alice.change(2),
        lambda: alice.wave(bob.person_id),
    ]
    for lost, act in enumerate(acts, start=1):
        proxy.strike(fault)
        act()
        assert proxy.has_struck()
        assert history.times(Ending.UNKNOWN) >= lost
    history.check(app, conference.slug)


def test_a_crowd_on_a_bad_network_loses_nothing(
    app: Flask, conference: Conference, proxy: Proxy
) -> None:
    with crowd_at(conference, proxy.url, to_answer=HASTY) as crowd:
        for fault in FAULTS:
            proxy.strike(fault, 8)
            until(proxy.has_struck, 30, lambda: "nobody connects")
            crowd.go_on(10)
        proxy.mend()
        crowd.check(app)
        assert crowd.history.times(Ending.UNKNOWN) >= len(FAULTS)


def test_who_has_half_asked_holds_up_nobody(
    app: Flask, conference: Conference, server: Server
) -> None:
    history = History()
    alice, bob = (Device(Line(server.url), conference, history) for _ in range(2))
    alice.come_in()
    bob.come_in()
    address = urlsplit(server.url)
    with closing(socket.create_connection((address.hostname, address.port))) as half:
        half.sendall(
            f"PATCH /api/v1{alice.inside}/me HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Origin: {server.url}\r\nCookie: {alice.line.cookie}\r\n"
            'Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"version": 1,'.encode()
        )
        bob.change(2)
    alice.change(2)
    history.check(app, conference.slug)
    assert not history.of(Ending.UNKNOWN)
