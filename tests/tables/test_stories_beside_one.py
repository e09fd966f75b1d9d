"""What neighbours' stories begin with, on the phones of a table: gone as soon as they are."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from tests.moderation.test_reporting import cases, report, settle
from tests.stories.telling import NEWER, TEXT, decide, published, review_of, tell_anew, withdraw
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Json = dict[str, Any]
WHY = {"words": "Enough for now."}


@pytest.fixture
def talk(open_talk: OpenTalk, crowd: Crowd, alice: Phone, bob: Phone) -> TalkAtHand:
    """Give Alice and Bob at one table with another, and somebody elsewhere who told the same."""
    talk = open_talk(size=3, rounds=1)
    for phone in (alice, bob):
        phone.put(f"{talk.path}/here")
    crowd(1, talk)
    return talk


@pytest.fixture
def story(talk: TalkAtHand, alice: Phone, organiser: Phone) -> Json:
    """Give Alice's story, which is shown at tables and nowhere else, while she sits at one."""
    story = published(organiser, alice, shown_on="tables")
    talk.do("start")
    return story


def beside(talk: TalkAtHand, phone: Phone, socket: SocketIOTestClient) -> dict[str, str | None]:
    """Return who sits where Bob does and how their stories begin, as his phone has just heard."""
    (fact,) = facts(socket, "tables.table_set")
    table: Json = fact["data"]["table"]
    assert table == talk.table_of(phone), "it hears what it would fetch"
    return {one["person"]["name"]: one["opening"] for one in table["people"]}


def test_goes_at_once_when_it_is_withdrawn(
    talk: TalkAtHand, alice: Phone, bob: Phone, story: Json
) -> None:
    assert TEXT in str(talk.table_of(bob)["people"])
    socket = bob.listen(f"person:{bob.person_id}")
    withdraw(alice, story)
    assert beside(talk, bob, socket)["Alice"] is None


def test_changes_at_once_when_another_is_approved_and_not_before(
    talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, story: Json
) -> None:
    socket = bob.listen(f"person:{bob.person_id}")
    tell_anew(alice, story, NEWER, shown_on="tables")
    assert facts(socket) == []
    decide(organiser, "approve", review_of(organiser, story))
    assert beside(talk, bob, socket)["Alice"] == NEWER


def test_goes_at_once_when_it_is_taken_off(
    talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, story: Json
) -> None:
    seen = published(organiser, alice, background="finance", shown_on="feed")
    withdraw(alice, story)
    socket = bob.listen(f"person:{bob.person_id}")
    report(bob, seen)
    assert len(cases(organiser)) == 1
    settle(organiser, hidden=True, waiting=True)
    assert beside(talk, bob, socket)["Alice"] is None
    settle(organiser, hidden=False, waiting=False)
    assert beside(talk, bob, socket)["Alice"] == TEXT


def test_goes_with_its_author_who_is_hidden_and_comes_back_with_them(
    talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, story: Json
) -> None:
    assert story
    socket, path = bob.listen(f"person:{bob.person_id}"), f"/guests/{alice.person_id}"
    organiser.patch(path, {"version": 1, "hidden": True})
    assert "Alice" not in beside(talk, bob, socket)
    organiser.patch(path, {"version": 2, "hidden": False})
    assert beside(talk, bob, socket)["Alice"] == TEXT


def test_stays_where_it_is_when_another_table_s_author_withdraws(
    talk: TalkAtHand, bob: Phone, mallory: Phone, host: Phone, organiser: Phone, story: Json
) -> None:
    assert story
    theirs = published(organiser, host, background="it", shown_on="tables")
    socket = bob.listen(f"person:{bob.person_id}")
    withdraw(host, theirs)
    assert facts(socket, "tables.table_set") == []
    assert mallory.refused("GET", f"{talk.path}/tables/{uuid.uuid4()}")["status"] == 404
