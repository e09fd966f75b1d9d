"""Seats by hand: what a host decides, and nothing in the room reverses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def number_of(talk: TalkAtHand, phone: Phone) -> int | None:
    """Return the number of the table at which somebody sits."""
    table = talk.table_of(phone)
    return table["number"] if table else None


def placed(phone: Phone, was: int | None, table: int | None) -> dict[str, Any]:
    return {"person_id": phone.person_id, "was": was, "table": table}


def move(talk: TalkAtHand, *places: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the body of a move in the round that runs."""
    return {"round": talk.now()["round"], "places": list(places)} | more


def seated_apart(talk: TalkAtHand, phones: list[Phone]) -> tuple[Phone, Phone, int, int]:
    """Return two who sit at two tables, and the numbers of these."""
    one = phones[0]
    other = next(p for p in phones if number_of(talk, p) != number_of(talk, one))
    here, there = number_of(talk, one), number_of(talk, other)
    assert here is not None
    assert there is not None
    return one, other, here, there


def log_of(talk: TalkAtHand) -> list[str]:
    """Return what the log tells, the newest first."""
    return [one["sentence"]["text"] for one in talk.host.get(f"{talk.path}/log")["lines"]]


@pytest.fixture
def running(open_talk: OpenTalk, crowd: Crowd) -> tuple[TalkAtHand, list[Phone]]:
    """Give eight people at two tables of four."""
    talk = open_talk(size=4, rounds=2)
    phones = crowd(8, talk)
    talk.do("start")
    return talk, phones


