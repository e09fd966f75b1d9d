"""Blocking: silent, at once, both ways, and never given away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Flask

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.people.pairs import blocked_pairs, unseen_by
from server.people.queries import person, visible_person
from tests.support.at_once import at_once
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]


def sees(viewer: Phone, other: Phone) -> bool:
    """Say whether somebody's card is shown to somebody."""
    status = viewer.send("GET", viewer.inside(f"/people/{other.person_id}")).status_code
    assert status in {200, 404}
    return status == 200


class TestBlocking:
    def test_works_both_ways_at_once_and_spares_everybody_else(
        self, alice: Phone, bob: Phone, organiser: Phone, host: Phone
    ) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        assert not sees(alice, bob)
        assert not sees(bob, alice)
        assert sees(host, alice)
        assert sees(host, bob)
        assert sees(alice, host)

    def test_takes_each_off_the_others_phone_as_if_they_had_been_hidden(
        self, alice: Phone, bob: Phone, host: Phone, organiser: Phone
    ) -> None:
        own = {phone: phone.listen("feed", f"person:{phone.person_id}") for phone in (alice, bob)}
        hugos, deaf = host.listen("feed", f"person:{host.person_id}"), bob.listen()
        organiser.patch(f"/guests/{host.person_id}", {"version": 1, "hidden": True})
        alice.put(f"/blocks/{bob.person_id}")
        for phone, gone in ((alice, bob), (bob, alice)):
            hidden, blocked = own[phone].get_received()
            (told,), (told_then,) = hidden["args"], blocked["args"]
            assert told["type"] == "people.person_gone"
            assert told["data"] == {"person_id": host.person_id}
            person = {"person_id": gone.person_id}
            assert blocked == hidden | {
                "args": [told | {"number": told["number"] + 1, "data": person}]
            }
            assert list(told_then) == list(told)
        *_, bare = facts(hugos)
        assert bare == {"conference": "autumn", "stream": "feed", "number": told["number"] + 1}
        assert facts(deaf) == []

    def test_sent_twice_happens_once(self, alice: Phone, bob: Phone, app: Flask) -> None:
        for _ in range(2):
            alice.put(f"/blocks/{bob.person_id}")
        with app.app_context(), reading(db.session):
            assert len(blocked_pairs("autumn")) == 1

    def test_looks_to_the_blocked_like_nobody(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        blocked = bob.refused("GET", f"/people/{alice.person_id}")
        nobody = bob.refused("GET", f"/people/{UUID(int=7)}")
        assert blocked == nobody
        assert bob.get("/blocks") == []
        bob.put(f"/blocks/{alice.person_id}")  # as if he were the first

    def test_can_be_taken_back_by_the_one_who_did_it(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        assert [one["name"] for one in alice.get("/blocks")] == ["Bob"]
        bob.delete(f"/blocks/{alice.person_id}")
        assert not sees(alice, bob)
        alice.delete(f"/blocks/{bob.person_id}")
        assert sees(alice, bob)
        assert alice.get("/blocks") == []

    def test_taken_back_by_both_at_one_moment_puts_each_back_once(
        self, alice: Phone, bob: Phone
    ) -> None:
        pair = (alice, bob), (bob, alice)
        for one, other in pair:
            one.put(f"/blocks/{other.person_id}")
        sockets = [one.listen("feed") for one, _ in pair]
        at_once(
            *(
                partial(one.delete, f"/blocks/{other.person_id}")
                for one, other in pair
                for _ in "12"
            )
        )
        told = [[fact["data"]["person_id"] for fact in facts(socket)] for socket in sockets]
        assert told == [[bob.person_id], [alice.person_id]]

    def test_taken_back_puts_nobody_back_who_is_hidden(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        hers, his = alice.listen("feed"), bob.listen("feed")
        alice.delete(f"/blocks/{bob.person_id}")
        assert facts(hers, "people.person_back") == []
        (back,) = facts(his, "people.person_back")
        assert back["data"] == {"person_id": alice.person_id}

    def test_reaches_nobody_elsewhere_nor_oneself(self, alice: Phone, mallory: Phone) -> None:
        for nobody in (mallory.person_id, alice.person_id, UUID(int=7)):
            assert alice.refused("PUT", f"/blocks/{nobody}")["code"] == "not-found"

    def test_shows_no_card_of_somebody_hidden_since(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        assert alice.get("/blocks") == []


class TestFactsAboutTheBlocked:
    def test_are_bare_numbers_both_ways(
        self, alice: Phone, bob: Phone, host: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        hers, his, hugos = (phone.listen("feed") for phone in (alice, bob, host))
        bob.patch("/me", {"version": 1, "name": "Robert"})
        alice.patch("/me", {"version": 1, "name": "Alicia"})
        bobs, alices = facts(hugos)
        assert [bobs["data"]["person"]["name"], alices["data"]["person"]["name"]] == [
            "Robert",
            "Alicia",
        ]
        bare_bob, whole_alice = facts(hers)
        assert bare_bob == {"conference": "autumn", "stream": "feed", "number": bobs["number"]}
        assert whole_alice == alices
        whole_bob, bare_alice = facts(his)
        assert whole_bob == bobs
        assert bare_alice == {"conference": "autumn", "stream": "feed", "number": alices["number"]}

    def test_are_whole_for_an_organiser(self, alice: Phone, organiser: Phone) -> None:
        organiser.put(f"/blocks/{alice.person_id}")
        socket = organiser.listen("feed")
        alice.patch("/me", {"version": 1, "name": "Alicia"})
        assert facts(socket, "people.card_changed")

    def test_reach_nobody_who_did_not_subscribe(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/blocks/{bob.person_id}")
        socket = alice.listen(f"person:{alice.person_id}")
        bob.patch("/me", {"version": 1, "name": "Robert"})
        assert facts(socket) == []


def test_organisers_see_whom_they_blocked_in_what_people_write(
    app: Flask, alice: Phone, bob: Phone, organiser: Phone
) -> None:
    for blocked in (organiser, bob):
        alice.put(f"/blocks/{blocked.person_id}")
    with app.app_context(), reading(db.session):
        olga, robert = (person("autumn", UUID(one.person_id)) for one in (organiser, bob))
        assert unseen_by(olga) == set()
        assert unseen_by(robert) == {UUID(alice.person_id)}
        assert visible_person(robert, robert.id) is robert
