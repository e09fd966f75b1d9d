"""What tables take away: one line each, read by organisers before the room reads it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask

from server.database import reading
from server.extensions import db
from server.tables.models import Takeaway
from tests.moderation.test_reporting import cases, report, reporting, settle
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand
from tests.tables.test_turns import Crowd, OpenTalk, TableAtHand, talking

LINE = "Nobody plans to come, and nobody plans to leave."


class Pen:
    """What somebody writes with at a table, under an id that their phone made."""

    def __init__(self, table: TableAtHand) -> None:
        self.table, self.id = table, str(uuid.uuid4())
        self.path = f"{table.path}/takeaways/{self.id}"

    def put(self, phone: Phone, text: str | None = LINE, version: int | None = None) -> Any:
        return phone.put(self.path, {"text": text, "version": version})

    def refused(self, phone: Phone, text: str = LINE, version: int | None = None) -> Any:
        return phone.refused("PUT", self.path, {"text": text, "version": version})


def board(phone: Phone, talk: TalkAtHand) -> tuple[list[str], list[str | None]]:
    """Return the lines that somebody reads: of all tables, and how those of their own stand."""
    told = phone.get(f"{talk.path}/takeaways")
    return [one["text"] for one in told["takeaways"]], [one["state"] for one in told["own"]]


def decide(organiser: Phone, outcome: str, **why: str) -> str:
    """Decide on the line that waits; return the path of the decision."""
    (review,) = organiser.get("/reviews")["reviews"]
    path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
    organiser.put(path, {"revision": review["writing"]["revision"], "outcome": outcome} | why)
    return path


def rows(app: Flask) -> int:
    with app.app_context(), reading(db.session):
        return db.session.query(Takeaway).count()


@pytest.fixture
def over(open_talk: OpenTalk, crowd: Crowd) -> TableAtHand:
    """Return a table of a talk that is over, whose line has gone to the organisers."""
    table = talking(open_talk, crowd)
    Pen(table).put(table.phones[0])
    table.talk.do("end")
    table.talk.wait(minutes=2)
    return table


class TestPuttingItDown:
    def test_is_anybodys_at_the_table_and_all_there_see_it(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        table = talking(open_talk, crowd)
        alice, bob, *_ = table.phones
        assert table.now()["takeaway"] is None
        socket = bob.listen(table.stream)
        pen = Pen(table)
        line = {"id": pen.id, "text": LINE, "version": 1}
        for _ in range(2):
            assert pen.put(alice)["line"] == line, "sent twice, it is written once"
        (fact,) = facts(socket, "tables.table_set")
        assert fact["data"]["table"]["takeaway"] == line
        assert pen.put(bob, "Stay a while.", 1)["line"] == line | {
            "text": "Stay a while.",
            "version": 2,
        }
        assert table.now()["takeaway"]["text"] == "Stay a while."

    def test_takes_turns_with_whoever_was_faster(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, carol, _ = table.phones
        first = Pen(table)
        first.put(alice)
        there = {"id": first.id, "text": LINE, "version": 1}
        for problem in (Pen(table).refused(bob, "Mine."), first.refused(carol, "Mine.", 7)):
            assert (problem["code"], problem["params"]["takeaway"]) == ("version-conflict", there)
        first.put(alice, None, 1)
        assert first.refused(bob, "Mine.", 1)["params"]["takeaway"] is None
        assert first.put(alice, None)["line"] is None

    def test_is_nobodys_who_does_not_sit_there(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, mallory: Phone, host: Phone
    ) -> None:
        table, beside = talking(open_talk, crowd), talking(open_talk, crowd)
        for stranger in (alice, mallory, host, beside.phones[0]):
            assert Pen(table).refused(stranger)["code"] == "not-found"
        astray = f"{beside.talk.path}/tables/{table.path.rpartition('/')[2]}"
        path = f"{astray}/takeaways/{uuid.uuid4()}"
        wanted = {"text": LINE, "version": None}
        assert table.phones[0].refused("PUT", path, wanted)["code"] == "not-found"

    def test_is_one_line_of_some_length(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        for text in ("", "  ", "x" * 121):
            assert "text" in Pen(table).refused(table.phones[0], text)["errors"]
        assert Pen(table).put(table.phones[0], " One\nline \u202e ")["line"]["text"] == "One line"

    def test_begins_when_people_talk_and_goes_on_through_the_rounds_to_come(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        phones = crowd(4, talk)
        talk.do("start")
        table = TableAtHand(talk, phones)
        assert Pen(table).refused(phones[0])["code"] == "not-now"
        talk.do("go-on")
        talk.do("go-on")
        socket = phones[1].listen(f"person:{phones[1].person_id}")
        Pen(table).put(phones[0])
        (fact,) = facts(socket, "tables.takeaway_told")
        assert fact["data"]["takeaway"]["line"]["text"] == LINE
        assert talk.table_of(phones[0])["takeaway"] is None, "the next table has its own"

    def test_can_be_finished_for_two_minutes_after_the_end(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        alice, bob, *_ = table.phones
        table.talk.do("end")
        table.talk.wait(seconds=119)
        pen = Pen(table)
        assert pen.put(alice)["open"] is True
        socket = bob.listen(f"talk:{table.talk.id}")
        table.talk.wait(seconds=1)
        assert len(facts(socket, "tables.takeaways_collected")) == 1
        assert pen.refused(bob, "Too late.", 1)["code"] == "not-now"
        assert len(organiser.get("/reviews")["reviews"]) == 1

    def test_is_nothing_for_a_table_that_somebody_started(self, alice: Phone) -> None:
        path = f"/open-tables/{uuid.uuid4()}"
        alice.put(path, {"deck": "how-did-you-get-here"})
        talk = path.rpartition("/")[2]
        table = alice.get(f"/talks/{talk}")["table"]["id"]
        wanted = {"text": LINE, "version": None}
        problem = alice.refused("PUT", f"/talks/{talk}/tables/{table}/takeaways/{talk}", wanted)
        assert problem["code"] == "not-now"

    def test_goes_on_when_the_end_is_undone(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        Pen(table).put(table.phones[0])
        table.talk.do("end")
        table.talk.do("undo")
        table.talk.wait(minutes=3)
        assert organiser.get("/reviews")["reviews"] == []
        assert table.now()["takeaway"]["text"] == LINE


class TestWhoReadsIt:
    def test_are_organisers_first_and_nobody_else(
        self, over: TableAtHand, organiser: Phone, alice: Phone, mallory: Phone, host: Phone
    ) -> None:
        (review,) = organiser.get("/reviews")["reviews"]
        assert (review["kind"], review["writing"]["text"]) == ("takeaway", LINE)
        number = str(over.talk.host.get(f"{over.talk.path}/takeaways")["number"])
        assert review["writing"]["details"] == {"talk": "Coffee", "round": "1", "table": "1"}
        assert number.isdigit()
        assert board(over.phones[1], over.talk) == ([], ["in-review"])
        for phone in (alice, host):
            assert board(phone, over.talk) == ([], [])
        assert host.get("/screen")["takeaways"] == []
        path = f"{over.talk.path}/takeaways"
        assert mallory.refused("GET", path)["code"] == "not-found"

    def test_are_all_once_it_is_approved_and_nobody_is_named(
        self, over: TableAtHand, organiser: Phone, alice: Phone, host: Phone
    ) -> None:
        everyone = alice.listen(f"talk:{over.talk.id}")
        wall = host.listen("screen")
        path = decide(organiser, "approve")
        shown = host.get("/screen")["takeaways"]
        assert [one["text"] for one in shown] == [LINE]
        for socket in (everyone, wall):
            (fact,) = facts(socket, "tables.takeaway_shown")
            assert fact["data"]["takeaway"] == shown[0]
        names = [phone.person_id for phone in over.phones]
        assert not any(one in str(shown) + str(fact) for one in names)
        assert board(alice, over.talk) == ([LINE], [])
        assert board(over.phones[2], over.talk) == ([LINE], ["live"])
        organiser.post(f"{path}/undo")
        for socket in (everyone, wall):
            (gone,) = facts(socket, "tables.takeaway_gone")
            assert gone["data"]["takeaway_id"] == shown[0]["id"]
        assert host.get("/screen")["takeaways"] == []

    def test_are_not_in_the_room_of_the_next_talk(
        self, over: TableAtHand, organiser: Phone, open_talk: OpenTalk, host: Phone
    ) -> None:
        over.talk.wait(minutes=1)
        later = open_talk()
        later.do("end")
        wall = host.listen("screen")
        decide(organiser, "approve")
        assert facts(wall, "tables.takeaway_shown") == []
        assert host.get("/screen")["takeaways"] == []


class TestWhatIsSentBack:
    def test_is_told_to_the_table_with_the_reason_once_it_stands(
        self, over: TableAtHand, organiser: Phone
    ) -> None:
        _, bob, *_ = over.phones
        socket = bob.listen(f"person:{bob.person_id}")
        decide(organiser, "send-back", reason="names-somebody", words="Leave out the boss.")
        assert facts(socket, "tables.takeaway_told") == []
        assert board(bob, over.talk) == ([], ["in-review"]), "it may still be undone"
        over.talk.wait(seconds=10)
        (fact,) = facts(socket, "tables.takeaway_told")
        told = fact["data"]["takeaway"]
        assert (told["state"], told["reason"]) == ("sent-back", "names-somebody")
        assert (told["words"], told["open"]) == ("Leave out the boss.", True)

    def test_can_be_put_another_way_by_anybody_there_and_is_read_anew(
        self, app: Flask, over: TableAtHand, organiser: Phone, host: Phone
    ) -> None:
        decide(organiser, "send-back", reason="unfinished")
        over.talk.wait(seconds=10)
        told = Pen(over).put(over.phones[2], "Stay a while.", 1)
        assert (told["state"], told["open"]) == ("in-review", False)
        assert rows(app) == 1
        decide(organiser, "approve")
        assert [one["text"] for one in host.get("/screen")["takeaways"]] == ["Stay a while."]

    def test_is_final_when_it_is_closed(self, over: TableAtHand, organiser: Phone) -> None:
        decide(organiser, "close", reason="unkind")
        over.talk.wait(seconds=10)
        assert board(over.phones[0], over.talk) == ([], ["closed"])
        assert Pen(over).refused(over.phones[0], "Again.", 1)["code"] == "not-now"


class TestWhenItsWriterLeaves:
    def test_the_line_goes_with_them_wherever_it_is_shown(
        self, app: Flask, over: TableAtHand, organiser: Phone, host: Phone
    ) -> None:
        decide(organiser, "approve")
        wall = host.listen("screen")
        over.phones[1].delete("/me")
        assert rows(app) == 1, "whoever sat there besides may leave"
        over.phones[0].delete("/me")
        assert len(facts(wall, "tables.takeaway_gone")) == 1
        assert (rows(app), host.get("/screen")["takeaways"]) == (0, [])

    def test_nothing_is_left_to_be_read(
        self, app: Flask, over: TableAtHand, organiser: Phone
    ) -> None:
        over.phones[0].delete("/me")
        assert (rows(app), organiser.get("/reviews")["reviews"]) == (0, [])

    def test_the_others_may_write_another(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        table = talking(open_talk, crowd)
        alice, bob, *_ = table.phones
        Pen(table).put(alice)
        alice.delete("/me")
        assert table.now()["takeaway"] is None
        assert Pen(table).put(bob)["line"]["version"] == 1


def test_all_lines_of_a_hall_are_handed_in_some_at_a_time(
    open_talk: OpenTalk, crowd: Crowd, organiser: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.tables.at_table.taking_away.AT_ONCE", 1)
    talk = open_talk(size=3)
    phones = crowd(9, talk)
    talk.do("start")
    talk.do("go-on")
    for phone in phones:
        path = f"{talk.path}/tables/{talk.table_of(phone)['id']}/takeaways/{uuid.uuid4()}"
        phone.send("PUT", phone.inside(path), {"text": LINE, "version": None})
    talk.do("end")
    talk.wait(minutes=2)
    for _ in range(4):
        talk.run_due()
    assert len(organiser.get("/reviews")["reviews"]) == 3
    assert talk.host.get(f"{talk.path}/summary")["takeaways"] == 3


class TestReporting:
    def test_takes_an_approved_line_off_everywhere_until_it_is_shown_again(
        self, over: TableAtHand, organiser: Phone, alice: Phone
    ) -> None:
        decide(organiser, "approve")
        (line,) = alice.get(f"{over.talk.path}/takeaways")["takeaways"]
        heard, wall = alice.listen(f"talk:{over.talk.id}"), organiser.listen("screen")
        own = over.phones[0].listen(f"person:{over.phones[0].person_id}")
        report(alice, line, kind="takeaway")
        (case,) = cases(organiser)
        assert (case["seen"]["text"], case["hidden"]) == (LINE, False)
        settle(organiser, hidden=True, waiting=True)
        for socket in (heard, wall):
            (gone,) = facts(socket, "tables.takeaway_gone")
            assert gone["data"]["takeaway_id"] == line["id"]
        assert facts(own, "tables.takeaway_told")[-1]["data"]["takeaway"]["hidden"] is True
        assert board(alice, over.talk)[0] == []
        assert LINE not in str(organiser.get("/screen"))
        settle(organiser, hidden=False, waiting=False)
        assert board(alice, over.talk)[0] == [LINE]
        assert facts(heard, "tables.takeaway_shown")[0]["data"]["takeaway"]["text"] == LINE

    def test_what_is_hidden_stays_so_when_it_is_approved_once_more(
        self, over: TableAtHand, organiser: Phone, alice: Phone
    ) -> None:
        path = decide(organiser, "approve")
        (line,) = alice.get(f"{over.talk.path}/takeaways")["takeaways"]
        report(alice, line, kind="takeaway")
        settle(organiser, hidden=True, waiting=False)
        organiser.post(f"{path}/undo")
        decide(organiser, "approve")
        assert board(alice, over.talk)[0] == []

    def test_is_not_open_to_what_nobody_has_approved_nor_to_ones_own(
        self, over: TableAtHand, organiser: Phone, alice: Phone, mallory: Phone
    ) -> None:
        (own,) = over.phones[0].get(f"{over.talk.path}/takeaways")["own"]
        body = reporting(own["line"], kind="takeaway")

        def refused(phone: Phone) -> bool:
            problem = phone.refused("PUT", f"/reports/{uuid.uuid4()}", body)
            return bool(problem["code"] == "not-found")

        assert refused(alice)
        decide(organiser, "approve")
        assert refused(over.phones[0])
        assert refused(mallory)
        alice.put(f"/reports/{uuid.uuid4()}", body)
