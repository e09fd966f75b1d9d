"""A right that one server takes away ends what a phone hears by another, with Redis and without."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

import pytest
import redis

from server.conferences.models import Conference
from server.realtime.beat import BEAT
from server.realtime.manager import AWAY
from server.web.rights import Role
from tests.support.phones import Phone
from tests.support.servers import Server, ask, cookie_of, tell
from tests.support.services import Service
from tests.support.waiting import until
from tests.support.wires import Wire

pytestmark = pytest.mark.real_time

AT_ONCE = 1.0  # seconds
SOME = 3.0  # seconds that a busy machine may add to a beat

Connect = Callable[[Server, Phone, str], Wire]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Have a phone hear a stream from a server, and hang it up afterwards."""
    wires = []

    def make(server: Server, phone: Phone, stream: str) -> Wire:
        wires.append(Wire(server.url, cookie=cookie_of(phone), origin=server.url))
        answer = wires[-1].ask("subscribe", {"conference": "autumn", "stream": stream})
        assert "number" in answer
        return wires[-1]

    yield make
    for wire in wires:
        wire.close()


@pytest.fixture
def carol(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    """Give Carol, who organises for now."""
    return promote(new_phone().join(conference, "Carol", "hr"), Role.ORGANISER)


def ban(server: Server, whom: Phone, *, by: Phone) -> None:
    """Put somebody out."""
    path = f"/api/v1/conferences/autumn/guests/{whom.person_id}/ban"
    assert ask(server, by, "PUT", path, {"words": "Enough."}) < 300


def take_role(server: Server, whom: Phone, *, by: Phone) -> None:
    """Let somebody organise no more."""
    tell(server, by, "PATCH", f"/guests/{whom.person_id}", {"version": 1, "role": "attendee"})


def block(server: Server, whom: Phone, *, by: Phone) -> None:
    """Have somebody hear no more of somebody."""
    path = f"/api/v1/conferences/autumn/blocks/{whom.person_id}"
    assert ask(server, by, "PUT", path, {}) < 300


def next_about(phone: Phone, wire: Wire, server: Server, name: str) -> dict[str, Any]:
    """Have somebody change their name by this server, and return what a phone hears of it."""
    wire.heard()
    version = phone.get("/me")["profile"]["version"]
    tell(server, phone, "PATCH", "/me", {"version": version, "name": name})
    fact: dict[str, Any] = wire.hear("fact")
    return fact


def test_it_stops_within_a_second(
    servers: tuple[Server, Server],
    alice: Phone,
    bob: Phone,
    carol: Phone,
    organiser: Phone,
    connect: Connect,
) -> None:
    here, there = servers
    theirs = connect(there, alice, "feed")
    block(here, alice, by=bob)
    assert theirs.hear("fact")["data"] == {"person_id": bob.person_id}
    assert "data" not in next_about(bob, theirs, here, "Robert")
    for wire, take, whom in (
        (connect(there, carol, "reviewers"), take_role, carol),
        (theirs, ban, alice),
    ):
        began = time.monotonic()
        take(here, whom, by=organiser)
        wire.hear("rights")
        assert time.monotonic() - began < AT_ONCE
    assert "data" in next_about(bob, connect(there, organiser, "feed"), here, "Bobby")
    assert theirs.heard() == []


def test_that_a_phone_may_ask_again_is_told_to_no_other_process(
    servers: tuple[Server, Server],
    queue: tuple[str, Service],
    alice: Phone,
    bob: Phone,
    organiser: Phone,
    connect: Connect,
) -> None:
    theirs = connect(servers[0], alice, "feed")
    with redis.Redis.from_url(queue[0]) as shared, shared.pubsub() as heard:
        heard.psubscribe("*")
        for whom in (alice, bob):
            ban(servers[0], whom, by=organiser)
        told = (str(one["data"]) for one in heard.listen())
        first = [*takewhile(lambda text: bob.person_id not in text, told)]
    assert [text for text in first if alice.person_id in text and "silence" in text]
    assert [text for text in first if "rights" in text] == []
    theirs.hear("rights")


def test_without_redis_it_stops_within_the_beat_and_at_once_when_redis_is_back(
    servers: tuple[Server, Server],
    queue: tuple[str, Service],
    alice: Phone,
    bob: Phone,
    carol: Phone,
    organiser: Phone,
    connect: Connect,
) -> None:
    here, there = servers
    theirs, carols = connect(there, alice, "feed"), connect(there, carol, "reviewers")
    queue[1].kill()
    block(here, alice, by=bob)
    assert "data" not in next_about(bob, theirs, there, "Robert"), "not even before the beat"
    began = time.monotonic()
    take_role(here, carol, by=organiser)
    ban(here, alice, by=organiser)
    heard: dict[Wire, list[str]] = {theirs: [], carols: []}

    def silenced() -> bool:
        for wire, names in heard.items():
            names += [name for name, _ in wire.heard()]
        return all("rights" in names for names in heard.values())

    until(silenced, BEAT + SOME - (time.monotonic() - began), lambda: heard)
    tell(
        there,
        bob,
        "PATCH",
        "/me",
        {"version": bob.get("/me")["profile"]["version"], "name": "Bobby"},
    )
    assert theirs.heard() == []

    queue[1].start()
    bobs = connect(there, bob, "feed")

    def is_told_by_the_other() -> bool:
        next_name = f"Bob {time.monotonic()}"
        tell(
            here,
            bob,
            "PATCH",
            "/me",
            {"version": bob.get("/me")["profile"]["version"], "name": next_name},
        )
        return any(name == "fact" for name, _ in bobs.heard())

    until(is_told_by_the_other, 3 * AWAY + SOME, lambda: "nothing was told")
    began = time.monotonic()
    ban(here, bob, by=organiser)
    bobs.hear("rights")
    assert time.monotonic() - began < AT_ONCE
