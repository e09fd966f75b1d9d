"""Talks side by side in one hall, and the cards on its tables."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from server.conferences.models import Conference
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def numbers(talk: TalkAtHand) -> list[int]:
    """Return the tables at which people of a talk sit."""
    return [one["number"] for one in talk.host.get(f"{talk.path}/room")["tables"]]


class TestTalksSideBySide:
    def test_a_second_talk_takes_the_tables_after_those_in_use(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        coffee = open_talk(size=3)
        crowd(9, coffee)
        coffee.do("start")
        tea = open_talk(size=3)
        assert tea.view["first_table"] == 4
        crowd(6, tea)
        tea.do("start")
        assert (numbers(coffee), numbers(tea)) == ([1, 2, 3], [4, 5])

    def test_no_table_is_dealt_twice_also_when_both_gathered(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        coffee, tea = open_talk(size=3, rounds=2), open_talk(size=3, rounds=2)
        crowd(6, coffee)
        crowd(6, tea)
        coffee.do("start")
        tea.do("start")
        for talk in (coffee, tea):
            talk.do("go-on")
            talk.do("go-on")
            assert talk.now()["round"] == 2
        assert (numbers(coffee), numbers(tea)) == ([1, 2], [3, 4])

    def test_a_host_says_where_a_talk_begins(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=3, first_table=20)
        crowd(6, talk)
        talk.do("start")
        assert numbers(talk) == [20, 21]

    def test_tables_are_free_again_when_a_talk_is_over(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        coffee = open_talk(size=3)
        crowd(6, coffee)
        coffee.do("start")
        coffee.do("end")
        assert open_talk().view["first_table"] == 1

    def test_an_end_is_not_taken_back_once_others_sit_at_its_tables(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        coffee = open_talk(size=3)
        crowd(9, coffee)
        coffee.do("start")
        tea = open_talk(size=3, first_table=3)
        crowd(3, tea)
        coffee.do("end")
        tea.do("start")
        undo = {"move": "undo", "version": coffee.now()["version"]}
        refused = coffee.host.refused("PUT", f"{coffee.path}/commands/{uuid.uuid4()}", undo)
        assert (refused["code"], refused["params"]) == ("table-in-use", {"table": 3})
        assert coffee.now()["phase"] == "ended"
        tea.do("undo")
        coffee.do("undo")
        assert numbers(coffee) == [1, 2, 3]


class TestATable:
    def test_belongs_to_the_talk_that_dealt_it_or_may_deal_it(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        coffee, tea = open_talk(size=3), open_talk(size=3, first_table=10)
        crowd(6, coffee)
        coffee.do("start")

        def talk_at(number: int) -> str | None:
            talk = alice.get(f"/tables/{number}")["talk"]
            return talk["id"] if talk else None

        assert [talk_at(number) for number in (1, 2, 9, 10, 30)] == [
            *(coffee.id,) * 3,
            *(tea.id,) * 2,
        ]
        coffee.do("end")
        assert talk_at(9) is None

    @pytest.mark.parametrize("number", [0, 10**30])
    def test_is_not_there_where_no_hall_has_so_many(self, alice: Phone, number: int) -> None:
        assert alice.refused("GET", f"/tables/{number}")["code"] == "not-found"

    def test_is_seen_by_those_who_have_joined(self, open_talk: OpenTalk, mallory: Phone) -> None:
        open_talk()
        assert mallory.refused("GET", "/tables/1")["code"] == "not-found"


class TestCards:
    def test_join_the_conference_and_name_the_table(
        self, host: Phone, conference: Conference
    ) -> None:
        cards = host.get("/cards?first=7&count=3")["cards"]
        assert [one["number"] for one in cards] == [7, 8, 9]
        assert cards[0]["link"] == f"http://localhost/c/autumn/t/7#{conference.token}"
        assert cards[0]["qr"].startswith("<svg")

    def test_are_for_hosts(self, alice: Phone, mallory: Phone, host: Phone) -> None:
        for phone in (alice, mallory):
            assert phone.refused("GET", "/cards")["code"] == "not-found"
        assert host.refused("GET", "/cards?count=1000")["code"] == "invalid"
