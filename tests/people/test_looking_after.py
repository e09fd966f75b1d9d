"""The people page: an organiser finds, renames, hides, promotes and removes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.actions import add_person
from server.people.finding import folded_name
from server.web.rights import Role
from tests.support.counting import statements
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def guest(organiser: Phone, phone: Phone) -> dict[str, Any]:
    """Return somebody as the people page shows them."""
    people = organiser.get("/guests")["people"]
    found: dict[str, Any] = next(one for one in people if one["id"] == phone.person_id)
    return found


def change(organiser: Phone, phone: Phone, **changes: Any) -> dict[str, Any]:
    """Change somebody as they are now."""
    body = {"version": guest(organiser, phone)["version"]} | changes
    changed: dict[str, Any] = organiser.patch(f"/guests/{phone.person_id}", body)
    return changed


@pytest.fixture
def crowd(app: Flask, conference: Conference) -> None:
    """Let 500 more people in."""
    with app.app_context(), writing(db.session):
        row = db.session.get_one(Conference, conference.slug)
        for number in range(500):
            name = f"Guest {number:03d}"
            add_person(row, uuid.uuid4(), name=name, backgrounds=["agent"])


class TestFinding:
    @pytest.mark.parametrize(
        ("name", "find"),
        [
            ("Zoë Müller", "zoe mull"),
            ("Søren Łukasz", "soren lukasz"),
            ("İbrahim Şahin", "ibrahim sahin"),
            ("GROSSE STRASSE", "große straße"),
            ("Ægir Þór", "aegir thor"),
            ("Ελένη Παπαδοπούλου", "ΕΛΕΝΗ"),
            ("Алёна", "алена"),
            ("山田 太郎", "太郎"),
            ("김민준", "민준"),
            ("नेहा शर्मा", "शर्मा"),
            ("محمد علي", "علي"),
            ("O'Brien 100%_sure\\really", "100%_sure\\r"),
        ],
    )
    def test_goes_by_part_of_a_name_in_any_script(
        self,
        organiser: Phone,
        bob: Phone,
        new_phone: NewPhone,
        name: str,
        find: str,
        conference: Conference,
    ) -> None:
        new_phone().join(conference, name)
        page = organiser.get("/guests", query_string={"find": find})
        assert [one["name"] for one in page["people"]] == [name]

    @pytest.mark.parametrize("find", ["%", "_", "\\", "nobody"])
    def test_takes_every_sign_as_itself(self, organiser: Phone, bob: Phone, find: str) -> None:
        assert organiser.get("/guests", query_string={"find": find})["people"] == []

    def test_sorts_as_the_phone_does(
        self, organiser: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        names = ["Jo-b", "Joa", "Jo c", "Jó d", "Jo. e", "jo F"]
        for name in names:
            new_phone().join(conference, name)
        found = organiser.get("/guests", query_string={"find": "jo"})["people"]
        assert [one["name"] for one in found] == sorted(
            names, key=lambda name: folded_name(name, None)
        )

    def test_goes_by_organisation_too(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        alice.patch("/me", {"version": 1, "organisation": "Café Telefónica"})
        page = organiser.get("/guests", query_string={"find": "telefonica"})
        assert [one["name"] for one in page["people"]] == ["Alice"]

    @pytest.mark.usefixtures("crowd")
    def test_turns_pages_without_missing_anybody(self, organiser: Phone) -> None:
        names, after, pages = [], None, 0
        while pages == 0 or after:
            page = organiser.get("/guests", query_string={"after": after} if after else {})
            names += [one["name"] for one in page["people"]]
            after, pages = page["next"], pages + 1
        assert names == [f"Guest {number:03d}" for number in range(500)] + ["Olga"]
        assert pages == 11
        assert page["total"] == 501

    @pytest.mark.usefixtures("crowd")
    def test_asks_the_database_as_much_for_many_as_for_few(
        self, app: Flask, organiser: Phone
    ) -> None:
        with statements(app) as many:
            organiser.get("/guests")
        with statements(app) as few:
            organiser.get("/guests", query_string={"find": "Guest 001"})
        assert len(many) == len(few) <= 5

    def test_puts_no_name_into_the_address_of_the_next_page(
        self, organiser: Phone, crowd: None
    ) -> None:
        page = organiser.get("/guests")
        last = page["people"][-1]
        assert page["next"] == f"{last['id']}.{last['version']}"

    @pytest.mark.usefixtures("crowd")
    @pytest.mark.parametrize("change", [None, {"version": 1, "name": "Zoe"}])
    def test_begins_anew_and_says_so_when_who_ended_the_page_is_there_no_more(
        self, organiser: Phone, change: dict[str, Any] | None
    ) -> None:
        first = organiser.get("/guests")
        last = first["people"][-1]["id"]
        if change:
            organiser.patch(f"/guests/{last}", change)
        else:
            organiser.delete(f"/guests/{last}")
        again = organiser.get("/guests", query_string={"after": first["next"]})
        assert (first["anew"], again["anew"]) == (False, True)
        names = [one["name"] for one in again["people"]]
        assert names == [f"Guest {number:03d}" for number in range(51) if number != 49]
        following = organiser.get("/guests", query_string={"after": again["next"]})
        assert following["people"][0]["name"] == "Guest 051"
        assert following["anew"] is False

    def test_begins_anew_for_a_page_of_another_conference(
        self, organiser: Phone, mallory: Phone, alice: Phone
    ) -> None:
        page = organiser.get("/guests", query_string={"after": f"{mallory.person_id}.1"})
        assert page["anew"] is True
        assert [one["name"] for one in page["people"]] == ["Alice", "Olga"]

    @pytest.mark.parametrize(
        "after", ["1", "Alice", f"{uuid.UUID(int=1)}", f"{uuid.UUID(int=1)}.x"]
    )
    def test_knows_what_a_page_ends_with(self, organiser: Phone, after: str) -> None:
        address = organiser.inside("/guests")
        problem = organiser.send("GET", address, query_string={"after": after}).get_json()
        assert set(problem["errors"]) == {"after"}

    def test_is_for_organisers_only(self, alice: Phone, host: Phone, mallory: Phone) -> None:
        for phone in (alice, host, mallory):
            assert phone.refused("GET", "/guests")["code"] == "not-found"


class TestRenaming:
    def test_is_told_to_everyone_and_keeps_the_person_findable(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        hers, his = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        wall = organiser.listen("screen")
        change(organiser, alice, name="Alice Liddell")
        (mine,) = facts(hers, "people.profile_changed")
        (card,) = facts(his, "people.card_changed")
        assert mine["data"]["profile"]["name"] == "Alice Liddell"
        assert card["data"]["person"]["name"] == "Alice Liddell"
        assert [fact["data"] for fact in facts(wall, "people.card_changed")] == [card["data"]]
        assert organiser.get("/guests", query_string={"find": "liddell"})["people"]

    def test_needs_the_version_it_was_decided_on(self, organiser: Phone, alice: Phone) -> None:
        change(organiser, alice, name="Alicia")
        body = {"version": 1, "name": "Al"}
        problem = organiser.refused("PATCH", f"/guests/{alice.person_id}", body)
        assert problem["code"] == "version-conflict"
        assert problem["params"] == {"version": 2}
        assert guest(organiser, alice)["name"] == "Alicia"


class TestHiding:
    def test_takes_somebody_from_all_eyes_but_their_own_and_the_organisers(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        path = f"/people/{alice.person_id}"
        socket = bob.listen("feed")
        change(organiser, alice, hidden=True)
        assert [fact["type"] for fact in facts(socket)] == ["people.person_gone"]
        assert bob.refused("GET", path)["code"] == "not-found"
        assert alice.get(path)["name"] == "Alice"
        assert guest(organiser, alice)["hidden"] is True
        assert alice.get("/me")["profile"]["hidden"] is True

    def test_keeps_what_they_change_from_the_feed(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        change(organiser, alice, hidden=True)
        socket = bob.listen("feed")
        alice.patch("/me", {"version": 2, "name": "Alice Again"})
        assert facts(socket) == []

    def test_is_undone_by_showing(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        change(organiser, alice, hidden=True)
        socket = bob.listen("feed")
        change(organiser, alice, hidden=False)
        told = [fact["type"] for fact in facts(socket)]
        assert told == ["people.person_back", "people.card_changed"]
        assert bob.get(f"/people/{alice.person_id}")["name"] == "Alice"


class TestRoles:
    def test_can_be_given_and_taken(self, organiser: Phone, alice: Phone) -> None:
        assert change(organiser, alice, role="organiser")["role"] == "organiser"
        assert alice.get("/guests")["total"] == 2
        assert change(organiser, alice, role="attendee")["role"] == "attendee"
        assert alice.refused("GET", "/guests")["code"] == "not-found"

    def test_the_last_organiser_stays(self, organiser: Phone, alice: Phone) -> None:
        for method, path, body in (
            ("PATCH", f"/guests/{organiser.person_id}", {"version": 1, "role": "host"}),
            ("DELETE", f"/guests/{organiser.person_id}", None),
            ("DELETE", "/me", None),
        ):
            assert organiser.refused(method, path, body)["code"] == "last-organiser"
        assert organiser.get("/me")["profile"]["role"] == "organiser"

    def test_of_two_organisers_one_may_go(
        self, organiser: Phone, alice: Phone, promote: Callable[[Phone, Role], Phone]
    ) -> None:
        promote(alice, Role.ORGANISER)
        organiser.delete("/me")
        assert alice.refused("DELETE", "/me")["code"] == "last-organiser"


def test_nobody_looks_after_people_of_another_conference(
    organiser: Phone, mallory: Phone, promote: Callable[[Phone, Role], Phone]
) -> None:
    path = f"/guests/{mallory.person_id}"
    assert organiser.refused("PATCH", path, {"version": 1, "name": "M"})["code"] == "not-found"
    assert organiser.refused("DELETE", path)["code"] == "not-found"
    assert organiser.refused("POST", f"{path}/link")["code"] == "not-found"
