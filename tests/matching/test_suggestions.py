"""People to meet: who is suggested, who never is, and what is said when they are few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.matching.domain import why_shorter
from server.matching.saying import Intent
from server.people.ties import met
from server.texts import say
from tests.matching.planned import after_a_moment
from tests.matching.test_aside import put_aside
from tests.stories.telling import TEXT, published, tell
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]
Json = dict[str, Any]


def suggestions(phone: Phone) -> list[Json]:
    found: list[Json] = after_a_moment(phone).get("/suggestions")["suggestions"]
    return found


def suggested(phone: Phone) -> set[str]:
    return {one["person"]["name"] for one in suggestions(phone)}


def shorter(phone: Phone) -> str | None:
    sentence = after_a_moment(phone).get("/suggestions")["shorter"]
    return sentence and str(sentence["key"])


def hide(organiser: Phone, phone: Phone) -> None:
    organiser.patch(f"/guests/{phone.person_id}", {"version": 1, "hidden": True})


def have_met(app: Flask, one: Phone, other: Phone) -> None:
    with app.app_context(), writing(db.session):
        met(one.conference, {(UUID(one.person_id), UUID(other.person_id))})


class TestASuggestion:
    def test_is_a_person_with_a_reason_to_say_aloud(
        self, alice: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        priya = new_phone().join(conference, "Priya", "agent", organisation="Acme")
        (one,) = suggestions(alice)
        assert one["person"] == alice.get(f"/people/{priya.person_id}")
        assert (one["waved"], one["story"]) == (False, None)
        reason = one["reason"]
        assert reason["key"].startswith("reason.")
        assert "{" not in reason["text"]
        assert reason["text"].endswith((".", "?"))

    def test_is_of_the_move_that_one_made_and_the_other_wants_to_make(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        amir = new_phone().join(conference, "Amir", "other", move="made", maturity=5)
        beth = new_phone().join(conference, "Beth", "other", move="wanted")
        assert suggestions(amir)[0]["reason"]["key"] == "reason.you-made-it"
        assert suggestions(beth)[0]["reason"]["key"] == "reason.they-made-the-move"
        beth.patch("/me", {"version": 2, "move": None, "maturity": 4})
        (one,) = suggestions(beth)
        assert one["reason"]["key"] == "reason.they-are-ahead"

    def test_may_be_a_colleague_where_both_are_open_to_it(
        self, new_phone: NewPhone, conference: Conference
    ) -> None:
        amir, beth = (
            new_phone().join(conference, name, "agent", organisation="Acme")
            for name in ("Amir", "Beth")
        )
        amir.patch("/me", {"version": 2, "open_to_colleagues": True})
        assert suggested(amir) == suggested(beth) == set()
        beth.patch("/me", {"version": 2, "open_to_colleagues": True})
        assert (suggested(amir), suggested(beth)) == ({"Beth"}, {"Amir"})

    def test_uses_the_words_of_this_conference(
        self, alice: Phone, organiser: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        backgrounds = [
            {"key": "agent", "label": "Headset years"},
            {"key": "it", "label": "Cable pulling"},
        ]
        organiser.patch("", {"version": 1, "backgrounds": backgrounds})
        new_phone().join(conference, "Bob", "it")
        alice.put("/intent", {"intent": "different"})
        texts = {one["person"]["name"]: one["reason"]["text"] for one in suggestions(alice)}
        assert "Headset years" in texts["Bob"]
        assert "Cable pulling" in texts["Bob"]

    def test_stays_when_one_has_waved(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        alice.put(f"/waves/{bob.person_id}")
        waved = {one["person"]["name"]: one["waved"] for one in suggestions(alice)}
        assert waved == {"Bob": True, "Carol": False}
        assert {one["waved"] for one in suggestions(bob)} == {False}

    def test_leads_to_a_story_only_if_the_feed_shows_it(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, bob)
        published(organiser, carol, shown_on="tables")
        tell(organiser)  # in review
        led = {one["person"]["name"]: one["story"] for one in suggestions(alice)}
        assert led == {"Bob": story["id"], "Carol": None, "Olga": None}
        begins = {one["person"]["name"]: one["begins"] for one in suggestions(alice)}
        assert begins == {"Bob": {"words": TEXT, "language": "en"}, "Carol": None, "Olga": None}

    def test_is_the_same_when_asked_again(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        assert alice.get("/suggestions") == alice.get("/suggestions")

    def test_comes_with_the_number_of_ones_own_stream(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/waves/{bob.person_id}")
        assert alice.get("/suggestions")["number"] == alice.get("/waves")["number"] == 1


class TestNeverSuggested:
    """Carol is here throughout, so that an empty list is no proof."""

    def test_is_oneself(self, alice: Phone, carol: Phone) -> None:
        assert suggested(alice) == {"Carol"}

    def test_is_somebody_of_another_conference(
        self, alice: Phone, carol: Phone, mallory: Phone
    ) -> None:
        assert suggested(alice) == {"Carol"}
        assert mallory.refused("GET", "/suggestions")["code"] == "not-found"

    @pytest.mark.parametrize("written", ["Acme", " ACME ", "acme"])
    def test_is_a_colleague_however_it_is_written(
        self, carol: Phone, new_phone: NewPhone, conference: Conference, written: str
    ) -> None:
        dave = new_phone().join(conference, "Dave", "agent", organisation="Acme")
        new_phone().join(conference, "Eve", "finance", organisation=written)
        assert suggested(dave) == {"Carol"}

    @pytest.mark.parametrize("by_alice", [True, False], ids=["who blocked", "who was blocked"])
    def test_is_somebody_blocked_either_way(
        self, alice: Phone, bob: Phone, carol: Phone, *, by_alice: bool
    ) -> None:
        one, other = (alice, bob) if by_alice else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        assert suggested(alice) == {"Carol"} == suggested(bob)
        assert suggested(carol) == {"Alice", "Bob"}

    def test_is_somebody_hidden(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        hide(organiser, bob)
        assert suggested(alice) == {"Carol", "Olga"}

    def test_is_somebody_banned_though_suggested_before(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        assert suggested(alice) == {"Bob", "Carol", "Olga"}
        organiser.put(f"/guests/{bob.person_id}/ban", {"words": "Shouting."})
        assert suggested(alice) == {"Carol", "Olga"}

    def test_is_somebody_who_left_though_suggested_before(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        assert suggested(alice) == {"Bob", "Carol"}
        bob.delete("/me")
        assert suggested(alice) == {"Carol"}
        assert alice.refused("PUT", f"/waves/{bob.person_id}")["code"] == "not-found"

    def test_is_a_connection(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        alice.put(f"/waves/{bob.person_id}")
        bob.put(f"/waves/{alice.person_id}")
        assert suggested(alice) == {"Carol"} == suggested(bob)

    def test_is_somebody_one_has_met_unless_one_waved(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        assert suggested(alice) == {"Bob", "Carol"}
        have_met(app, alice, bob)
        assert suggested(alice) == {"Carol"} == suggested(bob)
        alice.put(f"/waves/{bob.person_id}")
        assert suggested(alice) == {"Bob", "Carol"}
        assert suggested(bob) == {"Carol"}

    def test_is_somebody_told_not_now_as_long_as_that_holds(
        self, alice: Phone, bob: Phone, carol: Phone, stopped_clock: StoppedClock
    ) -> None:
        assert suggested(bob) == {"Alice", "Carol"}
        bob.put(f"/waves/{alice.person_id}")
        put_aside(alice, bob, "today")
        assert suggested(alice) == {"Carol"}
        assert suggested(bob) == {"Alice", "Carol"}
        stopped_clock.forward(hours=24)
        assert suggested(alice) == {"Bob", "Carol"}


class TestTheIntent:
    def test_is_kept_when_chosen(self, alice: Phone, bob: Phone) -> None:
        assert alice.get("/suggestions")["intent"] == "surprise"
        alice.put("/intent", {"intent": "same"})
        assert alice.get("/suggestions")["intent"] == "same"
        assert bob.get("/suggestions")["intent"] == "surprise"

    def test_reaches_ones_other_phones_once(self, alice: Phone, bob: Phone) -> None:
        hers = alice.listen(f"person:{alice.person_id}")
        his = bob.listen(f"person:{bob.person_id}")
        for _ in range(2):
            alice.put("/intent", {"intent": "different"})
        (fact,) = facts(hers)
        assert (fact["type"], fact["data"]) == ("matching.intent_chosen", {"intent": "different"})
        assert facts(his) == []

    @pytest.mark.parametrize("body", [{}, {"intent": "any"}, {"intent": "same", "for": "Bob"}])
    def test_is_one_of_three(self, alice: Phone, body: Json) -> None:
        assert alice.refused("PUT", "/intent", body)["code"] == "invalid"


class TestAShortList:
    def test_of_nobody(self, alice: Phone) -> None:
        assert suggested(alice) == set()
        assert shorter(alice) == "shorter.nobody"

    def test_of_a_room_of_colleagues(self, new_phone: NewPhone, conference: Conference) -> None:
        def join(name: str, organisation: str) -> Phone:
            return new_phone().join(conference, name, "agent", organisation=organisation)

        dave, *_ = [join(f"Guest {number}", "Acme") for number in range(4)]
        join("Eve", "Other")
        assert suggested(dave) == {"Eve"}
        assert shorter(dave) == "shorter.organisation"

    def test_of_people_one_knows(self, app: Flask, alice: Phone, bob: Phone, carol: Phone) -> None:
        have_met(app, alice, bob)
        have_met(app, alice, carol)
        assert shorter(alice) == "shorter.known"

    def test_never_differs_by_a_block_from_somebody_not_being_there(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        carol.put(f"/blocks/{alice.person_id}")
        blocked = alice.get("/suggestions")
        carol.delete(f"/blocks/{alice.person_id}")
        hide(organiser, carol)
        hidden = alice.get("/suggestions")
        counted = {"number": 0, "feed_number": 0}  # as everybody may
        assert blocked | counted == hidden | counted

    def test_is_no_list_of_ten(
        self, alice: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        for number in range(10):
            new_phone().join(conference, f"Guest {number}", "finance")
        assert len(suggestions(alice)) == 10
        assert shorter(alice) is None


@pytest.mark.parametrize(
    ("others", "colleagues", "known", "key"),
    [
        pytest.param(0, 0, 0, "nobody", id="nobody else is here"),
        pytest.param(5, 3, 0, "organisation", id="most of a few are colleagues"),
        pytest.param(500, 300, 0, "organisation", id="most of many are colleagues"),
        pytest.param(500, 250, 0, "surprise", id="half of many are colleagues"),
        pytest.param(5, 1, 3, "known", id="most of a few are known"),
        pytest.param(500, 100, 300, "known", id="most of many are known"),
        pytest.param(500, 300, 300, "organisation", id="most are colleagues and known"),
        pytest.param(9, 0, 0, "few", id="nine others are here"),
        pytest.param(10, 0, 0, "surprise", id="ten are here and not all have a reason"),
    ],
)
def test_why_a_list_is_short(others: int, colleagues: int, known: int, key: str) -> None:
    room = {"others": others, "colleagues": colleagues, "known": known}
    assert why_shorter(Intent.SURPRISE, **room) == f"shorter.{key}"


@pytest.mark.parametrize("intent", Intent)
def test_a_short_list_says_what_else_to_ask_for(intent: Intent) -> None:
    key = why_shorter(intent, others=60, colleagues=2, known=3)
    assert key == f"shorter.{intent}"
    assert say(key).endswith("to meet more.")
