"""Hosts stay at their tables, and the others come to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from server.conferences.models import Conference
from server.web.rights import Role
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Promote = Callable[..., Any]


@pytest.fixture
def hosts(
    new_phone: Callable[[], Phone], conference: Conference, promote: Promote
) -> Callable[[int, TalkAtHand], list[Phone]]:
    """Have hosts join and check in with `hosts(3, talk)`."""

    def gather(count: int, talk: TalkAtHand) -> list[Phone]:
        phones = []
        for number in range(count):
            phone = new_phone().join(conference, f"Host {number}", "agent")
            promote(phone, Role.HOST)
            phone.put(f"{talk.path}/here")
            phones.append(phone)
        return phones

    return gather


def numbers(talk: TalkAtHand, phones: list[Phone]) -> list[int]:
    """Return the numbers of people's tables in the present round."""
    return [talk.table_of(phone)["number"] for phone in phones]


def test_who_becomes_a_host_in_mid_round_is_shown_to_stay_and_so_are_they_no_more(
    open_talk: OpenTalk, crowd: Crowd, organiser: Phone
) -> None:
    talk = open_talk(mode="hosts-stay")
    alice, *_ = crowd(8, talk)
    talk.do("start")
    socket = alice.listen()
    for version, role in enumerate(["host", "attendee"], 1):
        alice.subscribe(socket, f"table:{talk.table_of(alice)['id']}")
        socket.get_received()
        organiser.patch(f"/guests/{alice.person_id}", {"version": version, "role": role})
        (told,) = facts(socket, "tables.table_set")
        assert told["data"]["table"] == talk.table_of(alice)
        assert told["data"]["table"]["stays"] == [alice.person_id] * (role == "host")


def next_round(talk: TalkAtHand) -> None:
    """Have people talk, and go on to the next round."""
    talk.do("go-on")
    talk.do("go-on")
    assert talk.now()["phase"] == "moving"


def test_each_host_keeps_a_table_and_everybody_else_moves(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(mode="hosts-stay", size=4, rounds=3)
    staying, moving = hosts(4, talk), crowd(12, talk)
    talk.do("start")
    tables = numbers(talk, staying)
    assert len(set(tables)) == 4
    seen: list[list[int]] = []
    for number in range(3):
        assert numbers(talk, staying) == tables
        seen.append(numbers(talk, moving))
        if number < 2:
            next_round(talk)
    assert all(len(set(places)) == 3 for places in zip(*seen, strict=True))


def test_the_phone_of_a_host_hears_who_stays(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(mode="hosts-stay", size=4)
    (host,) = hosts(1, talk)
    guests = crowd(3, talk)
    talk.do("start")
    assert talk.table_of(host)["stays"] == [host.person_id]
    assert talk.table_of(guests[0])["stays"] == [host.person_id]


def test_in_other_talks_hosts_move_like_everybody(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(size=3, rounds=3)
    staying = hosts(4, talk)
    crowd(5, talk)
    talk.do("start")
    assert all(talk.table_of(host)["stays"] == [] for host in staying)
    seen = [numbers(talk, staying)]
    for _ in range(2):
        next_round(talk)
        seen.append(numbers(talk, staying))
    # Four who stayed at three tables would meet twice, which nobody does in such a room.
    assert any(one != seen[0] for one in seen)


def test_more_hosts_than_tables_and_the_room_is_told(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(mode="hosts-stay", size=4, rounds=2)
    everybody = [*hosts(5, talk), *crowd(3, talk)]
    talk.do("start")
    assert {len(talk.table_of(phone)["people"]) for phone in everybody} == {4}
    staying = {one for phone in everybody for one in talk.table_of(phone)["stays"]}
    assert len(staying) == 2
    report = talk.host.get(f"{talk.path}/room")["report"]
    assert "Hosts who move like everybody else: 3." in " ".join(report["advice"])
    before = {one: talk.table_of(p)["number"] for p in everybody if (one := p.person_id) in staying}
    next_round(talk)
    after = {one: talk.table_of(p)["number"] for p in everybody if (one := p.person_id) in staying}
    assert after == before


def test_a_lock_by_hand_wins(open_talk: OpenTalk, hosts: Crowd, crowd: Crowd) -> None:
    talk = open_talk(mode="hosts-stay", size=4, rounds=3)
    one, other = hosts(2, talk)
    crowd(6, talk)
    talk.do("start")
    was, there = numbers(talk, [one, other])
    place = {"person_id": one.person_id, "was": was, "table": there}
    talk.host.put(f"{talk.path}/seats", {"round": 1, "places": [place], "anyway": True})
    talk.host.put(f"{talk.path}/locks/{one.person_id}", {"table": there})
    next_round(talk)
    assert numbers(talk, [one, other]) == [there, there]
    assert set(talk.table_of(one)["stays"]) == {one.person_id, other.person_id}


def test_a_lock_of_somebody_without_a_chair_tells_the_host_who_keeps_their_table_now(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(mode="hosts-stay", size=4, rounds=3)
    one, other = sorted(hosts(2, talk), key=lambda phone: phone.person_id)  # as they came
    crowd(6, talk)
    talk.do("start")
    next_round(talk)
    was, there = numbers(talk, [one, other])
    out = {"person_id": one.person_id, "was": was, "table": None}
    over = {"person_id": other.person_id, "was": there, "table": was}
    talk.host.put(f"{talk.path}/seats", {"round": 2, "places": [out, over], "anyway": True})
    before = talk.table_of(other)
    assert before["stays"] == []
    socket = other.listen(f"table:{before['id']}")
    talk.host.put(f"{talk.path}/locks/{one.person_id}", {"table": there})
    *_, told = facts(socket, "tables.table_set")
    assert told["data"]["table"] == talk.table_of(other)
    assert told["data"]["table"]["stays"] == [other.person_id]


def test_who_leaves_and_comes_back_has_a_table_again(
    open_talk: OpenTalk, hosts: Crowd, crowd: Crowd
) -> None:
    talk = open_talk(mode="hosts-stay", size=4, rounds=3)
    one, other = hosts(2, talk)
    crowd(8, talk)
    talk.do("start")
    kept = talk.table_of(other)["number"]
    one.delete(f"{talk.path}/here")
    next_round(talk)
    assert talk.table_of(other)["number"] == kept
    one.put(f"{talk.path}/here")
    next_round(talk)
    assert talk.table_of(other)["number"] == kept
    assert talk.table_of(one)["stays"] == [one.person_id]


def test_a_mode_of_the_coffee_bar_is_no_talk_of_a_host(host: Phone) -> None:
    body = {"title": "A", "deck": "up-and-out", "rounds": 1, "minutes": 5, "mode": "open"}
    problem = host.refused("PUT", "/talks/01890000-0000-7000-8000-000000000000", body)
    assert set(problem["errors"]) == {"mode"}
