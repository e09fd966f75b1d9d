"""Latecomers hear at which table they sit in the next round, and sit there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


@pytest.fixture
def nearly_over(open_talk: OpenTalk, crowd: Crowd) -> Callable[..., tuple[TalkAtHand, list[Phone]]]:
    """Return a talk with half a minute left of its first round, and who is there."""

    def begin(count: int = 12, **wanted: object) -> tuple[TalkAtHand, list[Phone]]:
        talk = open_talk(**{"rounds": 2, "size": 4, **wanted})
        phones = crowd(count, talk)
        talk.do("start")
        talk.do("go-on")
        talk.wait(minutes=11, seconds=30)
        return talk, phones

    return begin


NearlyOver = Callable[..., tuple[TalkAtHand, list[Phone]]]


def told(talk: TalkAtHand, phone: Phone) -> int:
    """Return the number of the table that somebody waits for."""
    waiting = phone.get(talk.path)["waiting"]
    assert waiting["first"] is True
    number: int = waiting["table"]
    return number


def test_they_sit_where_they_were_told(nearly_over: NearlyOver, crowd: Crowd) -> None:
    talk, _ = nearly_over()
    late = crowd(3, talk)
    numbers = [told(talk, phone) for phone in late]
    assert len(set(numbers)) == 3
    talk.do("go-on")
    assert [talk.table_of(phone)["number"] for phone in late] == numbers


def test_whoever_comes_and_goes_meanwhile(nearly_over: NearlyOver, crowd: Crowd) -> None:
    talk, phones = nearly_over(rounds=3)
    (late,) = crowd(1, talk)
    number = told(talk, late)
    for phone in phones[:5]:
        phone.delete(f"{talk.path}/here")
    crowd(2, talk)
    talk.do("go-on")
    assert talk.table_of(late)["number"] == number
    assert len(talk.table_of(late)["people"]) >= 3


@pytest.mark.parametrize("mode", ["rotate", "one-to-one", "hosts-stay"])
def test_also_where_the_rounds_are_planned_anew(
    nearly_over: NearlyOver, crowd: Crowd, mode: str
) -> None:
    talk, phones = nearly_over(rounds=3, mode=mode)
    late = crowd(2, talk)
    numbers = [told(talk, phone) for phone in late]
    other = talk.table_of(phones[0])["number"]
    talk.host.put(f"{talk.path}/locks/{phones[0].person_id}", {"table": other})
    talk.do("go-on")
    assert [talk.table_of(phone)["number"] for phone in late] == numbers
    assert talk.table_of(phones[0])["number"] == other


def test_only_a_host_moves_them(nearly_over: NearlyOver, crowd: Crowd) -> None:
    talk, phones = nearly_over()
    (late,) = crowd(1, talk)
    number = told(talk, late)
    there = next(n for p in phones if (n := talk.table_of(p)["number"]) != number)
    place = {"person_id": late.person_id, "was": None, "table": there}
    talk.host.put(f"{talk.path}/seats", {"round": 1, "places": [place]})
    talk.host.put(f"{talk.path}/locks/{late.person_id}", {"table": there})
    talk.do("go-on")
    assert talk.table_of(late)["number"] == there


def test_hosts_see_what_was_promised(nearly_over: NearlyOver, crowd: Crowd) -> None:
    talk, _ = nearly_over()
    (late,) = crowd(1, talk)
    guests = talk.host.get(f"{talk.path}/room")["people"]
    promised = {one["person"]["id"]: one["promised"] for one in guests if one["promised"]}
    assert promised == {late.person_id: told(talk, late)}


def test_a_block_comes_first(nearly_over: NearlyOver, crowd: Crowd) -> None:
    """Whoever blocked them since does not sit with them, whatever number that is."""
    talk, phones = nearly_over(rounds=3)
    (late,) = crowd(1, talk)
    for phone in phones[:4]:
        phone.put(f"/blocks/{late.person_id}")
    talk.do("go-on")
    company = {one["person"]["id"] for one in talk.table_of(late)["people"]}
    assert company.isdisjoint(phone.person_id for phone in phones[:4])


def test_the_table_is_kept_from_other_talks(
    nearly_over: NearlyOver, open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk, _ = nearly_over()
    (late,) = crowd(1, talk)
    other = open_talk(first_table=told(talk, late), rounds=1, size=3)
    crowd(3, other)
    other.do("start")
    assert told(talk, late) not in {
        one["number"] for one in other.host.get(f"{other.path}/room")["tables"]
    }


def test_they_are_told_one_also_where_a_host_has_changed_the_seats(
    nearly_over: NearlyOver, crowd: Crowd
) -> None:
    """A lock throws the plan away, and still there is a number, which counts."""
    talk, phones = nearly_over()
    here = talk.table_of(phones[0])["number"]
    talk.host.put(f"{talk.path}/locks/{phones[0].person_id}", {"table": here})
    late = crowd(3, talk)
    numbers = [told(talk, phone) for phone in late]
    assert len(set(numbers)) == 3
    talk.do("go-on")
    assert [talk.table_of(phone)["number"] for phone in late] == numbers
    assert talk.table_of(phones[0])["number"] == here


def test_no_number_is_promised_where_neither_plan_nor_chair_is(
    nearly_over: NearlyOver, crowd: Crowd
) -> None:
    talk, phones = nearly_over(tables=2, largest=6)
    here = talk.table_of(phones[0])["number"]
    talk.host.put(f"{talk.path}/locks/{phones[0].person_id}", {"table": here})
    (late,) = crowd(1, talk)
    assert late.get(talk.path)["waiting"]["table"] is None
    talk.do("go-on")
    assert talk.table_of(late)


def test_coming_back_is_one_promise(nearly_over: NearlyOver, crowd: Crowd) -> None:
    talk, _ = nearly_over()
    (late,) = crowd(1, talk)
    late.delete(f"{talk.path}/here")
    late.put(f"{talk.path}/here")
    number = told(talk, late)
    talk.do("go-on")
    assert talk.table_of(late)["number"] == number


def test_at_the_end_of_the_last_round_nothing_is_promised(
    nearly_over: NearlyOver, crowd: Crowd
) -> None:
    talk, _ = nearly_over(rounds=1)
    (late,) = crowd(1, talk)
    assert late.get(talk.path)["table"] is None
    assert late.get(talk.path)["waiting"]["why"] == "late"
    assert late.get(talk.path)["waiting"]["table"] is None
