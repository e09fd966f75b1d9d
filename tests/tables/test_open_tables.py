"""Tables that anyone starts: two taps, a word to say, six chairs, and no conductor."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import reading, writing
from server.extensions import db
from server.people.models import Meeting
from server.tables.actions import end_all
from server.tables.models import Written
from server.tables.rounds.planning import stand_still_when_time_is_set
from server.web.rights import Role
from server.work.due import run_due
from tests.support.at_once import at_once
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
NewPhone = Callable[[], Phone]


class TableAtHand:
    """An open table that somebody started."""

    def __init__(self, phone: Phone, **wanted: Any) -> None:
        self.id = str(uuid.uuid4())
        self.start = f"/open-tables/{self.id}"
        self.path = f"/talks/{self.id}"
        self.talk: dict[str, Any] = phone.put(self.start, wanted)["talk"]
        self.code: str = self.talk["code"]
        self.sit = f"/open-tables/{self.code}/here"

    def at(self, phone: Phone) -> dict[str, Any]:
        """Return the table as somebody there sees it."""
        table: dict[str, Any] = phone.get(self.path)["table"]
        return table

    def names(self, phone: Phone) -> list[str]:
        """Return who sits there, in the order of turns."""
        return [one["person"]["name"] for one in self.at(phone)["people"]]


@pytest.fixture
def carol(new_phone: NewPhone, conference: Conference) -> Phone:
    """Give Carol, who comes as a third."""
    return new_phone().join(conference, "Carol", "hr")


@pytest.fixture
def elsewhere_on(alice: Phone, new_phone: NewPhone, conference: Conference) -> TableAtHand:
    """Give another open table, which must not get into the way."""
    return TableAtHand(new_phone().join(conference, "Noel", "it"))


@pytest.fixture
def guests(new_phone: NewPhone, conference: Conference) -> Callable[[int], Iterator[Phone]]:
    """Have so many more people join the conference."""
    return lambda count: (
        new_phone().join(conference, f"Guest {number}", "agent") for number in range(count)
    )


def listed(phone: Phone) -> list[str]:
    """Return the codes of the tables that somebody is offered."""
    return [one["code"] for one in phone.get("/open-tables")["tables"]]


def met(app: Flask) -> dict[frozenset[str], int]:
    """Return who has met whom, and how often."""
    with app.app_context(), reading(db.session):
        return {
            frozenset({str(one.one_id), str(one.other_id)}): one.times
            for one in db.session.query(Meeting)
        }


def due(app: Flask) -> None:
    """Do what is due."""
    with app.app_context():
        run_due()


class TestStarting:
    def test_seats_whoever_starts_it_at_a_table_with_a_word_for_a_code(self, alice: Phone) -> None:
        table = TableAtHand(alice)
        talk = table.talk
        assert (talk["mode"], talk["phase"], talk["round"]) == ("open", "talking", 1)
        assert (talk["ends_at"], talk["deck"], talk["largest"]) == (None, "how-did-you-get-here", 6)
        assert talk["code"] == talk["title"].lower()
        assert talk["by"] == alice.person_id
        assert table.at(alice)["number"] == 0
        assert table.names(alice) == ["Alice"]

    def test_sent_twice_is_one_table(self, alice: Phone) -> None:
        table = TableAtHand(alice)
        again = alice.put(table.start)
        assert again["talk"] == table.talk
        assert listed(alice) == [table.code]

    def test_chooses_the_cards(self, alice: Phone) -> None:
        assert TableAtHand(alice, deck="up-and-out").talk["deck_title"] == "Up and out"
        unknown = alice.refused("PUT", f"/open-tables/{uuid.uuid4()}", {"deck": "nonsense"})
        assert unknown["code"] == "unknown-deck"

    def test_anyone_may_read_which_decks_there_are(self, alice: Phone, mallory: Phone) -> None:
        assert alice.get("/decks")["decks"][0]["key"] == "how-did-you-get-here"
        assert mallory.refused("GET", "/decks")["code"] == "not-found"

    def test_leaves_the_table_at_which_one_sat(self, alice: Phone, bob: Phone) -> None:
        first = TableAtHand(alice)
        bob.put(first.sit)
        second = TableAtHand(alice)
        assert first.names(bob) == ["Bob"]
        assert second.names(alice) == ["Alice"]

    def test_is_refused_once_the_conference_is_over(self, alice: Phone, organiser: Phone) -> None:
        organiser.post("/end", {"version": 1})
        refused = alice.refused("PUT", f"/open-tables/{uuid.uuid4()}")
        assert refused["code"] == "conference-ended"

    def test_is_for_those_who_are_in(self, mallory: Phone, conference: Conference) -> None:
        assert mallory.refused("PUT", f"/open-tables/{uuid.uuid4()}")["code"] == "not-found"

    def test_takes_no_id_of_another_conference_or_of_a_hosted_talk(
        self, alice: Phone, host: Phone, mallory: Phone, open_talk: OpenTalk
    ) -> None:
        talk = open_talk()
        assert alice.refused("PUT", f"/open-tables/{talk.id}")["code"] == "id-taken"
        mallory.conference = "spring"
        theirs = TableAtHand(mallory)
        assert alice.refused("PUT", theirs.start)["code"] == "id-taken"
        ours = TableAtHand(alice)
        hosted = {"title": "Coffee", "deck": "up-and-out", "rounds": 2, "minutes": 12}
        assert host.refused("PUT", ours.path, hosted)["code"] == "id-taken"

    def test_two_at_once_have_codes_of_their_own(self, alice: Phone, bob: Phone) -> None:
        one, other = at_once(lambda: TableAtHand(alice), lambda: TableAtHand(bob))
        assert one.code != other.code
        assert set(listed(alice)) == {one.code, other.code}


class TestSittingDown:
    def test_by_the_code_however_it_is_typed(
        self, alice: Phone, bob: Phone, elsewhere_on: TableAtHand
    ) -> None:
        table = TableAtHand(alice)
        socket = alice.listen(f"table:{table.at(alice)['id']}")
        came = bob.put(f"/open-tables/ {table.code.upper()}-/here")
        assert came["here"]
        assert came["table"]["id"] == table.at(alice)["id"]
        (told,) = facts(socket, "tables.table_set")
        people = told["data"]["table"]["people"]
        assert [one["person"]["name"] for one in people] == ["Alice", "Bob"]
        bob.put(table.sit)  # sent twice, it is one chair
        assert table.names(bob) == ["Alice", "Bob"]

    def test_not_where_there_is_no_table(self, alice: Phone, bob: Phone) -> None:
        assert bob.refused("PUT", "/open-tables/unicorn/here")["code"] == "no-such-table"
        table = TableAtHand(alice)
        alice.delete(f"{table.path}/here")
        assert bob.refused("PUT", table.sit)["code"] == "no-such-table"

    def test_not_from_another_conference(self, alice: Phone, mallory: Phone) -> None:
        table = TableAtHand(alice)
        assert mallory.refused("PUT", table.sit)["code"] == "not-found"
        mallory.conference = "spring"
        assert mallory.refused("PUT", table.sit)["code"] == "no-such-table"
        assert mallory.refused("GET", table.path)["code"] == "not-found"
        assert listed(mallory) == []

    def test_not_at_a_full_table(
        self, alice: Phone, bob: Phone, guests: Callable[[int], Iterator[Phone]]
    ) -> None:
        table = TableAtHand(alice)
        for guest in guests(5):
            guest.put(table.sit)
        assert bob.refused("PUT", table.sit)["code"] == "no-chair"
        assert listed(bob) == []
        assert len(table.names(alice)) == 6

    def test_two_at_once_for_the_last_chair_seat_one(
        self,
        alice: Phone,
        bob: Phone,
        carol: Phone,
        guests: Callable[[int], Iterator[Phone]],
    ) -> None:
        table = TableAtHand(alice)
        for guest in guests(4):
            guest.put(table.sit)
        answers = at_once(
            lambda: bob.send("PUT", bob.inside(table.sit)).status_code,
            lambda: carol.send("PUT", carol.inside(table.sit)).status_code,
        )
        assert sorted(answers) == [200, 409]
        assert len(table.names(alice)) == 6

    def test_asks_before_one_leaves_a_hosted_talk(
        self, alice: Phone, bob: Phone, open_talk: OpenTalk
    ) -> None:
        hosted, table = open_talk(), TableAtHand(alice)
        bob.put(f"{hosted.path}/here")
        asked = bob.refused("PUT", table.sit)
        assert asked["code"] == "at-a-talk"
        assert asked["params"] == {"talk": hosted.id, "title": "Coffee"}
        started = bob.refused("PUT", f"/open-tables/{uuid.uuid4()}")
        assert started["code"] == "at-a-talk"
        assert bob.get(hosted.path)["here"]
        assert bob.put(table.sit, {"leaving": True})["here"]
        assert not bob.get(hosted.path)["here"]

    def test_a_hosted_talk_takes_one_away_from_the_table(
        self, alice: Phone, bob: Phone, open_talk: OpenTalk
    ) -> None:
        table, hosted = TableAtHand(alice), open_talk()
        bob.put(table.sit)
        bob.put(f"{hosted.path}/here")
        assert table.names(alice) == ["Alice"]


class TestBlocks:
    @pytest.fixture(params=["blocks", "is blocked"])
    def kept_apart(self, request: pytest.FixtureRequest, bob: Phone, carol: Phone) -> None:
        """Have Carol block Bob, or be blocked by him."""
        by, other = (carol, bob) if request.param == "blocks" else (bob, carol)
        by.put(f"/blocks/{other.person_id}")

    @pytest.mark.usefixtures("kept_apart")
    def test_make_a_table_look_full(
        self, alice: Phone, bob: Phone, carol: Phone, elsewhere_on: TableAtHand
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        full = carol.refused("PUT", table.sit)
        assert full["code"] == "no-chair"
        assert "lock" not in str(full)
        assert listed(carol) == [elsewhere_on.code]
        assert carol.refused("GET", table.path)["code"] == "not-found"
        socket = carol.listen()
        assert "problem" in carol.subscribe(socket, f"talk:{table.id}")

    @pytest.mark.usefixtures("kept_apart")
    def test_tell_whoever_looks_on_that_it_is_full(
        self, alice: Phone, bob: Phone, carol: Phone, promote: Callable[[Phone, Role], Phone]
    ) -> None:
        promote(carol, Role.ORGANISER)
        table = TableAtHand(alice)
        theirs, hers = carol.listen("open-tables"), alice.listen("open-tables")
        bob.put(table.sit)
        (told,) = facts(theirs)
        (listed_to_alice,) = facts(hers, "tables.open_table_listed")
        assert told["number"] == listed_to_alice["number"]
        assert told["type"] == "tables.open_table_unlisted"
        assert told["data"]["on"] is True
        (other,) = carol.get("/open-tables")["others"]
        assert other == told["data"]["table"]
        assert "people" not in other

    @pytest.mark.usefixtures("kept_apart")
    def test_taken_back_tell_nothing_of_a_table_where_another_sits_whom_one_keeps_from(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        carol.put(f"/blocks/{alice.person_id}")
        socket = carol.listen("open-tables")
        carol.delete(f"/blocks/{alice.person_id}")
        assert facts(socket) == []

    @pytest.mark.usefixtures("kept_apart")
    def test_are_over_when_the_other_has_left(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        bob.delete(f"{table.path}/here")
        assert carol.put(table.sit)["here"]


class TestTheList:
    def test_says_whose_table_it_is_how_many_sit_there_and_what_lies_there(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        table = TableAtHand(alice, number=7)
        bob.put(table.sit)
        (line,) = carol.get("/open-tables")["tables"]
        assert line["by"] == "Alice"
        assert (line["people"], line["chairs"], line["number"]) == (2, 6, 7)
        assert line["deck_title"] == "How did you get here?"
        mine = bob.get("/open-tables")["mine"]
        assert mine["id"] == table.id

    def test_is_told_as_people_come_and_go(
        self, alice: Phone, bob: Phone, carol: Phone, guests: Callable[[int], Iterator[Phone]]
    ) -> None:
        socket = carol.listen("open-tables")
        table = TableAtHand(alice)
        for guest in guests(4):
            guest.put(table.sit)
        bob.put(table.sit)
        bob.delete(f"{table.path}/here")
        told = facts(socket)
        assert [one["number"] for one in told] == list(range(1, 8))
        assert [one["data"]["table"].get("people") for one in told] == [1, 2, 3, 4, 5, None, 5]
        alice.delete(table.start)
        (over,) = facts(socket)
        assert (over["type"], over["data"]["on"]) == ("tables.open_table_unlisted", False)

    def test_is_for_those_who_are_in(self, alice: Phone, mallory: Phone) -> None:
        TableAtHand(alice)
        assert mallory.refused("GET", "/open-tables")["code"] == "not-found"
        socket = mallory.listen()
        assert "problem" in mallory.subscribe(socket, "open-tables")

    def test_the_way_in_is_shown_by_those_who_sit_there(
        self, alice: Phone, bob: Phone, conference: Conference
    ) -> None:
        table = TableAtHand(alice)
        way = alice.get(f"{table.start}/way-in")
        assert way["link"] == f"http://localhost/c/autumn/t/{table.code}#{conference.token}"
        assert way["qr"].startswith("<svg")
        assert bob.refused("GET", f"{table.start}/way-in")["code"] == "not-found"


class TestAtTheTable:
    def test_turns_go_round_by_chair_and_again_with_the_next_card(
        self, alice: Phone, bob: Phone
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        now = table.at(alice)
        assert (now["turn"], now["turn_left"]) == (alice.person_id, None)
        at = f"{table.path}/tables/{now['id']}"
        alice.put(f"{at}/turns/{alice.person_id}")
        assert bob.put(f"{at}/turns/{bob.person_id}")["turn"] is None
        after = bob.put(f"{at}/passed/{now['prompt']['key']}")
        assert (after["turn"], after["spoken"]) == (bob.person_id, [])
        assert after["prompt"]["key"] != now["prompt"]["key"]

    def test_whoever_listens_first_speaks_last(self, alice: Phone, bob: Phone) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        alice.put(f"{table.path}/listening", {"listens": True})
        assert table.at(bob)["turn"] == bob.person_id

    def test_what_is_written_goes_when_the_table_closes(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        now = table.at(alice)
        at = f"{table.path}/tables/{now['id']}"
        alice.put(f"{at}/writing", {"writes": True})
        for phone in (alice, bob):
            answer = {"text": "By accident"}
            written = phone.put(f"{at}/answers/{now['prompt']['key']}", answer)["written"]
        assert [one["text"] for one in written["answers"]] == ["By accident"] * 2
        alice.delete(table.start)
        stopped_clock.forward(seconds=20)
        due(app)
        with app.app_context(), reading(db.session):
            assert db.session.query(Written).count() == 0

    def test_those_who_sat_together_have_met_once(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        stopped_clock.forward(minutes=5)
        bob.delete(f"{table.path}/here")
        with_bob = frozenset({alice.person_id, bob.person_id})
        assert met(app) == {with_bob: 1}
        stopped_clock.forward(minutes=1)
        carol.put(table.sit)
        alice.delete(table.start)
        assert met(app) == {with_bob: 1, frozenset({alice.person_id, carol.person_id}): 1}
        company = alice.get(f"{table.path}/company")["people"]
        assert [one["person"]["name"] for one in company] == ["Bob", "Carol"]

    def test_nobody_moves_on_to_another_table(self, alice: Phone) -> None:
        table = TableAtHand(alice)
        elsewhere = f"{table.path}/left/{table.at(alice)['id']}"
        assert alice.refused("PUT", elsewhere)["code"] == "not-found"


class TestTheEnd:
    def test_comes_when_the_last_has_left(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        socket = carol.listen(f"talk:{table.id}")
        alice.delete(f"{table.path}/here")
        assert table.talk["by"] == alice.person_id
        assert bob.get(table.path)["talk"]["by"] == bob.person_id  # it is his now
        bob.delete(f"{table.path}/here")
        (over,) = facts(socket, "tables.talk_moved")
        assert over["data"]["talk"]["phase"] == "ended"
        assert over["data"]["talk"]["code"] is None
        assert listed(alice) == []

    def test_comes_when_whose_table_it_is_or_a_host_says_so(
        self, alice: Phone, bob: Phone, host: Phone
    ) -> None:
        table = TableAtHand(alice)
        bob.put(table.sit)
        assert bob.refused("DELETE", table.start)["code"] == "not-found"
        alice.delete(table.start)
        alice.delete(f"{table.path}/here")
        assert bob.get(table.path)["talk"]["phase"] == "ended"
        other = TableAtHand(alice)
        host.delete(other.start)
        host.delete(other.start)
        assert alice.get(other.path)["talk"]["phase"] == "ended"

    def test_is_not_for_strangers_or_hosted_talks(
        self, alice: Phone, mallory: Phone, host: Phone, open_talk: OpenTalk
    ) -> None:
        table = TableAtHand(alice)
        assert mallory.refused("DELETE", table.start)["code"] == "not-found"
        hosted = open_talk()
        assert host.refused("DELETE", f"/open-tables/{hosted.id}")["code"] == "not-found"

    def test_comes_three_hours_after_anybody_was_heard(
        self, app: Flask, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        table = TableAtHand(alice)
        stopped_clock.forward(hours=2)
        now = table.at(alice)
        alice.put(f"{table.path}/tables/{now['id']}/passed/{now['prompt']['key']}")
        stopped_clock.forward(hours=2)
        due(app)
        assert alice.get(table.path)["talk"]["phase"] == "talking"
        stopped_clock.forward(hours=1)
        due(app)
        assert alice.get(table.path)["talk"]["phase"] == "ended"

    def test_comes_with_that_of_the_conference(self, app: Flask, alice: Phone) -> None:
        table = TableAtHand(alice)
        with app.app_context(), writing(db.session):
            end_all("autumn")
        assert alice.get(table.path)["talk"]["phase"] == "ended"

    def test_comes_when_the_last_leaves_the_conference(self, alice: Phone, bob: Phone) -> None:
        table = TableAtHand(alice)
        alice.delete("/me")
        assert listed(bob) == []
        assert bob.get(table.path)["talk"]["phase"] == "ended"


class TestAmongHostedTalks:
    def test_is_listed_and_conducted_nowhere(self, alice: Phone, host: Phone) -> None:
        wall, feed = host.listen("screen"), host.listen("feed")
        table = TableAtHand(alice)
        assert host.get("/talks")["talks"] == []
        assert host.get("/screen")["talk"] is None
        for path in ("room", "log", "summary", "silent"):
            assert host.refused("GET", f"{table.path}/{path}")["code"] == "not-found"
        assert host.refused("PUT", f"{table.path}/here")["code"] == "not-found", "nor unasked"
        end = {"move": "end", "version": 1}
        conducted = host.refused("PUT", f"{table.path}/commands/{uuid.uuid4()}", end)
        assert conducted["code"] == "not-found"
        assert "problem" in host.subscribe(wall, f"talk-hosts:{table.id}")
        alice.delete(table.start)
        assert facts(wall) == []
        assert facts(feed) == []

    def test_is_passed_over_when_tables_are_dealt(
        self, open_talk: OpenTalk, crowd: Callable[[int, TalkAtHand], list[Phone]], alice: Phone
    ) -> None:
        TableAtHand(alice, number=2)
        talk = open_talk(size=3)
        assert talk.view["first_table"] == 1
        crowd(6, talk)
        talk.do("start")
        room = talk.host.get(f"{talk.path}/room")
        assert [one["number"] for one in room["tables"]] == [1, 3]

    def test_has_no_number_that_a_talk_uses(
        self,
        open_talk: OpenTalk,
        crowd: Callable[[int, TalkAtHand], list[Phone]],
        alice: Phone,
        bob: Phone,
    ) -> None:
        talk = open_talk(size=3)
        crowd(6, talk)
        talk.do("start")
        TableAtHand(alice, number=9)
        for number in (2, 9):
            taken = bob.refused("PUT", f"/open-tables/{uuid.uuid4()}", {"number": number})
            assert taken["code"] == "table-in-use"

    def test_a_card_says_what_is_on_at_its_table(self, alice: Phone, bob: Phone) -> None:
        assert bob.get("/tables/7") == {"number": 7, "talk": None, "code": None}
        table = TableAtHand(alice, number=7)
        assert bob.get("/tables/7") == {"number": 7, "talk": None, "code": table.code}
        assert bob.put(table.sit)["table"]["number"] == 7

    def test_stands_still_for_nobody_who_sets_the_clock(
        self, app: Flask, alice: Phone, stopped_clock: StoppedClock
    ) -> None:
        table = TableAtHand(alice)
        with app.app_context():
            stand_still_when_time_is_set(stopped_clock())
        assert alice.get(table.path)["talk"] == table.talk
