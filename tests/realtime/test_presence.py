"""Who is connected at all: to this process, or to another that shares Redis with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import orjson
import pytest
import redis

from server import clock
from server.realtime.elsewhere import KEPT, KEY
from server.realtime.presence import LONGEST_AWAY, Hearing, Phone, Presence
from tests.support.clocks import StoppedClock
from tests.support.services import valkey

ALICE, BOB = uuid.uuid4(), uuid.uuid4()


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """Give a Redis that all tests here share."""
    with valkey() as url:
        yield url


@pytest.fixture
def processes(redis_url: str) -> tuple[Presence, Presence]:
    """Give two processes that know of nobody."""
    with redis.Redis.from_url(redis_url) as shared:
        shared.flushall()
    return Presence(redis_url), Presence(redis_url)


def pass_by(redis_url: str, seconds: float) -> None:
    """Let it be so many seconds since anybody said anything."""
    with redis.Redis.from_url(redis_url) as shared:
        for process, text in shared.hgetall(KEY).items():
            at, said = orjson.loads(text)
            shared.hset(KEY, process, orjson.dumps([at - seconds, said]))


def connect(process: Presence, person_id: uuid.UUID, conference: str = "autumn") -> None:
    """Connect somebody's phone, whose socket is named like them."""
    phone = Phone(str(person_id), "device", {conference: Hearing(person_id, 1)})
    process.connected(phone)


def test_one_process_knows_its_own_at_once() -> None:
    process = Presence()
    connect(process, ALICE)
    connect(process, BOB, "elsewhere")
    assert process.people("autumn") == {ALICE}
    process.gone(str(ALICE))
    process.exchange()
    assert process.people("autumn") == set()


def test_processes_hear_of_each_other(processes: tuple[Presence, Presence]) -> None:
    here, there = processes
    connect(here, ALICE)
    connect(there, BOB)
    connect(there, uuid.uuid4(), "elsewhere")
    assert here.people("autumn") == {ALICE}
    for process in (there, here, there):
        process.exchange()
    assert here.people("autumn") == there.people("autumn") == {ALICE, BOB}


def test_who_has_gone_from_another_is_away_and_not_here(
    processes: tuple[Presence, Presence],
) -> None:
    here, there = processes
    connect(here, ALICE)
    connect(there, BOB)
    for process in (there, here):
        process.exchange()
    there.gone(str(BOB))
    for process in (there, here):
        process.exchange()
    for process in processes:
        assert process.people("autumn") == {ALICE}
        assert process.away("autumn", 300) == {BOB}
    connect(here, BOB)
    for process in (here, there):
        process.exchange()
    for process in processes:
        assert process.people("autumn") == {ALICE, BOB}
        assert process.away("autumn", 300) == set()


def test_a_process_that_died_is_forgotten_and_its_people_are_away(
    processes: tuple[Presence, Presence], redis_url: str
) -> None:
    here, there = processes
    there.tell_also(lambda: {"sockets": 1})
    connect(here, ALICE)
    connect(there, BOB)
    there.exchange()
    pass_by(redis_url, KEPT - 2)
    here.exchange()
    assert here.people("autumn") == {ALICE, BOB}
    assert here.figures() == [{}, {"sockets": 1}]
    pass_by(redis_url, 3)
    here.exchange()
    assert here.people("autumn") == {ALICE}
    assert here.away("autumn", 300) == {BOB}
    assert here.figures() == [{}]


def test_nothing_is_left_of_a_dead_process(
    processes: tuple[Presence, Presence], redis_url: str
) -> None:
    for process in processes:
        process.exchange()
    pass_by(redis_url, KEPT + 1)
    processes[0].exchange()
    with redis.Redis.from_url(redis_url) as shared:
        assert shared.hlen(KEY) == 1
        assert shared.ttl(KEY) > 0


def test_the_clocks_of_their_machines_need_not_agree(
    processes: tuple[Presence, Presence], stopped_clock: StoppedClock
) -> None:
    here, there = processes
    connect(there, BOB)
    there.exchange()
    stopped_clock.forward(hours=1)
    here.exchange()
    assert here.people("autumn") == {BOB}
    stopped_clock.forward(hours=-2)
    here.exchange()
    there.exchange()
    here.exchange()
    assert here.people("autumn") == {BOB}


def test_who_has_been_gone_for_long_is_forgotten_though_nobody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process, seconds = Presence(), 1000.0
    monkeypatch.setattr(clock, "steady", lambda: seconds)
    connect(process, ALICE)
    connect(process, BOB, "elsewhere")
    process.gone(str(ALICE))
    seconds += LONGEST_AWAY
    process.gone(str(BOB))
    process.exchange()
    assert process.away("autumn", LONGEST_AWAY) == {ALICE}
    seconds += 1
    process.exchange()
    assert process.away("autumn", LONGEST_AWAY + 1) == set()
    assert process._left.keys() == {"elsewhere"}
    seconds += LONGEST_AWAY
    process.exchange()
    assert process._left == {}


def test_a_process_that_ends_is_forgotten_at_once(processes: tuple[Presence, Presence]) -> None:
    here, there = processes
    connect(there, BOB)
    for process in (there, here):
        process.exchange()
    there.leave()
    here.exchange()
    assert here.people("autumn") == set()


def test_while_redis_is_away_nobody_is_taken_for_gone() -> None:
    with valkey() as url:
        here, there = Presence(url), Presence(url)
        connect(there, BOB)
        for process in (there, here):
            process.exchange()
    here.exchange()
    assert here.people("autumn") == set()
    assert here.away("autumn", 300) == set()


def test_without_redis_a_process_knows_its_own() -> None:
    process = Presence("redis://127.0.0.1:1")
    connect(process, ALICE)
    process.exchange()
    process.leave()
    assert process.people("autumn") == {ALICE}
