"""What a hall is sent that has missed something of its talk: never other than it would fetch."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server import clock
from server.extensions import db
from server.realtime import admission
from server.realtime.admission import Ask
from server.realtime.beat import beat
from server.realtime.forgetting import KEPT_FOR, forget_everywhere
from server.realtime.presence import presence
from server.stories.kept import Snapshots
from server.tables import missed
from server.tables.kept import KeptTalks
from tests.stories.telling import published
from tests.support.counting import statements
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

Crowd = Callable[[int, TalkAtHand], list[Phone]]


@pytest.fixture
def talk(open_talk: Callable[..., TalkAtHand]) -> TalkAtHand:
    """Give a talk of two rounds."""
    return open_talk()


@pytest.fixture
def phones(talk: TalkAtHand, crowd: Crowd) -> list[Phone]:
    """Give twelve who sit in it, and are connected."""
    seated = crowd(12, talk)
    talk.do("start")
    for phone in seated:
        phone.listen()
    return seated


def sent(phone: Phone, talk: TalkAtHand, at: int = 0) -> Any:
    """Return what a phone is sent that knows the talk only up to a number, or None."""
    stream = f"talk:{talk.id}"
    message = {"conference": phone.conference, "streams": [stream], "at": {stream: at}}
    answer = phone.sockets[-1].emit("subscribe", message, callback=True)
    text = answer["missed"].get(stream)
    return json.loads(text) if text else None


def kept(app: Flask) -> KeptTalks:
    talks: KeptTalks = app.extensions["happenstance-talks"]
    return talks


def test_it_is_what_they_would_fetch_whatever_happens(
    talk: TalkAtHand,
    phones: list[Phone],
    host: Phone,
    organiser: Phone,
    alice: Phone,
) -> None:
    one, other, banned = phones[:3]
    alice.listen()

    acts: list[Callable[[], object]] = [
        lambda: talk.do("go-on"),
        lambda: talk.do("pause"),
        lambda: talk.do("resume"),
        lambda: one.patch("/me", {"version": 1, "name": "Somebody else"}),
        lambda: published(organiser, one),
        lambda: host.put(f"{talk.path}/announcements/{uuid.uuid4()}", {"text": "Coffee is here."}),
        lambda: talk.wait(hours=1),
        lambda: alice.put(f"{talk.path}/here"),
        lambda: other.delete(f"{talk.path}/here"),
        lambda: other.put(f"{talk.path}/here"),
        lambda: one.put(f"{talk.path}/left/{talk.table_of(one)['id']}"),
        lambda: organiser.put(f"/guests/{banned.person_id}/ban", {"words": "Shouting."}),
        lambda: talk.do("go-on"),
        lambda: talk.do("undo"),
    ]
    seated = 0
    for act in acts:
        for phone in [one, other, *phones[3:], alice]:
            snapshot, fetched = sent(phone, talk), phone.get(talk.path)
            assert snapshot == (fetched if fetched["table"] else None)
            seated += snapshot is not None
        act()
    assert seated > len(acts) * 8
    talk.do("end")
    assert all(sent(phone, talk) is None for phone in [one, other, *phones[3:], alice])


def test_whoever_has_missed_nothing_is_sent_nothing(talk: TalkAtHand, phones: list[Phone]) -> None:
    number = phones[0].get(talk.path)["number"]
    assert sent(phones[0], talk, at=number) is None
    assert sent(phones[0], talk, at=number - 1)["number"] == number


def test_a_hall_is_answered_together(
    app: Flask, talk: TalkAtHand, phones: list[Phone], alice: Phone
) -> None:
    stream = f"talk:{talk.id}"
    alice.listen()
    with app.app_context():
        held = list(presence()._phones.values())

        def answered(count: int) -> tuple[list[Ask], int]:
            asks = [Ask(phone, "autumn", stream, at=0) for phone in held[:count]]
            with statements(app) as asked:
                admission._answer(asks)
            return asks, len(asked)

        answered(13)  # by now all is kept
        (_, few), (asks, many) = answered(3), answered(13)
        assert few == many
        assert [ask.missed is None for ask in asks] == [False] * 12 + [True]
        db.session.remove()
    tables = {json.loads(ask.missed)["table"]["id"] for ask in asks if ask.missed}
    assert len(tables) == 3


def test_whoever_cannot_be_sent_anything_hears_the_stream_all_the_same(
    app: Flask, talk: TalkAtHand, phones: list[Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = f"talk:{talk.id}"
    message = {"conference": "autumn", "streams": [stream, "feed"], "at": {stream: 0}}

    def fail(*_: object) -> None:
        raise KeyError("a table")

    monkeypatch.setattr(missed, "_snapshots", fail)
    app.testing = False
    answer = phones[0].sockets[-1].emit("subscribe", message, callback=True)
    assert (answer["problems"], answer["missed"]) == ({}, {})
    assert answer["numbers"].keys() == {stream, "feed"}


def test_mallory_is_sent_nothing(
    talk: TalkAtHand, phones: list[Phone], organiser: Phone, mallory: Phone
) -> None:
    stream, banned = f"talk:{talk.id}", phones[0]
    organiser.put(f"/guests/{banned.person_id}/ban", {"words": "Shouting."})
    mallory.conference = "autumn"
    mallory.listen()
    message = {"conference": "autumn", "streams": [stream], "at": {stream: 0}}
    for phone in (mallory, banned):
        answer = phone.sockets[-1].emit("subscribe", message, callback=True)
        assert (answer["missed"], answer["numbers"]) == ({}, {})


@pytest.mark.parametrize(
    "at", [None, [], "7", {"feed": "7"}, {"feed": None}, {"feed": 1.5}, {"feed": -1}]
)
def test_where_a_phone_stands_is_a_number(alice: Phone, at: object) -> None:
    message = {"conference": "autumn", "streams": ["feed"], "at": at}
    answer = alice.listen().emit("subscribe", message, callback=True)
    assert answer["problem"]["code"] == "bad-request"


def talks_kept(app: Flask) -> set[str]:
    return {str(talk_id) for talk_id in kept(app)._newest}


def test_a_talk_that_ends_is_forgotten(app: Flask, talk: TalkAtHand, phones: list[Phone]) -> None:
    sent(phones[0], talk)
    assert talks_kept(app) == {talk.id}
    talk.do("end")
    assert talks_kept(app) == set()


def test_so_is_all_of_a_conference_that_is_deleted(
    app: Flask, talk: TalkAtHand, phones: list[Phone]
) -> None:
    feeds: Snapshots = app.extensions["happenstance-feed"]
    sent(phones[0], talk)
    phones[0].get("/feed")
    with app.app_context():
        forget_everywhere("spring")
    assert (talks_kept(app), set(feeds._newest)) == ({talk.id}, {"autumn"})
    runner = app.test_cli_runner()
    assert runner.invoke(args=["conference", "delete", "autumn", "--yes"]).exit_code == 0
    assert talks_kept(app) == set(feeds._newest) == set()


def test_and_what_is_old_by_itself(
    app: Flask, talk: TalkAtHand, phones: list[Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds: Snapshots = app.extensions["happenstance-feed"]
    began = clock.steady()
    monkeypatch.setattr(clock, "steady", lambda: began)
    sent(phones[0], talk)
    phones[0].get("/feed")
    for later, there in (KEPT_FOR, {talk.id}), (KEPT_FOR + 1, set()):
        monkeypatch.setattr(clock, "steady", lambda now=began + later: now)
        with app.app_context():
            beat()
        assert talks_kept(app) == there
        assert len(feeds._newest) == len(there)
