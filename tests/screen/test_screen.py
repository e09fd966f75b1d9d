"""The projector: who may see it, what it shows, and the key that blanks it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask

from server import clock
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from tests.screen.showing import show_on
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


class TestWhoSeesTheScreen:
    def test_the_projector_and_hosts(
        self, new_phone: NewPhone, organiser: Phone, host: Phone
    ) -> None:
        projector = show_on(new_phone(), organiser)
        for phone in (projector, organiser, host):
            assert phone.get("/screen")["name"] == "Autumn Forum"
            phone.listen("screen")

    def test_nobody_else(self, alice: Phone, mallory: Phone) -> None:
        for phone in (alice, mallory):
            assert phone.refused("GET", "/screen")["code"] == "not-found"
            problem = phone.subscribe(phone.listen(), "screen")["problem"]
            assert problem["code"] == "not-found"

    def test_the_projector_is_nobody_one_could_meet(
        self, new_phone: NewPhone, organiser: Phone, alice: Phone
    ) -> None:
        projector = show_on(new_phone(), organiser)
        path = f"/people/{projector.person_id}"
        assert alice.refused("GET", path)["code"] == "not-found"
        assert "Screen" not in {one["name"] for one in organiser.get("/guests")["people"]}

    def test_the_projector_conducts_nothing(self, new_phone: NewPhone, organiser: Phone) -> None:
        projector = show_on(new_phone(), organiser)
        assert projector.refused("PUT", "/screen/blank", {"blank": True})["code"] == "not-found"


class TestWhatItShows:
    def test_how_to_join(self, host: Phone, conference: Conference) -> None:
        shown = host.get("/screen")
        assert shown["code"] == conference.code
        assert shown["link"] == f"http://localhost/j#{conference.token}"
        assert shown["joining"] is True

    def test_how_many_are_in(
        self, new_phone: NewPhone, conference: Conference, host: Phone, organiser: Phone
    ) -> None:
        show_on(new_phone(), organiser)
        assert host.get("/screen")["people"] == 2
        socket = host.listen("screen")
        alice = new_phone().join(conference, "Alice")
        alice.delete("/me")
        told = [fact["data"]["people"] for fact in facts(socket, "people.counted")]
        assert (told, host.get("/screen")["people"]) == ([3, 2], 2)

    def test_a_code_that_scans_from_afar(
        self, new_phone: NewPhone, organiser: Phone, host: Phone
    ) -> None:
        drawn = set()
        for phone in (show_on(new_phone(), organiser), organiser, host):
            answer = phone.send("GET", phone.inside("/qr.svg"))
            assert answer.content_type.startswith("image/svg+xml")
            assert answer.text.startswith("<svg")
            assert "script" not in answer.text
            drawn.add(answer.text)
        organiser.post("/keys", {"version": 1})
        assert len(drawn) == 1
        assert host.send("GET", host.inside("/qr.svg")).text not in drawn

    def test_the_code_to_nobody_who_may_not_have_the_key(
        self, alice: Phone, mallory: Phone
    ) -> None:
        for phone in (alice, mallory):
            assert phone.refused("GET", "/qr.svg")["code"] == "not-found"

    def test_nobody_is_asked_to_join_what_has_ended(
        self, app: Flask, host: Phone, conference: Conference
    ) -> None:
        with app.app_context(), writing(db.session):
            db.session.get_one(Conference, conference.slug).ended_at = clock.now()
        assert host.get("/screen")["joining"] is False

    def test_the_talk_that_is_on_rather_than_one_that_gathers(
        self, host: Phone, alice: Phone, bob: Phone
    ) -> None:
        body = {"title": "First", "deck": "up-and-out", "rounds": 1, "minutes": 5}
        first = f"/talks/{uuid.uuid4()}"
        version = host.put(first, body)["version"]
        host.put(f"/talks/{uuid.uuid4()}", body | {"title": "Second"})
        for phone in (alice, bob):
            phone.put(f"{first}/here")
        command = {"move": "start", "version": version}
        host.put(f"{first}/commands/{uuid.uuid4()}", command)
        assert host.get("/screen")["talk"]["title"] == "First"

    def test_the_last_announcement(self, host: Phone, organiser: Phone) -> None:
        socket = host.listen("screen")
        organiser.put(f"/announcements/{uuid.uuid4()}", {"text": "Cake in the foyer."})
        (fact,) = facts(socket, "conferences.announcement_made")
        assert fact["data"]["announcement"]["text"] == "Cake in the foyer."
        assert host.get("/screen")["announcement"] == fact["data"]["announcement"]


def test_one_tap_blanks_every_screen(new_phone: NewPhone, organiser: Phone, host: Phone) -> None:
    socket = show_on(new_phone(), organiser).listen("screen")
    assert host.get("/screen")["blank"] is False
    for blank in (True, True, False):
        host.put("/screen/blank", {"blank": blank})
        assert host.get("/screen")["blank"] is blank
    assert [fact["data"]["blank"] for fact in facts(socket)] == [True, False]
