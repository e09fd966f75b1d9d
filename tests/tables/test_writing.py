"""Tables that write in place of talking."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.database import reading
from server.extensions import db
from server.tables.models import Written
from tests.moderation.test_reporting import cases, report, reporting, settle
from tests.support.phones import Phone, facts
from tests.tables.test_turns import Crowd, OpenTalk, TableAtHand, talking

Writing = Callable[..., TableAtHand]
UNKIND = "Unkind words."


@pytest.fixture
def quiet(open_talk: OpenTalk, crowd: Crowd) -> Writing:
    """Have four people sit at one table and write."""

    def begin(**wanted: Any) -> TableAtHand:
        table = talking(open_talk, crowd, **wanted)
        table.phones[0].put(f"{table.path}/writing", {"writes": True})
        return table

    return begin


def answer_path(table: TableAtHand) -> str:
    """Return the path of one's answer to the card that lies there."""
    return f"{table.path}/answers/{table.now()['prompt']['key']}"


def write(phone: Phone, table: TableAtHand, text: str | None) -> dict[str, Any]:
    """Answer the card; return what the table has written."""
    view: dict[str, Any] = phone.put(answer_path(table), {"text": text})["written"]
    return view


def rows(app: Flask) -> int:
    """Return how many answers there are."""
    with app.app_context(), reading(db.session):
        return db.session.query(Written).count()


