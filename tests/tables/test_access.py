"""People who need a certain table sit there, and nobody hears why."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.web.rights import Role
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
NEEDS = ("step-free", "interpreter", "hears-left", "hears-right")


def say(phone: Phone, *needs: str) -> None:
    phone.put("/me/needs", {"version": phone.get("/me/needs")["version"], "needs": list(needs)})


def number_of(talk: TalkAtHand, phone: Phone) -> int:
    number: int = talk.table_of(phone)["number"]
    return number


def next_round(talk: TalkAtHand) -> None:
    """Let this round be over, and the next one's tables be known."""
    talk.do("go-on")
    if talk.now()["phase"] == "talking":
        talk.do("go-on")


class TestATable:
    def test_is_marked_by_hosts_once_however_often(self, host: Phone, bob: Phone) -> None:
        for _ in range(2):
            known = host.put("/tables/3/offers/quiet")
        assert known == {"tables": [{"number": 3, "offers": ["quiet"]}]}
        host.put("/tables/3/offers/step-free")
        assert host.get("/offers")["tables"] == [{"number": 3, "offers": ["step-free", "quiet"]}]
        host.delete("/tables/3/offers/quiet")
        host.delete("/tables/3/offers/step-free")
        assert host.get("/offers") == {"tables": []}

    @pytest.mark.parametrize("path", ["/tables/0/offers/quiet", "/tables/3/offers/coffee"])
    def test_offers_what_there_is(self, host: Phone, path: str) -> None:
        assert host.refused("PUT", path)["status"] == 404

    def test_is_marked_by_nobody_else(self, alice: Phone, mallory: Phone, host: Phone) -> None:
        assert alice.refused("PUT", "/tables/3/offers/quiet")["status"] == 404
        assert alice.refused("GET", "/offers")["status"] == 404
        assert mallory.refused("PUT", "/tables/3/offers/quiet")["status"] == 404
        assert host.get("/offers") == {"tables": []}


