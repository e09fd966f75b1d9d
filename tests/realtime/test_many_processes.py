"""Two web processes behind one address, connected by Redis or Valkey."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import redis

from server.realtime.elsewhere import EVERY, KEPT
from server.web.rights import Role
from tests.moderation.test_reporting import reporting
from tests.stories.telling import TEXT, published
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, ask, cookie_of, fetch, serving, tell
from tests.support.services import valkey
from tests.support.waiting import until
from tests.support.wires import Wire

pytestmark = pytest.mark.real_time

Connect = Callable[[Server, Phone], Wire]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Connect phones' sockets to a server, and hang them up afterwards."""
    wires = []

    def make(server: Server, phone: Phone) -> Wire:
        wires.append(Wire(server.url, cookie=cookie_of(phone), origin=server.url))
        return wires[-1]

    yield make
    for wire in wires:
        wire.close()


def test_what_is_told_in_one_is_heard_in_the_other_and_withheld_in_both(
    servers: tuple[Server, Server],
    alice: Phone,
    bob: Phone,
    host: Phone,
    connect: Connect,
) -> None:
    here, there = servers
    feed = {"conference": "autumn", "stream": "feed"}
    bob.put(f"/blocks/{alice.person_id}")
    wires = [
        connect(server, phone)
        for phone, server in ((host, here), (host, there), (bob, here), (bob, there))
    ]
    for wire in wires:
        wire.ask("subscribe", feed)
    tell(here, alice, "PATCH", "/me", {"version": 1, "name": "Alicia"})
    told, told_there, withheld, withheld_there = [wire.hear("fact") for wire in wires]
    assert told == told_there
    assert told["data"]["person"]["name"] == "Alicia"
    assert withheld == withheld_there == feed | {"number": told["number"]}


def test_a_round_that_starts_in_one_brings_everybody_in_both_to_their_table(
    servers: tuple[Server, Server], alice: Phone, bob: Phone, host: Phone, connect: Connect
) -> None:
    here, there = servers
    talk = f"/talks/{uuid.uuid4()}"
    coffee = {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 1}
    host.put(talk, coffee | {"minutes": 12, "size": 4})
    wires = [connect(here, alice), connect(there, bob)]
    for phone, wire in zip((alice, bob), wires, strict=True):
        phone.put(f"{talk}/here")
        wire.ask("subscribe", {"conference": "autumn", "stream": "feed"})
    version = host.get(talk)["talk"]["version"]
    start = {"move": "start", "version": version}
    tell(here, host, "PUT", f"{talk}/commands/{uuid.uuid4()}", start)
    one, other = (table_told(wire) for wire in wires)
    assert one == other
    assert {person["person"]["name"] for person in one["table"]["people"]} == {"Alice", "Bob"}


def table_told(wire: Wire) -> dict[str, Any]:
    """Return what a phone is told of its table, without having asked to hear it."""
    for _ in range(10):  # messages, beats among them
        _, fact = wire.hear_any()
        if fact.get("type") == "tables.table_set":
            table: dict[str, Any] = fact["data"]
            return table
    raise AssertionError("nothing was told of a table")


LOSING = {
    "ban": ("PUT", "/ban", {"words": "Enough."}),
    "role": ("PATCH", "", {"version": 1, "role": "attendee"}),
    "removal": ("DELETE", "", {}),
}


@pytest.mark.parametrize("how", LOSING)
def test_whoever_loses_a_right_is_cut_off_in_the_other_before_the_next_fact(
    servers: tuple[Server, Server],
    alice: Phone,
    bob: Phone,
    organiser: Phone,
    promote: Callable[[Phone, Role], Phone],
    connect: Connect,
    how: str,
) -> None:
    here, there = servers
    if how == "role":
        promote(alice, Role.ORGANISER)
    stream = "reviewers" if how == "role" else "feed"
    theirs, beside = connect(there, alice), connect(there, organiser)
    for wire in (theirs, beside):
        wire.ask("subscribe", {"conference": "autumn", "stream": stream})
    method, path, body = LOSING[how]
    guest = f"/api/v1/conferences/autumn/guests/{alice.person_id}{path}"
    assert ask(here, organiser, method, guest, body) < 300
    tell(here, bob, "PATCH", "/me", {"version": 1, "name": "Bobby"})
    while "Bobby" not in str(beside.hear("fact")):
        pass
    names = [name for name, _ in theirs.heard() if name != "numbers"]
    assert names[-1] == "rights"
    assert names.count("rights") == 1
    again = theirs.ask("subscribe", {"conference": "autumn", "stream": stream})
    assert again["problem"]["status"] in {403, 404}


