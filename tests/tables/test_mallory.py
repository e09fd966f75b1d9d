"""Whoever may not conduct a talk gets nowhere with it, whatever they send."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from server.web.rights import Role
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
MOVES = ("start", "pause", "resume", "add-minute", "go-on", "end", "back-to-lobby", "undo")


@pytest.fixture
def moving(open_talk: OpenTalk, crowd: Crowd) -> tuple[TalkAtHand, list[Phone]]:
    """Give a talk whose people walk to two tables, and who is there."""
    talk = open_talk(size=3)
    phones = crowd(6, talk)
    talk.do("start")
    return talk, phones


@pytest.fixture
def host_elsewhere(mallory: Phone, promote: Callable[[Phone, Role], Phone]) -> Phone:
    """Give Mallory, who hosts at the other conference."""
    mallory.conference = "spring"
    promote(mallory, Role.HOST)
    return mallory


def test_attendees_and_hosts_of_another_conference_conduct_nothing(
    moving: tuple[TalkAtHand, list[Phone]], host_elsewhere: Phone
) -> None:
    talk, (seated, *_) = moving
    now = talk.now()
    for move in MOVES:
        for phone, conference in (
            (seated, "autumn"),
            (host_elsewhere, "autumn"),
            (host_elsewhere, "spring"),
        ):
            phone.conference = conference
            body = {"move": move, "version": now["version"]}
            path = f"{talk.path}/commands/{uuid.uuid4()}"
            assert phone.refused("PUT", path, body)["code"] == "not-found"
    assert talk.now() == now


def test_a_command_of_a_host_is_worth_nothing_to_others(
    moving: tuple[TalkAtHand, list[Phone]], host_elsewhere: Phone, host: Phone
) -> None:
    """Not even the answer that it had is theirs; and an id that is taken changes no other talk."""
    talk, (seated, *_) = moving
    path = f"{talk.path}/commands/{uuid.uuid4()}"
    body = {"move": "pause", "version": talk.now()["version"]}
    answer = host.put(path, body)
    host_elsewhere.conference = "autumn"
    for phone in (seated, host_elsewhere):
        assert phone.refused("PUT", path, body)["code"] == "not-found"
    host_elsewhere.conference = "spring"
    theirs = f"/talks/{uuid.uuid4()}"
    wanted = {"title": "Tea", "deck": "up-and-out", "rounds": 1, "minutes": 5, "size": 4}
    version = host_elsewhere.put(theirs, wanted)["version"]
    replayed = path.replace(talk.path, theirs)
    end = {"move": "end", "version": version}
    assert host_elsewhere.refused("PUT", replayed, end)["code"] == "id-taken"
    assert host_elsewhere.get(theirs)["talk"]["version"] == version
    assert host.put(path, end) == answer


def test_nobody_hears_what_is_not_for_them(
    moving: tuple[TalkAtHand, list[Phone]], host_elsewhere: Phone, alice: Phone
) -> None:
    talk, phones = moving
    table = f"table:{talk.table_of(phones[0])['id']}"
    elsewhere = next(one for one in phones if f"table:{talk.table_of(one)['id']}" != table)
    for_nobody = f"table:{uuid.uuid4()}"
    socket = phones[0].listen(f"talk:{talk.id}", table)
    for stream in (f"talk-hosts:{talk.id}", for_nobody, "talk-hosts:", "table:x"):
        assert phones[0].subscribe(socket, stream)["problem"]["code"] == "not-found"
    for phone in (elsewhere, alice):
        assert phone.subscribe(phone.listen(), table)["problem"]["code"] == "not-found"
    socket = host_elsewhere.listen()
    for conference in ("autumn", "spring"):
        host_elsewhere.conference = conference
        for stream in (f"talk:{talk.id}", f"talk-hosts:{talk.id}", table):
            problem = host_elsewhere.subscribe(socket, stream)["problem"]
            assert problem["code"] == "not-found"
