"""Due work: done once, by whoever is first, and again if nobody finished it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

import server.work.due
from server import clock
from server.conferences.models import Conference
from server.database import reading, writing
from server.extensions import db
from server.work import loop
from server.work.due import (
    CLAIM,
    Handler,
    cancel,
    handle_due,
    run_due,
    schedule,
    schedule_unless_due,
)
from server.work.models import DueWork
from tests.support.at_once import at_once
from tests.support.clocks import OPENING, StoppedClock

BELL = "tests.bell"
LONG = "tests.long"


class Bell:
    """A handler that notes for what it was called; `then` is what it does besides."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, str]] = []
        self.then: Handler = lambda _conference, _key: None

    def __call__(self, conference: str, key: str) -> None:
        """Ring."""
        self.rung.append((conference, key))
        self.then(conference, key)


@pytest.fixture
def bell(app: Flask, conference: Conference) -> Bell:
    """Give a kind of work that rings."""
    handler = Bell()
    handle_due(app, BELL, handler)
    return handler


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    """Be inside the app."""
    with app.app_context():
        yield


def due(key: str, **wait: float) -> None:
    """Have a bell ring in a while."""
    with writing(db.session):
        schedule("autumn", BELL, key, clock.now() + timedelta(**wait))


def waiting() -> list[str]:
    """Return the keys of the bells that are still to ring."""
    with reading(db.session):
        rows = select(DueWork.key).where(DueWork.kind == BELL).order_by(DueWork.at)
        return list(db.session.scalars(rows))


