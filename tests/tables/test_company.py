"""Whom one sits with, whom one must not sit with, and whom one has sat with."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable

from flask import Flask

from server.database import reading
from server.extensions import db
from server.people.models import Meeting
from server.tables.models import Talk
from tests.support.counting import statements
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def company(phone: Phone, talk: TalkAtHand) -> set[str]:
    """Return the names of those with whom somebody has sat."""
    return {one["person"]["name"] for one in phone.get(f"{talk.path}/company")["people"]}


def name(phone: Phone) -> str:
    own: str = phone.get("/me")["profile"]["name"]
    return own


def planned_together(app: Flask, talk: TalkAtHand) -> tuple[str, str]:
    """Return two who are planned for one table in the next round."""
    with app.app_context(), reading(db.session):
        plan = db.session.get_one(Talk, uuid.UUID(talk.id)).plan
        assert plan is not None
        one, other, *_ = plan["seatings"][0][0]
    return one, other


class TestBlocking:
    def test_during_a_round_holds_from_the_next_one_on(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=3, rounds=2)
        phones = {phone.person_id: phone for phone in crowd(9, talk)}
        talk.do("start")
        one, other = planned_together(app, talk)
        phones[one].put(f"/blocks/{other}")
        talk.do("go-on")
        talk.do("go-on")
        assert talk.now()["round"] == 2
        assert talk.table_of(phones[one])["id"] != talk.table_of(phones[other])["id"]


class TestLeaving:
    def test_in_mid_round_keeps_the_company_for_both(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        leaver, *stayers = crowd(4, talk)
        talk.do("start")
        talk.do("go-on")
        talk.wait(minutes=3)
        leaver.delete(f"{talk.path}/here")
        talk.do("end")
        assert company(leaver, talk) == {name(one) for one in stayers}
        assert all(name(leaver) in company(one, talk) for one in stayers)
        with app.app_context(), reading(db.session):
            assert db.session.query(Meeting).count() == len(list(itertools.combinations("abcd", 2)))

    def test_before_anybody_has_talked_leaves_no_company(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        leaver, *_ = crowd(4, talk)
        talk.do("start")
        leaver.delete(f"{talk.path}/here")
        assert company(leaver, talk) == set()

    def test_who_comes_after_has_not_met_who_left(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        leaver, stayer, *_ = crowd(4, talk)
        talk.do("start")
        talk.do("go-on")
        talk.wait(minutes=1)
        leaver.delete(f"{talk.path}/here")
        talk.wait(minutes=1)
        alice.put(f"{talk.path}/here")
        assert name(leaver) not in company(alice, talk)
        assert {"Alice", name(leaver)} <= company(stayer, talk)

    def test_and_coming_back_is_one_chair(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        leaver, *_ = crowd(4, talk)
        talk.do("start")
        talk.do("go-on")
        talk.wait(minutes=1)
        leaver.delete(f"{talk.path}/here")
        assert host.get(f"{talk.path}/room")["tables"] == [{"number": 1, "heads": 3}]
        leaver.put(f"{talk.path}/here")
        assert host.get(f"{talk.path}/room")["tables"] == [{"number": 1, "heads": 4}]
        assert len(talk.table_of(leaver)["people"]) == 4

    def test_ends_hearing_the_table(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=1)
        leaver, *_ = crowd(4, talk)
        talk.do("start")
        talk.do("go-on")
        table = talk.table_of(leaver)["id"]
        leaver.delete(f"{talk.path}/here")
        answer = leaver.subscribe(leaver.listen(), f"table:{table}")
        assert answer["problem"]["code"] == "not-found"


class TestManyPeople:
    def test_a_round_asks_the_database_as_much_for_many_as_for_few(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        asked = []
        for count in (4, 16):
            talk = open_talk(size=4, rounds=1)
            crowd(count, talk)
            body = {"move": "start", "version": talk.now()["version"]}
            talk.host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
            with statements(app) as seen:
                talk.run_due()
            asked.append(len(seen))
        assert asked[1] == asked[0]

    def test_the_list_asks_as_much_for_many_talks_as_for_one(
        self, app: Flask, open_talk: OpenTalk, alice: Phone
    ) -> None:
        asked = []
        for _ in range(2):
            open_talk()
            with statements(app) as seen:
                alice.get("/talks")
            asked.append(len(seen))
        assert asked[1] == asked[0]


def test_a_command_belongs_to_one_talk(open_talk: OpenTalk, crowd: Crowd, host: Phone) -> None:
    one, other = open_talk(), open_talk()
    for talk in (one, other):
        crowd(4, talk)
    path, body = f"commands/{uuid.uuid4()}", {"move": "start", "version": one.now()["version"]}
    host.put(f"{one.path}/{path}", body)
    body["version"] = other.now()["version"]
    assert host.refused("PUT", f"{other.path}/{path}", body)["code"] == "id-taken"
