"""Screens and their keys: who makes them, what they open, and how soon they are closed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from server.database import reading, writing
from server.extensions import db
from server.people.domain import LinkKind
from server.people.links import make_link
from server.people.models import Link
from server.web.device import token_hash
from server.web.rights import Role
from tests.screen.showing import make_screen, open_with, show_on
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def names(organiser: Phone) -> list[str]:
    """Return the screens that an organiser sees."""
    return [one["name"] for one in organiser.get("/screens")["screens"]]


class TestAKey:
    def test_is_for_organisers_to_make_see_and_revoke(
        self, organiser: Phone, host: Phone, alice: Phone, mallory: Phone
    ) -> None:
        path = f"/screens/{make_screen(organiser)['screen']['id']}"
        for phone in (host, alice, mallory):
            for method, where, body in (
                ("GET", "/screens", None),
                ("PUT", f"/screens/{uuid.uuid4()}", {"name": "Mine"}),
                ("PUT", path, {"name": "Mine"}),
                ("DELETE", path, None),
            ):
                assert phone.refused(method, where, body)["code"] == "not-found"
        assert names(organiser) == ["Hall"]

    def test_of_another_conference_is_none(
        self, organiser: Phone, mallory: Phone, promote: Callable[..., Phone]
    ) -> None:
        made = make_screen(organiser)["screen"]["id"]
        mallory.conference = "spring"
        promote(mallory, Role.ORGANISER)
        assert mallory.get("/screens")["screens"] == []
        for method, body in (("PUT", {"name": "Mine"}), ("DELETE", None)):
            assert mallory.refused(method, f"/screens/{made}", body)["code"] == "not-found"
        assert names(organiser) == ["Hall"]

    def test_is_told_once_and_kept_as_a_digest(self, app: Flask, organiser: Phone) -> None:
        made = make_screen(organiser)
        token = made["key"]["link"].partition("#")[2]
        assert token not in str(organiser.get("/screens"))
        assert made["key"]["qr"].startswith("<svg")
        with app.app_context(), reading(db.session):
            assert db.session.get(Link, token) is None
            assert db.session.get(Link, token_hash(token)) is not None

    def test_asked_for_again_makes_the_one_before_void(
        self, organiser: Phone, new_phone: NewPhone
    ) -> None:
        path = f"/screens/{uuid.uuid4()}"
        lost, made = (organiser.put(path, {"name": "Hall"})["key"]["link"] for _ in range(2))
        assert open_with(new_phone(), lost)["code"] == "link-unknown"
        assert open_with(new_phone(), made)["slug"] == "autumn"
        assert organiser.refused("PUT", path, {"name": "Foyer"})["code"] == "screen-open"
        assert names(organiser) == ["Hall"]

    def test_opens_one_device(self, organiser: Phone, new_phone: NewPhone) -> None:
        link = make_screen(organiser)["key"]["link"]
        open_with(new_phone(), link)
        assert open_with(new_phone(), link)["code"] == "link-used"

    @pytest.mark.parametrize("name", ["", " ", "n" * 200, None, 7])
    def test_has_a_name(self, organiser: Phone, name: object) -> None:
        path = f"/screens/{uuid.uuid4()}"
        assert organiser.refused("PUT", path, {"name": name})["status"] == 422


class TestBeingSeen:
    def test_is_noted_of_screens_only(
        self,
        organiser: Phone,
        host: Phone,
        alice: Phone,
        new_phone: NewPhone,
        stopped_clock: StoppedClock,
    ) -> None:
        show_on(new_phone(), organiser, "Foyer")
        hall = show_on(new_phone(), organiser, "Hall")
        assert [one["seen_at"] for one in organiser.get("/screens")["screens"]] == [None, None]
        stopped_clock.forward(minutes=1)
        hall.put("/screen/seen")
        host.put("/screen/seen")
        assert alice.refused("PUT", "/screen/seen")["code"] == "not-found"
        seen = {one["name"]: one["seen_at"] for one in organiser.get("/screens")["screens"]}
        assert seen == {"Foyer": None, "Hall": "2026-11-23T09:01:00.000Z"}

    def test_puts_a_screen_on_the_list_whose_key_the_console_printed(
        self, app: Flask, organiser: Phone, new_phone: NewPhone
    ) -> None:
        with app.app_context(), writing(db.session):
            make_link("autumn", LinkKind.SCREEN, "printed")
        projector = new_phone()
        answer = open_with(projector, "#printed")
        projector.conference, projector.person_id = answer["slug"], answer["person_id"]
        for _ in range(2):
            projector.put("/screen/seen")
        assert names(organiser) == ["Screen"]


class TestRevoking:
    def test_tells_that_screen_at_once_and_leaves_the_others(
        self, organiser: Phone, new_phone: NewPhone
    ) -> None:
        foyer = show_on(new_phone(), organiser, "Foyer")
        hall = show_on(new_phone(), organiser, "Hall")
        for one in (foyer, hall):
            one.put("/screen/seen")
        heard, others = hall.listen("screen"), foyer.listen("screen")
        screens = {one["name"]: one["id"] for one in organiser.get("/screens")["screens"]}
        organiser.delete(f"/screens/{screens['Hall']}")
        received = heard.get_received()
        (fact,) = [one["args"][0] for one in received if one["name"] == "fact"][:1]
        assert fact["data"] == {"person_id": hall.person_id}
        assert "rights" in [one["name"] for one in received]
        assert hall.refused("GET", "/screen")["code"] == "not-found"
        assert hall.subscribe(hall.listen(), "screen")["problem"]["code"] == "not-found"
        facts(others)
        organiser.put("/screen/blank", {"blank": True})
        assert len(facts(others, "screen.blanked")) == 1
        assert facts(heard) == []
        assert names(organiser) == ["Foyer"]

    def test_before_it_has_shown_itself(self, organiser: Phone, new_phone: NewPhone) -> None:
        made = make_screen(organiser)
        hall = new_phone()
        answer = open_with(hall, made["key"]["link"])
        hall.conference = answer["slug"]
        organiser.delete(f"/screens/{made['screen']['id']}")
        assert hall.refused("GET", "/screen")["code"] == "not-found"

    def test_is_not_needed_once_it_has_left(self, organiser: Phone, new_phone: NewPhone) -> None:
        seen, unseen = (
            show_on(new_phone(), organiser, "Hall"),
            show_on(new_phone(), organiser, "Bar"),
        )
        seen.put("/screen/seen")
        make_screen(organiser, "Stairs")
        for screen in (seen, unseen):
            screen.delete("/me")
        assert names(organiser) == ["Stairs"]

    def test_before_it_is_opened(self, organiser: Phone, new_phone: NewPhone) -> None:
        made = make_screen(organiser)
        organiser.delete(f"/screens/{made['screen']['id']}")
        assert open_with(new_phone(), made["key"]["link"])["code"] == "link-unknown"
        again = organiser.refused("DELETE", f"/screens/{made['screen']['id']}")
        assert again["code"] == "not-found"

    def test_leaves_a_host_who_opened_it_where_they_are(
        self, organiser: Phone, host: Phone
    ) -> None:
        made = make_screen(organiser)
        open_with(host, made["key"]["link"])
        organiser.delete(f"/screens/{made['screen']['id']}")
        assert host.get("/screen")["name"] == "Autumn Forum"
