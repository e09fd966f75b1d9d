"""Somebody would rather sit elsewhere: quietly, and not with these people again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from server.database import reading
from server.extensions import db
from server.tables.models import Apart
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def left_path(talk: TalkAtHand, phone: Phone) -> str:
    """Return the path on which somebody says that they would rather not sit where they sit."""
    return f"{talk.path}/left/{talk.table_of(phone)['id']}"


def companions(talk: TalkAtHand, phone: Phone) -> set[str]:
    return {one["person"]["id"] for one in talk.table_of(phone)["people"]} - {phone.person_id}


def log_of(talk: TalkAtHand) -> list[str]:
    return [one["sentence"]["text"] for one in talk.host.get(f"{talk.path}/log")["lines"]]


def test_leads_to_another_table_and_never_back_to_these_people(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=4, rounds=3)
    phones = crowd(12, talk)
    talk.do("start")
    alice = phones[0]
    before = companions(talk, alice)
    moved = alice.put(left_path(talk, alice))
    assert before.isdisjoint(companions(talk, alice))
    assert moved["table"] == talk.table_of(alice)
    for _ in range(2):
        talk.do("go-on")
        talk.do("go-on")
        assert before.isdisjoint(companions(talk, alice))


def test_asked_twice_moves_once(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=4)
    alice = crowd(12, talk)[0]
    talk.do("start")
    path = left_path(talk, alice)
    assert alice.put(path)["table"] == alice.put(path)["table"]


def test_looks_to_everybody_else_like_any_change_of_seats(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=4)
    phones = crowd(12, talk)
    talk.do("start")
    alice = phones[0]
    neighbour = next(p for p in phones if p.person_id in companions(talk, alice))
    old = talk.table_of(alice)
    socket = neighbour.listen(f"table:{old['id']}", f"talk:{talk.id}", "feed")
    host = talk.host.listen(f"talk-hosts:{talk.id}")
    alice.put(left_path(talk, alice))
    (told,) = facts(socket)
    assert told["type"] == "tables.table_set"
    assert len(told["data"]["table"]["people"]) == 3
    (told,) = facts(host)
    new = talk.table_of(alice)["number"]
    assert told["type"] == "tables.guests_changed"
    assert [one["table"] for one in told["data"]["people"]] == [new]
    assert log_of(talk)[0] == f"Guest 0 moved from table {old['number']} to table {new}."


def test_without_a_chair_elsewhere_they_sit_out_and_come_back_in(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=6, rounds=2)
    phones = crowd(12, talk)
    talk.do("start")
    alice = phones[0]
    before, number = companions(talk, alice), talk.table_of(alice)["number"]
    sits_out = alice.put(left_path(talk, alice))
    assert (sits_out["here"], sits_out["table"]) == (True, None)
    assert log_of(talk)[0] == f"Guest 0 sits out this round, from table {number}."
    talk.do("go-on")
    talk.do("go-on")
    assert companions(talk, alice)
    assert before.isdisjoint(companions(talk, alice))


def test_a_latecomer_is_kept_from_them_too(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=3)
    phones = crowd(6, talk)
    talk.do("start")
    alice = phones[0]
    before = companions(talk, alice)
    alice.put(left_path(talk, alice))
    alice.delete(f"{talk.path}/here")
    alice.put(f"{talk.path}/here")
    assert before.isdisjoint(companions(talk, alice))


def test_takes_a_locked_seat_along(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=4)
    alice = crowd(8, talk)[0]
    talk.do("start")
    here = talk.table_of(alice)["number"]
    talk.host.put(f"{talk.path}/locks/{alice.person_id}", {"table": here})
    alice.put(left_path(talk, alice))
    (guest,) = [
        one
        for one in talk.host.get(f"{talk.path}/room")["people"]
        if one["person"]["id"] == alice.person_id
    ]
    assert guest["table"] == guest["locked"] != here


def test_is_ones_own_and_only_while_seated(
    open_talk: OpenTalk, crowd: Crowd, mallory: Phone
) -> None:
    talk = open_talk(size=4)
    alice, bob, *_ = crowd(8, talk)
    path = f"{talk.path}/left/{uuid.uuid4()}"
    assert alice.refused("PUT", path)["code"] == "not-now"
    assert mallory.refused("PUT", path)["code"] == "not-found"
    talk.do("start")
    elsewhere = left_path(talk, alice)
    stays = talk.table_of(bob)["number"]
    if talk.table_of(bob)["id"] not in elsewhere:
        assert bob.put(elsewhere)["table"]["number"] == stays


def test_is_forgotten_with_the_person(app: Flask, open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=4)
    alice, *_ = crowd(8, talk)
    talk.do("start")
    alice.put(left_path(talk, alice))
    alice.delete("/me")
    with app.app_context(), reading(db.session):
        assert list(db.session.scalars(select(Apart))) == []
