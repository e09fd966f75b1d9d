"""Undoing what a host did, gathering again, and telling everybody something."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.people.pairs import met_pairs
from server.web.rights import Role
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
STAND = ("phase", "round", "ends_at", "paused_left")


def stand(talk: TalkAtHand) -> list[Any]:
    now = talk.now()
    return [now[word] for word in STAND]


def met(app: Flask) -> dict[Any, int]:
    with app.app_context(), reading(db.session):
        return met_pairs("autumn")


@pytest.fixture
def co_host(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    return promote(new_phone().join(conference, "Carla"), Role.HOST)


class TestUndo:
    @pytest.mark.parametrize("act", ["pause", "add-minute", "go-on", "end"])
    def test_lets_the_round_go_on_to_its_old_end(
        self, open_talk: OpenTalk, crowd: Crowd, act: str, app: Flask
    ) -> None:
        talk = open_talk(rounds=2)
        phones = crowd(8, talk)
        talk.do("start")
        talk.wait(seconds=45)
        before = stand(talk)
        tables = [talk.table_of(phone) for phone in phones]
        talk.wait(seconds=30)
        talk.do(act)
        assert stand(talk) != before
        talk.wait(seconds=10)
        talk.do("undo")
        assert stand(talk) == before
        assert [talk.table_of(phone)["id"] for phone in phones] == [one["id"] for one in tables]
        assert met(app) == {}

    def test_of_a_resumption_stops_the_time_with_what_was_left(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.wait(seconds=15)
        talk.do("pause")
        talk.do("resume")
        talk.wait(seconds=9)
        talk.do("undo")
        assert stand(talk) == ["moving", 1, None, 30.0]

    def test_of_the_start_lets_the_room_gather_again(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone, alice: Phone
    ) -> None:
        talk = open_talk()
        phones = crowd(4, talk)
        hears = alice.listen("feed")
        talk.do("start")
        talk.do("undo")
        assert stand(talk) == ["gathering", 0, None, None]
        mine = phones[0].get(talk.path)
        assert (mine["here"], mine["table"]) == (True, None)
        room = host.get(f"{talk.path}/room")
        assert (len(room["people"]), room["tables"]) == (4, [])
        listed = facts(hears, "tables.talk_listed")
        assert [fact["data"]["talk"]["phase"] for fact in listed] == ["setting", "gathering"]
        talk.do("start")
        assert len(talk.names_at(phones[0])) == 4

    def test_keeps_the_plan_of_the_round_it_takes_back(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(rounds=3)
        phones = crowd(8, talk)
        talk.do("start")
        talk.wait(seconds=45)
        talk.do("go-on")
        dealt = [talk.names_at(phone) for phone in phones]
        talk.do("undo")
        talk.do("go-on")
        assert [talk.names_at(phone) for phone in phones] == dealt
        assert talk.now()["round"] == 2

    def test_while_the_next_round_is_planned_seats_nobody_there(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        phones = crowd(4, talk)
        talk.do("start")
        talk.wait(seconds=45)
        for move in ("go-on", "undo"):
            body = {"move": move, "version": talk.now()["version"]}
            host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
        talk.run_due()
        assert talk.now()["phase"] == "talking"
        assert talk.table_of(phones[0])["round"] == 1

    def test_leads_nowhere_from_tables_that_a_host_did_not_wait_for(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        for move in ("start", "go-on"):
            body = {"move": move, "version": talk.now()["version"]}
            host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
        talk.run_due()
        assert talk.now()["phase"] == "moving"
        assert host.get(f"{talk.path}/room")["act"]["undo_until"] is None
        self.refused(talk, host, "not-now")

    def test_tells_everybody_their_table_again(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        talk.do("start")
        talk.wait(seconds=45)
        tables = [talk.table_of(phone)["id"] for phone in phones]
        talk.do("go-on")
        sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
        talk.do("undo")
        for table, socket in zip(tables, sockets, strict=True):
            (fact,) = facts(socket, "tables.table_set")
            assert fact["data"]["table"]["id"] == table
            assert fact["data"]["talk"]["phase"] == "talking"

    def test_finds_who_left_gone_and_who_came_a_chair(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(7, talk)
        talk.do("start")
        talk.wait(seconds=45)
        beside = next(p for p in phones[1:] if talk.table_of(p) == talk.table_of(phones[0]))
        talk.do("go-on")
        phones[0].delete(f"{talk.path}/here")
        alice.put(f"{talk.path}/here")
        talk.do("undo")
        assert "Guest 0" not in talk.names_at(beside)
        assert talk.table_of(alice)["round"] == 1
        assert phones[0].get(talk.path)["table"] is None

    def test_of_the_end_leaves_those_alone_who_sit_down_elsewhere(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk, other = open_talk(), open_talk()
        phones = crowd(5, talk)
        talk.do("start")
        talk.do("end")
        phones[0].put(f"{other.path}/here")
        talk.do("undo")
        assert phones[0].get(talk.path)["here"] is False
        assert phones[0].get(other.path)["here"] is True
        assert "Guest 0" not in talk.names_at(phones[1])
        assert talk.now()["here"] == 4

    def test_counts_no_meeting_twice(self, open_talk: OpenTalk, crowd: Crowd, app: Flask) -> None:
        talk = open_talk(size=3, rounds=1)
        crowd(3, talk)
        talk.do("start")
        talk.do("go-on")
        talk.do("end")
        talk.do("undo")
        talk.do("end")
        assert list(met(app).values()) == [1, 1, 1]

    def test_is_refused_after_ten_seconds(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.do("pause")
        talk.wait(seconds=10.001)
        self.refused(talk, host, "too-late-to-undo")
        assert talk.now()["paused_left"] is not None

    def test_is_of_the_last_act_only_and_not_of_itself(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        self.refused(talk, host, "not-now")
        crowd(4, talk)
        talk.do("start")
        talk.do("pause")
        talk.do("undo")
        self.refused(talk, host, "not-now")

    def test_sent_again_is_answered_as_the_first_time(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.do("pause")
        path = f"{talk.path}/commands/{uuid.uuid4()}"
        body = {"move": "undo", "version": talk.now()["version"]}
        first = host.put(path, body)
        talk.do("pause")
        assert host.put(path, body) == first
        assert talk.now()["paused_left"] is not None

    def test_decided_before_the_tables_were_set_is_good_all_the_same(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        body = {"move": "undo", "version": talk.now()["version"] - 1}
        undone = host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert undone["phase"] == "gathering"

    def test_decided_on_another_act_changes_nothing(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone, co_host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.do("pause")
        seen = talk.now()["version"]
        talk.do("resume", by=co_host)
        body = {"move": "undo", "version": seen}
        problem = host.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert (problem["code"], problem["params"]["by"]) == ("version-conflict", "Carla")

    def test_is_not_for_a_conference_that_has_ended(
        self, open_talk: OpenTalk, host: Phone, organiser: Phone
    ) -> None:
        talk = open_talk()
        talk.do("end")
        organiser.post("/end", {"version": organiser.get("")["conference"]["version"]})
        self.refused(talk, host, "conference-ended")

    def test_is_offered_to_every_host(
        self, open_talk: OpenTalk, crowd: Crowd, co_host: Phone, alice: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        socket = co_host.listen(f"talk-hosts:{talk.id}")
        talk.do("start")
        fact, *_ = facts(socket, "tables.talk_conducted")
        act = {
            "move": "start",
            "by": "Hugo",
            "at": "2026-11-23T09:00:00.000Z",
            "version": fact["data"]["talk"]["version"],
            "undo_until": "2026-11-23T09:00:10.000Z",
        }
        assert fact["data"]["act"] == act
        assert co_host.get(f"{talk.path}/room")["act"] == act
        talk.do("undo")
        assert co_host.get(f"{talk.path}/room")["act"]["undo_until"] is None

    def refused(self, talk: TalkAtHand, host: Phone, code: str) -> None:
        body = {"move": "undo", "version": talk.now()["version"]}
        problem = host.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert problem["code"] == code


class TestBackToTheLobby:
    def test_undoes_the_seats_and_keeps_the_people(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone, alice: Phone
    ) -> None:
        talk = open_talk()
        phones = crowd(4, talk)
        talk.do("start")
        talk.wait(seconds=20)
        talk.do("back-to-lobby")
        assert stand(talk) == ["gathering", 0, None, None]
        assert talk.now()["here"] == 4
        assert phones[0].get(talk.path)["table"] is None
        alice.put(f"{talk.path}/here")
        talk.wait(hours=1)
        assert talk.now()["phase"] == "gathering"
        talk.do("start")
        assert "Alice" in {name for phone in phones for name in talk.names_at(phone)}

    def test_is_closed_once_people_talk(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.do("go-on")
        body = {"move": "back-to-lobby", "version": talk.now()["version"]}
        problem = host.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert problem["code"] == "not-now"


class TestAnnouncing:
    def say(self, talk: TalkAtHand, text: str) -> dict[str, Any]:
        said: dict[str, Any] = talk.host.put(
            f"{talk.path}/announcements/{uuid.uuid4()}", {"text": text}
        )
        return said

    def test_reaches_all_who_are_here_whatever_they_look_at(
        self, open_talk: OpenTalk, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        talk = open_talk()
        alice.put(f"{talk.path}/here")
        hers, his = (one.listen(f"person:{one.person_id}") for one in (alice, bob))
        follows, wall = bob.listen(f"talk:{talk.id}"), organiser.listen("screen")
        said = self.say(talk, "Find your table")
        for socket in (hers, follows, wall):
            (fact,) = facts(socket, "tables.talk_announced")
            assert fact["data"] == {"talk_id": talk.id, "announcement": said}
        assert facts(his, "tables.talk_announced") == []

    def test_is_there_for_who_comes_later_until_it_is_old(
        self, open_talk: OpenTalk, alice: Phone, organiser: Phone
    ) -> None:
        talk = open_talk()
        said = self.say(talk, "Please wrap up")
        pages = ((alice, talk.path), (talk.host, f"{talk.path}/room"))
        for phone, path in pages:
            assert phone.get(path)["announcement"] == said
        assert organiser.get("/screen")["talk_announcement"] == said
        talk.wait(seconds=119)
        assert alice.get(talk.path)["announcement"] == said
        talk.wait(seconds=1)
        for phone, path in pages:
            assert phone.get(path)["announcement"] is None
        assert organiser.get("/screen")["talk_announcement"] is None

    def test_stands_in_place_of_the_one_before(
        self, open_talk: OpenTalk, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        talk = open_talk()
        first, again = uuid.uuid4(), {"text": "Two minutes left"}
        talk.host.put(f"{talk.path}/announcements/{first}", again)
        stopped_clock.forward(seconds=5)
        self.say(talk, "Please wrap up")
        talk.host.put(f"{talk.path}/announcements/{first}", again)
        assert alice.get(talk.path)["announcement"]["text"] == "Please wrap up"

    def test_can_be_taken_down(self, open_talk: OpenTalk, alice: Phone) -> None:
        talk = open_talk()
        said = self.say(talk, "Two minutes left")
        socket = alice.listen(f"talk:{talk.id}")
        for _ in range(2):
            talk.host.delete(f"{talk.path}/announcements/{said['id']}")
        (fact,) = facts(socket, "tables.talk_announced")
        assert fact["data"]["announcement"] is None
        assert alice.get(talk.path)["announcement"] is None

    def test_is_for_hosts_of_this_conference(
        self, open_talk: OpenTalk, alice: Phone, mallory: Phone
    ) -> None:
        talk, other = open_talk(), open_talk()
        said = self.say(talk, "Two minutes left")
        path = f"{talk.path}/announcements/{uuid.uuid4()}"
        for phone in (alice, mallory):
            assert phone.refused("PUT", path, {"text": "Go home"})["code"] == "not-found"
            one = phone.refused("DELETE", f"{talk.path}/announcements/{said['id']}")
            assert one["code"] == "not-found"
        elsewhere = f"{other.path}/announcements/{said['id']}"
        assert talk.host.refused("DELETE", elsewhere)["code"] == "not-found"
        assert talk.host.refused("PUT", elsewhere, {"text": "Tea"})["code"] == "id-taken"

    def test_is_a_line(self, open_talk: OpenTalk) -> None:
        talk = open_talk()
        path = f"{talk.path}/announcements/{uuid.uuid4()}"
        for text in ("", " ", "x" * 121):
            assert "text" in talk.host.refused("PUT", path, {"text": text})["errors"]
        assert self.say(talk, "Two\nminutes")["text"] == "Two minutes"

    def test_ends_with_the_phase_of_which_it_was_said(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        said = self.say(talk, "Find your table")
        talk.do("pause")
        assert alice.get(talk.path)["announcement"] == said
        socket = alice.listen(f"talk:{talk.id}")
        talk.do("go-on")
        assert facts(socket, "tables.talk_announced")[0]["data"]["announcement"] is None
        assert alice.get(talk.path)["announcement"] is None

    def test_ends_with_the_talk(self, open_talk: OpenTalk, alice: Phone) -> None:
        talk = open_talk()
        self.say(talk, "Please wrap up")
        talk.do("end")
        assert alice.get(talk.path)["announcement"] is None
        path = f"{talk.path}/announcements/{uuid.uuid4()}"
        assert talk.host.refused("PUT", path, {"text": "Bye"})["code"] == "not-now"