class TestMoving:
    def test_tells_both_tables_the_mover_and_the_hosts(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, bob, here, there = seated_apart(talk, phones)
        old, new = talk.table_of(alice)["id"], talk.table_of(bob)["id"]
        left = next(p for p in phones[1:] if number_of(talk, p) == here)
        mine = alice.listen(f"table:{old}")
        theirs, behind = bob.listen(f"table:{new}"), left.listen(f"table:{old}")
        host = talk.host.listen(f"talk-hosts:{talk.id}")
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, here, there)))
        assert [fact["stream"] for fact in facts(mine)] == [f"table:{new}", f"table:{old}"]
        assert number_of(talk, alice) == there
        for socket, heads in ((theirs, 5), (behind, 3)):
            (fact,) = facts(socket, "tables.table_set")
            assert len(fact["data"]["table"]["people"]) == heads
        (fact,) = facts(host, "tables.guests_changed")
        assert [one["table"] for one in fact["data"]["people"]] == [there]
        assert {one["heads"] for one in fact["data"]["tables"]} == {3, 5}

    def test_sent_twice_happens_once(self, running: tuple[TalkAtHand, list[Phone]]) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        body = move(talk, placed(alice, here, there))
        talk.host.put(f"{talk.path}/seats", body)
        told = len(log_of(talk))
        talk.host.put(f"{talk.path}/seats", body)
        assert len(log_of(talk)) == told
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, there, here)))
        problem = talk.host.refused("PUT", f"{talk.path}/seats", body | {"round": 2})
        assert problem["code"] == "seats-changed"
        assert number_of(talk, alice) == here

    def test_is_refused_where_somebody_was_faster(
        self, running: tuple[TalkAtHand, list[Phone]], organiser: Phone
    ) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        organiser.put(f"{talk.path}/seats", move(talk, placed(alice, here, None)))
        problem = talk.host.refused(
            "PUT", f"{talk.path}/seats", move(talk, placed(alice, here, there))
        )
        assert problem["code"] == "seats-changed"
        assert number_of(talk, alice) is None

    def test_somebody_who_stands_gets_a_chair_and_can_be_sent_back(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, here, None)))
        assert alice.get(talk.path)["here"] is True
        assert number_of(talk, alice) is None
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, None, there)))
        assert number_of(talk, alice) == there

    def test_seven_need_the_hosts_yes(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=6)
        phones = crowd(12, talk)
        talk.do("start")
        alice, _, here, there = seated_apart(talk, phones)
        body = move(talk, placed(alice, here, there))
        problem = talk.host.refused("PUT", f"{talk.path}/seats", body)
        assert problem["code"] == "table-full"
        assert problem["params"] == {"table": there, "heads": 7}
        assert number_of(talk, alice) == here
        talk.host.put(f"{talk.path}/seats", body | {"anyway": True})
        assert len(talk.names_at(alice)) == 7

    def test_to_where_a_blocked_person_sits_is_like_any_other(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, mallory, here, there = seated_apart(talk, phones)
        alice.put(f"/blocks/{mallory.person_id}")
        response = talk.host.send(
            "PUT",
            talk.host.inside(f"{talk.path}/seats"),
            move(talk, placed(alice, here, there)),
        )
        assert (response.status_code, response.data) == (204, b"")
        assert number_of(talk, alice) == there
        talk.do("go-on")
        talk.do("go-on")
        assert number_of(talk, alice) != number_of(talk, mallory)

    def test_is_for_hosts_and_for_people_and_tables_that_are_there(
        self, running: tuple[TalkAtHand, list[Phone]], mallory: Phone, bob: Phone
    ) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        body = move(talk, placed(alice, here, there))
        for phone in (alice, mallory):
            assert phone.refused("PUT", f"{talk.path}/seats", body)["code"] == "not-found"
            assert phone.refused("GET", f"{talk.path}/log")["code"] == "not-found"
            lock = f"{talk.path}/locks/{alice.person_id}"
            assert phone.refused("PUT", lock, {"table": here})["code"] == "not-found"
            assert phone.refused("DELETE", lock)["code"] == "not-found"
        for nothing in (placed(alice, here, 64), placed(bob, None, here)):
            problem = talk.host.refused("PUT", f"{talk.path}/seats", move(talk, nothing))
            assert problem["code"] == "not-found"
        twice = move(talk, placed(alice, here, there), placed(alice, here, there))
        assert talk.host.refused("PUT", f"{talk.path}/seats", twice)["code"] == "invalid"

    def test_waits_until_there_are_tables(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk()
        (alice,) = crowd(1, talk)
        body = {"round": 1, "places": [placed(alice, None, 1)]}
        assert talk.host.refused("PUT", f"{talk.path}/seats", body)["code"] == "not-now"

    def test_in_mid_round_keeps_the_company_at_both_tables(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        talk.wait(seconds=45)
        talk.wait(minutes=6)
        alice, bob, here, there = seated_apart(talk, phones)
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, here, there)))
        company = alice.get(f"{talk.path}/company")["people"]
        assert len(company) == 7
        assert bob.person_id in {one["person"]["id"] for one in company}

    def test_is_not_undone_where_somebody_is_left_alone(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, here, there)))
        for phone in phones:
            if phone is not alice and number_of(talk, phone) == there:
                phone.delete(f"{talk.path}/here")
        assert talk.names_at(alice) == {"Guest 0"}


