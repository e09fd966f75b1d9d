"""Whose turn it is at a table, and how it passes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


class TableAtHand:
    """A table of four that talks, its phones in the order of turns."""

    def __init__(self, talk: TalkAtHand, phones: list[Phone]) -> None:
        by_id = {phone.person_id: phone for phone in phones}
        self.talk = talk
        table = talk.table_of(phones[0])
        self.path = f"{talk.path}/tables/{table['id']}"
        self.stream = f"table:{table['id']}"
        self.phones = [by_id[one["person"]["id"]] for one in table["people"]]

    def turn(self, phone: Phone) -> str:
        """Return the path of somebody's turn."""
        return f"{self.path}/turns/{phone.person_id}"

    def now(self) -> dict[str, Any]:
        """Return the table as it is."""
        return self.talk.table_of(self.phones[-1])

    def order(self) -> list[str]:
        """Return who takes turns in which order."""
        return [one["person"]["id"] for one in self.now()["people"]]


def talking(open_talk: OpenTalk, crowd: Crowd, **wanted: Any) -> TableAtHand:
    """Have four people sit at one table and talk."""
    talk = open_talk(**{"size": 4, "rounds": 2, "minutes": 12} | wanted)
    phones = crowd(4, talk)
    talk.do("start")
    talk.do("go-on")
    return TableAtHand(talk, phones)


class TestATurn:
    def test_passes_on_whoever_taps_and_however_often(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, _ = table.phones
        assert (table.now()["turn"], table.now()["turn_left"]) == (alice.person_id, None)
        socket = carol.listen(table.stream)
        table.talk.wait(minutes=3)
        first, again = bob.put(table.turn(alice)), alice.put(table.turn(alice))
        assert first == again
        assert (first["turn"], first["turn_left"]) == (bob.person_id, 9 * 60)
        assert first["spoken"] == [alice.person_id]
        (fact,) = facts(socket, "tables.table_set")
        assert fact["data"]["table"] == first

    def test_does_not_pass_from_somebody_who_has_not_got_it(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        table = talking(open_talk, crowd)
        alice, bob, *_ = table.phones
        assert bob.put(table.turn(bob))["turn"] == alice.person_id

    def test_comes_to_everybody_once(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        for phone in table.phones:
            assert table.now()["turn"] == phone.person_id
            phone.put(table.turn(phone))
        assert table.now()["turn"] is None
        assert table.now()["spoken"] == [phone.person_id for phone in table.phones]

    def test_goes_back_one_step_and_no_further(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, _ = table.phones
        alice.put(table.turn(alice))
        bob.put(table.turn(bob))
        table.talk.wait(minutes=1)
        for _ in range(2):
            view = carol.send("DELETE", carol.inside(table.turn(bob)), {}).get_json()
            assert (view["turn"], view["turn_left"]) == (bob.person_id, 11 * 60)
        view = bob.put(table.turn(bob))
        assert view["turn"] == carol.person_id
        carol.delete(table.turn(alice))
        assert table.now()["spoken"] == [alice.person_id, bob.person_id]

    def test_is_the_tables_own_affair(
        self, open_talk: OpenTalk, crowd: Crowd, mallory: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        elsewhere = talking(open_talk, crowd).phones[0]
        first = table.phones[0]
        for stranger in (mallory, elsewhere):
            for method in ("PUT", "DELETE"):
                assert stranger.refused(method, table.turn(first))["code"] == "not-found"
        assert table.now()["turn"] == first.person_id

    def test_is_not_taken_while_nobody_talks(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4)
        phones = crowd(4, talk)
        talk.do("start")
        table = TableAtHand(talk, phones)
        first = table.phones[0]
        assert first.refused("PUT", table.turn(first))["code"] == "not-now"
        assert first.refused("DELETE", table.turn(first))["code"] == "not-now"

    def test_of_a_table_that_is_over_ends_no_more(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        first = table.phones[0]
        table.talk.do("go-on")
        table.talk.do("go-on")
        assert first.refused("PUT", table.turn(first))["code"] == "not-now"

    def test_that_stands_still_costs_nobody_time(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice = table.phones[0]
        table.talk.wait(minutes=2)
        table.talk.do("pause")
        table.talk.wait(hours=1)
        assert alice.put(table.turn(alice))["turn_left"] == 10 * 60


class TestTheOrder:
    def test_is_shuffled_for_each_table_and_round(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=4)
        phones = crowd(16, talk)
        talk.do("start")
        starters: list[str] = []
        for _ in range(4):
            starters += {str(talk.table_of(phone)["turn"]) for phone in phones}
            talk.do("go-on")
            talk.do("go-on")
        assert len(starters) == 4 * 4
        assert len(set(starters)) > 4, "it is not always the same four who start"

    def test_goes_on_without_whoever_leaves(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, _ = table.phones
        table.talk.wait(minutes=4)
        alice.delete(f"{table.talk.path}/here")
        assert (table.now()["turn"], table.now()["turn_left"]) == (bob.person_id, 8 * 60)
        carol.delete(f"{table.talk.path}/here")
        assert table.now()["turn_left"] == 8 * 60, "nobody has begun anew"

    def test_has_latecomers_at_the_end(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        for phone in table.phones:
            phone.put(table.turn(phone))
        alice.put(f"{table.talk.path}/here")
        assert table.order()[-1] == alice.person_id
        assert table.now()["turn"] == alice.person_id

    def test_begins_anew_with_each_round(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        first = table.phones[0]
        first.put(table.turn(first))
        table.talk.do("go-on")
        again = table.talk.table_of(first)
        assert (again["spoken"], again["turn_left"]) == ([], None)
        assert again["turn"] == again["people"][0]["person"]["id"]


class TestListeningFirst:
    def test_lets_the_others_go_first(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, dan = table.phones
        table.talk.wait(minutes=1)
        answer = alice.put(f"{table.talk.path}/listening", {"listens": True})
        assert answer["listens"] is True
        assert answer["table"]["turn"] == bob.person_id
        assert answer["table"]["turn_left"] == 11 * 60
        assert table.order() == [one.person_id for one in (bob, carol, dan, alice)]

    def test_is_nobody_elses_business(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, *_ = table.phones
        alice.put(f"{table.talk.path}/listening", {"listens": True})
        assert "listens" not in str(bob.get(table.talk.path)["table"])
        assert bob.get(table.talk.path)["listens"] is False

    def test_is_remembered_for_the_rounds_to_come(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=6)
        alice, *_ = crowd(4, talk)
        alice.put(f"{talk.path}/listening", {"listens": True})
        talk.do("start")
        for _ in range(6):
            assert talk.table_of(alice)["people"][-1]["person"]["id"] == alice.person_id
            assert talk.table_of(alice)["turn"] != alice.person_id
            talk.do("go-on")
            talk.do("go-on")

    def test_taken_back_takes_the_turn_from_nobody(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, _ = table.phones
        alice.put(f"{table.talk.path}/listening", {"listens": True})
        alice.put(f"{table.talk.path}/listening", {"listens": False})
        assert table.order()[0] == alice.person_id
        assert table.now()["turn"] == bob.person_id
        assert carol.put(table.turn(bob))["turn"] == alice.person_id

    def test_is_for_those_who_are_here(
        self, open_talk: OpenTalk, alice: Phone, mallory: Phone
    ) -> None:
        path, body = f"{open_talk().path}/listening", {"listens": True}
        assert alice.refused("PUT", path, body)["code"] == "not-now"
        assert mallory.refused("PUT", path, body)["code"] == "not-found"
        assert "listens" in alice.refused("PUT", path, {"listens": "perhaps"})["errors"]
