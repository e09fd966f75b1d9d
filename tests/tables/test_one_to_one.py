"""One to one: tables of two for those who are worth introducing, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from server.work.children import ChildFailed
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def company(talk: TalkAtHand, phone: Phone) -> set[str]:
    """Return with whom somebody sits."""
    return {one["person"]["id"] for one in talk.table_of(phone)["people"]} - {phone.person_id}


def heads(talk: TalkAtHand) -> list[int]:
    return sorted(one["heads"] for one in talk.host.get(f"{talk.path}/room")["tables"])


def why(talk: TalkAtHand, phone: Phone) -> list[str]:
    path = f"{talk.path}/tables/{talk.table_of(phone)['id']}/introductions"
    return [one["sentence"]["text"] for one in phone.get(path)["introductions"]]


def next_round(talk: TalkAtHand) -> None:
    talk.do("go-on")
    talk.do("go-on")
    assert talk.now()["phase"] == "moving"


def test_tables_are_of_two_whatever_was_asked(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", size=6, largest=7, rounds=3)
    assert (talk.view["size"], talk.view["largest"]) == (2, 3)
    phones = crowd(7, talk)
    talk.do("start")
    met: Counter[tuple[str, str]] = Counter()
    for number in range(3):
        assert heads(talk) == [2, 2, 3]
        for phone in phones:
            met.update((phone.person_id, other) for other in company(talk, phone))
        if number < 2:
            next_round(talk)
    assert set(met.values()) == {1}


def test_three_people_sit_together(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", rounds=1)
    crowd(3, talk)
    talk.do("start")
    assert heads(talk) == [3]


def test_who_waved_sits_with_them_and_both_hear_why(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", rounds=2)
    phones = crowd(8, talk)
    phones[1].put(f"/waves/{phones[6].person_id}")
    talk.do("start")
    assert company(talk, phones[1]) == {phones[6].person_id}
    assert why(talk, phones[1])[0] == "You waved at Guest."
    assert why(talk, phones[6])[0] == "Guest waved at you."
    next_round(talk)
    assert company(talk, phones[1]) != {phones[6].person_id}


def test_the_reason_is_that_of_a_suggestion(open_talk: OpenTalk, crowd: Crowd) -> None:
    """Guests come from five paths in turn, so there is something to say of every pair."""
    talk = open_talk(mode="one-to-one", rounds=1)
    phones = crowd(4, talk)
    talk.do("start")
    for phone in phones:
        (sentence,) = why(talk, phone)
        assert sentence.endswith((".", "?"))


def test_reasons_are_for_those_at_the_table(
    open_talk: OpenTalk, crowd: Crowd, alice: Phone, mallory: Phone
) -> None:
    talk = open_talk(mode="one-to-one", rounds=1)
    phones = crowd(4, talk)
    talk.do("start")
    path = f"{talk.path}/tables/{talk.table_of(phones[0])['id']}/introductions"
    for stranger in (alice, mallory):
        assert stranger.refused("GET", path)["code"] == "not-found"


def test_nothing_is_said_of_somebody_who_was_blocked(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", rounds=1)
    one, other = crowd(2, talk)
    talk.do("start")
    one.put(f"/blocks/{other.person_id}")
    assert why(talk, other) == []


def test_latecomers_make_a_trio_and_then_wait(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", rounds=2)
    crowd(4, talk)
    talk.do("start")
    late = crowd(3, talk)
    assert heads(talk) == [3, 3]
    assert [bool(phone.get(talk.path)["table"]) for phone in late] == [True, True, False]
    next_round(talk)
    assert heads(talk) == [2, 2, 3]
    assert late[2].get(talk.path)["table"]


def test_who_is_left_alone_joins_a_pair(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(mode="one-to-one", rounds=1)
    phones = crowd(6, talk)
    talk.do("start")
    (left,) = company(talk, phones[0])
    phones[0].delete(f"{talk.path}/here")
    alone = next(phone for phone in phones if phone.person_id == left)
    assert len(company(talk, alone)) == 2


def test_those_who_come_while_tables_are_set_sit_together(
    open_talk: OpenTalk,
    crowd: Crowd,
    alice: Phone,
    bob: Phone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer is for four people; by then six are here."""
    talk = open_talk(mode="one-to-one", rounds=1)
    crowd(4, talk)

    def slow(function: str, question: dict[str, Any], *, timeout: float) -> dict[str, Any]:
        for phone in (alice, bob):
            phone.put(f"{talk.path}/here")
        pairs = [question["people"][:2], question["people"][2:]]
        return {
            "seatings": [pairs],
            "resting": [[]],
            "repeats": 0,
            "repeats_bound": 0,
            "advice": [],
        }

    monkeypatch.setattr("server.tables.rounds.planning.in_child", slow)
    talk.do("start")
    assert heads(talk) == [2, 2, 2]
    assert company(talk, alice) == {bob.person_id}


def test_a_host_who_will_not_wait_gets_pairs_too(
    open_talk: OpenTalk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = open_talk(mode="one-to-one", rounds=1)
    phones = crowd(6, talk)
    phones[0].put(f"/waves/{phones[5].person_id}")

    def fail(*_: object, **__: object) -> None:
        raise ChildFailed("killed")

    monkeypatch.setattr("server.tables.rounds.planning.in_child", fail)
    talk.do("start")
    assert heads(talk) == [2, 2, 2]
    assert company(talk, phones[0])


def test_more_people_than_tables_make_trios_and_then_rest(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(mode="one-to-one", rounds=2, tables=2)
    phones = crowd(7, talk)
    talk.do("start")
    assert heads(talk) == [3, 3]
    (out,) = [phone for phone in phones if phone.get(talk.path)["table"] is None]
    next_round(talk)
    assert out.get(talk.path)["table"]