class TestWhoNeedsAStepFreeTable:
    def test_sits_at_one_in_every_round_and_meets_others_there(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=3)
        talk.host.put("/tables/2/offers/step-free")
        phones = crowd(16, talk)
        say(phones[5], "step-free")
        talk.do("start")
        met: list[str] = []
        for _ in range(3):
            assert number_of(talk, phones[5]) == 2
            met += talk.names_at(phones[5]) - {"Guest 5"}
            next_round(talk)
        assert len(met) == len(set(met)) == 9

    def test_goes_there_from_the_next_round_on_when_it_is_said_late(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=3)
        phones = crowd(12, talk)
        talk.do("start")
        elsewhere = next(one for one in phones if number_of(talk, one) != 3)
        before = number_of(talk, elsewhere)
        talk.host.put("/tables/3/offers/step-free")
        say(elsewhere, "step-free")
        assert number_of(talk, elsewhere) == before
        next_round(talk)
        assert number_of(talk, elsewhere) == 3
        next_round(talk)
        assert number_of(talk, elsewhere) == 3

    def test_comes_late_and_sits_there(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        talk.host.put("/tables/1/offers/step-free")
        say(alice, "step-free")
        crowd(11, talk)
        talk.do("start")
        alice.put(f"{talk.path}/here")
        assert number_of(talk, alice) == 1
        next_round(talk)
        assert number_of(talk, alice) == 1

    def test_stays_there_when_the_others_leave(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=2)
        talk.host.put("/tables/2/offers/step-free")
        phones = crowd(8, talk)
        say(phones[0], "step-free")
        talk.do("start")
        for one in [one for one in phones[1:] if number_of(talk, one) == 2]:
            one.delete(f"{talk.path}/here")
        assert number_of(talk, phones[0]) == 2
        next_round(talk)
        assert number_of(talk, phones[0]) == 2
        assert len(talk.names_at(phones[0])) > 1

    def test_sits_where_a_host_has_put_and_locked_them(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        talk.host.put("/tables/2/offers/step-free")
        phones = crowd(8, talk)
        say(phones[0], "step-free")
        talk.do("start")
        places = [{"person_id": phones[0].person_id, "was": 2, "table": 1}]
        talk.host.put(f"{talk.path}/seats", {"round": 1, "places": places})
        talk.host.put(f"{talk.path}/locks/{phones[0].person_id}", {"table": 1})
        assert number_of(talk, phones[0]) == 1
        next_round(talk)
        assert number_of(talk, phones[0]) == 1

    def test_is_not_sent_to_a_table_of_another_talk(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=1, first_table=1)
        other = open_talk(size=4, rounds=1, first_table=5)
        talk.host.put("/tables/6/offers/step-free")
        phones, others = crowd(8, talk), crowd(8, other)
        say(phones[0], "step-free")
        say(others[0], "step-free")
        talk.do("start")
        other.do("start")
        assert number_of(talk, phones[0]) < 5
        assert number_of(other, others[0]) == 6
        assert organiser.get("/needs")["missing"] == [
            "In “Coffee”, one person who needs a step-free table sits at another."
        ]


class TestWhoWantsAQuietTable:
    def test_sits_at_it_and_so_do_no_more_others_than_keep_them_company(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        for number in (1, 2):
            talk.host.put(f"/tables/{number}/offers/quiet")
        phones = crowd(8, talk)
        say(phones[3], "quiet")
        talk.do("start")
        assert {number_of(talk, one) for one in phones} == {1, 3}
        assert number_of(talk, phones[3]) == 1
        next_round(talk)
        assert {number_of(talk, one) for one in phones} == {1, 3}

    def test_is_told_that_it_is_one_as_soon_as_it_is(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        phones = crowd(4, talk)
        talk.do("start")
        assert talk.table_of(phones[0])["quiet"] is False
        socket = phones[0].listen(f"table:{talk.table_of(phones[0])['id']}")
        talk.host.put("/tables/1/offers/quiet")
        (fact,) = facts(socket, "tables.table_set")
        assert fact["data"]["table"]["quiet"] is True
        assert talk.table_of(phones[0])["quiet"] is True


class TestAnInterpreter:
    def test_has_a_chair_in_every_round(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=6, rounds=3)
        phones = crowd(18, talk)
        say(phones[0], "interpreter")
        talk.do("start")
        for _ in range(3):
            assert len(talk.names_at(phones[0])) <= 5
            next_round(talk)

    def test_keeps_it_when_somebody_comes_late(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, bob: Phone
    ) -> None:
        talk = open_talk(size=5, rounds=1)
        phones = crowd(10, talk)
        say(phones[0], "interpreter")
        talk.do("start")
        alice.put(f"{talk.path}/here")
        bob.put(f"{talk.path}/here")
        assert len(talk.names_at(phones[0])) == 5


class TestOrganisers:
    def test_are_told_what_no_table_offers(
        self, organiser: Phone, alice: Phone, bob: Phone, host: Phone
    ) -> None:
        say(alice, "step-free", "hears-left")
        say(bob, "step-free")
        assert organiser.get("/needs")["missing"] == [
            "2 people need a step-free table, and none is marked.",
            "One person would sit better at a quiet table, and none is marked.",
        ]
        host.put("/tables/1/offers/step-free")
        host.put("/tables/1/offers/quiet")
        assert organiser.get("/needs")["missing"] == []


class TestNobodyElse:
    def test_finds_a_need_on_any_wire(
        self,
        app: Flask,
        open_talk: OpenTalk,
        crowd: Crowd,
        host: Phone,
        bob: Phone,
        elsewhere: Conference,
        new_phone: Callable[[], Phone],
        promote: Callable[[Phone, Role], Phone],
    ) -> None:
        talk = open_talk(size=4, rounds=3)
        phones = crowd(11, talk)
        bob.put(f"{talk.path}/here")
        mallory = promote(new_phone().join(elsewhere, "Mallory"), Role.ORGANISER)
        mallory.conference = bob.conference
        for number, offer in ((1, "step-free"), (2, "quiet")):
            host.put(f"/tables/{number}/offers/{offer}")
        alice, *_ = phones
        wires = {
            bob: bob.listen("feed", f"talk:{talk.id}", f"person:{bob.person_id}"),
            host: host.listen("feed", f"talk:{talk.id}", f"talk-hosts:{talk.id}"),
        }
        said: list[Any] = []
        for number, phone in enumerate(phones[:7]):
            say(phone, *["step-free"] * (number < 7), NEEDS[1 + number % 3])
        talk.do("start")
        next_round(talk)
        places = [{"person_id": alice.person_id, "was": number_of(talk, alice), "table": None}]
        host.put(f"{talk.path}/seats", {"round": 2, "places": places})
        next_round(talk)
        said += [facts(socket) for socket in wires.values()]
        ids = {"talk_id": talk.id, "person_id": alice.person_id, "story_id": talk.id}
        ids |= {"table_id": talk.table_of(bob)["id"], "number": "1", "key": "how-did-you-get-here"}
        document = json.loads(app.test_client().get("/api/v1/openapi.json").data)
        for path, acts in document["paths"].items():
            if "get" not in acts or "{slug}" not in path:
                continue
            inside = path.split("{slug}")[1]
            for name, value in ids.items():
                inside = inside.replace(f"{{{name}}}", value)
            for phone in (bob, host, mallory):
                if inside == "/offers" and phone is host:
                    continue  # of tables, not of people
                said.append(phone.send("GET", phone.inside(inside)).text)
        told = json.dumps(said)
        assert "Guest 0" in told
        assert not [word for word in NEEDS if word in told]
