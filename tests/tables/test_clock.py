"""The talk's clock: a table of sentences, and a machine that tries everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from server.tables.clock import LATE, MINUTE, Clock, NotPossible, Phase

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def at(seconds: float) -> datetime:
    return NOON + s(seconds)


GATHERING = Clock(rounds=2, minutes=10)
SETTING = GATHERING.start(NOON)
MOVING = SETTING.seated(NOON)  # until 45 s
TALKING = MOVING.boundary(at(45))  # until 645 s
MOVING_PAUSED = MOVING.pause(at(15))
TALKING_PAUSED = TALKING.pause(at(345))
SETTING_LATE = TALKING.boundary(at(645 + 61))
LAST_TALKING = TALKING.go_on(NOON).seated(NOON).go_on(NOON)  # round 2, until 600 s
ENDED = GATHERING.end(NOON)

Move = Callable[[Clock], Clock]
Stand = tuple[Phase, int, datetime | None, timedelta | None]


def stand(clock: Clock) -> Stand:
    return clock.phase, clock.round, clock.ends_at, clock.paused_left


@pytest.mark.parametrize(
    ("sentence", "before", "move", "after"),
    [
        (
            "starting sets the tables for round one",
            GATHERING,
            lambda clock: clock.start(NOON),
            (Phase.SETTING, 1, None, None),
        ),
        (
            "once the seating is known people have 45 seconds to move",
            SETTING,
            lambda clock: clock.seated(at(3)),
            (Phase.MOVING, 1, at(48), None),
        ),
        (
            "when the moving is over the talking begins",
            MOVING,
            lambda clock: clock.boundary(at(45)),
            (Phase.TALKING, 1, at(645), None),
        ),
        (
            "a boundary claimed a little late gives the whole time from then on",
            MOVING,
            lambda clock: clock.boundary(at(105)),
            (Phase.TALKING, 1, at(705), None),
        ),
        (
            "a boundary claimed more than a minute late opens the talking paused",
            MOVING,
            lambda clock: clock.boundary(at(105.001)),
            (Phase.TALKING, 1, None, s(600)),
        ),
        (
            "when the talking is over the next round is set",
            TALKING,
            lambda clock: clock.boundary(at(650)),
            (Phase.SETTING, 2, None, None),
        ),
        (
            "an end of talking claimed more than a minute late sets the next round all the same",
            TALKING,
            lambda clock: clock.boundary(at(706)),
            (Phase.SETTING, 2, None, s(45)),
        ),
        (
            "and that round opens paused, with all its time to move",
            SETTING_LATE,
            lambda clock: clock.seated(at(800)),
            (Phase.MOVING, 2, None, s(45)),
        ),
        (
            "until the host resumes",
            SETTING_LATE.seated(at(800)),
            lambda clock: clock.resume(at(900)),
            (Phase.MOVING, 2, at(945), None),
        ),
        (
            "after the last round the talk has ended",
            LAST_TALKING,
            lambda clock: clock.boundary(at(600)),
            (Phase.ENDED, 2, None, None),
        ),
        (
            "however late that is claimed",
            LAST_TALKING,
            lambda clock: clock.boundary(at(9000)),
            (Phase.ENDED, 2, None, None),
        ),
        (
            "pausing keeps what is left",
            TALKING,
            lambda clock: clock.pause(at(345)),
            (Phase.TALKING, 1, None, s(300)),
        ),
        (
            "moving can be paused too",
            MOVING,
            lambda clock: clock.pause(at(15)),
            (Phase.MOVING, 1, None, s(30)),
        ),
        (
            "resuming runs on with what was left",
            TALKING_PAUSED,
            lambda clock: clock.resume(at(1000)),
            (Phase.TALKING, 1, at(1300), None),
        ),
        (
            "a minute more ends a running phase a minute later",
            TALKING,
            lambda clock: clock.add_minute(at(100)),
            (Phase.TALKING, 1, at(705), None),
        ),
        (
            "a minute more gives a paused phase a minute more",
            TALKING_PAUSED,
            lambda clock: clock.add_minute(at(400)),
            (Phase.TALKING, 1, None, s(360)),
        ),
        (
            "a minute more just after the time is up is counted from the end",
            TALKING,
            lambda clock: clock.add_minute(at(650)),
            (Phase.TALKING, 1, at(705), None),
        ),
        (
            "going on early from moving begins the talking",
            MOVING,
            lambda clock: clock.go_on(at(20)),
            (Phase.TALKING, 1, at(620), None),
        ),
        (
            "going on early from talking sets the next round",
            TALKING,
            lambda clock: clock.go_on(at(300)),
            (Phase.SETTING, 2, None, None),
        ),
        (
            "going on from a paused phase goes on running",
            MOVING_PAUSED,
            lambda clock: clock.go_on(at(500)),
            (Phase.TALKING, 1, at(1100), None),
        ),
        (
            "a host who goes on long after the time was up is there, so nothing pauses",
            MOVING,
            lambda clock: clock.go_on(at(5000)),
            (Phase.TALKING, 1, at(5600), None),
        ),
        (
            "going on from the last round ends the talk",
            LAST_TALKING,
            lambda clock: clock.go_on(at(10)),
            (Phase.ENDED, 2, None, None),
        ),
        (
            "a talk that never started can be ended",
            GATHERING,
            lambda clock: clock.end(NOON),
            (Phase.ENDED, 0, None, None),
        ),
        (
            "ending stops the clock in the middle of a round",
            TALKING,
            lambda clock: clock.end(at(200)),
            (Phase.ENDED, 1, None, None),
        ),
        (
            "before anybody has talked the room gathers again",
            MOVING,
            lambda clock: clock.back_to_lobby(at(20)),
            (Phase.GATHERING, 0, None, None),
        ),
        (
            "also while the tables are set",
            SETTING,
            lambda clock: clock.back_to_lobby(at(1)),
            (Phase.GATHERING, 0, None, None),
        ),
        (
            "also while time stands still",
            MOVING_PAUSED,
            lambda clock: clock.back_to_lobby(at(500)),
            (Phase.GATHERING, 0, None, None),
        ),
        (
            "ending works while paused",
            TALKING_PAUSED,
            lambda clock: clock.end(at(400)),
            (Phase.ENDED, 1, None, None),
        ),
    ],
)
def test_moves(sentence: str, before: Clock, move: Move, after: Stand) -> None:
    moved = move(before)
    assert stand(moved) == after, sentence
    assert moved.version == before.version + 1


@pytest.mark.parametrize(
    ("sentence", "before", "move", "code"),
    [
        ("a talk starts once", SETTING, lambda c: c.start(NOON), "already-started"),
        ("an ended talk does not start again", ENDED, lambda c: c.start(NOON), "ended"),
        ("nobody moves before tables are set", GATHERING, lambda c: c.seated(NOON), "not-setting"),
        ("a round is seated once", MOVING, lambda c: c.seated(NOON), "not-setting"),
        ("an ended talk seats nobody", ENDED, lambda c: c.seated(NOON), "ended"),
        ("no phase ends by itself too early", TALKING, lambda c: c.boundary(at(644)), "too-early"),
        ("a claimed boundary is gone", TALKING, lambda c: c.boundary(at(45)), "too-early"),
        ("paused time does not end", TALKING_PAUSED, lambda c: c.boundary(at(9999)), "paused"),
        ("gathering has no boundary", GATHERING, lambda c: c.boundary(NOON), "not-running"),
        ("setting has no boundary", SETTING, lambda c: c.boundary(NOON), "not-running"),
        ("nothing follows the end", ENDED, lambda c: c.boundary(NOON), "ended"),
        ("a pause is not paused again", TALKING_PAUSED, lambda c: c.pause(at(400)), "paused"),
        ("time that is up is not paused", TALKING, lambda c: c.pause(at(645)), "time-is-up"),
        ("gathering is not paused", GATHERING, lambda c: c.pause(NOON), "not-running"),
        ("running time is not resumed", TALKING, lambda c: c.resume(at(100)), "not-paused"),
        ("setting is not resumed", SETTING_LATE, lambda c: c.resume(at(800)), "not-running"),
        ("a minute must not be over", TALKING, lambda c: c.add_minute(at(705)), "time-is-up"),
        ("gathering takes no minute", GATHERING, lambda c: c.add_minute(NOON), "not-running"),
        ("the end takes no minute", ENDED, lambda c: c.add_minute(NOON), "ended"),
        ("gathering is started, not gone on", GATHERING, lambda c: c.go_on(NOON), "not-running"),
        ("nobody goes on after the end", ENDED, lambda c: c.go_on(NOON), "ended"),
        ("a talk ends once", ENDED, lambda c: c.end(NOON), "ended"),
        (
            "who has talked cannot un-talk",
            TALKING,
            lambda c: c.back_to_lobby(at(50)),
            "already-talked",
        ),
        ("nor in round two", SETTING_LATE, lambda c: c.back_to_lobby(at(800)), "already-talked"),
        ("the lobby is the lobby", GATHERING, lambda c: c.back_to_lobby(NOON), "not-running"),
        ("no way leads back from the end", ENDED, lambda c: c.back_to_lobby(NOON), "ended"),
    ],
)
def test_refusals(sentence: str, before: Clock, move: Move, code: str) -> None:
    with pytest.raises(NotPossible) as refused:
        move(before)
    assert refused.value.code == code, sentence


@pytest.mark.parametrize(
    ("sentence", "clock", "now", "left"),
    [
        ("a running phase has its time until the end", TALKING, at(600), s(45)),
        ("time that is up stays at nothing", TALKING, at(700), s(0)),
        ("a paused phase keeps what it has", TALKING_PAUSED, at(9000), s(300)),
        ("while gathering no time counts", GATHERING, NOON, None),
        ("while setting no time counts", SETTING, NOON, None),
        ("after the end no time counts", ENDED, NOON, None),
    ],
)
def test_remaining(sentence: str, clock: Clock, now: datetime, left: timedelta | None) -> None:
    assert clock.remaining(now) == left, sentence


@pytest.mark.parametrize(
    ("sentence", "before", "act", "since", "after"),
    [
        (
            "a pause undone: the old deadline counts, as if it had never been",
            TALKING,
            lambda clock: clock.pause(at(345)),
            lambda clock: clock,
            (Phase.TALKING, 1, at(645), None),
        ),
        (
            "a resumption undone: time stands still again with what was left",
            TALKING_PAUSED,
            lambda clock: clock.resume(at(345)),
            lambda clock: clock,
            (Phase.TALKING, 1, None, s(300)),
        ),
        (
            "a minute more undone: it is a minute less",
            TALKING,
            lambda clock: clock.add_minute(at(345)),
            lambda clock: clock,
            (Phase.TALKING, 1, at(645), None),
        ),
        (
            "a start undone: the room gathers",
            GATHERING,
            lambda clock: clock.start(at(345)),
            lambda clock: clock,
            (Phase.GATHERING, 0, None, None),
        ),
        (
            "a start undone once the tables were set: the room gathers",
            GATHERING,
            lambda clock: clock.start(at(345)),
            lambda clock: clock.seated(at(346)),
            (Phase.GATHERING, 0, None, None),
        ),
        (
            "going on undone while the next round is set: the round goes on to its old end",
            TALKING,
            lambda clock: clock.go_on(at(345)),
            lambda clock: clock,
            (Phase.TALKING, 1, at(645), None),
        ),
        (
            "going on undone while people walk: the round goes on to its old end",
            TALKING,
            lambda clock: clock.go_on(at(345)),
            lambda clock: clock.seated(at(348)),
            (Phase.TALKING, 1, at(645), None),
        ),
        (
            "the end undone: the round goes on",
            LAST_TALKING,
            lambda clock: clock.end(at(345)),
            lambda clock: clock,
            (Phase.TALKING, 2, at(600), None),
        ),
    ],
)
def test_undoing(sentence: str, before: Clock, act: Move, since: Move, after: Stand) -> None:
    done = since(act(before))
    undone = done.undo(before, done_at=at(345), now=at(355))
    assert stand(undone) == after, sentence
    assert undone.version == done.version + 1


def test_an_old_deadline_that_has_passed_meanwhile_is_due_now() -> None:
    paused = TALKING.pause(at(640))
    assert paused.undo(TALKING, done_at=at(640), now=at(648)).ends_at == at(648)


@pytest.mark.parametrize(
    ("sentence", "before", "present", "now", "code"),
    [
        ("after ten seconds", TALKING, TALKING.pause(at(345)), at(355.001), "too-late"),
        (
            "after something else moved the talk",
            TALKING,
            TALKING.pause(at(345)).resume(at(346)),
            at(347),
            "moved-since",
        ),
        (
            "after time that stood still for the server's sake",
            MOVING,
            MOVING.add_minute(at(40)).pause(at(41)),
            at(347),
            "moved-since",
        ),
        (
            "after people who walked have begun to talk",
            TALKING,
            TALKING.go_on(at(345)).seated(at(346)).boundary(at(391)),
            at(347),
            "moved-since",
        ),
    ],
)
def test_no_undoing(sentence: str, before: Clock, present: Clock, now: datetime, code: str) -> None:
    with pytest.raises(NotPossible) as refused:
        present.undo(before, done_at=at(345), now=now)
    assert refused.value.code == code, sentence


def test_a_talk_of_one_round_ends_after_it() -> None:
    clock = Clock(rounds=1, minutes=5).start(NOON).seated(NOON).boundary(at(45)).boundary(at(345))
    assert clock.phase is Phase.ENDED


def test_the_time_to_move_can_be_chosen() -> None:
    clock = Clock(rounds=1, minutes=5, move_seconds=90).start(NOON).seated(NOON)
    assert clock.ends_at == at(90)


COMMANDS = ("start", "seated", "boundary", "go_on", "pause", "resume", "add_minute", "end")


class AnyHosts(RuleBasedStateMachine):
    """Hosts and due work who try anything at any time, with a stopwatch beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.clock = Clock(rounds=3, minutes=4)
        self.added = 0
        self.given = timedelta()
        self.running_since: datetime | None = None

    @rule(seconds=st.one_of(st.sampled_from([0.0, 45.0, 60.0, 240.0]), st.floats(0, 400)))
    def wait(self, seconds: float) -> None:
        self.now += timedelta(milliseconds=round(seconds * 1000))

    @rule(command=st.sampled_from(COMMANDS))
    def try_anything(self, command: str) -> None:
        self.take(command)

    @rule()
    def play_on(self) -> None:
        for command in ("start", "seated", "resume"):
            self.take(command)

    @precondition(lambda self: self.clock.phase is Phase.TALKING)
    @rule(command=st.sampled_from(["pause", "resume", "add_minute"]))
    def fuss(self, command: str) -> None:
        self.take(command)

    @precondition(lambda self: self.clock.ends_at is not None)
    @rule(late=st.sampled_from([0, 1, 60, 61, 3600]))
    def claim(self, late: int) -> None:
        assert self.clock.ends_at is not None
        claimed_at = self.clock.ends_at + s(late)
        assume(claimed_at >= self.now)
        self.now = claimed_at
        self.take("boundary")

    def take(self, command: str) -> None:
        before = self.clock
        try:
            after: Clock = getattr(before, command)(self.now)
        except NotPossible:
            return
        assert before.phase is not Phase.ENDED, "ended is final"
        assert after.version == before.version + 1
        assert before.round <= after.round <= min(before.round + 1, before.rounds)
        if before.ends_at is not None and after.ends_at is not None:
            assert command in {"add_minute", "boundary", "go_on"}, "nobody moved the deadline"
        if command == "boundary":
            assert before.ends_at is not None
            late = self.now - before.ends_at > LATE
            assert after.paused == (late and after.phase is not Phase.ENDED)
        self.keep_time(command, before, after)
        self.clock = after

    def keep_time(self, command: str, before: Clock, after: Clock) -> None:
        """Stop the talking time of each round, as somebody in the room would."""
        if before.phase is Phase.TALKING:
            if command == "add_minute":
                self.added += 1
            if command == "pause" and self.running_since is not None:
                self.given += self.now - self.running_since
                self.running_since = None
            if command == "resume":
                self.running_since = self.now
            if command == "boundary":
                assert before.ends_at is not None
                assert self.running_since is not None
                self.given += before.ends_at - self.running_since
                assert self.given == self.added * MINUTE + timedelta(minutes=before.minutes)
        if after.phase is Phase.TALKING and before.phase is Phase.MOVING:
            self.added, self.given = 0, timedelta()
            self.running_since = None if after.paused else self.now

    @invariant()
    def time_is_where_it_belongs(self) -> None:
        clock = self.clock
        if clock.phase in {Phase.MOVING, Phase.TALKING}:
            assert (clock.ends_at is None) == clock.paused
            assert (clock.paused_left is None) != clock.paused
            assert clock.paused_left is None or clock.paused_left > timedelta()
        else:
            assert clock.ends_at is None
            assert clock.phase is Phase.SETTING or not clock.paused

    @invariant()
    def rounds_stay_in_bounds(self) -> None:
        assert 0 <= self.clock.round <= self.clock.rounds
        assert (self.clock.round == 0) <= (self.clock.phase in {Phase.GATHERING, Phase.ENDED})


AnyHosts.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestAnyHosts = AnyHosts.TestCase
