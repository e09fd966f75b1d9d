"""A talk from opening to goodbye, over the real routes and sockets."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from itertools import combinations
from typing import Any

from server.conferences.models import Conference
from server.web.rights import Role
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
NewPhone = Callable[[], Phone]


class TestOpening:
    def test_tells_everyone(self, open_talk: OpenTalk, alice: Phone) -> None:
        socket = alice.listen("feed")
        talk = open_talk(title="After the keynote")
        (fact,) = facts(socket, "tables.talk_listed")
        assert fact["data"]["talk"]["title"] == "After the keynote"
        assert [one["id"] for one in alice.get("/talks")["talks"]] == [talk.id]

    def test_sent_twice_is_one_talk(self, open_talk: OpenTalk, host: Phone) -> None:
        talk = open_talk(title="Coffee")
        body = {"title": "Tea", "deck": "up-and-out", "rounds": 1, "minutes": 5}
        assert host.put(talk.path, body)["title"] == "Coffee"
        assert len(host.get("/talks")["talks"]) == 1

    def test_is_for_hosts(self, alice: Phone, mallory: Phone) -> None:
        body = {"title": "Mine", "deck": "up-and-out", "rounds": 1, "minutes": 5}
        for phone in (alice, mallory):
            assert phone.refused("PUT", f"/talks/{uuid.uuid4()}", body)["code"] == "not-found"

    def test_offers_decks_with_enough_cards(self, host: Phone) -> None:
        decks = host.get("/decks")["decks"]
        assert decks[0]["key"] == "how-did-you-get-here"
        assert len(decks) >= 3
        assert all(deck["cards"] >= 12 for deck in decks)

    def test_refuses_what_is_no_talk(self, host: Phone) -> None:
        body = {"title": "", "deck": "up-and-out", "rounds": 99, "minutes": 5, "size": 2}
        problem = host.refused("PUT", f"/talks/{uuid.uuid4()}", body)
        assert set(problem["errors"]) == {"title", "rounds", "size"}
        body = {"title": "A", "deck": "tarot", "rounds": 1, "minutes": 5}
        assert host.refused("PUT", f"/talks/{uuid.uuid4()}", body)["code"] == "unknown-deck"


class TestCheckingIn:
    def test_shows_the_host_who_is_here(
        self, open_talk: OpenTalk, alice: Phone, host: Phone
    ) -> None:
        talk = open_talk()
        socket = host.listen(f"talk-hosts:{talk.id}")
        assert alice.put(f"{talk.path}/here")["here"] is True
        alice.put(f"{talk.path}/here")
        (fact,) = facts(socket, "tables.guests_changed")
        assert [one["person"]["name"] for one in fact["data"]["people"]] == ["Alice"]
        assert fact["data"]["talk"]["here"] == 1
        room = host.get(f"{talk.path}/room")
        assert room["number"] == fact["number"]
        assert [one["person"]["name"] for one in room["people"]] == ["Alice"]

    def test_can_be_taken_back(self, open_talk: OpenTalk, alice: Phone, host: Phone) -> None:
        talk = open_talk()
        alice.put(f"{talk.path}/here")
        alice.delete(f"{talk.path}/here")
        assert host.get(f"{talk.path}/room")["people"] == []

    def test_is_counted_for_all_once_however_many_come_at_a_time(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk, other = open_talk(), open_talk()
        socket = alice.listen(f"talk:{talk.id}", f"talk:{other.id}")
        crowd(5, talk)
        talk.wait(seconds=1.9)
        assert facts(socket, "tables.talk_counted") == []
        talk.wait(seconds=0.1)
        (fact,) = facts(socket, "tables.talk_counted")
        assert fact["data"] == {"talk_id": talk.id, "here": 5}
        talk.wait(seconds=10)
        assert facts(socket, "tables.talk_counted") == []
        alice.put(f"{talk.path}/here")
        talk.wait(seconds=2)
        (fact,) = facts(socket, "tables.talk_counted")
        assert fact["data"]["here"] == 6

    def test_is_counted_for_those_who_look_at_the_list_and_not_on_the_feed(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, mallory: Phone
    ) -> None:
        talk = open_talk()
        socket, before = alice.listen("talks", "feed"), alice.get("/talks")
        crowd(5, talk)
        talk.wait(seconds=2)
        (fact,) = facts(socket, "tables.talk_counted")
        assert (fact["stream"], fact["number"]) == ("talks", before["talks_number"] + 1)
        now = alice.get("/talks")
        assert now["talks_number"] == fact["number"]
        assert [one["here"] for one in now["talks"]] == [5]
        mallory.conference = alice.conference
        assert mallory.subscribe(mallory.listen(), "talks")["problem"]["code"] == "not-found"

    def test_to_another_talk_leaves_the_first(
        self, open_talk: OpenTalk, alice: Phone, host: Phone
    ) -> None:
        coffee, tea = open_talk(), open_talk()
        alice.put(f"{coffee.path}/here")
        alice.put(f"{tea.path}/here")
        assert host.get(f"{coffee.path}/room")["people"] == []
        assert len(host.get(f"{tea.path}/room")["people"]) == 1

    def test_what_hosts_see_is_for_hosts(
        self, open_talk: OpenTalk, alice: Phone, mallory: Phone
    ) -> None:
        talk = open_talk()
        assert alice.refused("GET", f"{talk.path}/room")["code"] == "not-found"
        assert mallory.refused("PUT", f"{talk.path}/here")["code"] == "not-found"
        socket = alice.listen()
        for stream in (f"talk-hosts:{talk.id}", "talk:nonsense", f"talk:{uuid.uuid4()}"):
            assert alice.subscribe(socket, stream)["problem"]["code"] == "not-found"


class TestTheFirstRound:
    def test_tells_everyone_their_table_with_one_message_a_table(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
        talk.do("start")
        tables: dict[str, list[str]] = {}
        for phone, socket in zip(phones, sockets, strict=True):
            (fact,) = facts(socket, "tables.table_set")
            table = fact["data"]["table"]
            assert fact["stream"] == f"table:{table['id']}"
            assert fact["number"] == 1
            assert phone.person_id in {one["person"]["id"] for one in table["people"]}
            assert table == talk.table_of(phone)
            tables.setdefault(table["id"], []).append(phone.person_id)
        assert sorted(len(there) for there in tables.values()) == [4, 4]

    def test_moves_for_45_seconds_and_then_talks(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(minutes=12)
        crowd(4, talk)
        talk.do("start")
        assert talk.now()["phase"] == "moving"
        assert talk.now()["ends_at"] == "2026-11-23T09:00:45.000Z"
        assert talk.wait(seconds=44)["phase"] == "moving"
        assert talk.wait(seconds=1)["phase"] == "talking"
        assert talk.now()["ends_at"] == "2026-11-23T09:12:45.000Z"

    def test_needs_two_people(self, open_talk: OpenTalk, crowd: Crowd, host: Phone) -> None:
        talk = open_talk()
        crowd(1, talk)
        body = {"move": "start", "version": talk.view["version"]}
        path = f"{talk.path}/commands/{uuid.uuid4()}"
        assert host.refused("PUT", path, body)["code"] == "nobody-to-seat"

    def test_a_table_is_heard_by_those_who_sit_there_only(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        talk.do("start")
        here, there = (
            phones[0],
            next(phone for phone in phones if talk.table_of(phone) != talk.table_of(phones[0])),
        )
        stream = f"table:{talk.table_of(here)['id']}"
        assert "number" in here.subscribe(here.listen(), stream)
        assert there.subscribe(there.listen(), stream)["problem"]["code"] == "not-found"


class TestRotating:
    def test_nobody_meets_twice_while_that_is_possible(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=4)
        phones = crowd(16, talk)
        talk.do("start")
        pairs: list[tuple[str, str]] = []
        for _ in range(4):
            seen: dict[str, list[str]] = {}
            for phone in phones:
                seen.setdefault(talk.table_of(phone)["id"], []).append(phone.person_id)
            pairs += [pair for there in seen.values() for pair in combinations(sorted(there), 2)]
            talk.wait(seconds=45)
            talk.wait(minutes=12)
        assert len(pairs) == len(set(pairs)) == 4 * 4 * 6
        assert talk.now()["phase"] == "ended"

    def test_everybody_gets_a_new_card(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(rounds=2)
        (alice, *_) = crowd(4, talk)
        talk.do("start")
        first = talk.table_of(alice)["prompt"]["key"]
        talk.do("go-on")
        talk.do("go-on")
        assert talk.table_of(alice)["round"] == 2
        assert talk.table_of(alice)["prompt"]["key"] != first

    def test_the_company_is_remembered(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=3, rounds=1)
        (alice, *_) = crowd(3, talk)
        talk.do("start")
        talk.do("go-on")
        talk.do("end")
        company = alice.get(f"{talk.path}/company")["people"]
        assert {one["person"]["name"] for one in company} == {"Guest 1", "Guest 2"}
        assert all(one["rounds"] == [1] for one in company)

    def test_blocked_people_sit_apart(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4, rounds=3)
        phones = crowd(12, talk)
        phones[0].put(f"/blocks/{phones[1].person_id}")
        talk.do("start")
        for _ in range(3):
            assert "Guest 1" not in talk.names_at(phones[0])
            talk.do("go-on")
            talk.do("go-on")


class TestConducting:
    def test_two_taps_at_once_move_the_talk_once(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        decided_on = talk.now()["version"]
        talk.do("go-on", version=decided_on)
        body = {"move": "go-on", "version": decided_on}
        problem = organiser.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert problem["code"] == "version-conflict"
        assert problem["params"]["by"] == "Hugo"
        assert talk.now()["phase"] == "talking"

    def test_who_comes_after_the_clock_is_told_of_no_host(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        decided_on = talk.now()["version"]
        talk.wait(seconds=45)
        body = {"move": "go-on", "version": decided_on}
        problem = organiser.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert problem["params"]["by"] is None

    def test_a_retry_gets_the_first_answer(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        path = f"{talk.path}/commands/{uuid.uuid4()}"
        body = {"move": "add-minute", "version": talk.now()["version"]}
        first, again = host.put(path, body), host.put(path, body)
        assert first == again
        assert talk.now()["ends_at"] == "2026-11-23T09:01:45.000Z"

    def test_pausing_keeps_what_was_left(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        talk.wait(seconds=45)
        talk.wait(minutes=2)
        assert talk.do("pause")["paused_left"] == 600
        assert talk.wait(hours=2)["phase"] == "talking"
        assert talk.do("resume")["ends_at"] == "2026-11-23T11:12:45.000Z"

    def test_what_is_impossible_is_said(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk()
        body = {"move": "pause", "version": talk.view["version"]}
        problem = host.refused("PUT", f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert problem["code"] == "not-now"

    def test_is_for_hosts(self, open_talk: OpenTalk, alice: Phone) -> None:
        talk = open_talk()
        body = {"move": "end", "version": talk.view["version"]}
        path = f"{talk.path}/commands/{uuid.uuid4()}"
        assert alice.refused("PUT", path, body)["code"] == "not-found"

    def test_a_boundary_noticed_late_opens_paused(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        late = talk.wait(minutes=10)
        assert (late["phase"], late["paused_left"]) == ("talking", 720)

    def test_ending_tells_everyone(self, open_talk: OpenTalk, crowd: Crowd, alice: Phone) -> None:
        talk = open_talk()
        crowd(4, talk)
        talk.do("start")
        socket = alice.listen("feed", f"talk:{talk.id}")
        talk.do("end")
        heard = {fact["type"]: fact["data"]["talk"]["phase"] for fact in facts(socket)}
        assert heard == {"tables.talk_listed": "ended", "tables.talk_moved": "ended"}
        problem = alice.refused("PUT", f"{talk.path}/here")
        assert problem["code"] == "talk-over"


class TestComingLateAndLeaving:
    def test_a_latecomer_sits_at_the_smallest_table_at_once(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(7, talk)
        talk.do("start")
        talk.wait(seconds=45)
        small = min((talk.table_of(phone) for phone in phones), key=lambda t: len(t["people"]))
        neighbour = next(phone for phone in phones if talk.table_of(phone) == small)
        socket = neighbour.listen(f"table:{small['id']}")
        joined = alice.put(f"{talk.path}/here")
        assert joined["table"]["id"] == small["id"]
        (fact,) = facts(socket, "tables.table_set")
        names = [one["person"]["name"] for one in fact["data"]["table"]["people"]]
        assert names[-1] == "Alice"
        assert fact["number"] == 2

    def test_in_the_last_minute_a_latecomer_waits_for_the_next_round(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk(size=4, minutes=2)
        crowd(7, talk)
        talk.do("start")
        talk.wait(seconds=45)
        talk.wait(seconds=61)
        joined = alice.put(f"{talk.path}/here")
        assert (joined["here"], joined["table"]) == (True, None)
        talk.wait(seconds=60)
        assert talk.table_of(alice)["round"] == 2

    def test_a_leaver_frees_the_chair(self, open_talk: OpenTalk, crowd: Crowd, host: Phone) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        talk.do("start")
        left = next(p for p in phones[1:] if talk.table_of(p) == talk.table_of(phones[0]))
        left.delete(f"{talk.path}/here")
        assert len(talk.names_at(phones[0])) == 3
        assert left.get(talk.path)["table"] is None
        assert sorted(one["heads"] for one in host.get(f"{talk.path}/room")["tables"]) == [3, 4]

    def test_a_host_frees_the_chair_of_somebody_who_is_not_there(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(4, talk)
        talk.do("start")
        socket = phones[0].listen(f"person:{phones[0].person_id}")
        host.delete(f"{talk.path}/people/{phones[0].person_id}")
        assert facts(socket, "tables.got_up")[0]["data"] == {"talk_id": talk.id}
        assert phones[0].refused("DELETE", f"{talk.path}/people/{phones[1].person_id}")

    def test_nobody_is_left_alone_at_a_table(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=3)
        phones = crowd(6, talk)
        talk.do("start")
        mine = talk.table_of(phones[0])
        for phone in [phone for phone in phones[1:] if talk.table_of(phone) == mine]:
            phone.delete(f"{talk.path}/here")
        assert len(talk.names_at(phones[0])) == 4

    def test_who_comes_while_the_round_is_planned_has_a_chair(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, host: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=2)
        phones = crowd(8, talk)
        body = {"move": "start", "version": talk.now()["version"]}
        host.put(f"{talk.path}/commands/{uuid.uuid4()}", body)
        assert talk.now()["phase"] == "setting"
        alice.put(f"{talk.path}/here")
        phones[0].delete(f"{talk.path}/here")
        talk.run_due()
        assert "Alice" in talk.names_at(alice)
        assert phones[0].get(talk.path)["table"] is None

    def test_who_leaves_the_conference_leaves_the_table(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(4, talk)
        talk.do("start")
        phones[1].delete("/me")
        assert "Guest 1" not in talk.names_at(phones[0])


class TestPassing:
    def test_turns_the_next_card_once(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk()
        (alice, bob, *_) = crowd(4, talk)
        talk.do("start")
        table = talk.table_of(alice)
        socket = bob.listen(f"table:{table['id']}")
        path = f"{talk.path}/tables/{table['id']}/passed/{table['prompt']['key']}"
        first, second = alice.put(path), bob.put(path)
        assert first["prompt"] == second["prompt"] != table["prompt"]
        assert len(facts(socket, "tables.table_set")) == 1

    def test_is_for_those_at_the_table(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone
    ) -> None:
        talk = open_talk()
        (guest, *_) = crowd(4, talk)
        talk.do("start")
        table = talk.table_of(guest)
        path = f"{talk.path}/tables/{table['id']}/passed/{table['prompt']['key']}"
        assert alice.refused("PUT", path)["code"] == "not-found"


def test_a_snapshot_after_equals_a_snapshot_before_and_its_facts(
    open_talk: OpenTalk, crowd: Crowd, promote: Any, new_phone: NewPhone, conference: Conference
) -> None:
    """Fetch, act, apply facts must equal act, fetch: the numbers tell that nothing is missing."""
    talk = open_talk()
    phones = crowd(5, talk)
    watcher = promote(new_phone().join(conference, "Wanda"), Role.HOST)
    socket = watcher.listen(f"talk:{talk.id}", f"talk-hosts:{talk.id}")
    before = watcher.get(talk.path)["number"]
    talk.do("start")
    talk.wait(seconds=45)
    phones[0].delete(f"{talk.path}/here")
    talk.do("pause")
    after = watcher.get(talk.path)
    told = [fact for fact in facts(socket) if fact["stream"] == f"talk:{talk.id}"]
    assert [fact["number"] for fact in told] == list(range(before + 1, after["number"] + 1))
    last = told[-1]["data"]["talk"]
    assert last | {"here": 0} == after["talk"] | {"here": 0}
