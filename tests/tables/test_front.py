"""Somebody's talk as it is kept for a hall that comes back: never other than the app would say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server import clock
from server.realtime.beat import beat
from server.realtime.forgetting import KEPT_FOR, forget_everywhere
from server.stories.kept import Snapshots
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


def talks_kept(app: Flask) -> set[str]:
    kept: KeptTalks = app.extensions["happenstance-talks"]
    return {str(talk_id) for talk_id in kept._newest}


def test_a_talk_that_ends_is_forgotten(app: Flask, talk: TalkAtHand, phones: list[Phone]) -> None:
    phones[0].get(talk.path)
    assert talks_kept(app) == {talk.id}
    talk.do("end")
    assert talks_kept(app) == set()


def test_so_is_all_of_a_conference_that_is_deleted(
    app: Flask, talk: TalkAtHand, phones: list[Phone]
) -> None:
    feeds: Snapshots = app.extensions["happenstance-feed"]
    phones[0].get(talk.path)
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
    phones[0].get(talk.path)
    phones[0].get("/feed")
    for later, kept in (KEPT_FOR, {talk.id}), (KEPT_FOR + 1, set()):
        monkeypatch.setattr(clock, "steady", lambda now=began + later: now)
        with app.app_context():
            beat()
        assert talks_kept(app) == kept
        assert len(feeds._newest) == len(kept)


def test_tables_whose_reading_failed_are_read_for_the_next(
    app: Flask, talk: TalkAtHand, phones: list[Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {talk.table_of(phone)["id"] for phone in phones}
    assert len(tables) > 2
    others = [next(p for p in phones if talk.table_of(p)["id"] == one) for one in sorted(tables)]
    forget(app)
    others[0].get(talk.path)
    with monkeypatch.context() as broken:
        broken.setattr(front, "numbers_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            others[1].get(talk.path)
    (kept,) = app.extensions["happenstance-talks"]._newest.values()
    kept.tables.clear()  # so that the app itself is asked again
    others[1].get(talk.path)
    assert {str(one) for one in kept.tables} == tables - {talk.table_of(others[0])["id"]}


def test_once_all_tables_are_kept_nobody_looks_for_more(
    app: Flask, talk: TalkAtHand, phones: list[Phone]
) -> None:
    forget(app)
    for phone in phones:
        phone.get(talk.path)
    (kept,) = app.extensions["happenstance-talks"]._newest.values()
    looks = []
    for _ in range(2):
        kept.tables.clear()  # so that the app itself is asked again
        with statements(app) as asked:
            phones[0].get(talk.path)
        looks.append(sum("NOT IN" in one and "FROM round_table" in one for one in asked))
    assert looks == [1, 0]


def test_the_address_is_that_of_the_app(app: Flask) -> None:
    assert any(rule.rule == front.RULE for rule in app.url_map.iter_rules())
