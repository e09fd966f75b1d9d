"""Asking for more of a story: a wave that has the story as its reason."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from server.web.rights import Role
from server.work.due import run_due
from tests.matching.test_aside import put_aside
from tests.stories.telling import NEWER, Json, decide, published, review_of, tell, tell_anew
from tests.stories.telling import withdraw as withdraw_story
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

Promote = Callable[[Phone, Role], Phone]

pytestmark = pytest.mark.database
DAY = 24 * 3600


def ask(phone: Phone, story: Json) -> str:
    """Ask for more, and return what became of it."""
    state: str = phone.put(f"/stories/{story['id']}/tell-me-more")["state"]
    return state


def refusal(phone: Phone, story: Json) -> str:
    """Ask for more, and return the code of the problem."""
    code: str = phone.refused("PUT", f"/stories/{story['id']}/tell-me-more")["code"]
    return code


def received(phone: Phone) -> list[Json]:
    waves: list[Json] = phone.get("/waves")["received"]
    return waves


def sent(phone: Phone) -> list[Json]:
    waves: list[Json] = phone.get("/waves")["sent"]
    return waves


@pytest.fixture
def story(organiser: Phone, alice: Phone, carol: Phone) -> Json:
    """Return a story of Alice's that is in the feed, beside one of Carol's."""
    published(organiser, carol, NEWER)
    return published(organiser, alice)


class TestAsking:
    def test_tells_the_author_which_story_it_is_about(
        self, alice: Phone, bob: Phone, carol: Phone, story: Json
    ) -> None:
        alices, carols = (one.listen(f"person:{one.person_id}") for one in (alice, carol))
        assert ask(bob, story) == "waved"
        (fact,) = facts(alices, "matching.waved")
        told = fact["data"]["wave"]
        assert told["person"]["name"] == "Bob"
        assert told["story"] == story["id"]
        text = "Bob would like to hear more of your story “Still summer”."
        assert told["reason"]["text"] == text
        assert received(alice) == [told]
        assert facts(carols) == []

    def test_shows_who_asked_no_title_since_the_story_may_go(
        self, alice: Phone, bob: Phone, story: Json
    ) -> None:
        ask(bob, story)
        withdraw_story(alice, story)
        (wave,) = sent(bob)
        assert wave["reason"]["text"] == "You asked Alice to tell you more of their story."
        assert "summer" not in str(wave)
        assert received(alice)[0]["story"] == story["id"]

    def test_names_the_story_as_it_is_live(
        self, organiser: Phone, alice: Phone, bob: Phone, story: Json
    ) -> None:
        ask(bob, story)
        newer = tell_anew(alice, story, NEWER, title="Chairs")
        assert received(alice)[0]["reason"]["params"]["title"] == "Still summer"
        decide(organiser, "approve", review_of(organiser, newer))
        assert received(alice)[0]["reason"]["params"]["title"] == "Chairs"

    def test_sent_twice_is_one_wave(self, alice: Phone, bob: Phone, story: Json) -> None:
        socket = alice.listen(f"person:{alice.person_id}")
        assert [ask(bob, story), ask(bob, story)] == ["waved", "waved"]
        assert len(facts(socket)) == 1
        assert len(received(alice)) == 1

    def test_gives_a_wave_that_was_there_a_reason(
        self, alice: Phone, bob: Phone, story: Json
    ) -> None:
        bob.put(f"/waves/{alice.person_id}")
        assert received(alice)[0]["story"] is None
        ask(bob, story)
        (wave,) = received(alice)
        assert wave["story"] == story["id"]
        bob.put(f"/waves/{alice.person_id}")
        assert received(alice) == [wave]

    def test_waving_back_connects(self, alice: Phone, bob: Phone, story: Json) -> None:
        ask(bob, story)
        assert alice.put(f"/waves/{bob.person_id}")["state"] == "connected"
        assert ask(bob, story) == "connected"
        assert received(alice) == sent(bob) == []

    def test_of_somebody_who_waved_already_connects(
        self, alice: Phone, bob: Phone, story: Json
    ) -> None:
        alice.put(f"/waves/{bob.person_id}")
        assert ask(bob, story) == "connected"

    def test_not_now_is_silent_whatever_else_is_asked(
        self, organiser: Phone, alice: Phone, bob: Phone, story: Json
    ) -> None:
        other = published(organiser, alice, NEWER, background="it", title="Chairs")
        ask(bob, story)
        before = sent(bob)
        socket = alice.listen(f"person:{alice.person_id}")
        bobs = bob.listen(f"person:{bob.person_id}")
        put_aside(alice, bob, "today")
        assert received(alice) == []
        assert (facts(bobs), sent(bob)) == ([], before)
        facts(socket)
        ask(bob, other)
        assert received(alice) == facts(socket) == []
        assert sent(bob)[0]["story"] == other["id"]

    def test_of_many_stories_counts_as_much_waving(
        self, organiser: Phone, alice: Phone, bob: Phone, story: Json
    ) -> None:
        other = published(organiser, alice, NEWER, background="it")
        for _ in range(10):
            assert ask(bob, story) == ask(bob, other) == "waved"
        assert refusal(bob, story) == "too-many-waves"

    def test_lives_for_a_day(
        self, app: Flask, stopped_clock: StoppedClock, alice: Phone, bob: Phone, story: Json
    ) -> None:
        ask(bob, story)
        stopped_clock.forward(seconds=DAY + 1)
        assert received(alice) == sent(bob) == []
        with app.app_context():
            run_due()
        assert ask(bob, story) == "waved"

    def test_can_be_taken_back(self, alice: Phone, bob: Phone, story: Json) -> None:
        ask(bob, story)
        bob.delete(f"/waves/{alice.person_id}")
        assert received(alice) == sent(bob) == []


class TestNobodyCanAskForMore:
    def test_of_what_they_cannot_read(
        self, organiser: Phone, alice: Phone, bob: Phone, mallory: Phone, story: Json
    ) -> None:
        unread = tell(alice, NEWER, background="it")
        for_tables = published(organiser, alice, background="other", shown_on="tables")
        codes = [refusal(bob, one) for one in (unread, for_tables, {"id": uuid.uuid4()})]
        assert {*codes, refusal(mallory, story)} == {"not-found"}

    def test_of_their_own(self, alice: Phone, story: Json) -> None:
        assert refusal(alice, story) == "not-found"

    def test_of_what_was_withdrawn(self, alice: Phone, bob: Phone, story: Json) -> None:
        withdraw_story(alice, story)
        assert refusal(bob, story) == "not-found"
        assert received(alice) == []

    def test_of_somebody_hidden(
        self, organiser: Phone, alice: Phone, bob: Phone, story: Json
    ) -> None:
        version = alice.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{alice.person_id}", {"version": version, "hidden": True})
        assert refusal(bob, story) == "not-found"

    def test_while_they_are_hidden(
        self, organiser: Phone, alice: Phone, bob: Phone, story: Json
    ) -> None:
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        assert refusal(bob, story) == "hidden-from-others"
        assert received(alice) == []

    @pytest.mark.parametrize("by_author", [True, False])
    def test_across_a_block(
        self, alice: Phone, bob: Phone, story: Json, *, by_author: bool
    ) -> None:
        one, other = (alice, bob) if by_author else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        assert refusal(bob, story) == "not-found"
        assert received(alice) == []

    def test_across_a_block_though_an_organiser_reads_everything(
        self, promote: Promote, alice: Phone, bob: Phone, story: Json
    ) -> None:
        promote(bob, Role.ORGANISER)
        alice.put(f"/blocks/{bob.person_id}")
        assert bob.get(f"/stories/{story['id']}")["id"] == story["id"]
        assert refusal(bob, story) == "not-found"

    def test_and_a_block_afterwards_takes_it_away(
        self, alice: Phone, bob: Phone, story: Json
    ) -> None:
        ask(bob, story)
        alice.put(f"/blocks/{bob.person_id}")
        assert received(alice) == sent(bob) == []


def test_the_wave_goes_with_its_author(alice: Phone, bob: Phone, story: Json) -> None:
    ask(bob, story)
    alice.delete("/me")
    assert sent(bob) == []
