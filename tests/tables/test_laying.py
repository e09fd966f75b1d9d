"""A round is laid by and by, and nobody sees it before all are sent to their tables."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.database import reading, writing
from server.extensions import db
from server.tables import queries
from server.tables.hall.tables_in_use import numbers_in_use
from server.tables.models import Seat, Table
from server.tables.rounds import laying, planning
from server.tables.rounds.dealing import deal
from server.tables.seating.going_on import go_on
from tests.support.at_once import at_once
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Json = dict[str, Any]


class Died(Exception):
    """The server died."""


class Meanwhile:
    """What happens while a round is laid: `acts` are done one after the other, at each pause."""

    def __init__(self) -> None:
        self.acts: list[Callable[[], object]] = []
        self.pauses = 0

    def sleep(self, _seconds: float) -> None:
        self.pauses += 1
        if self.acts:
            self.acts.pop(0)()


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    """Have a round laid table by table, and something happen in between."""
    given = Meanwhile()
    monkeypatch.setattr(laying, "AT_ONCE", 1)
    monkeypatch.setattr(laying, "time", given)
    monkeypatch.setattr(planning, "in_child", lambda _, asked, timeout: go_on(**asked))
    yield given
    assert not given.acts, "there was no pause for it"


def places(talk: TalkAtHand) -> list[tuple[str, int]]:
    """Return who sits at which table of any round, laid or dealt."""
    with talk.app.app_context(), reading(db.session):
        rows = db.session.execute(
            select(Seat.person_id, Table.number)
            .join(Table, Table.id == Seat.table_id)
            .where(Table.talk_id == uuid.UUID(talk.id), Seat.until.is_(None))
        )
        return [(str(person), number) for person, number in rows]


def tables_laid(talk: TalkAtHand) -> int:
    with talk.app.app_context(), reading(db.session):
        mine = select(func.count()).where(Table.talk_id == uuid.UUID(talk.id))
        return db.session.scalar(mine) or 0


def all_sit_once(talk: TalkAtHand, phones: list[Phone]) -> None:
    """Hold that these people sit, each at one table, and nobody else does or is alone."""
    sitting = places(talk)
    assert sorted(person for person, _ in sitting) == sorted(str(one.person_id) for one in phones)
    assert min(Counter(number for _, number in sitting).values()) > 1
    assert len({number for _, number in sitting}) == tables_laid(talk)
    for phone in phones:
        assert phone.person_id in {one["person"]["id"] for one in talk.table_of(phone)["people"]}


def test_nobody_sees_tables_that_are_only_laid(
    app: Flask, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile, host: Phone
) -> None:
    talk = open_talk(size=4)
    phones = crowd(8, talk)
    seen: list[object] = []

    def look() -> None:
        (laid,) = {number for _, number in places(talk)}
        room = host.get(f"{talk.path}/room")
        seen.extend([room["tables"], {one["table"] for one in room["people"]}])
        seen.extend([talk.table_of(phone) for phone in phones])
        seen.extend([phone.get(f"{talk.path}/company")["people"] for phone in phones])
        seen.extend([phone.get(f"{talk.path}/takeaways")["own"] for phone in phones])
        summary = host.get(f"{talk.path}/summary")
        seen.extend([summary["people"], summary["tables"]])
        with app.app_context(), reading(db.session):
            seen.append(laid in numbers_in_use("autumn"))

    meanwhile.acts = [look]
    talk.do("start")
    assert {str(one) for one in seen} <= {"[]", "{None}", "None", "0", "False"}
    all_sit_once(talk, phones)


def test_everybody_hears_of_their_table_as_the_first_fact_of_its_stream(
    open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
) -> None:
    talk = open_talk(size=4)
    phones = crowd(8, talk)
    sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
    talk.do("start")
    for phone, socket in zip(phones, sockets, strict=True):
        (fact,) = facts(socket, "tables.table_set")
        assert fact["number"] == phone.get(talk.path)["table_number"] == 1


class TestWhileItIsLaid:
    def test_somebody_leaves(self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile) -> None:
        talk = open_talk(size=4)
        first, *others = crowd(8, talk)
        meanwhile.acts = [lambda: None, lambda: first.delete(f"{talk.path}/here")]
        talk.do("start")
        all_sit_once(talk, others)

    def test_all_but_one_of_a_table_leave(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)

        def leave() -> None:
            at = {str(person): number for person, number in places(talk)}
            table = [phone for phone in phones if at[str(phone.person_id)] == at[min(at)]]
            for phone in table[1:]:
                phone.delete(f"{talk.path}/here")
                phones.remove(phone)

        meanwhile.acts = [lambda: None, leave]
        talk.do("start")
        all_sit_once(talk, phones)

    def test_somebody_leaves_the_conference(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(12, talk)

        def one_leaves(*, seated: bool) -> None:
            sitting = {person for person, _ in places(talk)}
            gone = next(one for one in phones if (str(one.person_id) in sitting) is seated)
            gone.delete("/me")
            phones.remove(gone)

        meanwhile.acts = [partial(one_leaves, seated=False), partial(one_leaves, seated=True)]
        talk.do("start")
        all_sit_once(talk, phones)

    def test_somebody_comes(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile, alice: Phone
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        meanwhile.acts = [lambda: None, lambda: alice.put(f"{talk.path}/here")]
        talk.do("start")
        all_sit_once(talk, [*phones, alice])

    def test_somebody_comes_or_leaves_all_the_time(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile, alice: Phone, bob: Phone
    ) -> None:
        """In the end they find a chair, or leave it, as those do who come or leave later."""
        talk = open_talk(size=4)
        first, *others = crowd(9, talk)
        bob.put(f"{talk.path}/here")
        begun: list[bool] = []
        begin = laying.begin

        def comes_again(*args: Any, anyway: bool) -> bool:
            begun.append(anyway)
            return begin(*args, anyway=anyway)

        def last_moment() -> None:
            alice.put(f"{talk.path}/here")
            first.delete(f"{talk.path}/here")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(laying, "begin", comes_again)
            patch.setattr(laying, "TRIES", 1)
            meanwhile.acts = [lambda: None, last_moment]
            talk.do("start")
        assert begun == [True]
        all_sit_once(talk, [*others, alice, bob])

    @pytest.mark.parametrize("pauses", [0, 1])
    def test_somebody_blocks_another(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile, pauses: int
    ) -> None:
        talk = open_talk(size=3)
        phones = crowd(8, talk)
        at = {str(phone.person_id): phone for phone in phones}
        pair: list[str] = []

        def block() -> None:
            laid = places(talk)
            pair.extend([person for person, number in laid if number == laid[0][1]][:2])
            at[pair[0]].put(f"/blocks/{pair[1]}")

        meanwhile.acts = [*[lambda: None] * pauses, block]
        talk.do("start")
        assert pair[1] not in {one["person"]["id"] for one in talk.table_of(at[pair[0]])["people"]}
        all_sit_once(talk, phones)

    def test_somebody_would_rather_listen(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(4, talk)
        at = {str(phone.person_id): phone for phone in phones}
        chosen: list[Phone] = []

        def choose() -> None:
            with talk.app.app_context(), reading(db.session):
                first = db.session.scalars(select(Table.turn_id)).one()
            chosen.append(at[str(first)])
            chosen[0].put(f"{talk.path}/listening", {"listens": True})

        meanwhile.acts = [choose]
        talk.do("start")
        assert talk.table_of(chosen[0])["turn"] != chosen[0].person_id
        all_sit_once(talk, phones)

    def test_another_talk_takes_its_numbers(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk, other = open_talk(size=4), open_talk(size=4, first_table=1)
        phones, theirs = crowd(8, talk), crowd(4, other)
        meanwhile.acts = [lambda: None, lambda: other.do("start")]
        talk.do("start")
        all_sit_once(talk, phones)
        all_sit_once(other, theirs)
        assert {number for _, number in places(talk)}.isdisjoint(
            number for _, number in places(other)
        )

    def test_another_talk_begins_at_the_same_instant(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        talks = [open_talk(size=4), open_talk(size=4, first_table=1)]
        for talk in talks:
            crowd(4, talk)
            body = {"move": "start", "version": talk.now()["version"]}
            talk.host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
        both = threading.Barrier(2)
        fits = laying._fits

        def when_both_have_looked(*args: Any) -> bool:
            found = fits(*args)
            with suppress(threading.BrokenBarrierError):
                both.wait(timeout=1)
            return found

        def seat(talk: TalkAtHand) -> None:
            with app.app_context():
                planning.seat_when_due("autumn", talk.id)

        monkeypatch.setattr(laying, "_fits", when_both_have_looked)
        at_once(*(partial(seat, talk) for talk in talks))
        assert [talk.now()["phase"] for talk in talks] == ["moving"] * 2
        assert len({number for talk in talks for _, number in places(talk)}) == 2

    @pytest.mark.parametrize(
        ("move", "phase"), [("back-to-lobby", "gathering"), ("undo", "gathering"), ("end", "ended")]
    )
    def test_a_host_thinks_better_of_it(
        self, move: str, phase: str, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        meanwhile.acts = [lambda: talk.do(move)]
        talk.do("start")
        assert talk.now()["phase"] == phase
        assert (places(talk), tables_laid(talk)) == ([], 0)
        if phase == "gathering":
            talk.do("start")
            all_sit_once(talk, phones)

    def test_a_host_will_not_wait(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        meanwhile.acts = [lambda: talk.do("go-on")]
        talk.do("start")
        assert talk.now()["phase"] == "moving"
        all_sit_once(talk, phones)

    def test_the_server_dies(self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile) -> None:
        """Whoever claims it next begins with what lies there."""
        talk = open_talk(size=4)
        phones = crowd(12, talk)

        def die() -> None:
            raise Died

        meanwhile.acts = [lambda: None, die]
        with pytest.raises(Died):
            talk.do("start")
        assert (talk.now()["phase"], tables_laid(talk)) == ("setting", 2)
        phones.pop().delete(f"{talk.path}/here")
        talk.wait(seconds=31)
        assert talk.now()["phase"] == "moving"
        all_sit_once(talk, phones)

    def test_another_server_is_faster(
        self, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        meanwhile.acts = [lambda: planning.seat_when_due("autumn", talk.id)]
        talk.do("start")
        assert talk.now()["version"] == 3
        all_sit_once(talk, phones)

    @pytest.mark.parametrize("pauses", [0, 1])
    def test_another_server_lays_other_tables_and_dies(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd, meanwhile: Meanwhile, pauses: int
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)

        def lay_others() -> None:
            people = [str(phone.person_id) for phone in phones]
            planned = {"seatings": [[people[::2], people[1::2]]], "resting": [[]]}
            with app.app_context(), writing(db.session):
                row = queries.talk("autumn", uuid.UUID(talk.id), lock=True)
                hall = deal(row, planned)
                wrong, missing = laying.compare(row, hall)
                laying.lay("autumn", missing, clear=wrong)

        meanwhile.acts = [*[lambda: None] * pauses, lay_others]
        sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
        talk.do("start")
        assert talk.now()["phase"] == "moving"
        all_sit_once(talk, phones)
        for phone, socket in zip(phones, sockets, strict=True):
            (fact,) = facts(socket, "tables.table_set")
            assert fact["data"]["table"]["id"] == talk.table_of(phone)["id"]


class TestNotWaiting:
    @pytest.fixture
    def setting(self, open_talk: OpenTalk, crowd: Crowd, host: Phone) -> SimpleNamespace:
        """Give a talk whose tables are being set, and who is there."""
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        start = {"move": "start", "version": talk.now()["version"]}
        host.put(f"{talk.path}/commands/{uuid.uuid4()}", start)
        return SimpleNamespace(talk=talk, phones=phones, path=f"{talk.path}/commands")

    def test_is_answered_before_anybody_is_seated(
        self, setting: SimpleNamespace, host: Phone
    ) -> None:
        before = setting.talk.now()
        body = {"move": "go-on", "version": before["version"]}
        path = f"{setting.path}/{uuid.uuid4()}"
        answer = host.put(path, body)
        assert answer == before | {"version": before["version"] + 1}
        setting.talk.run_due()
        assert host.put(path, body) == answer, "a command sent again has its first answer"
        now = setting.talk.now()
        assert (now["phase"], now["version"]) == ("moving", answer["version"] + 1)
        all_sit_once(setting.talk, setting.phones)

    def test_is_asked_once_of_the_planner(
        self, setting: SimpleNamespace, host: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        budgets: list[float] = []

        def plan(_: str, asked: Json, *, timeout: float) -> Json:
            budgets.append(asked["budget"])
            return go_on(**asked)

        monkeypatch.setattr(planning, "in_child", plan)
        for _ in range(2):
            version = setting.talk.now()["version"]
            body = {"move": "go-on", "version": version}
            host.put(f"{setting.path}/{uuid.uuid4()}", body)
        assert setting.talk.now()["version"] == version, "who asks again waits no longer"
        setting.talk.run_due()
        assert budgets == [0]

    def test_is_refused_to_whoever_saw_an_older_talk(
        self, setting: SimpleNamespace, host: Phone
    ) -> None:
        body = {"move": "go-on", "version": setting.talk.now()["version"]}
        host.put(f"{setting.path}/{uuid.uuid4()}", body)
        problem = host.refused("PUT", f"{setting.path}/{uuid.uuid4()}", body)
        assert problem["code"] == "version-conflict"

    def test_is_for_this_round_only(
        self, setting: SimpleNamespace, host: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        talk: TalkAtHand = setting.talk
        talk.do("go-on")
        budgets: list[float] = []

        def plan(_: str, asked: Json, *, timeout: float) -> Json:
            budgets.append(asked["budget"])
            return go_on(**asked | {"budget": 0})

        monkeypatch.setattr(planning, "in_child", plan)
        talk.wait(seconds=46)
        talk.wait(minutes=12)
        assert talk.now()["round"] == 2
        assert budgets
        assert 0 not in budgets
