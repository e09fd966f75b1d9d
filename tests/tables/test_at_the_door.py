"""Checking people in: those who have joined, and those who have no phone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
NewPhone = Callable[[], Phone]


def put_down(talk: TalkAtHand, name: str, **more: Any) -> str:
    """Have the host add somebody without a phone; return their id."""
    person_id = str(uuid.uuid4())
    talk.host.put(f"{talk.path}/without-phone/{person_id}", {"name": name} | more)
    return person_id


def guests(talk: TalkAtHand) -> dict[str, bool]:
    """Return who is here, and whether with a phone."""
    room = talk.host.get(f"{talk.path}/room")
    return {one["person"]["name"]: one["phone"] for one in room["people"]}


class TestWithoutAPhone:
    def test_somebody_is_seated_like_everybody(self, open_talk: OpenTalk, crowd: Crowd) -> None:
        talk = open_talk(size=4)
        phones = crowd(3, talk)
        put_down(talk, "Granny Smith", backgrounds=["agent"])
        assert guests(talk)["Granny Smith"] is False
        assert guests(talk)["Guest 0"] is True
        talk.do("start")
        assert "Granny Smith" in talk.names_at(phones[0])

    def test_sent_twice_is_one_person(self, open_talk: OpenTalk) -> None:
        talk = open_talk()
        socket = talk.host.listen(f"talk-hosts:{talk.id}")
        path = f"{talk.path}/without-phone/{uuid.uuid4()}"
        talk.host.put(path, {"name": "Granny"})
        talk.host.put(path, {"name": "Granny"})
        assert list(guests(talk)) == ["Granny"]
        assert len(facts(socket, "tables.guests_changed")) == 1
        log = talk.host.get(f"{talk.path}/log")["lines"]
        assert log[0]["sentence"]["text"] == "Hugo added Granny, who has no phone."

    def test_somebody_takes_their_place_on_a_phone_by_the_link(
        self, open_talk: OpenTalk, crowd: Crowd, new_phone: NewPhone
    ) -> None:
        talk = open_talk(size=4)
        crowd(3, talk)
        person_id = put_down(talk, "Granny")
        talk.do("start")
        link = talk.host.post(f"{talk.path}/without-phone/{person_id}/link")["link"]
        phone = new_phone()
        phone.send("GET", "/me")
        came = phone.send("POST", "/links/use", {"token": link.rpartition("#")[2]}).get_json()
        assert came["person_id"] == person_id
        phone.conference, phone.person_id = came["slug"], person_id
        assert "Granny" in talk.names_at(phone)
        assert guests(talk)["Granny"] is True
        again = f"{talk.path}/without-phone/{person_id}/link"
        assert talk.host.refused("POST", again)["code"] == "not-found"

    def test_those_they_sat_with_know_that_a_phone_cannot_ask_them(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        one, *_ = crowd(3, talk)
        put_down(talk, "Granny")
        talk.do("start")
        talk.do("go-on")
        talk.do("end")
        company = one.get(f"{talk.path}/company")["people"]
        asked = {other["person"]["name"]: other["phone"] for other in company}
        assert asked == {"Guest 1": True, "Guest 2": True, "Granny": False}

    def test_no_host_takes_anybody_elses_place(
        self, open_talk: OpenTalk, crowd: Crowd, bob: Phone
    ) -> None:
        talk = open_talk()
        (alice,) = crowd(1, talk)
        for phone in (alice, bob):
            path = f"{talk.path}/without-phone/{phone.person_id}"
            assert talk.host.refused("POST", f"{path}/link")["code"] == "not-found"
        problem = talk.host.refused(
            "PUT", f"{talk.path}/without-phone/{bob.person_id}", {"name": "Bob"}
        )
        assert problem["code"] == "id-taken"

    def test_is_refused_once_the_talk_is_over_or_the_name_is_empty(
        self, open_talk: OpenTalk
    ) -> None:
        talk = open_talk()
        path = f"{talk.path}/without-phone/{uuid.uuid4()}"
        assert talk.host.refused("PUT", path, {"name": " "})["code"] == "invalid"
        talk.do("end")
        assert talk.host.refused("PUT", path, {"name": "Granny"})["code"] == "talk-over"


class TestAMutedHost:
    def test_puts_no_words_before_anybody_and_goes_on_conducting(
        self, open_talk: OpenTalk, crowd: Crowd, organiser: Phone
    ) -> None:
        talk = open_talk(size=4, rounds=1)
        crowd(4, talk)
        organiser.put(f"/guests/{talk.host.person_id}/mute", {"words": "Too loud."})
        talk.do("start")
        talk.do("go-on")
        opening = {"title": "Loud", "deck": "origins", "rounds": 1, "minutes": 5}
        for path, body in (
            (f"/talks/{uuid.uuid4()}", opening),
            (f"{talk.path}/announcements/{uuid.uuid4()}", {"text": "Loud"}),
            (f"{talk.path}/words", {"words": "Loud"}),
            (f"{talk.path}/without-phone/{uuid.uuid4()}", {"name": "Loud"}),
        ):
            assert talk.host.refused("PUT", path, body)["code"] == "muted"
        talk.do("end")


class TestThoseWhoHaveJoined:
    def test_are_found_by_name_and_checked_in(
        self, open_talk: OpenTalk, alice: Phone, bob: Phone
    ) -> None:
        talk = open_talk()
        found = talk.host.get(f"{talk.path}/absent?find=ALI")["people"]
        assert [one["name"] for one in found] == ["Alice"]
        path = f"{talk.path}/people/{alice.person_id}"
        talk.host.put(path)
        talk.host.put(path)
        assert guests(talk) == {"Alice": True}
        assert alice.get(talk.path)["here"] is True
        assert talk.host.get(f"{talk.path}/absent?find=ali")["people"] == []
        (line,) = talk.host.get(f"{talk.path}/log")["lines"]
        assert line["sentence"]["text"] == "Hugo checked Alice in."

    def test_leave_the_talk_that_they_were_at(self, open_talk: OpenTalk, alice: Phone) -> None:
        coffee, tea = open_talk(), open_talk()
        alice.put(f"{coffee.path}/here")
        tea.host.put(f"{tea.path}/people/{alice.person_id}")
        assert guests(coffee) == {}

    def test_are_not_found_by_a_host_whom_they_have_blocked(
        self, open_talk: OpenTalk, alice: Phone, host: Phone
    ) -> None:
        talk = open_talk()
        alice.put(f"/blocks/{host.person_id}")
        assert host.get(f"{talk.path}/absent?find=alice")["people"] == []
        problem = host.refused("PUT", f"{talk.path}/people/{alice.person_id}")
        assert problem["code"] == "not-found"

    def test_are_of_this_conference_and_shown(
        self, open_talk: OpenTalk, mallory: Phone, bob: Phone, organiser: Phone
    ) -> None:
        talk = open_talk()
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        for name, phone in (("mallory", mallory), ("bob", bob)):
            assert talk.host.get(f"{talk.path}/absent?find={name}")["people"] == []
            problem = talk.host.refused("PUT", f"{talk.path}/people/{phone.person_id}")
            assert problem["code"] == "not-found"


def test_hosts_see_whose_phone_is_not_connected(
    open_talk: OpenTalk, alice: Phone, bob: Phone, mallory: Phone
) -> None:
    talk = open_talk()
    for phone in (alice, bob):
        phone.put(f"{talk.path}/here")
    put_down(talk, "Granny")
    alice.listen("feed")
    assert talk.host.get(f"{talk.path}/silent")["people"] == [bob.person_id], "not Granny"
    alice.close()
    bob.listen("feed")
    assert talk.host.get(f"{talk.path}/silent")["people"] == [alice.person_id]
    for phone in (alice, mallory):
        assert phone.refused("GET", f"{talk.path}/silent")["code"] == "not-found"


def test_is_for_hosts(open_talk: OpenTalk, alice: Phone, mallory: Phone) -> None:
    talk = open_talk()
    for phone in (alice, mallory):
        for method, path in (
            ("PUT", f"without-phone/{uuid.uuid4()}"),
            ("POST", f"without-phone/{uuid.uuid4()}/link"),
            ("PUT", f"people/{alice.person_id}"),
        ):
            body = {"name": "Granny"} if "link" not in path and "without" in path else None
            assert phone.refused(method, f"{talk.path}/{path}", body)["code"] == "not-found"
        assert phone.refused("GET", f"{talk.path}/absent?find=b")["code"] == "not-found"
