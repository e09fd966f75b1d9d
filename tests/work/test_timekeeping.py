"""The clock is set, and no round is cut short or drawn out unnoticed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from server import clock
from server.work.timekeeping import STEP, Timekeeper, look, when_time_is_set
from tests.support.clocks import OPENING
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand, crowd, open_talk

__all__ = ["crowd", "open_talk"]  # the fixtures
NO_DOUBT = timedelta(milliseconds=50)


class Machine:
    """A machine with a clock on the wall, which can be set, and a steady one, which cannot."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.seconds = 0.0
        self.wall = OPENING
        self.reckoning = clock.Reckoning(OPENING, lambda: self.seconds)
        self.keeper = Timekeeper(self.reckoning, lambda: (self.wall, NO_DOUBT))

    def run(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)

    def look(self) -> None:
        with self.app.app_context():
            self.keeper.check()

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def machine(app: Flask) -> Machine:
    """Give the machine by which the server tells time."""
    machine = Machine(app)
    clock.tell_time_by(machine.reckoning)
    machine.look()
    return machine


def seconds_since_opening() -> float:
    return (clock.now() - OPENING).total_seconds()


class TestTime:
    def test_is_reckoned_steadily_between_two_looks(self, machine: Machine) -> None:
        machine.run(1)
        machine.set_by(300)
        assert seconds_since_opening() == 1

    def test_follows_the_clock_at_each_look(self, machine: Machine) -> None:
        machine.set_by(1.5)
        machine.look()
        assert seconds_since_opening() == 1.5

    def test_does_not_follow_what_may_be_doubt(self, machine: Machine) -> None:
        machine.set_by(0.04)
        machine.look()
        assert seconds_since_opening() == 0

    def test_runs_on_by_the_steady_clock_of_this_machine(self) -> None:
        reckoning = clock.Reckoning(clock.wall())
        assert abs(clock.wall() - reckoning()) < STEP

    def test_that_counts_is_the_database_s(self, app: Flask) -> None:
        with app.app_context():
            told, doubt = look()
        assert abs(clock.wall() - told) < STEP
        assert timedelta() < doubt < STEP


class TestWhoAskedForIt:
    @pytest.mark.parametrize("step", [300, -300])
    def test_is_told_when_the_clock_was_set(
        self, app: Flask, machine: Machine, step: float, caplog: pytest.LogCaptureFixture
    ) -> None:
        told: list[datetime] = []
        when_time_is_set(app, told.append)
        machine.run(7)
        machine.set_by(step)
        with caplog.at_level(logging.WARNING):
            machine.look()
            machine.look()
        assert told == [OPENING + timedelta(seconds=7)]
        assert seconds_since_opening() == 7 + step
        assert [record.getMessage() for record in caplog.records] == [
            f"the clock was set by {step:+.1f} s"
        ]

    def test_hears_nothing_of_drift_nor_of_the_first_look(self, app: Flask) -> None:
        told: list[datetime] = []
        when_time_is_set(app, told.append)
        machine = Machine(app)
        machine.set_by(3600)
        machine.look()
        machine.set_by(1.9)
        machine.look()
        assert told == []


class TestTalks:
    @pytest.mark.parametrize("step", [300, -300, 3600, -86_400])
    def test_that_run_stand_still_with_what_they_had_left(
        self,
        open_talk: Callable[..., TalkAtHand],
        crowd: Callable[..., list[Phone]],
        machine: Machine,
        step: float,
    ) -> None:
        talk, gathers = open_talk(rounds=2, minutes=12), open_talk()
        crowd(4, talk)
        talk.do("start")
        machine.run(45)
        talk.run_due()
        machine.run(60)
        before = talk.now()
        machine.set_by(step)
        machine.look()
        talk.run_due()
        after = talk.now()
        assert (after["phase"], after["paused_left"]) == ("talking", 660.0)
        assert after["version"] == before["version"] + 1
        assert gathers.now()["version"] == 1
        machine.run(3600)
        talk.run_due()
        assert talk.now() == after
        assert talk.host.get(f"{talk.path}/room")["act"]["move"] == "start"  # no host paused it
        talk.do("resume")
        machine.run(659)
        talk.run_due()
        assert talk.now()["phase"] == "talking"
        machine.run(1)
        talk.run_due()
        assert talk.now()["round"] == 2

    def test_that_were_paused_or_noticed_by_another_process_stay_as_they_are(
        self,
        open_talk: Callable[..., TalkAtHand],
        crowd: Callable[..., list[Phone]],
        machine: Machine,
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.do("pause")
        before = talk.now()
        machine.set_by(-60)
        machine.look()
        assert talk.now() == before

    def test_whose_time_was_up_are_in_the_next_phase(
        self,
        open_talk: Callable[..., TalkAtHand],
        crowd: Callable[..., list[Phone]],
        machine: Machine,
    ) -> None:
        talk = open_talk(minutes=12)
        crowd(4, talk)
        talk.do("start")
        machine.run(45)
        machine.set_by(-300)
        machine.look()
        now = talk.now()
        assert (now["phase"], now["paused_left"]) == ("talking", 720.0)

    def test_whose_tables_were_being_set_have_them_set_at_once(
        self,
        open_talk: Callable[..., TalkAtHand],
        crowd: Callable[..., list[Phone]],
        machine: Machine,
        host: Phone,
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        command = f"{talk.path}/commands/00000000-0000-7000-8000-000000000001"
        host.put(command, {"move": "start", "version": 1})
        machine.set_by(-300)
        machine.look()
        talk.run_due()
        assert talk.now()["phase"] == "moving"
