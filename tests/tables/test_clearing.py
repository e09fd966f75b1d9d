"""The tables of a round that was taken back are seen by nobody, and go by and by."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from server.database import reading
from server.extensions import db
from server.realtime.models import Stream
from server.tables.conductor import clearing
from server.tables.models import Seat, Table
from server.tables.rounds import planning
from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Talking = tuple[TalkAtHand, list[Phone]]


class Died(Exception):
    """The server died."""


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one table cleared away at a time."""
    monkeypatch.setattr(clearing, "AT_ONCE", 1)


@pytest.fixture
def moving(open_talk: OpenTalk, crowd: Crowd) -> Talking:
    """Give a talk whose people walk to the tables of round two, and who is there."""
    talk = open_talk(size=3, rounds=3)
    phones = crowd(9, talk)
    talk.do("start")
    talk.do("go-on")
    talk.clock.forward(seconds=1)
    talk.do("go-on")
    return talk, phones


def command(talk: TalkAtHand, move: str) -> None:
    """Carry out a command, and nothing that is due."""
    body = {"move": move, "version": talk.now()["version"]}
    talk.host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)


def rounds_there(talk: TalkAtHand) -> list[int]:
    """Return the round of each table that lies there, seen or not."""
    with talk.app.app_context(), reading(db.session):
        mine = select(Table.round).where(Table.talk_id == uuid.UUID(talk.id)).order_by(Table.round)
        return list(db.session.scalars(mine))


def has_no_more_than_its_tables(talk: TalkAtHand) -> None:
    """Hold that every seat and every stream of a table is of one that lies there."""
    with talk.app.app_context(), reading(db.session):
        tables = set(db.session.scalars(select(Table.id)))
        assert set(db.session.scalars(select(Seat.table_id))) == tables
        streams = db.session.scalars(select(Stream.name).where(Stream.name.startswith("table:")))
        assert {uuid.UUID(name.removeprefix("table:")) for name in streams} == tables


def seen_by(talk: TalkAtHand, phones: list[Phone]) -> set[int]:
    return {talk.table_of(phone)["round"] for phone in phones}


def test_a_round_taken_back_is_seen_no_more_at_once(moving: Talking) -> None:
    talk, phones = moving
    gone = [f"{talk.path}/tables/{talk.table_of(phone)['id']}/introductions" for phone in phones]
    for phone, path in zip(phones, gone, strict=True):
        phone.get(path)
    command(talk, "undo")
    assert rounds_there(talk) == [1, 1, 1, 2, 2]
    assert seen_by(talk, phones) == {1}
    for phone, path in zip(phones, gone, strict=True):
        assert phone.refused("GET", path)["status"] == 404
    assert talk.host.get(f"{talk.path}/summary")["tables"] == 3
    talk.run_due()
    assert rounds_there(talk) == [1, 1, 1]
    has_no_more_than_its_tables(talk)


def test_is_gone_before_the_round_is_laid_anew(moving: Talking) -> None:
    talk, phones = moving
    talk.host.put(f"{talk.path}/words", {"words": "What did it cost?"})
    command(talk, "undo")
    command(talk, "go-on")
    with talk.app.app_context():  # before it was anybody's turn to clear
        planning.seat_when_due("autumn", talk.id)
    assert talk.now()["phase"] == "moving"
    assert rounds_there(talk) == [1, 1, 1, 2, 2, 2]
    assert seen_by(talk, phones) == {2}
    assert {phone.get(talk.path)["table_number"] for phone in phones} == {1}
    assert "What did it cost?" not in {talk.table_of(one)["prompt"]["lighter"] for one in phones}
    has_no_more_than_its_tables(talk)


def test_what_is_left_to_clear_goes_when_the_server_is_back(
    moving: Talking, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, phones = moving

    def die(_seconds: float) -> None:
        raise Died

    command(talk, "undo")
    with monkeypatch.context() as patch:
        patch.setattr(clearing, "time", SimpleNamespace(sleep=die))
        with pytest.raises(Died):
            talk.run_due()
    assert rounds_there(talk) == [1, 1, 1, 2]
    command(talk, "go-on")
    talk.run_due()
    talk.wait(seconds=31)
    assert rounds_there(talk) == [1, 1, 1, 2, 2, 2]
    assert seen_by(talk, phones) == {2}
    has_no_more_than_its_tables(talk)


def test_the_lobby_has_no_tables(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=3)
    phones = crowd(6, talk)
    talk.do("start")
    command(talk, "back-to-lobby")
    assert [talk.table_of(phone) for phone in phones] == [None] * 6
    assert talk.host.get(f"{talk.path}/room")["tables"] == []
    command(talk, "start")
    talk.run_due()
    assert rounds_there(talk) == [1, 1]
    assert seen_by(talk, phones) == {1}
    has_no_more_than_its_tables(talk)
