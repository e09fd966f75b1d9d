"""Kept suggestions as they are read, due and told: mutual, and never of who must not be shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.models import Conference
from server.database import reading, writing
from server.extensions import db
from server.matching.lists import actions, renewing
from server.matching.lists.actions import RENEWAL
from server.matching.lists.models import SuggestedPair, Weighed
from server.matching.lists.reading import making
from server.work.children import in_child
from server.work.due import is_due, run_due
from tests.matching.planned import after_a_moment, planned
from tests.matching.test_aside import bring_back, put_aside
from tests.matching.test_suggestions import have_met, hide
from tests.people.test_openness import be
from tests.stories.telling import published
from tests.support.children import in_this_process
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]
Json = dict[str, Any]


def shown(phone: Phone) -> set[str]:
    """Return who is shown at this very moment, whatever has been looked through."""
    return {one["person"]["name"] for one in phone.get("/suggestions")["suggestions"]}


def told(socket: Any) -> list[Json]:
    return facts(socket, "matching.suggested")


def due(app: Flask, phone: Phone) -> bool:
    with app.app_context(), reading(db.session):
        return is_due(phone.conference, RENEWAL, phone.conference)


def kept(app: Flask, table: type[SuggestedPair | Weighed]) -> int:
    with app.app_context(), reading(db.session):
        return len(db.session.scalars(select(table)).all())


def wave_both(one: Phone, other: Phone) -> None:
    one.put(f"/waves/{other.person_id}")
    other.put(f"/waves/{one.person_id}")


class TestLooking:
    def test_is_said_until_people_have_been_looked_for(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        before = alice.get("/suggestions")
        assert (before["looking"], before["suggestions"], before["shorter"]) == (True, [], None)
        stopped_clock.forward(seconds=1)
        with app.app_context():
            run_due()
        assert shown(alice) == set()
        stopped_clock.forward(seconds=1)
        with app.app_context():
            run_due()
        assert (shown(alice), alice.get("/suggestions")["looking"]) == ({"Bob"}, False)

    def test_ends_for_who_is_alone_as_well(self, alice: Phone) -> None:
        found = after_a_moment(alice).get("/suggestions")
        assert (found["looking"], found["shorter"]["key"]) == (False, "shorter.nobody")

    def test_begins_again_with_another_intent_and_shows_nobody_for_another_reason(
        self, alice: Phone, bob: Phone
    ) -> None:
        assert shown(after_a_moment(alice)) == {"Bob"}  # who came in another way
        alice.put("/intent", {"intent": "same"})
        assert (shown(alice), shown(bob)) == (set(), set())
        assert alice.get("/suggestions")["looking"] is True
        found = after_a_moment(alice).get("/suggestions")
        assert (found["looking"], found["shorter"]["key"]) == (False, "shorter.few")

    def test_is_not_said_to_who_would_not_be_met(self, alice: Phone, bob: Phone) -> None:
        be(alice, "not-now")
        found = alice.get("/suggestions")
        assert (found["looking"], found["shorter"]["key"]) == (False, "shorter.not-now")

    def test_is_not_said_to_who_is_hidden(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        assert shown(after_a_moment(alice)) == {"Bob", "Olga"}
        hide(organiser, alice)
        found = alice.get("/suggestions")
        assert (found["looking"], found["suggestions"]) == (False, [])
        assert found["shorter"]["key"] == "shorter.hidden"
        assert "Alice" not in shown(bob)


class TestASuggestion:
    def test_is_mutual_and_has_the_same_reason(
        self, alice: Phone, bob: Phone, carol: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        phones = [alice, bob, carol]
        for number in range(12):
            way = ("agent", "it", "hr")[number % 3]
            one = new_phone().join(conference, f"Guest {number}", way, years=number * 3)
            one.put("/intent", {"intent": ("same", "different", "surprise")[number % 3]})
            phones.append(one)
        planned(alice.app, alice.conference)
        said = {
            (phone.person_id, one["person"]["id"]): one["reason"]["key"]
            for phone in phones
            for one in phone.get("/suggestions")["suggestions"]
        }
        assert said
        opposite = {"reason.years-before": "reason.years-after"}
        opposite |= {after: before for before, after in opposite.items()}
        for (me, them), key in said.items():
            assert said[them, me] == opposite.get(key, key)

    def test_of_somebody_new_moves_nobody(
        self, alice: Phone, bob: Phone, carol: Phone, new_phone: NewPhone, conference: Conference
    ) -> None:
        before = after_a_moment(alice).get("/suggestions")["suggestions"]
        new_phone().join(conference, "Dave", "agent")
        after = after_a_moment(alice).get("/suggestions")["suggestions"]
        assert [one for one in after if one["person"]["name"] != "Dave"] == before


class TestAPairThatIsAMomentBehind:
    """Nothing has been looked through since; yet nobody is shown who must not be."""

    @pytest.fixture(autouse=True)
    def looked_through(self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone) -> None:
        assert shown(after_a_moment(alice)) == {"Bob", "Carol", "Olga"}

    @pytest.mark.parametrize("forth", [True, False], ids=["forth", "back"])
    def test_is_gone_with_a_block(self, alice: Phone, bob: Phone, *, forth: bool) -> None:
        one, other = (alice, bob) if forth else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        assert (shown(alice), shown(bob)) == ({"Carol", "Olga"}, {"Carol", "Olga"})

    def test_shows_nobody_hidden_or_banned(
        self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        hide(organiser, bob)
        organiser.put(f"/guests/{carol.person_id}/ban", {"words": "Shouting."})
        assert shown(alice) == {"Olga"}

    def test_shows_nobody_who_left(self, app: Flask, alice: Phone, bob: Phone) -> None:
        pairs, places = kept(app, SuggestedPair), kept(app, Weighed)
        bob.delete("/me")
        assert shown(alice) == {"Carol", "Olga"}
        assert (kept(app, SuggestedPair), kept(app, Weighed)) == (pairs - 3, places - 1)

    def test_shows_no_colleague_and_nobody_without_a_language(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        for phone in (alice, bob):
            phone.patch("/me", {"version": 1, "organisation": "Acme"})
        carol.patch("/me", {"version": 1, "languages": ["fr"]})
        assert shown(alice) == {"Olga"}

    def test_shows_nobody_met_connected_or_put_aside(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        have_met(app, alice, bob)
        wave_both(alice, carol)
        put_aside(organiser, alice)
        assert shown(alice) == set()

    def test_shows_nobody_who_would_rather_not_be_met(self, alice: Phone, bob: Phone) -> None:
        be(bob, "not-now")
        assert shown(alice) == {"Carol", "Olga"}
        be(bob, "come-and-talk")
        assert shown(alice) == {"Bob", "Carol", "Olga"}

    def test_comes_back_at_once_when_an_aside_is_taken_back(self, alice: Phone, bob: Phone) -> None:
        put_aside(alice, bob)
        assert "Alice" not in shown(after_a_moment(bob))
        bring_back(alice, bob)
        assert ("Bob" in shown(alice), "Alice" in shown(bob)) == (True, True)


class TestWhatIsDue:
    @pytest.fixture(autouse=True)
    def looked_through(self, alice: Phone, bob: Phone, carol: Phone, organiser: Phone) -> None:
        after_a_moment(alice)

    @pytest.mark.parametrize(
        "happens",
        [
            lambda alice, bob: alice.put("/intent", {"intent": "same"}),
            lambda alice, bob: alice.patch("/me", {"version": 1, "years": 3}),
            lambda alice, bob: alice.put(f"/blocks/{bob.person_id}"),
            lambda alice, bob: alice.delete("/me"),
            put_aside,
            wave_both,
        ],
        ids=["intent", "profile", "block", "leave", "aside", "connected"],
    )
    def test_follows_what_changes_who_suits_whom(
        self, app: Flask, alice: Phone, bob: Phone, happens: Callable[[Phone, Phone], object]
    ) -> None:
        assert not due(app, bob)
        happens(alice, bob)
        assert due(app, bob)

    def test_follows_meetings_stories_sight_and_what_is_taken_back(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        wave_both(alice, carol)
        alice.put(f"/blocks/{bob.person_id}")
        put_aside(carol, bob)
        for happens in (
            lambda: have_met(app, bob, carol),
            lambda: published(organiser, bob),
            lambda: alice.delete(f"/connections/{carol.person_id}"),
            lambda: alice.delete(f"/blocks/{bob.person_id}"),
            lambda: bring_back(carol, bob),
            lambda: hide(organiser, carol),
        ):
            after_a_moment(alice)
            assert not due(app, alice)
            happens()
            assert due(app, alice)

    def test_brings_those_back_who_were_put_aside_for_a_day(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        put_aside(alice, bob, "today")
        assert "Bob" not in shown(after_a_moment(alice))
        stopped_clock.forward(hours=19)  # it is four in the morning
        with app.app_context():
            run_due()
        assert "Bob" in shown(alice)


class TestTelling:
    def test_reaches_those_whose_list_changed_and_nobody_else(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        after_a_moment(alice)
        ears = [phone.listen(f"person:{phone.person_id}") for phone in (alice, bob, carol)]
        alice.put(f"/blocks/{bob.person_id}")
        after_a_moment(alice)
        assert [len(told(one)) for one in ears] == [0, 0, 0]  # both have heard who is gone
        bob.put("/intent", {"intent": "same"})
        after_a_moment(alice)
        (fact,), nothing, (other,) = (told(one) for one in (ears[1], ears[0], ears[2]))
        assert (nothing, fact["data"], other["data"]) == ([], {"within": 0.0}, {"within": 0.0})

    def test_of_a_wave_that_was_declined_is_nothing_to_who_waved(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        bob.put(f"/waves/{alice.person_id}")
        after_a_moment(alice)
        bobs = bob.listen(f"person:{bob.person_id}")
        before = bob.get("/suggestions")
        put_aside(alice, bob, "today")
        assert after_a_moment(bob).get("/suggestions") == before
        assert told(bobs) == []


class TestWritingLists:
    """The child answers about a hall that goes on meanwhile."""

    def meanwhile(self, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
        def answer(*question: Any, **patience: Any) -> Any:
            found = in_this_process(*question, **patience)
            act()
            return found

        monkeypatch.setattr(renewing, "in_child", answer)

    def test_leaves_out_who_left_was_hidden_or_blocked_meanwhile(
        self,
        app: Flask,
        alice: Phone,
        bob: Phone,
        carol: Phone,
        organiser: Phone,
        host: Phone,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def happens() -> None:
            bob.delete("/me")
            hide(organiser, carol)
            host.put(f"/blocks/{alice.person_id}")

        self.meanwhile(monkeypatch, happens)
        with app.app_context():
            renewing.renew_when_due(alice.conference, "")
        assert shown(alice) == {"Olga"}
        assert shown(host) == {"Olga"}
        assert kept(app, SuggestedPair) == 2
        assert due(app, alice)

    def test_gives_way_to_another_who_was_faster(
        self, app: Flask, alice: Phone, bob: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def another_writes() -> None:
            with app.app_context(), writing(db.session):
                assert actions.begin_writing(alice.conference, 0)

        self.meanwhile(monkeypatch, another_writes)
        with app.app_context():
            renewing.renew_when_due(alice.conference, "")
        assert (shown(alice), kept(app, SuggestedPair)) == (set(), 0)
        assert due(app, alice)
        with app.app_context(), reading(db.session):
            assert making(db.session.connection(), alice.conference) == 1

    def test_is_the_same_done_twice(self, app: Flask, alice: Phone, bob: Phone) -> None:
        planned(app, alice.conference)
        with app.app_context(), reading(db.session):
            number = making(db.session.connection(), alice.conference)
        planned(app, alice.conference)
        with app.app_context(), reading(db.session):
            assert making(db.session.connection(), alice.conference) == number

    def test_of_one_conference_touches_no_other(
        self, app: Flask, alice: Phone, bob: Phone, mallory: Phone
    ) -> None:
        planned(app, "spring")
        assert (kept(app, SuggestedPair), kept(app, Weighed)) == (0, 1)


def test_a_real_child_reads_the_database_by_itself(
    app: Flask, alice: Phone, bob: Phone, carol: Phone
) -> None:
    with app.app_context():
        question = {
            "database": db.engine.url.render_as_string(hide_password=False),
            "conference": alice.conference,
            "now": "2026-11-23T09:00:00+00:00",
        }
    answer = in_child("server.matching.lists.child:renew", question)
    assert answer == in_this_process("server.matching.lists.child:renew", question)
    everybody = {uuid.UUID(phone.person_id).hex for phone in (alice, bob, carol)}
    assert set(answer["told"]) == everybody
    assert len(answer["pairs"]) == 3
