"""Leaving, and being removed: what remains is a nameless tombstone."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Flask

from server.conferences.models import Conference
from server.database import reading, writing
from server.extensions import db
from server.people.models import Person
from server.people.ties import connect, met
from tests.support.phones import Phone, facts
from tests.support.scanning import everything

NewPhone = Callable[[], Phone]
PLANTED = ("Wilhelmina", "Zimtstern GmbH", "https://zimtstern.example", "turnaround", "sv")


def join_with_all(phone: Phone, conference: Conference) -> Phone:
    """Join with everything that a profile can hold."""
    name, organisation, link, background, language = PLANTED
    return phone.join(
        conference,
        name,
        background,
        organisation=organisation,
        position="director",
        years=31,
        languages=[language],
        strong=["finance"],
        wanted=["technology"],
        link=link,
    )


class TestLeaving:
    def test_leaves_nothing_personal_in_any_table(
        self,
        app: Flask,
        alice: Phone,
        bob: Phone,
        organiser: Phone,
        conference: Conference,
        new_phone: NewPhone,
    ) -> None:
        leaver = join_with_all(new_phone(), conference)
        me, her, him = (uuid.UUID(one.person_id) for one in (leaver, alice, bob))
        leaver.put(f"/blocks/{him}")
        alice.put(f"/blocks/{me}")
        organiser.post(f"/guests/{me}/link")
        with app.app_context(), writing(db.session):
            people = {row.id: row for row in db.session.query(Person)}
            connect(people[me], people[her])
            met(conference.slug, {(me, her), (me, him), (her, him)})
        before = everything(app)
        assert all(planted in before for planted in PLANTED)

        leaver.delete("/me")

        after = everything(app)
        assert not [planted for planted in PLANTED[:3] if planted.casefold() in after.casefold()]
        with app.app_context(), reading(db.session):
            tombstone = db.session.get_one(Person, me)
            assert tombstone.name == tombstone.folded_name == ""
            assert [tombstone.backgrounds, tombstone.languages, tombstone.shares] == [[], [], []]
            assert [tombstone.position, tombstone.years, tombstone.recovery_hash] == [None] * 3
            for table in ("device", "link", "block", "connection"):
                rows = db.session.connection().exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
                assert me.hex not in str([tuple(map(str, row)) for row in rows]).replace("-", "")

    def test_makes_the_phone_a_stranger_that_may_join_again(
        self, alice: Phone, conference: Conference
    ) -> None:
        before = alice.person_id
        code = alice.get("/me/recovery")["code"]
        alice.delete("/me")
        assert alice.refused("GET", "/me")["code"] == "not-found"
        assert alice.send("GET", "/me").get_json() == {"conferences": []}
        answer = alice.send("POST", "/recovery", {"code": code})
        assert answer.get_json()["code"] == "wrong-recovery-code"
        alice.join(conference, "Alice")
        assert alice.person_id != before

    def test_is_told_to_all_and_silences_the_phone(
        self, organiser: Phone, alice: Phone, bob: Phone
    ) -> None:
        hers = alice.listen("feed", f"person:{alice.person_id}")
        his, olgas = bob.listen("feed"), organiser.listen("reviewers")
        alice.delete("/me")
        for socket in (his, olgas):
            (fact,) = facts(socket, "people.person_gone")
            assert fact["data"] == {"person_id": alice.person_id}
        assert "rights" in [one["name"] for one in hers.get_received()]
        bob.patch("/me", {"version": 1, "name": "Robert"})
        assert facts(hers) == []
        assert alice.subscribe(hers, "feed")["problem"]["code"] == "not-found"

    def test_cannot_be_undone_by_sending_the_joining_again(
        self, alice: Phone, conference: Conference
    ) -> None:
        alice.delete("/me")
        body = {"code": conference.code, "name": "Alice", "backgrounds": ["agent"]}
        answer = alice.send("PUT", f"/people/{alice.person_id}", body)
        assert answer.get_json()["code"] == "id-taken"


class TestBeingRemoved:
    def test_is_the_same_as_leaving(self, organiser: Phone, alice: Phone, bob: Phone) -> None:
        socket = alice.listen("feed")
        organiser.delete(f"/guests/{alice.person_id}")
        assert alice.refused("GET", "/me")["code"] == "not-found"
        assert "rights" in [one["name"] for one in socket.get_received()]
        assert bob.refused("GET", f"/people/{alice.person_id}")["code"] == "not-found"
        assert organiser.get("/guests")["total"] == 2
        again = organiser.refused("DELETE", f"/guests/{alice.person_id}")
        assert again["code"] == "not-found"

    def test_is_not_for_attendees_and_hosts_to_do(
        self, alice: Phone, bob: Phone, host: Phone
    ) -> None:
        for phone in (alice, host):
            assert phone.refused("DELETE", f"/guests/{bob.person_id}")["code"] == "not-found"