class TestSwapping:
    def test_takes_the_others_place_in_the_order_of_turns(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, bob, here, there = seated_apart(talk, phones)

        def order(phone: Phone) -> list[str]:
            return [one["person"]["id"] for one in talk.table_of(phone)["people"]]

        before = order(alice), order(bob)
        swap = move(talk, placed(alice, here, there), placed(bob, there, here))
        talk.host.put(f"{talk.path}/seats", swap)
        exchanged = {alice.person_id: bob.person_id, bob.person_id: alice.person_id}
        assert (order(bob), order(alice)) == tuple(
            [exchanged.get(one, one) for one in there] for there in before
        )
        assert log_of(talk)[0] == "Hugo swapped Guest 0 and " + name(bob) + "."

    def test_needs_no_yes_at_full_tables(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=6)
        phones = crowd(12, talk)
        talk.do("start")
        alice, bob, here, there = seated_apart(talk, phones)
        swap = move(talk, placed(alice, here, there), placed(bob, there, here))
        talk.host.put(f"{talk.path}/seats", swap)
        assert number_of(talk, alice) == there


class TestLocking:
    def test_holds_in_every_round_to_come(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=4)
        phones = crowd(12, talk)
        talk.do("start")
        locked = {phone: number_of(talk, phone) for phone in phones[:3]}
        for phone, number in locked.items():
            talk.host.put(f"{talk.path}/locks/{phone.person_id}", {"table": number})
        seen = set()
        for _ in range(3):
            talk.do("go-on")
            talk.do("go-on")
            assert {phone: number_of(talk, phone) for phone in phones[:3]} == locked
            seen.add(tuple(number_of(talk, phone) for phone in phones))
        assert len(seen) > 1

    def test_outlives_a_smaller_room(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=3, rounds=2)
        phones = crowd(9, talk)
        talk.do("start")
        last = next(phone for phone in phones if number_of(talk, phone) == 3)
        talk.host.put(f"{talk.path}/locks/{last.person_id}", {"table": 3})
        for phone in [phone for phone in phones if phone is not last][:5]:
            phone.delete(f"{talk.path}/here")
        talk.do("go-on")
        talk.do("go-on")
        assert number_of(talk, last) == 3

    def test_set_while_the_round_is_planned_holds_too(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=3, rounds=2)
        phones = crowd(9, talk)
        talk.do("start")
        talk.do("go-on")
        alice = phones[0]
        number = number_of(talk, alice)
        talk.host.put(f"{talk.path}/locks/{alice.person_id}", {"table": number})
        talk.do("go-on")
        assert talk.now()["round"] == 2
        assert number_of(talk, alice) == number

    def test_follows_a_move_by_hand_and_is_seen_by_hosts(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice, _, here, there = seated_apart(talk, phones)
        lock = f"{talk.path}/locks/{alice.person_id}"
        socket = talk.host.listen(f"talk-hosts:{talk.id}")
        talk.host.put(lock, {"table": here})
        talk.host.put(lock, {"table": here})
        talk.host.put(f"{talk.path}/seats", move(talk, placed(alice, here, there)))
        talk.host.delete(lock)
        told = [fact["data"]["people"][0]["locked"] for fact in facts(socket)]
        assert told == [here, there, None]
        problem = talk.host.refused("PUT", lock, {"table": 64})
        assert problem["code"] == "not-found"

    def test_keeps_somebody_at_a_table_that_empties(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        alice = phones[0]
        here = number_of(talk, alice)
        talk.host.put(f"{talk.path}/locks/{alice.person_id}", {"table": here})
        for phone in phones[1:]:
            if number_of(talk, phone) == here:
                phone.delete(f"{talk.path}/here")
        assert number_of(talk, alice) == here


class TestTheLog:
    def test_tells_what_hosts_and_the_room_did(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=3)
        phones = crowd(6, talk)
        noise = open_talk()
        alice.put(f"{noise.path}/here")
        talk.do("start")
        one, _, here, there = seated_apart(talk, phones)
        lock = f"{talk.path}/locks/{one.person_id}"
        talk.host.put(f"{talk.path}/seats", move(talk, placed(one, here, there)))
        talk.host.put(lock, {"table": there})
        talk.host.delete(lock)
        gone = next(phone for phone in phones if number_of(talk, phone) == here)
        last = next(p for p in phones if p is not gone and number_of(talk, p) == here)
        talk.host.delete(f"{talk.path}/people/{gone.person_id}")
        names = [name(phone) for phone in phones]
        assert log_of(talk) == [
            f"{name(last)} moved from table {here} to table {there}.",
            f"Hugo freed the chair of {name(gone)}.",
            f"Hugo unlocked the seat of Guest 0, which was at table {there}.",
            f"Hugo locked the seat of Guest 0 at table {there}.",
            f"Hugo moved Guest 0 from table {here} to table {there}.",
            "Round 1 is set. People seated: 6; tables: 2.",
            *(f"{guest} came." for guest in reversed(names)),
        ]

    def test_forgets_the_names_of_those_who_leave(
        self, running: tuple[TalkAtHand, list[Phone]]
    ) -> None:
        talk, phones = running
        phones[3].delete("/me")
        told = log_of(talk)
        assert told[0] == "Somebody left."
        assert not any("Guest 3" in line for line in told)


def name(phone: Phone) -> str:
    own: str = phone.get("/me")["profile"]["name"]
    return own
