"""Somebody's talk as it is kept for a hall that comes back: never other than the app would say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.tables import front
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
    """Give twelve who sit in it."""
    seated = crowd(12, talk)
    talk.do("start")
    return seated


def forget(app: Flask) -> None:
    kept: KeptTalks = app.extensions["happenstance-talks"]
    kept._newest.clear()


def anew(app: Flask, phone: Phone, path: str) -> Any:
    """Return what the app itself says."""
    forget(app)
    return phone.get(path)


def check(app: Flask, phones: list[Phone], path: str) -> None:
    """Compare what all are answered, with what is kept by then, with what the app says."""
    answers = [phone.get(path) for phone in phones for _ in range(2)][1::2]
    assert answers == [anew(app, phone, path) for phone in phones]


def test_a_hall_is_answered_in_one_query_each(
    app: Flask, talk: TalkAtHand, phones: list[Phone]
) -> None:
    expected = [anew(app, phone, talk.path) for phone in phones]
    forget(app)
    assert [phone.get(talk.path) for phone in phones] == expected
    with statements(app) as asked:
        answers = [phone.send("GET", phone.inside(talk.path)) for phone in phones]
    assert asked == []  # by way of SQLAlchemy
    assert [answer.get_json() for answer in answers] == expected
    forget(app)
    answer = phones[0].send("GET", phones[0].inside(talk.path))
    headers = [set(one.headers.items()) for one in (answers[0], answer)]
    assert {name for name, _ in headers[0] ^ headers[1]} <= {"Content-Length"}


def test_what_happens_is_shown_at_once(
    app: Flask,
    talk: TalkAtHand,
    phones: list[Phone],
    host: Phone,
    organiser: Phone,
    alice: Phone,
) -> None:
    one, other = phones[:2]

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
        lambda: organiser.put(f"/guests/{phones[2].person_id}/ban", {"words": "Shouting."}),
        lambda: talk.do("go-on"),
        lambda: talk.do("undo"),
        lambda: talk.do("end"),
    ]
    for act in acts:
        check(app, [phone for phone in phones if phone is not phones[2]], talk.path)
        act()
    check(app, [one, other, alice], talk.path)


def test_who_may_not_see_it_is_told_so(
    app: Flask, talk: TalkAtHand, phones: list[Phone], organiser: Phone, mallory: Phone
) -> None:
    banned = phones[0]
    for phone in phones:
        phone.get(talk.path)
    organiser.put(f"/guests/{banned.person_id}/ban", {"words": "Shouting."})
    assert banned.refused("GET", talk.path)["code"] == "banned"
    mallory.conference = "autumn"
    assert mallory.refused("GET", talk.path)["code"] == "not-found"
    assert phones[1].refused("GET", f"/talks/{uuid.uuid4()}")["code"] == "not-found"


def test_the_address_is_that_of_the_app(app: Flask) -> None:
    assert any(rule.rule == front.RULE for rule in app.url_map.iter_rules())
