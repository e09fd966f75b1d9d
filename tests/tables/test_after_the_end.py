"""After a conference has ended: nothing new begins, and what there is goes on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from server.conferences.models import Conference
from server.web.rights import Role
from tests.stories.telling import decide, review_of, tell, telling, withdraw
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

NewPhone = Callable[[], Phone]
Promote = Callable[[Phone, Role], Phone]
OpenTalk = Callable[..., TalkAtHand]
TALK = {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 2, "minutes": 12, "size": 4}


def end(organiser: Phone) -> None:
    version = organiser.get("")["conference"]["version"]
    organiser.post("/end", {"version": version})


def refused(phone: Phone, method: str, path: str, body: Any = None) -> None:
    problem = phone.refused(method, path, body)
    assert (problem["code"], problem["status"]) == ("conference-ended", 409)


class TestNothingNewBegins:
    def test_no_story_is_told_or_changed(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        mine = tell(alice)
        end(organiser)
        refused(bob, "PUT", f"/stories/{uuid.uuid4()}", telling())
        newer = telling("A wrong turn, and somebody handed me a headset.", based_on=1)
        refused(alice, "PUT", f"/stories/{mine['id']}", newer)
        refused(alice, "PUT", f"/stories/{uuid.uuid4()}", newer | {"based_on": None})
        assert bob.get("/stories/mine")["stories"] == []
        assert alice.get("/stories/mine")["stories"] == [mine]

    def test_no_talk_is_opened_or_entered_or_started(
        self, organiser: Phone, alice: Phone, host: Phone, open_talk: OpenTalk
    ) -> None:
        talk = open_talk()
        end(organiser)
        refused(host, "PUT", f"/talks/{uuid.uuid4()}", TALK)
        refused(alice, "PUT", f"{talk.path}/here")
        start = {"move": "start", "version": talk.now()["version"]}
        refused(host, "PUT", f"{talk.path}/commands/{uuid.uuid4()}", start)
        assert [one["id"] for one in alice.get("/talks")["talks"]] == [talk.id]

    def test_elsewhere_all_goes_on(
        self, organiser: Phone, new_phone: NewPhone, elsewhere: Conference, promote: Promote
    ) -> None:
        erin = promote(new_phone().join(elsewhere, "Erin", "agent"), Role.HOST)
        theirs = erin.put(f"/talks/{uuid.uuid4()}", TALK)
        end(organiser)
        assert erin.get(f"/talks/{theirs['id']}")["talk"] == theirs
        erin.put(f"/talks/{theirs['id']}/here")
        assert tell(erin)["version"] == 1


class TestTalks:
    @pytest.mark.parametrize("phase", ["gathering", "moving", "paused"])
    def test_end_with_the_conference(
        self,
        organiser: Phone,
        alice: Phone,
        open_talk: OpenTalk,
        crowd: Callable[[int, TalkAtHand], list[Phone]],
        phase: str,
    ) -> None:
        over, talk = open_talk(), open_talk()
        over.do("end")
        before = over.now()
        crowd(4, talk)
        if phase != "gathering":
            talk.do("start")
        if phase == "paused":
            talk.do("pause")
        hears, follows = alice.listen("feed"), alice.listen(f"talk:{talk.id}")
        end(organiser)
        listed = facts(hears, "tables.talk_listed")
        assert [fact["data"]["talk"]["id"] for fact in listed] == [talk.id]
        (moved,) = facts(follows, "tables.talk_moved")
        assert moved["data"]["talk"]["phase"] == "ended"
        assert talk.wait(hours=2)["phase"] == "ended"
        assert over.now() == before

    def test_remember_who_has_met(
        self,
        organiser: Phone,
        open_talk: OpenTalk,
        crowd: Callable[[int, TalkAtHand], list[Phone]],
    ) -> None:
        talk = open_talk()
        one, *_ = crowd(4, talk)
        talk.do("start")
        talk.wait(seconds=46)
        assert talk.now()["phase"] == "talking"
        end(organiser)
        assert len(one.get(f"{talk.path}/company")["people"]) == 3


class TestWhatThereIsGoesOn:
    def test_what_was_sent_before_is_answered_as_the_first_time(
        self, organiser: Phone, host: Phone, alice: Phone
    ) -> None:
        story, talk = uuid.uuid4(), uuid.uuid4()
        told = alice.put(f"/stories/{story}", telling())
        host.put(f"/talks/{talk}", TALK)
        end(organiser)
        assert alice.put(f"/stories/{story}", telling()) == told
        assert host.put(f"/talks/{talk}", TALK)["phase"] == "ended"

    def test_people_wave_block_and_look_after_what_is_theirs(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        mine, his = tell(alice), tell(bob)
        end(organiser)
        decide(organiser, "approve", review_of(organiser, his))
        assert [one["id"] for one in alice.get("/feed")["stories"]] == [his["id"]]
        assert withdraw(alice, mine)["state"] == "withdrawn"
        alice.put(f"/waves/{bob.person_id}")
        bob.put(f"/waves/{alice.person_id}")
        assert len(alice.get("/connections")["connections"]) == 1
        alice.patch("/me", {"version": 1, "link": "https://example.org/alice"})
        assert alice.get("/me/recovery")["code"]
        bob.put(f"/blocks/{alice.person_id}")
        bob.delete("/me")
        assert organiser.get("/guests")["total"] == 2
