"""From round to round: people come and go, the plan is mended, and no talk waits for ever."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from itertools import chain, combinations
from typing import Any

import pytest
from flask import Flask

from server.extensions import db
from server.tables.models import Talk
from server.tables.rounds import planning
from server.tables.seating.going_on import go_on
from server.tables.seating.planner import plan
from server.work.children import ChildFailed
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand
from tests.tables.rooms import people

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Json = dict[str, Any]


def asked(count: int, **more: Any) -> Json:
    """Return what the planner is asked for so many people."""
    question = {"people": people(count), "known": {}, "size": 4, "rounds": 2, "met": []}
    return question | {"blocked": [], "fixed": {}, "seed": 1, "budget": 0.1, **more}


def tables_of(answer: Json, round_: int = 0) -> set[frozenset[str]]:
    return {frozenset(there) for there in answer["seatings"][round_] if there}


class TestGoingOn:
    def test_counts_who_has_met_where_people_sit_out(self) -> None:
        pair, wish = people(4)[:2], people(4)[2:]
        question = asked(9, rounds=1, most=2, maximum=4, met=[pair], wanted=[wish])
        answer = go_on(planned=None, **question)
        assert len(answer["resting"][0]) == 1
        assert not any(set(pair) <= there for there in tables_of(answer))

    def test_is_planned_where_nothing_was(self) -> None:
        answer = go_on(planned=None, **asked(12))
        assert [sorted(chain(*tables)) for tables in answer["seatings"]] == [people(12)] * 2
        assert answer["repeats"] == answer["repeats_bound"] == 3

    def test_keeps_the_tables_of_those_who_are_still_here(self) -> None:
        made = plan(people(40), size=4, rounds=3, budget=0, seed=5)
        met = [p for there in made.seatings[0] for p in combinations(sorted(there), 2)]
        planned = [[list(there) for there in tables] for tables in made.seatings[1:]]
        question = asked(40, met=met)
        question["people"] = [*people(40)[2:], "late", "later"]
        answer = go_on(planned=planned, **question)
        for tables, now in zip(planned, answer["seatings"], strict=True):
            for there, then in zip(tables, now, strict=True):
                assert set(there) - {"p000", "p001"} == set(then) - {"late", "later"}
        assert answer["repeats"] == 0

    def test_plans_anew_where_that_repeats_less(self) -> None:
        """Half of a bad plan is not worth keeping."""
        bad = [[people(12)[at : at + 4] for at in (0, 4, 8)]] * 2
        answer = go_on(planned=bad, **asked(12))
        assert answer["repeats"] == answer["repeats_bound"]

    def test_says_nothing_of_blocks(self) -> None:
        answer = go_on(planned=None, **asked(12, blocked=[("p000", "p001")]))
        assert "blocked_together" not in answer

    def test_parts_who_have_blocked_each_other_since(self) -> None:
        made = plan(people(40), size=4, rounds=2, budget=0)
        planned = [[list(there) for there in tables] for tables in made.seatings]
        pair = tuple(planned[1][0][:2])
        answer = go_on(planned=planned, **asked(40, blocked=[pair]))
        assert not any(set(pair) <= there for there in tables_of(answer, 1))
        assert tables_of(answer, 0) == {frozenset(there) for there in planned[0]}


class TestInTheRoom:
    def test_who_comes_and_goes_changes_little(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(rounds=2, size=4)
        phones = crowd(16, talk)
        talk.do("start")
        planned = plan_of(talk)["seatings"][0]
        gone = phones[0]
        gone.delete(f"{talk.path}/here")
        talk.wait(seconds=46)
        talk.wait(minutes=12)
        assert talk.now()["round"] == 2
        seated = {
            frozenset(one["person"]["id"] for one in talk.table_of(phone)["people"])
            for phone in phones[1:]
        }
        assert seated == {frozenset(there) - {gone.person_id} for there in planned}

    def test_a_thin_table_is_filled_or_given_up(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(rounds=2, size=4)
        phones = crowd(12, talk)
        talk.do("start")
        leaving = plan_of(talk)["seatings"][0][0][:2]
        stay = [phone for phone in phones if phone.person_id not in leaving]
        for phone in phones:
            if phone not in stay:
                phone.delete(f"{talk.path}/here")
        talk.wait(seconds=46)
        talk.wait(minutes=12)
        assert talk.now()["round"] == 2
        assert {len(talk.table_of(phone)["people"]) for phone in stay} <= {3, 4}

    def test_hosts_are_told_how_good_the_seating_is(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(rounds=2, size=4)
        crowd(6, talk)
        socket = host.listen(f"talk-hosts:{talk.id}")
        assert host.get(f"{talk.path}/room")["report"] is None
        talk.do("start")
        (fact,) = facts(socket, "tables.room_set")
        report = fact["data"]["report"]
        assert report == host.get(f"{talk.path}/room")["report"]
        assert report["repeats"] == report["unavoidable"] > 0
        assert all(sentence.endswith(".") for sentence in report["advice"])


class TestAFailingChild:
    @pytest.fixture
    def failing(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise ChildFailed("killed")

        monkeypatch.setattr(planning, "in_child", fail)

    def test_leaves_no_talk_waiting(
        self, failing: None, open_talk: OpenTalk, crowd: Crowd, caplog: pytest.LogCaptureFixture
    ) -> None:
        talk = open_talk(rounds=2, size=4)
        phones = crowd(8, talk)
        with caplog.at_level(logging.ERROR):
            talk.do("start")
        assert talk.now()["phase"] == "moving"
        assert all(talk.table_of(phone) for phone in phones)
        assert "planning failed" in caplog.text

    def test_does_not_hinder_a_host_who_will_not_wait(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The host goes on while the child thinks, whose answer comes too late."""
        talk = open_talk(rounds=2, size=4)
        phones = crowd(8, talk)
        seated: list[Json] = []

        def slow(function: str, question: Json, *, timeout: float) -> Json:
            if question["budget"] == 0:
                assert question["rounds"] == 1
                return go_on(**question)
            talk.do("go-on")
            seated.extend(talk.table_of(phone) for phone in phones)
            return go_on(**question | {"budget": 0, "seed": 99})

        monkeypatch.setattr(planning, "in_child", slow)
        talk.do("start")
        assert len(seated) == 8
        assert [talk.table_of(phone) for phone in phones] == seated
        undo = {"move": "undo", "version": talk.now()["version"]}
        path = f"{talk.path}/commands/{uuid.uuid4()}"
        assert talk.host.refused("PUT", path, undo)["code"] == "not-now"
        assert talk.now()["phase"] == "moving"

    def test_answers_for_its_own_round_only(
        self, open_talk: OpenTalk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The host has gone on to the next round when the answer for the first one comes."""
        talk = open_talk(rounds=2, size=4)
        phones = crowd(8, talk)
        asked_for: list[int] = []

        def slow(function: str, question: Json, *, timeout: float) -> Json:
            asked_for.append(question["rounds"])
            if len(asked_for) > 1:
                return go_on(**question | {"budget": 0})
            for _ in range(3):
                talk.do("go-on")
            return go_on(**question | {"budget": 0, "size": 8})

        monkeypatch.setattr(planning, "in_child", slow)
        talk.do("start")
        assert talk.now()["round"] == 2
        assert {len(talk.table_of(phone)["people"]) for phone in phones} == {4}


def plan_of(talk: TalkAtHand) -> Json:
    """Return the plan that is kept with a talk."""
    with talk.app.app_context():
        row = db.session.get_one(Talk, uuid.UUID(talk.id))
        assert row.plan is not None
        return row.plan
