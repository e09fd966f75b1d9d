"""Pairing up those who are free: invited, never checked in without their tap."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

FREE = "/free-now/me"


@pytest.fixture
def pair_up(open_talk: Callable[..., TalkAtHand]) -> Callable[[], TalkAtHand]:
    """Open a talk in pairs with those who are free by then."""
    return lambda: open_talk(mode="one-to-one", rounds=1, with_free=True)


def invited(phone: Phone) -> list[str]:
    return [talk["id"] for talk in phone.get("/invitations")["talks"]]


def own_stream(phone: Phone) -> str:
    return f"person:{phone.person_id}"


def test_exactly_those_who_are_free_are_invited_and_nobody_is_checked_in(
    host: Phone, alice: Phone, bob: Phone, pair_up: Callable[[], TalkAtHand]
) -> None:
    for phone in (alice, host):
        phone.put(FREE)
    sockets = {phone: phone.listen(own_stream(phone)) for phone in (alice, bob, host)}
    talk = pair_up()
    (fact,) = facts(sockets[alice], "tables.invited")
    assert [fact["data"]["talk"]] == alice.get("/invitations")["talks"]
    assert fact["number"] == alice.get("/invitations")["number"]
    assert facts(sockets[bob], "tables.invited") == facts(sockets[host], "tables.invited") == []
    assert (invited(alice), invited(bob), invited(host)) == ([talk.id], [], [])
    assert talk.now()["here"] == 0


def test_opening_it_twice_invites_once(host: Phone, alice: Phone, bob: Phone) -> None:
    wanted: dict[str, Any] = {
        "title": "Pairs",
        "deck": "how-did-you-get-here",
        "mode": "one-to-one",
    }
    wanted |= {"rounds": 1, "minutes": 5, "with_free": True}
    path = f"/talks/{uuid.uuid4()}"
    alice.put(FREE)
    host.put(path, wanted)
    bob.put(FREE)
    host.put(path, wanted)
    assert (len(invited(alice)), len(invited(bob))) == (1, 0)


def test_coming_answers_it_and_ends_being_free(
    alice: Phone, pair_up: Callable[[], TalkAtHand]
) -> None:
    alice.put(FREE)
    talk = pair_up()
    socket = alice.listen(own_stream(alice))
    for _ in range(2):
        alice.put(f"{talk.path}/here")
    (fact,) = facts(socket, "tables.invitation_gone")
    assert fact["data"] == {"talk_id": talk.id}
    assert (invited(alice), talk.now()["here"]) == ([], 1)
    assert alice.get("/free-now")["people"] == []


def test_it_can_be_declined_and_one_may_come_all_the_same(
    alice: Phone, mallory: Phone, host: Phone, pair_up: Callable[[], TalkAtHand]
) -> None:
    alice.put(FREE)
    talk = pair_up()
    hosts = host.listen(f"talk-hosts:{talk.id}")
    assert mallory.refused("GET", "/invitations")["code"] == "not-found"
    assert mallory.refused("DELETE", f"{talk.path}/invitation")["code"] == "not-found"
    for _ in range(2):
        alice.delete(f"{talk.path}/invitation")
    assert invited(alice) == []
    assert facts(hosts) == [], "nobody is told who would rather not"
    alice.put(f"{talk.path}/here")


def test_it_is_over_when_the_talk_begins(
    alice: Phone,
    pair_up: Callable[[], TalkAtHand],
    crowd: Callable[[int, TalkAtHand], list[Phone]],
) -> None:
    alice.put(FREE)
    talk = pair_up()
    crowd(2, talk)
    assert invited(alice) == [talk.id]
    talk.do("start")
    assert invited(alice) == []


def test_those_who_keep_from_the_host_are_not_invited(
    host: Phone, alice: Phone, bob: Phone, pair_up: Callable[[], TalkAtHand]
) -> None:
    for phone in (alice, bob):
        phone.put(FREE)
    alice.put(f"/blocks/{host.person_id}")
    talk = pair_up()
    assert (invited(alice), invited(bob)) == ([], [talk.id])


def test_whose_time_is_up_is_not_invited(alice: Phone, pair_up: Callable[[], TalkAtHand]) -> None:
    alice.put(FREE)
    earlier = pair_up()
    earlier.wait(minutes=10)
    talk = pair_up()
    assert talk.id not in invited(alice)


def test_no_attendee_opens_such_a_talk(alice: Phone, bob: Phone) -> None:
    bob.put(FREE)
    wanted: dict[str, Any] = {
        "title": "Pairs",
        "deck": "how-did-you-get-here",
        "mode": "one-to-one",
    }
    wanted |= {"rounds": 1, "minutes": 5, "with_free": True}
    assert alice.refused("PUT", f"/talks/{uuid.uuid4()}", wanted)["code"] == "not-found"
    assert invited(bob) == []


def test_nothing_is_left_of_who_leaves(
    alice: Phone, bob: Phone, pair_up: Callable[[], TalkAtHand]
) -> None:
    alice.put(FREE)
    talk = pair_up()
    alice.delete("/me")
    bob.put(f"{talk.path}/here")
    assert talk.now()["here"] == 1