@pytest.mark.usefixtures("inside")
class TestDueWork:
    def test_is_done_when_its_moment_comes(self, bell: Bell, stopped_clock: StoppedClock) -> None:
        due("a", seconds=10)
        due("b", seconds=5)
        assert run_due() == OPENING + timedelta(seconds=5)
        stopped_clock.forward(seconds=5)
        assert run_due() == OPENING + timedelta(seconds=10)
        assert bell.rung == [("autumn", "b")]
        stopped_clock.forward(seconds=5)
        run_due()
        run_due()
        assert bell.rung == [("autumn", "b"), ("autumn", "a")]
        assert waiting() == []

    def test_is_done_in_the_order_of_its_moments(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        for key, seconds in (("c", 3), ("a", 1), ("b", 2)):
            due(key, seconds=seconds)
        stopped_clock.forward(seconds=60)
        run_due()
        assert [key for _, key in bell.rung] == ["a", "b", "c"]

    def test_scheduled_again_is_done_at_its_new_moment_only(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        due("a", seconds=5)
        due("a", seconds=9)
        assert waiting() == ["a"]
        stopped_clock.forward(seconds=8)
        run_due()
        assert bell.rung == []
        stopped_clock.forward(seconds=1)
        run_due()
        assert len(bell.rung) == 1

    def test_that_is_cancelled_is_never_done(self, bell: Bell, stopped_clock: StoppedClock) -> None:
        due("a", seconds=5)
        due("b", seconds=5)
        with writing(db.session):
            cancel("autumn", BELL, "a")
            cancel("autumn", BELL, "no such")
        stopped_clock.forward(seconds=9)
        run_due()
        assert [key for _, key in bell.rung] == ["b"]

    def test_can_be_asked_for_unless_it_is_due_already(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        for seconds in (5, 9):
            with writing(db.session):
                at = clock.now() + timedelta(seconds=seconds)
                schedule_unless_due("autumn", BELL, "a", at)
        stopped_clock.forward(seconds=5)
        run_due()
        assert len(bell.rung) == 1

    def test_asked_for_while_it_is_done_is_done_once_more(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        def asks(_conference: str, key: str) -> None:
            bell.then = lambda _conference, _key: None
            with writing(db.session):
                schedule_unless_due("autumn", BELL, key, clock.now())

        bell.then = asks
        due("a")
        run_due()
        assert bell.rung == [("autumn", "a")] * 2
        assert waiting() == []

    def test_is_not_begun_beside_whoever_asks_for_it(
        self, app: Flask, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        due("a")
        asked, looked = threading.Event(), threading.Event()

        def ask() -> None:
            with app.app_context(), writing(db.session):
                schedule_unless_due("autumn", BELL, "a", clock.now())
                asked.set()
                looked.wait(10)

        def look() -> None:
            asked.wait(10)
            if db.engine.dialect.name == "postgresql":  # SQLite lets nobody else begin
                run_due()
                assert bell.rung == [], "what is told there would have been missed"
            looked.set()

        asking = threading.Thread(target=ask)
        asking.start()
        look()
        asking.join()
        run_due()
        assert bell.rung == [("autumn", "a")]

    def test_that_is_not_committed_is_never_done(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        def change_of_mind() -> None:
            with writing(db.session):
                schedule("autumn", BELL, "a", clock.now())
                raise LookupError

        with pytest.raises(LookupError):
            change_of_mind()
        run_due()
        assert bell.rung == []

    def test_may_schedule_itself_again(self, bell: Bell, stopped_clock: StoppedClock) -> None:
        def again(_conference: str, key: str) -> None:
            due(key, seconds=10)

        bell.then = again
        due("a")
        for _ in range(3):
            run_due()
            assert waiting() == ["a"]
            stopped_clock.forward(seconds=10)
        assert len(bell.rung) == 3

    def test_may_schedule_itself_for_when_its_claim_would_run_out(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        def again(_conference: str, key: str) -> None:
            with writing(db.session):
                schedule("autumn", BELL, key, clock.now() + CLAIM)

        bell.then = again
        due("a")
        run_due()
        assert waiting() == ["a"]

    def test_of_a_process_that_died_falls_to_another(
        self, bell: Bell, stopped_clock: StoppedClock
    ) -> None:
        class Died(BaseException):
            """What no handler of errors catches."""

        def die(_conference: str, _key: str) -> None:
            raise Died

        bell.then = die
        due("a")
        with pytest.raises(Died):
            run_due()
        bell.then = lambda _conference, _key: None
        stopped_clock.forward(seconds=29)
        run_due()
        assert len(bell.rung) == 1
        stopped_clock.forward(seconds=1)
        run_due()
        assert len(bell.rung) == 2
        assert waiting() == []

    def test_that_fails_is_tried_again_ever_more_rarely(
        self,
        app: Flask,
        bell: Bell,
        stopped_clock: StoppedClock,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(_conference: str, _key: str) -> None:
            raise LookupError

        app.testing = False
        bell.then = fail
        due("a")
        due("b", seconds=1)
        pauses = []
        with caplog.at_level(logging.CRITICAL):
            for _ in range(14):
                run_due()
                (at,) = db.session.scalars(
                    select(func.min(DueWork.at)).where(DueWork.kind == BELL, DueWork.key == "a")
                )
                pauses.append((at - clock.now()).total_seconds())
                stopped_clock.moment = at
        assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]
        assert "b" in [key for _, key in bell.rung]  # one that fails holds up no other

    def test_of_a_kind_that_nobody_knows_is_kept(
        self, app: Flask, bell: Bell, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False
        with writing(db.session):
            schedule("autumn", "tests.forgotten", "a", clock.now())
        due("b")
        with caplog.at_level(logging.CRITICAL):
            run_due()
        assert bell.rung == [("autumn", "b")]
        with reading(db.session):
            kinds = select(DueWork.kind).where(DueWork.kind == "tests.forgotten")
            assert db.session.scalar(kinds)

    def test_goes_with_its_conference(self, bell: Bell) -> None:
        due("a")
        with writing(db.session):
            db.session.delete(db.session.get_one(Conference, "autumn"))
        run_due()
        assert bell.rung == []


def test_of_two_processes_one_does_it(app: Flask, bell: Bell) -> None:
    with app.app_context():
        for key in "abcdefgh":
            due(key)

    def run() -> None:
        with app.app_context():
            run_due()

    at_once(run, run, run)
    assert sorted(key for _, key in bell.rung) == list("abcdefgh")


def test_who_waits_for_work_is_woken_by_what_is_new(app: Flask, bell: Bell) -> None:
    app.config["WORK_INTERVAL"] = 3600.0
    waiting_for_work = threading.Thread(target=loop.do_due_work, args=(app,))
    waiting_for_work.start()
    with app.app_context():
        due("a")
    waiting_for_work.join(10)
    assert not waiting_for_work.is_alive()


def test_who_waits_for_work_looks_again_when_it_is_due(
    app: Flask, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    app.config["WORK_INTERVAL"] = 10.0
    monkeypatch.setattr(app.extensions["happenstance-alarm"], "wait", waits.append)
    with app.app_context():
        due("a", seconds=60)
        loop.do_due_work(app)
        due("b", seconds=4)
    loop.do_due_work(app)
    assert waits == [10.0, 4.0]


@pytest.fixture
def beside(app: Flask) -> list[threading.Thread]:
    """Let what takes long run beside the test, in these threads."""
    threads: list[threading.Thread] = []

    def spawn(function: Callable[..., object], *arguments: object) -> None:
        if function is loop._do_beside:
            threads.append(threading.Thread(target=function, args=arguments))
            threads[-1].start()

    loop.start(app, spawn)
    return threads


class LongWork:
    """A handler that does not end before it may."""

    def __init__(self, app: Flask) -> None:
        self.done = 0
        self.may_end = threading.Event()
        handle_due(app, LONG, self, takes_long=True)

    def __call__(self, _conference: str, _key: str) -> None:
        """Wait."""
        self.done += 1
        assert self.may_end.wait(10)


def claimed_until() -> datetime | None:
    """Return how long others are kept away from the long work; None if it is none any more."""
    with reading(db.session):
        return db.session.scalar(select(DueWork.at).where(DueWork.kind == LONG))


@pytest.mark.usefixtures("inside")
def test_what_takes_long_holds_up_no_other(
    app: Flask, bell: Bell, beside: list[threading.Thread]
) -> None:
    long = LongWork(app)
    with writing(db.session):
        schedule("autumn", LONG, "a", clock.now() - timedelta(seconds=1))
    due("b")
    run_due()
    assert bell.rung == [("autumn", "b")]
    long.may_end.set()
    for thread in beside:
        thread.join(10)
    assert claimed_until() is None


@pytest.mark.usefixtures("inside", "conference")
def test_what_takes_longer_than_a_claim_is_done_once(
    app: Flask,
    beside: list[threading.Thread],
    stopped_clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server.work.due, "HOLD", 0.01)
    long = LongWork(app)
    with writing(db.session):
        schedule("autumn", LONG, "a", clock.now())
    run_due()
    for _ in range(3):
        stopped_clock.forward(seconds=CLAIM.total_seconds() - 1)
        deadline = time.monotonic() + 10
        while claimed_until() != clock.now() + CLAIM:
            assert time.monotonic() < deadline, "nobody holds the claim"
            time.sleep(0.01)
        run_due()
    long.may_end.set()
    for thread in beside:
        thread.join(10)
    assert long.done == 1
    assert claimed_until() is None


def test_every_worker_works_beats_tells_the_others_and_feels_its_pulse(app: Flask) -> None:
    started: list[object] = []
    loop.start(app, lambda function, *arguments: started.append((function, arguments)))
    assert len(started) == 4
