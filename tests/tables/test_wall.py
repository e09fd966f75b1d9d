"""Names beside tables on the screen: of those who agreed, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.conferences.models import Conference
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

NewPhone = Callable[[], Phone]
OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def agree(phone: Phone, *shares: str) -> None:
    """Have somebody share these of themselves, and their name on the screen, or nothing."""
    phone.patch("/me", {"version": phone.get("/me")["profile"]["version"], "shares": list(shares)})


def named(phone: Phone) -> list[str]:
    """Return whom the screen names."""
    return [one["name"] for one in phone.get("/screen")["names"]]


def seated(open_talk: OpenTalk, crowd: Crowd) -> tuple[TalkAtHand, list[Phone]]:
    """Return a talk in which four walk to a table of which the last agreed to be named."""
    talk = open_talk(size=4)
    phones = crowd(4, talk)
    agree(phones[3], "wall")
    talk.do("start")
    return talk, phones


class TestWhoIsNamed:
    def test_is_nobody_who_has_not_agreed(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(size=4)
        crowd(4, talk)
        socket = host.listen("screen")
        talk.do("start")
        assert named(host) == []
        shown = facts(socket, "tables.room_shown")[-1]["data"]
        assert (shown["names"], len(shown["tables"])) == ([], 1)

    def test_is_who_agreed_beside_their_table(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        socket = host.listen("screen")
        talk, phones = seated(open_talk, crowd)
        one = {"person_id": phones[3].person_id, "name": "Guest 3", "organisation": None}
        expected = [one | {"table": talk.table_of(phones[3])["number"]}]
        assert facts(socket, "tables.room_shown")[-1]["data"]["names"] == expected
        assert host.get("/screen")["names"] == expected

    def test_go_by_name_as_people_look_for_it(
        self, open_talk: OpenTalk, new_phone: NewPhone, conference: Conference, host: Phone
    ) -> None:
        talk = open_talk(size=4)
        for name in ("zoë", "Émile", "Øyvind", "Adam", "eva"):
            phone = new_phone().join(conference, name, shares=["wall"])
            phone.put(f"{talk.path}/here")
        talk.do("start")
        assert named(host) == ["Adam", "Émile", "eva", "Øyvind", "zoë"]

    def test_namesakes_are_told_apart_by_what_they_share(
        self, open_talk: OpenTalk, new_phone: NewPhone, conference: Conference, host: Phone
    ) -> None:
        talk = open_talk(size=4)
        for name, organisation, shares in (
            ("Anna", "The Mill", ["wall", "organisation"]),
            ("Anna", "The Port", ["wall"]),
            ("Bert", "The Guild", ["wall", "organisation"]),
        ):
            profile = {"organisation": organisation, "shares": shares}
            phone = new_phone().join(conference, name, **profile)
            phone.put(f"{talk.path}/here")
        talk.do("start")
        told = [(one["name"], one["organisation"]) for one in host.get("/screen")["names"]]
        assert told == [("Anna", "The Mill"), ("Anna", None), ("Bert", None)]

    def test_is_nobody_who_is_hidden_or_has_left(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        talk, phones = seated(open_talk, crowd)
        for phone in phones[:3]:
            agree(phone, "wall")
        guests = {one["id"]: one for one in organiser.get("/guests")["people"]}
        body = {"version": guests[phones[0].person_id]["version"], "hidden": True}
        organiser.patch(f"/guests/{phones[0].person_id}", body)
        phones[1].delete("/me")
        phones[2].delete(f"{talk.path}/here")
        assert named(organiser) == ["Guest 3"]

    def test_is_nobody_while_nobody_sits(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk, _ = seated(open_talk, crowd)
        talk.do("end")
        assert (named(host), host.get("/screen")["prompt"]) == ([], None)

    def test_is_told_to_no_guest(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, mallory: Phone
    ) -> None:
        seated(open_talk, crowd)
        for phone in (alice, mallory):
            assert phone.refused("GET", "/screen")["code"] == "not-found"
            assert phone.subscribe(phone.listen(), "screen")["problem"]["code"] == "not-found"


class TestChangingOnesMind:
    def test_takes_the_name_down_at_once(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        _, phones = seated(open_talk, crowd)
        socket = host.listen("screen")
        agree(phones[3], "organisation")
        assert self.told(socket) == [(phones[3].person_id, False)]
        assert named(host) == []

    def test_puts_it_up(self, open_talk: OpenTalk, crowd: Crowd, host: Phone) -> None:
        _, phones = seated(open_talk, crowd)
        socket = host.listen("screen")
        agree(phones[0], "wall")
        assert self.told(socket) == [(phones[0].person_id, True)]
        assert named(host) == ["Guest 0", "Guest 3"]

    def test_of_ones_name_changes_it_there(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        _, phones = seated(open_talk, crowd)
        socket = host.listen("screen")
        for phone in phones[2:]:
            version = phone.get("/me")["profile"]["version"]
            phone.patch("/me", {"version": version, "name": "Zed"})
        assert self.told(socket) == [(phones[3].person_id, True)], "of the others it hears nothing"
        assert named(host) == ["Zed"]

    @staticmethod
    def told(socket: Any) -> list[tuple[str, bool]]:
        """Return what the screen was told of people."""
        heard = facts(socket, "people.wall_changed")
        return [(fact["data"]["person_id"], fact["data"]["agreed"]) for fact in heard]


class TestTheCard:
    def test_is_the_one_that_lies_on_most_tables(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(size=3)
        phones = crowd(9, talk)
        talk.do("start")
        table = talk.table_of(phones[0])
        path = f"{talk.path}/tables/{table['id']}/passed/{table['prompt']['key']}"
        phones[0].put(path)
        assert talk.table_of(phones[0])["prompt"] != table["prompt"]
        assert host.get("/screen")["prompt"] == table["prompt"]

    def test_is_a_hosts_question_at_once(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk, _ = seated(open_talk, crowd)
        socket = host.listen("screen")
        host.put(f"{talk.path}/words", {"words": "What made you stay?"})
        (fact,) = facts(socket, "tables.room_shown")
        assert fact["data"]["prompt"]["lighter"] == "What made you stay?"
        assert host.get("/screen")["prompt"] == fact["data"]["prompt"]
