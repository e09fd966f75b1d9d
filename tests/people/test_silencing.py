"""Muting and banning: told, with the reason, to be taken back, and written down."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.audit import check_chain
from server.conferences.models import AuditRow, Conference
from server.database import reading
from server.extensions import db
from server.web.rights import Role
from tests.stories.telling import feed, published, telling, withdraw
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]
WHY = {"words": "You shouted at two people who only wanted to listen."}
MUTED = {"words": "You write faster than the others can read."}
ANSWER = {"words": "Thank you. Let us talk at the door at five."}
APPEAL = {"words": "I am sorry. I have been to see both of them."}


def guest(phone: Phone, what: str) -> str:
    """Return the path of what organisers do to somebody."""
    return f"/guests/{phone.person_id}/{what}"


def acts(app: Flask) -> list[str]:
    """Return what the audit chain says was done, which must hold."""
    with app.app_context(), reading(db.session):
        assert check_chain("autumn").flaw is None
        return list(db.session.scalars(select(AuditRow.act).order_by(AuditRow.number)))


class TestWho:
    @pytest.mark.parametrize("what", ["mute", "ban"])
    def test_organisers_alone(
        self, alice: Phone, bob: Phone, host: Phone, mallory: Phone, what: str
    ) -> None:
        for phone in (bob, host, mallory):
            assert phone.refused("PUT", guest(alice, what), WHY)["code"] == "not-found"
            assert phone.refused("DELETE", guest(alice, what))["code"] == "not-found"

    def test_no_organiser_is_silenced(
        self, organiser: Phone, alice: Phone, promote: Callable[[Phone, Role], Phone]
    ) -> None:
        promote(alice, Role.ORGANISER)
        for what in ("mute", "ban"):
            code = organiser.refused("PUT", guest(alice, what), WHY)["code"]
            assert code == "is-organiser"


class TestMuting:
    def test_is_told_once_and_written_down(
        self, app: Flask, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        own, others = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        for _ in range(2):
            assert organiser.put(guest(alice, "mute"), WHY)["muted"] is True
        (told,) = facts(own, "people.profile_changed")
        assert told["data"]["profile"]["muted_because"] == WHY["words"]
        assert WHY["words"] not in str(facts(others))
        organiser.delete(guest(alice, "mute"))
        assert alice.get("/me")["profile"]["muted"] is False
        assert acts(app) == ["mute", "unmute"]

    def test_what_they_write_reaches_nobody_until_it_is_lifted(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        story = published(organiser, alice)
        organiser.put(guest(alice, "mute"), WHY)
        path = f"/stories/{story['id']}"
        tries = [
            ("PUT", f"/stories/{uuid.uuid4()}", telling(background="it")),
            ("PUT", path, telling("Something else altogether than it was.", based_on=1)),
            ("PUT", f"/waves/{bob.person_id}", None),
            ("PATCH", "/me", {"version": 2, "name": "Something rude"}),
        ]
        for attempt in tries:
            assert alice.refused(*attempt)["code"] == "muted"
        assert feed(bob) == [story["latest"]["text"]]  # what was there stays
        organiser.delete(guest(alice, "mute"))
        alice.put(f"/waves/{bob.person_id}")

    def test_they_can_take_back_what_they_wrote(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        story = published(organiser, alice)
        organiser.put(guest(alice, "mute"), WHY)
        withdraw(alice, story)
        assert feed(bob) == []

    def test_is_told_with_a_reason(self, organiser: Phone, alice: Phone) -> None:
        for words in (None, "", "x" * 301):
            problem = organiser.refused("PUT", guest(alice, "mute"), {"words": words})
            assert "words" in problem["errors"]

    def test_is_no_step_back_from_a_ban(self, organiser: Phone, alice: Phone) -> None:
        organiser.put(guest(alice, "ban"), WHY)
        assert organiser.refused("PUT", guest(alice, "mute"), WHY)["code"] == "is-banned"

    def test_stays_when_a_ban_is_lifted(self, organiser: Phone, alice: Phone) -> None:
        organiser.put(guest(alice, "mute"), WHY)
        alice.put("/me/appeal", APPEAL)
        organiser.put(guest(alice, "ban"), WHY)
        assert alice.get("/ban")["appeal"] is None, "a ban is another matter"
        organiser.delete(guest(alice, "ban"))
        profile = alice.get("/me")["profile"]
        assert (profile["muted_because"], profile["appeal"]) == (WHY["words"], None)


class TestAppealing:
    @pytest.mark.parametrize(("what", "path"), [("mute", "/me/appeal"), ("ban", "/ban/appeal")])
    def test_is_done_once_and_answered_once(
        self, app: Flask, organiser: Phone, alice: Phone, what: str, path: str
    ) -> None:
        assert organiser.refused("PUT", guest(alice, "appeal"), ANSWER)["code"] == "not-found"
        organiser.put(guest(alice, what), WHY)
        assert organiser.refused("PUT", guest(alice, "appeal"), ANSWER)["code"] == "not-found"
        heard = organiser.listen("reviewers")
        for _ in range(2):
            assert alice.put(path, APPEAL)["appeal"] == APPEAL["words"]
        (told,) = facts(heard, "people.guest_changed")
        assert told["data"]["guest"]["appeal"] == APPEAL["words"]
        assert alice.refused("PUT", path, WHY)["code"] == "already-appealed"
        for _ in range(2):
            answered = organiser.put(guest(alice, "appeal"), ANSWER)
            assert answered["appeal_answer"] == ANSWER["words"]
        problem = organiser.refused("PUT", guest(alice, "appeal"), WHY)
        assert problem["code"] == "already-answered"
        own = alice.get("/ban") if what == "ban" else alice.get("/me")["profile"]
        assert own["appeal_answer"] == ANSWER["words"]
        organiser.delete(guest(alice, what))
        assert alice.get("/me")["profile"]["appeal"] is None
        assert acts(app)[1:3] == ["appeal", "answer-appeal"]

    def test_is_for_those_who_are_silenced(
        self, alice: Phone, bob: Phone, host: Phone, organiser: Phone
    ) -> None:
        for phone in (alice, organiser):
            assert phone.refused("PUT", "/me/appeal", APPEAL)["code"] == "not-found"
        organiser.put(guest(alice, "mute"), WHY)
        alice.put("/me/appeal", APPEAL)
        for phone in (alice, bob, host):
            assert phone.refused("PUT", guest(alice, "appeal"), WHY)["code"] == "not-found"


class TestBanning:
    def test_cuts_their_sockets_at_once_and_hides_all_of_theirs(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        published(organiser, alice)
        own, others = alice.listen("feed"), bob.listen("feed")
        organiser.put(guest(alice, "ban"), WHY)
        heard = own.get_received()
        assert [one["name"] for one in heard if one["name"] != "fact"] == ["rights"]
        problem = alice.subscribe(own, "feed")["problem"]
        assert (problem["code"], problem["params"]) == ("banned", WHY)
        published(organiser, bob, background="it")
        assert own.get_received() == []
        assert facts(others, "people.person_gone")[0]["data"]["person_id"] == alice.person_id
        assert len(feed(bob)) == 1
        assert bob.refused("GET", f"/people/{alice.person_id}")["code"] == "not-found"

    def test_tells_why_at_every_door(
        self, organiser: Phone, alice: Phone, conference: Conference
    ) -> None:
        organiser.put(guest(alice, "ban"), WHY)
        join = {"code": conference.code, "name": "Somebody new", "backgrounds": ["agent"]}
        for method, path, body in (
            ("GET", "/conferences/autumn/feed", None),
            ("GET", "/conferences/autumn", None),
            ("DELETE", "/conferences/autumn/me", None),
            ("POST", "/door", {"code": conference.code}),
            ("PUT", f"/people/{uuid.uuid4()}", join),
        ):
            problem: Any = alice.send(method, path, body).get_json()
            assert (problem["code"], problem["status"]) == ("banned", 403)
            assert WHY["words"] in problem["detail"]

    def test_tells_why_in_place_of_a_page_that_is_kept(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        published(organiser, bob)
        tag = alice.send("GET", alice.inside("/feed")).headers["ETag"]
        organiser.put(guest(alice, "ban"), WHY)
        bob.get("/feed")  # kept as it is after the ban
        for headers in ({}, {"If-None-Match": tag}):
            answer = alice.send("GET", alice.inside("/feed"), headers=headers)
            assert answer.get_json()["code"] == "banned"

    def test_another_phone_of_theirs_is_no_way_round(
        self, new_phone: NewPhone, organiser: Phone, alice: Phone
    ) -> None:
        code = alice.get("/me/recovery")["code"]
        organiser.put(guest(alice, "ban"), WHY)
        again = new_phone()
        again.send("GET", "/me")
        again.send("POST", "/recovery", {"code": code})
        again.conference = "autumn"
        assert again.refused("GET", "/feed")["code"] == "banned"

    def test_they_leave_the_table(self, organiser: Phone, host: Phone, alice: Phone) -> None:
        talk = f"/talks/{uuid.uuid4()}"
        opened = {"title": "Coffee", "deck": "what-you-see", "size": 3, "rounds": 1, "minutes": 5}
        host.put(talk, opened)
        alice.put(f"{talk}/here")
        assert host.get(talk)["talk"]["here"] == 1
        organiser.put(guest(alice, "ban"), WHY)
        assert host.get(talk)["talk"]["here"] == 0

    def test_they_answer_once(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        assert bob.refused("GET", "/ban")["code"] == "not-found"
        assert bob.refused("PUT", "/ban/appeal", APPEAL)["code"] == "not-found"
        organiser.put(guest(alice, "ban"), WHY)
        ban = alice.get("/ban")
        assert (ban["words"], ban["appeal"], ban["name"]) == (WHY["words"], None, "Autumn Forum")
        heard = organiser.listen("reviewers")
        for _ in range(2):
            assert alice.put("/ban/appeal", APPEAL)["appeal"] == APPEAL["words"]
        (told,) = facts(heard, "people.guest_changed")
        assert told["data"]["guest"]["appeal"] == APPEAL["words"]
        assert alice.refused("PUT", "/ban/appeal", WHY)["code"] == "already-appealed"

    @pytest.mark.parametrize("hidden", [False, True])
    def test_is_lifted_to_what_was_before(
        self, app: Flask, organiser: Phone, alice: Phone, bob: Phone, *, hidden: bool
    ) -> None:
        story = published(organiser, alice)
        if hidden:
            organiser.patch(f"/guests/{alice.person_id}", {"version": 1, "hidden": True})
        for _ in range(2):
            organiser.put(guest(alice, "ban"), WHY)
        version = organiser.get("/guests?find=alice")["people"][0]["version"]
        body = {"version": version, "hidden": False}
        path = f"/guests/{alice.person_id}"
        assert organiser.refused("PATCH", path, body)["code"] == "is-banned"
        for _ in range(2):
            organiser.delete(guest(alice, "ban"))
        assert alice.get("/me")["profile"]["hidden"] is hidden
        assert feed(bob) == ([] if hidden else [story["latest"]["text"]])
        assert acts(app)[-2:] == ["ban", "lift-ban"]

    def test_the_words_go_with_the_person(self, app: Flask, organiser: Phone, alice: Phone) -> None:
        organiser.put(guest(alice, "mute"), MUTED)
        organiser.put(guest(alice, "ban"), WHY)
        alice.put("/ban/appeal", APPEAL)
        organiser.put(guest(alice, "appeal"), ANSWER)
        organiser.delete(f"/guests/{alice.person_id}")
        assert acts(app) == ["mute", "ban", "appeal", "answer-appeal", "remove"]
        with app.app_context(), reading(db.session):
            for table in db.metadata.sorted_tables:
                rows = str(db.session.execute(select(table)).all())
                assert [one for one in (WHY, MUTED, APPEAL, ANSWER) if one["words"] in rows] == []