class TestChoosingToWrite:
    def test_is_anybodys_choice_who_sits_there(
        self, open_talk: OpenTalk, crowd: Crowd, mallory: Phone, alice: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        assert table.now()["written"] is None
        first, second, *_ = table.phones
        socket = second.listen(table.stream)
        view = first.put(f"{table.path}/writing", {"writes": True})
        assert view["written"] == {"done": [], "open": False, "answers": []}
        assert facts(socket, "tables.table_set")[0]["data"]["table"] == view
        for stranger in (alice, mallory):
            path = f"{table.path}/writing"
            assert stranger.refused("PUT", path, {"writes": False})["code"] == "not-found"
        assert second.put(f"{table.path}/writing", {"writes": False})["written"] is None

    def test_is_the_hosts_for_a_table_the_round_or_the_talk(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        one, other, *_ = phones = crowd(8, talk)
        talk.do("start")
        other = next(phone for phone in phones if talk.table_of(phone) != talk.table_of(one))
        number = talk.table_of(one)["number"]
        host, path = talk.host, f"{talk.path}/writing"
        host.put(path, {"writes": True, "table": number})
        assert talk.table_of(one)["written"] is not None
        assert talk.table_of(other)["written"] is None
        host.put(path, {"writes": True, "onwards": True})
        assert talk.table_of(other)["written"] is not None
        talk.do("go-on")
        talk.do("go-on")
        assert (talk.table_of(one)["round"], talk.table_of(one)["written"]["done"]) == (2, [])
        assert host.refused("PUT", path, {"writes": True, "table": 9})["code"] == "not-found"
        for guest in (alice, one):
            assert guest.refused("PUT", path, {"writes": False})["code"] == "not-found"

    def test_of_the_whole_room_costs_as_much_for_many_tables(
        self, app: Flask, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        talk.do("start")
        sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
        talk.host.put(f"{talk.path}/writing", {"writes": True})
        for socket in sockets:
            (fact,) = facts(socket, "tables.table_set")
            assert fact["data"]["table"]["written"]["done"] == []


class TestWriting:
    def test_is_read_by_nobody_before_all_have_answered_or_passed(self, quiet: Writing) -> None:
        table = quiet()
        alice, bob, carol, dan = table.phones
        socket = bob.listen(table.stream)
        write(alice, table, "I only meant to stay for a summer.")
        write(bob, table, None)
        view = write(carol, table, "A cousin asked me.")
        assert (view["open"], view["answers"], len(view["done"])) == (False, [], 3)
        assert "cousin" not in str(facts(socket))
        view = write(dan, table, "An advert.")
        assert view["open"] is True
        assert [one["text"] for one in view["answers"]] == [
            "I only meant to stay for a summer.",
            "A cousin asked me.",
            "An advert.",
        ]
        assert bob.person_id not in {one["person_id"] for one in view["answers"]}

    def test_lies_open_when_somebody_asks_and_late_words_join(self, quiet: Writing) -> None:
        table = quiet()
        alice, bob, *_ = table.phones
        write(alice, table, "A summer job.")
        for phone in (bob, alice):
            view = phone.put(f"{answer_path(table)}/open")["written"]
            assert [one["text"] for one in view["answers"]] == ["A summer job."]
        view = write(bob, table, "An accident.")
        assert len(view["answers"]) == 2

    def test_replaces_what_one_wrote_before(self, quiet: Writing) -> None:
        table = quiet()
        alice, *_ = table.phones
        write(alice, table, "Frist.")
        write(alice, table, "First.")
        view = alice.put(f"{answer_path(table)}/open")["written"]
        assert [one["text"] for one in view["answers"]] == ["First."]
        assert write(alice, table, None)["answers"] == [], "passing takes the words back"

    def test_lies_open_once_the_only_one_missing_has_left(self, quiet: Writing) -> None:
        table = quiet()
        alice, bob, carol, dan = table.phones
        for phone in (alice, bob, dan):
            write(phone, table, "Words.")
        carol.delete(f"{table.talk.path}/here")
        assert table.now()["written"]["open"] is True

    def test_begins_anew_with_another_card(self, quiet: Writing) -> None:
        table = quiet()
        alice, bob, *_ = table.phones
        path = answer_path(table)
        write(alice, table, "To the first card.")
        alice.put(f"{path}/open")
        bob.put(f"{table.path}/passed/{table.now()['prompt']['key']}")
        assert table.now()["written"] == {"done": [], "open": False, "answers": []}
        assert bob.refused("PUT", path, {"text": "Too late."})["code"] == "card-turned"
        assert bob.refused("PUT", f"{path}/open")["code"] == "card-turned"

    def test_has_limits(self, quiet: Writing, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = quiet()
        alice, *_ = table.phones
        for text in ("", " ", "x" * 401):
            assert "text" in alice.refused("PUT", answer_path(table), {"text": text})["errors"]
        aloud = talking(open_talk, crowd)
        path = answer_path(aloud)
        assert aloud.phones[0].refused("PUT", path, {"text": "Hm."})["code"] == "not-now"


class TestWhoReads:
    def test_are_those_who_sit_there_now(self, quiet: Writing, mallory: Phone) -> None:
        table = quiet()
        alice, bob, carol, _ = table.phones
        socket = carol.listen(table.stream)
        path = answer_path(table)
        carol.delete(f"{table.talk.path}/here")
        facts(socket)
        write(alice, table, "Between us.")
        bob.put(f"{path}/open")
        assert facts(socket, "tables.table_set") == [], "who got up hears it no more"
        assert "Between us." not in str(carol.get(table.talk.path))
        for stranger in (carol, mallory):
            assert stranger.refused("PUT", f"{path}/open")["code"] == "not-found"
            assert stranger.refused("PUT", path, {"text": "Me too."})["code"] == "not-found"

    def test_are_not_those_of_the_next_round(self, quiet: Writing) -> None:
        table = quiet()
        alice, *_ = table.phones
        path = answer_path(table)
        write(alice, table, "Between us.")
        alice.put(f"{path}/open")
        table.talk.do("go-on")
        table.talk.do("go-on")
        assert alice.refused("PUT", path, {"text": "More."})["code"] == "not-now"
        for phone in table.phones:
            assert "Between us." not in str(phone.get(table.talk.path))


class TestWhatIsWritten:
    def test_is_gone_soon_after_the_talk_has_ended(self, app: Flask, quiet: Writing) -> None:
        table, beside = quiet(), quiet()
        write(table.phones[0], table, "For tonight.")
        write(beside.phones[0], beside, "Another talk.")
        table.talk.do("end")
        table.talk.wait(seconds=14)
        assert rows(app) == 2, "the end may still be undone"
        table.talk.wait(seconds=1)
        assert rows(app) == 1

    def test_is_there_again_when_the_end_is_undone(self, app: Flask, quiet: Writing) -> None:
        table = quiet()
        write(table.phones[0], table, "For tonight.")
        table.talk.do("end")
        table.talk.do("undo")
        table.talk.wait(seconds=20)
        assert rows(app) == 1
        assert table.now()["written"]["done"] == [table.phones[0].person_id]

    def test_is_gone_when_its_author_leaves_the_conference(
        self, app: Flask, quiet: Writing
    ) -> None:
        table = quiet()
        write(table.phones[0], table, "Mine.")
        write(table.phones[1], table, "Not mine.")
        table.phones[0].delete("/me")
        assert rows(app) == 1


class TestReporting:
    def test_hides_it_at_once_and_until_an_organiser_has_read_it(
        self, quiet: Writing, organiser: Phone
    ) -> None:
        table, answer = self.reported(quiet)
        assert table.now()["written"]["answers"] == []
        (case,) = cases(organiser)
        assert (case["kind"], case["subject_id"]) == ("written", answer)
        assert (case["seen"]["text"], case["hidden"], case["waiting"]) == (UNKIND, True, True)
        settle(organiser, hidden=False, waiting=False)
        assert [one["id"] for one in table.now()["written"]["answers"]] == [answer]

    def test_once_it_was_left_it_stays_while_it_is_read_again(
        self, quiet: Writing, organiser: Phone
    ) -> None:
        table, answer = self.reported(quiet)
        settle(organiser, hidden=False, waiting=False)
        report(table.phones[1], {"id": answer}, kind="written")
        assert cases(organiser)[0]["waiting"] is False, "the same words of the same reader"
        report(table.phones[2], {"id": answer}, kind="written")
        (case,) = cases(organiser)
        assert (case["waiting"], case["hidden"], len(case["reports"])) == (True, False, 2)
        assert [one["id"] for one in table.now()["written"]["answers"]] == [answer]

    def test_takes_it_away_for_good_and_can_be_decided_anew(
        self, quiet: Writing, organiser: Phone
    ) -> None:
        table, _ = self.reported(quiet)
        settle(organiser, hidden=True, waiting=False)
        assert table.now()["written"]["answers"] == []
        write(table.phones[0], table, "Put in its place.")
        assert table.now()["written"]["answers"] == []
        settle(organiser, hidden=False, waiting=True)
        assert [one["text"] for one in table.now()["written"]["answers"]] == [UNKIND]

    def test_other_words_in_its_place_are_reported_anew(
        self, quiet: Writing, organiser: Phone
    ) -> None:
        table, answer = self.reported(quiet)
        settle(organiser, hidden=False, waiting=False)
        write(table.phones[0], table, "Worse words.")
        report(table.phones[1], {"id": answer}, kind="written")
        (case,) = cases(organiser)
        assert (case["waiting"], case["seen"]["text"]) == (True, "Worse words.")

    def test_keeps_the_copy_alone_beyond_the_end(
        self, app: Flask, quiet: Writing, organiser: Phone
    ) -> None:
        table, _ = self.reported(quiet)
        table.talk.do("end")
        table.talk.wait(minutes=1)
        assert rows(app) == 0
        assert cases(organiser)[0]["seen"]["text"] == UNKIND
        settle(organiser, hidden=False, waiting=False)
        (mine,) = table.phones[1].get("/reports/mine")["reports"]
        assert mine["outcome"] == "left"

    def test_is_for_what_lies_open_at_ones_own_table(
        self, quiet: Writing, mallory: Phone, alice: Phone
    ) -> None:
        table = quiet()
        author, reader, *_ = table.phones
        write(author, table, "Fine words.")
        before = author.put(f"{answer_path(table)}/open")["written"]["answers"][0]["id"]
        for phone in (author, mallory, alice):
            self.refused(phone, before)
        self.refused(reader, str(uuid.uuid4()))
        table.phones[0].put(f"{table.path}/passed/{table.now()['prompt']['key']}")
        self.refused(reader, before)

    def test_is_not_open_to_what_lies_closed(self, app: Flask, quiet: Writing) -> None:
        table = quiet()
        write(table.phones[0], table, UNKIND)
        with app.app_context(), reading(db.session):
            answer = str(db.session.query(Written).one().id)
        self.refused(table.phones[1], answer)

    @staticmethod
    def refused(phone: Phone, answer: str) -> None:
        body = reporting({"id": answer}, kind="written")
        problem = phone.refused("PUT", f"/reports/{uuid.uuid4()}", body)
        assert problem["code"] == "not-found"

    @staticmethod
    def reported(quiet: Writing) -> tuple[TableAtHand, str]:
        """Return a table at which an answer was reported, and its id."""
        table = quiet()
        author, reader, *_ = table.phones
        write(author, table, UNKIND)
        (only,) = reader.put(f"{answer_path(table)}/open")["written"]["answers"]
        report(reader, only, kind="written")
        return table, only["id"]


def test_somebody_muted_writes_nothing_there_and_may_pass(quiet: Writing, organiser: Phone) -> None:
    table = quiet()
    muted = table.phones[0]
    organiser.put(f"/guests/{muted.person_id}/mute", {"words": "Enough for now."})
    problem = muted.refused("PUT", answer_path(table), {"text": UNKIND})
    assert problem["code"] == "muted"
    assert write(muted, table, None)["done"] == [muted.person_id]
