"""Any hosts, any clocks, any restarts, through the real actions on a real database.

Hosts decide on what they saw, perhaps long ago; their commands come late, twice, and in any order.
People come and go. Due work is done late, or not at all. The server dies between any two of these.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server import clock
from server.app import create_app
from server.conferences.actions import delete_conference
from server.config import Config
from server.database import carry_out, reading, writing
from server.errors import Problem
from server.extensions import db
from server.people.actions import add_person
from server.people.models import Person
from server.tables import actions, queries
from server.tables.clock import Clock, Phase
from server.tables.conductor import conducting
from server.tables.conductor.acts import clock_of
from server.tables.domain import Move
from server.tables.models import Seat, Table, Talk
from server.tables.room import checking_in
from server.tables.rounds import asking, planning
from server.tables.schemas import TalkIn
from server.web.rights import Role
from server.work.due import run_due
from tests.support.children import in_this_process
from tests.support.clocks import StoppedClock
from tests.support.factories import make_conference

MOVES_THAT_MOVE_A_DEADLINE = {
    Move.ADD_MINUTE,
    Move.GO_ON,
    Move.PAUSE,
    Move.RESUME,
    Move.END,
    Move.UNDO,
    Move.BACK_TO_LOBBY,
}
Seating = dict[uuid.UUID, int]  # the table of everybody who sits


@dataclass(frozen=True)
class Command:
    """What a host decided on a talk as they saw it."""

    id: uuid.UUID
    move: Move
    version: int


class AnyEvening(RuleBasedStateMachine):
    """One talk of three rounds, two hosts, and up to nine people."""

    database_url: str

    @initialize()
    def open(self) -> None:
        self.time = StoppedClock()
        clock.tell_time_by(self.time)
        self.app = start(self.database_url)
        self.slug = f"evening-{uuid.uuid4().hex[:12]}"
        conference = make_conference(self.app, self.slug, "An evening")
        self.people = [uuid.uuid4() for _ in range(9)]
        self.hosts = [uuid.uuid4(), uuid.uuid4()]
        self.talk_id = uuid.uuid4()
        self.sent: dict[Command, dict[str, Any]] = {}
        self.seen = [0]
        self.played: dict[int, Seating] = {}
        self.before_the_last: Clock | None = None  # where the last command found the clock

        def arrive() -> None:
            for person_id in [*self.people, *self.hosts]:
                role = Role.HOST if person_id in self.hosts else Role.ATTENDEE
                add_person(conference, person_id, name="Somebody", backgrounds=["agent"], role=role)
            wanted = {"title": "Any", "rounds": 3, "minutes": 2, "size": 3}
            wanted |= {"deck": "how-did-you-get-here"}
            actions.open_talk(self.talk_id, self.whole(wanted), by=self.host(0))
            for person_id in self.people[:6]:
                checking_in.check_in(self.row(), self.person(person_id))

        self.do(arrive)
        self.clock = self.look()

    def whole(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Return a wish for a talk as its form fills it in."""
        loaded: dict[str, Any] = TalkIn().load(wanted)
        return loaded

    # What happens

    @rule(seconds=st.sampled_from([0.0, 1.0, 5.0, 10.0, 11.0, 45.0, 60.0, 120.0, 4000.0]))
    def time_passes(self, seconds: float) -> None:
        self.time.forward(seconds=seconds)

    @rule(move=st.sampled_from(list(Move)), host=st.sampled_from([0, 1]), behind=st.integers(0, 3))
    def a_host_decides(self, move: Move, host: int, behind: int) -> None:
        """Send a command, perhaps decided on what was true some moves ago."""
        version = self.seen[max(0, len(self.seen) - 1 - behind)]
        self.send(Command(uuid.uuid4(), move, version), host)

    @rule(host=st.sampled_from([0, 1]), moves=st.lists(st.sampled_from(list(Move)), max_size=3))
    def two_hosts_decide_on_the_same(self, host: int, moves: list[Move]) -> None:
        version = self.seen[-1]
        for turn, move in enumerate(moves):
            self.send(Command(uuid.uuid4(), move, version), (host + turn) % 2)

    @rule()
    def the_talk_goes_on(self) -> None:
        """Do what a calm host does, so that evenings get somewhere."""
        move = Move.START if self.clock.phase is Phase.GATHERING else Move.GO_ON
        self.send(Command(uuid.uuid4(), move, self.clock.version), 0)
        self.work_is_done()

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def an_answer_was_lost(self, data: st.DataObject) -> None:
        """Send again what was answered already: the first answer comes, and nothing happens."""
        command = data.draw(st.sampled_from(list(self.sent)))
        before = self.look()
        assert self.conduct(command, 0) == self.sent[command]
        assert self.look() == before

    @rule()
    def work_is_done(self) -> None:
        """Do what is due, as whichever process is first does."""
        before = self.look()
        with self.app.app_context():
            run_due()
        self.passed(before, None)

    @rule(who=st.integers(0, 8))
    def somebody_comes(self, who: int) -> None:
        def come() -> None:
            checking_in.check_in(self.row(), self.person(self.people[who]))

        self.attempt(come)

    @rule(who=st.integers(0, 8))
    def somebody_leaves(self, who: int) -> None:
        def go() -> None:
            checking_in.leave(self.row(), self.people[who])

        self.attempt(go)

    @rule()
    def the_server_dies(self) -> None:
        """Start anew on the same database: all that counts is in its rows."""
        self.close()
        self.app = start(self.database_url)

    # What is always true

    @invariant()
    def nobody_sits_at_two_tables(self) -> None:
        if not hasattr(self, "app"):
            return
        with self.app.app_context(), reading(db.session):
            taken = list(
                db.session.execute(
                    select(Seat.person_id, Table.round)
                    .join(Table, Table.id == Seat.table_id)
                    .where(Table.talk_id == self.talk_id, Seat.until.is_(None))
                )
            )
        assert len(taken) == len(set(map(tuple, taken)))

    @invariant()
    def rounds_that_were_played_stay_as_they_were(self) -> None:
        if not hasattr(self, "app"):
            return
        now = self.look()
        for number, seating in self.played.items():
            if number < now.round:
                assert self.seated(number) == seating

    # How it is done

    def send(self, command: Command, host: int) -> None:
        before = self.look()
        act = self.last_act()
        refused = None
        try:
            answer = self.conduct(command, host)
        except Problem as problem:
            refused = problem
        if refused is not None:
            assert self.look() == before, "what was refused changed something"
            if refused.code == "version-conflict":
                assert refused.params["version"] == before.version != command.version
            return
        named_the_act = command.move is Move.UNDO and command.version == act
        assert command.version == before.version or named_the_act, "a stale command was obeyed"
        self.sent[command] = answer
        self.passed(before, command.move)
        if command.move is Move.UNDO:
            self.is_back_where_it_was()
        self.before_the_last = before
        assert answer["version"] == self.clock.version

    def is_back_where_it_was(self) -> None:
        was, now = self.before_the_last, self.clock
        assert was is not None
        assert (now.phase, now.round, now.paused_left) == (was.phase, was.round, was.paused_left)
        if was.ends_at is None:
            assert now.ends_at is None
        else:
            assert now.ends_at == max(was.ends_at, self.time.moment)

    def passed(self, before: Clock, move: Move | None) -> None:
        """Hold what became of the clock against what may become of it."""
        after = self.clock = self.look()
        assert after.version >= before.version
        if after.version != before.version:
            self.seen.append(after.version)
        if move in {Move.UNDO, Move.BACK_TO_LOBBY}:
            assert before.round - 1 <= after.round <= before.round
        else:
            assert before.round <= after.round <= before.round + 1, "a round was skipped"
            assert (before.phase is Phase.ENDED) <= (after.phase is Phase.ENDED)
        same_phase = (before.phase, before.round) == (after.phase, after.round)
        if same_phase and move not in MOVES_THAT_MOVE_A_DEADLINE:
            assert after.ends_at == before.ends_at, "nobody moved the deadline"
        if after.round > before.round and before.phase is Phase.TALKING:
            self.played[before.round] = self.seated(before.round)
        for number in [number for number in self.played if number >= after.round]:
            del self.played[number]  # it goes on after all

    def conduct(self, command: Command, host: int) -> dict[str, Any]:
        def act() -> dict[str, Any]:
            return conducting.conduct(
                self.row(), command.id, command.move, version=command.version, by=self.host(host)
            )

        answer: dict[str, Any] = self.do(act)
        return answer

    def do(self, act: Callable[[], Any]) -> Any:
        with self.app.app_context():
            return carry_out(db.session, act)

    def attempt(self, act: Callable[[], Any]) -> None:
        before = self.look()
        with suppress(Problem):  # the talk is over
            self.do(act)
        assert self.look() == before, "who comes or goes moves no clock"

    def look(self) -> Clock:
        with self.app.app_context(), reading(db.session):
            return clock_of(queries.talk(self.slug, self.talk_id))

    def last_act(self) -> int | None:
        with self.app.app_context(), reading(db.session):
            act = queries.room(queries.talk(self.slug, self.talk_id)).act
            return act.version if act else None

    def seated(self, number: int) -> Seating:
        with self.app.app_context(), reading(db.session):
            rows = db.session.execute(
                select(Seat.person_id, Table.number)
                .join(Table, Table.id == Seat.table_id)
                .where(Table.talk_id == self.talk_id, Table.round == number, Seat.until.is_(None))
            )
            return dict(rows.all())

    def row(self) -> Talk:
        """Return the talk, locked for a change."""
        return queries.talk(self.slug, self.talk_id, lock=True)

    def person(self, person_id: uuid.UUID) -> Person:
        return db.session.get_one(Person, person_id)

    def host(self, which: int) -> Person:
        return self.person(self.hosts[which])

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def teardown(self) -> None:
        if hasattr(self, "app"):
            with self.app.app_context(), writing(db.session):
                delete_conference(self.slug)
            self.close()
        clock.tell_time_by(None)


def start(database_url: str) -> Flask:
    return create_app(Config(secret_key="evening", database_url=database_url, testing=True))


def test_any_evening(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds come in order, deadlines and played seatings stay, and nobody sits twice."""
    monkeypatch.setattr(planning, "in_child", in_this_process)
    monkeypatch.setattr(asking, "IMPROVE_FOR", 0)
    machine = type("Evening", (AnyEvening,), {"database_url": database_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
