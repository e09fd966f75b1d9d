"""Who has met is written down by and by, and everybody has met once."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import reading, writing
from server.extensions import db
from server.people.models import Meeting
from server.tables import queries
from server.tables.conductor import meetings
from server.tables.rounds import planning
from server.tables.seating.going_on import go_on
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand
from tests.tables.test_summary import summary_of

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Pair = frozenset[str]


class Died(Exception):
    """The server died."""


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have it written down for one table at a time."""
    monkeypatch.setattr(meetings, "AT_ONCE", 1)


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Give the pauses to come: whether the server dies in each."""
    given: list[bool] = []

    def sleep(_seconds: float) -> None:
        if given and given.pop(0):
            raise Died

    monkeypatch.setattr(meetings, "time", SimpleNamespace(sleep=sleep))
    return given


def met(app: Flask) -> dict[Pair, int]:
    """Return how often each pair has met."""
    with app.app_context(), reading(db.session):
        return {
            frozenset(map(str, (row.one_id, row.other_id))): row.times
            for row in db.session.scalars(select(Meeting))
        }


def tables_of(talk: TalkAtHand, phones: list[Phone]) -> list[set[str]]:
    """Return who sits together now."""
    seen = {phone.person_id: talk.table_of(phone) for phone in phones}
    tables = {
        table["id"]: {one["person"]["id"] for one in table["people"]} for table in seen.values()
    }
    return list(tables.values())


def pairs(tables: list[set[str]]) -> Counter[Pair]:
    return Counter(frozenset(pair) for there in tables for pair in combinations(there, 2))


def command(talk: TalkAtHand, move: str) -> None:
    """Carry out a command, and nothing that is due."""
    body = {"move": move, "version": talk.now()["version"]}
    talk.host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)


@pytest.fixture
def talking(open_talk: OpenTalk, crowd: Crowd) -> tuple[TalkAtHand, list[Phone]]:
    """Give a talk at four tables in its first round, and who is there."""
    talk = open_talk(size=3, rounds=3)
    phones = crowd(12, talk)
    talk.do("start")
    talk.do("go-on")
    talk.clock.forward(seconds=1)
    return talk, phones


def test_each_pair_of_each_round_is_counted(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]]
) -> None:
    talk, phones = talking
    sat = pairs(tables_of(talk, phones))
    talk.do("go-on")
    assert met(app) == sat
    talk.do("go-on")
    sat += pairs(tables_of(talk, phones))
    talk.do("end")
    assert met(app) == sat
    told = summary_of(talk)
    assert (told["new_pairs"], told["repeats"]) == (24, 0)


def test_only_a_part_keeps_others_waiting(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]]
) -> None:
    """A host is answered once the first of it is written; the count is right meanwhile."""
    talk, phones = talking
    sat = pairs(tables_of(talk, phones))
    before = summary_of(talk)
    command(talk, "end")
    assert len(met(app)) == 3
    told = summary_of(talk)
    assert (before["new_pairs"], told["new_pairs"], told["repeats"]) == (0, 12, 0)
    talk.run_due()
    assert met(app) == sat
    assert summary_of(talk) == told


def test_the_next_round_is_planned_by_whom_all_have_met(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, phones = talking
    sat = pairs(tables_of(talk, phones))
    phones[0].delete(f"{talk.path}/here")  # so that the plan there was is not good any more
    known: list[set[Pair]] = []

    def plan(_: str, asked: dict[str, Any], *, timeout: float) -> Any:
        known.append({frozenset(pair) for pair in asked["met"]})
        return go_on(**asked)

    monkeypatch.setattr(planning, "in_child", plan)
    talk.do("go-on")
    assert known == [set(sat)]


@pytest.mark.parametrize("deaths", [[True], [False, True], [True, True]])
def test_a_server_that_dies_loses_none_and_counts_none_twice(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]], dying: list[bool], deaths: list[bool]
) -> None:
    talk, phones = talking
    sat = pairs(tables_of(talk, phones))
    command(talk, "end")
    dying += deaths
    for _ in range(deaths.count(True)):
        with pytest.raises(Died):
            talk.run_due()
        assert len(met(app)) < len(sat)
        talk.clock.forward(seconds=31)
    talk.run_due()
    assert met(app) == sat


def test_two_servers_count_once(app: Flask, talking: tuple[TalkAtHand, list[Phone]]) -> None:
    talk, phones = talking
    sat = pairs(tables_of(talk, phones))
    command(talk, "end")
    with app.app_context():
        for _ in range(2):
            meetings.remember_when_due("autumn", talk.id)
    talk.run_due()
    assert met(app) == sat


class TestThoughtBetterOf:
    @pytest.mark.parametrize("over", ["go-on", "end"])
    @pytest.mark.parametrize("written", [False, True])
    def test_nobody_has_met_after_all(
        self, app: Flask, talking: tuple[TalkAtHand, list[Phone]], *, over: str, written: bool
    ) -> None:
        talk, phones = talking
        sat = pairs(tables_of(talk, phones))
        command(talk, over)
        if written:
            talk.run_due()
            assert met(app) == sat
        command(talk, "undo")
        talk.run_due()
        assert met(app) == {}
        assert summary_of(talk)["new_pairs"] == 0
        talk.do("end")
        assert met(app) == sat
        assert summary_of(talk)["new_pairs"] == 12

    def test_the_round_is_over_again_before_all_is_taken_back(
        self, app: Flask, talking: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = talking
        sat = pairs(tables_of(talk, phones))
        talk.do("end")
        command(talk, "undo")
        assert len(met(app)) == 9
        command(talk, "end")
        talk.run_due()
        assert met(app) == sat
        assert summary_of(talk)["new_pairs"] == 12

    def test_somebody_comes_before_all_is_taken_back(
        self, app: Flask, talking: tuple[TalkAtHand, list[Phone]], alice: Phone
    ) -> None:
        talk, _ = talking
        talk.do("end")
        command(talk, "undo")
        alice.put(f"{talk.path}/here")
        assert met(app) == {}
        command(talk, "end")
        talk.run_due()
        with app.app_context(), reading(db.session):
            row = queries.talk("autumn", uuid.UUID(talk.id))
            assert not meetings.not_written(row)
        assert len(met(app)) == 15
        assert set(met(app).values()) == {1}


def test_who_moves_together_has_met_once(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]], host: Phone
) -> None:
    talk, _ = talking
    room = {one["person"]["id"]: one["table"] for one in host.get(f"{talk.path}/room")["people"]}
    for was, to in ((2, 1), (3, 4)):
        pair = [person for person, number in room.items() if number == was][:2]
        places = [{"person_id": person, "was": was, "table": to} for person in pair]
        host.put(f"{talk.path}/seats", {"round": 1, "places": places, "anyway": True})
    talk.do("end")
    assert set(met(app).values()) == {1}
    assert len(met(app)) == 24
    told = summary_of(talk)
    assert (told["new_pairs"], told["repeats"]) == (24, 0)
    talk.do("undo")
    assert met(app) == {}


def test_takes_back_of_pairs_who_met_before_only_this_time(
    app: Flask, talking: tuple[TalkAtHand, list[Phone]]
) -> None:
    talk, _ = talking
    talk.do("end")
    with app.app_context(), writing(db.session):
        for row in db.session.scalars(select(Meeting)):
            row.times += 1
    talk.do("undo")
    assert set(met(app).values()) == {1}