def let_it_be_gone(
    how: str, server: Server, story: dict[str, Any], author: Phone, organiser: Phone
) -> None:
    """Have a story be gone, as its author or an organiser wishes."""
    guest = f"/guests/{author.person_id}"
    match how:
        case "withdrawal":
            body: dict[str, Any] = {"version": story["version"]}
            tell(server, author, "POST", f"/stories/{story['id']}/withdrawal", body)
        case "report":
            (case,) = organiser.get("/cases")["cases"]
            body = {"version": case["version"], "hidden": True, "waiting": True}
            tell(server, organiser, "PUT", f"/cases/{case['id']}", body)
        case "hiding":
            tell(server, organiser, "PATCH", guest, {"version": 1, "hidden": True})
        case "ban":
            tell(server, organiser, "PUT", f"{guest}/ban", {"words": "Enough."})


@pytest.mark.parametrize("how", ["withdrawal", "report", "hiding", "ban"])
def test_what_is_gone_is_gone_from_both_with_the_next_thing_they_hear(
    servers: tuple[Server, Server],
    alice: Phone,
    bob: Phone,
    organiser: Phone,
    connect: Connect,
    how: str,
) -> None:
    story = published(organiser, bob, shown_on="screen")
    alice.put(f"/reports/{uuid.uuid4()}", reporting(story))
    wires = []
    for phone, stream in ((alice, "feed"), (organiser, "screen")):
        for server in servers:
            wires.append(connect(server, phone))
            wires[-1].ask("subscribe", {"conference": "autumn", "stream": stream})
    kept = [fetch(server, alice, "/feed") for server in servers]
    assert all(TEXT in text for _, _, text in kept)
    let_it_be_gone(how, servers[0], story, bob, organiser)
    for wire in wires:
        told = wire.hear("fact")
        assert told["type"] in {"stories.withdrawn", "people.person_gone"}
        assert {story["id"], bob.person_id} & set(told["data"].values())
    for server, (_, tag, _) in zip(servers, kept, strict=True):
        status, _, text = fetch(server, alice, "/feed", tag)
        assert (status, TEXT in text) == (200, False), "not even what was kept is good any more"
        assert TEXT not in fetch(server, organiser, "/screen")[2]


def test_guesses_at_one_count_at_the_other(servers: tuple[Server, Server], alice: Phone) -> None:
    def guess(server: Server) -> int:
        return ask(server, alice, "POST", "/api/v1/door", {"code": "WRONG"})

    assert [guess(server) for server in servers * 15] == [404] * 30
    assert [guess(server) for server in servers] == [429, 429]


def test_organisers_see_the_phones_of_both_and_forget_a_server_that_died(
    servers: tuple[Server, Server], alice: Phone, bob: Phone, organiser: Phone, connect: Connect
) -> None:
    here, there = servers
    for phone, server in ((alice, here), (bob, there)):
        connect(server, phone).ask("subscribe", {"conference": "autumn", "stream": "feed"})

    def seen(server: Server) -> tuple[int, int, int]:
        status, _, text = fetch(server, organiser, "/network")
        assert status == 200
        told = json.loads(text)
        return told["phones"], told["people"], told["away"]

    def both() -> list[tuple[int, int, int]]:
        return [seen(server) for server in servers]

    until(lambda: both() == [(2, 2, 0)] * 2, 4 * EVERY, both)
    there.kill()
    assert seen(here) == (2, 2, 0)
    until(lambda: seen(here) == (1, 1, 1), KEPT + 4 * EVERY, lambda: seen(here))
    there.start()
    connect(there, bob).ask("subscribe", {"conference": "autumn", "stream": "feed"})
    until(lambda: seen(here) == (2, 2, 0), 4 * EVERY, lambda: seen(here))
    there.stop()
    until(lambda: seen(here) == (1, 1, 1), 2 * EVERY, lambda: seen(here))


def test_without_its_queue_a_server_serves_on_by_itself(
    database_url: str, tmp_path: Path, begin: Begin, alice: Phone, bob: Phone, connect: Connect
) -> None:
    feed = {"conference": "autumn", "stream": "feed"}
    with (
        valkey() as redis_url,
        serving(database_url, tmp_path, begin=begin, REDIS_URL=redis_url) as server,
    ):
        wire = connect(server, bob)
        wire.ask("subscribe", feed)
        with suppress(redis.ConnectionError), redis.Redis.from_url(redis_url) as queue:
            queue.shutdown(nosave=True)
        tell(server, alice, "PATCH", "/me", {"version": 1, "name": "Alicia"})
        assert wire.hear("fact")["data"]["person"]["name"] == "Alicia"
        assert ask(server, alice, "POST", "/api/v1/door", {"code": "WRONG"}) == 404
