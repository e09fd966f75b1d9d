"""The feed and everybody who may not see something in it."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from server.database import reading
from server.extensions import db
from server.stories.queries import opening_lines
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    TITLE,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts
from tests.support.scanning import everything


def hide(organiser: Phone, phone: Phone, *, hidden: bool = True) -> None:
    profile = phone.get("/me")["profile"]
    body = {"version": profile["version"], "hidden": hidden}
    organiser.patch(f"/guests/{phone.person_id}", body)


def on_screen(organiser: Phone) -> list[str]:
    return [story["text"] for story in organiser.get("/screen")["stories"]]


class TestTheFeed:
    def test_tells_each_story_with_its_author(
        self, alice: Phone, bob: Phone, organiser: Phone, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice, opening="what-kept-me")
        stopped_clock.forward(minutes=3)
        socket = bob.listen("feed")
        decide(organiser, "approve", review_of(organiser, story))
        page = bob.get("/feed")
        (card,) = page["stories"]
        assert card == {
            "id": story["id"],
            "revision": 1,
            "author": {
                "id": alice.person_id,
                "name": "Alice",
                "organisation": None,
                "position": None,
                "backgrounds": ["agent"],
                "openness": "come-and-talk",
            },
            "background": "agent",
            "opening": "what-kept-me",
            "title": TITLE,
            "text": TEXT,
            "by_accident": "rather",
            "language": "en",
            "photo": None,
            "place": 1,
            "published_at": "2026-11-23T09:03:00.000Z",
            "featured": False,
        }
        (fact,) = facts(socket)
        assert fact["type"] == "stories.published"
        assert fact["data"] == {"story": card}
        assert fact["number"] == page["number"]
        assert page["next"] is None
        assert bob.get(f"/stories/{story['id']}") == card

    def test_has_the_newest_first_whatever_the_ids_say(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        early, late = tell(bob, OTHER), tell(alice)
        decide(organiser, "approve", review_of(organiser, late))
        decide(organiser, "approve", review_of(organiser, early))
        assert feed(bob) == [OTHER, TEXT]

    def test_keeps_a_story_in_its_place_when_a_newer_wording_is_approved(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        published(organiser, bob, OTHER)
        tell_anew(alice, story, NEWER)
        decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [OTHER, NEWER]

    def test_gives_a_story_told_again_a_new_place(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        published(organiser, bob, OTHER)
        tell_anew(alice, withdraw(alice, story), NEWER)
        decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [NEWER, OTHER]

    def test_comes_in_pages(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        for background in ("agent", "it", "hr", "sales", "vendor"):
            published(organiser, alice, f"{TEXT} {background}", background=background)
        page = bob.get("/feed?limit=2")
        seen = [story["background"] for story in page["stories"]]
        while page["next"] is not None:
            page = bob.get(f"/feed?limit=2&after={page['next']}")
            seen += [story["background"] for story in page["stories"]]
        assert seen == ["vendor", "sales", "hr", "it", "agent"]
        published(organiser, bob, OTHER, background="finance")
        assert len(feed(bob)) == 6

    def test_shows_one_background(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        published(organiser, alice)
        published(organiser, bob, OTHER, background="finance")
        assert feed(bob, "?background=finance") == [OTHER]

    @pytest.mark.parametrize("query", ["limit=0", "limit=51", "after=x", "after=0", "background=!"])
    def test_refuses_what_it_cannot_read(self, alice: Phone, query: str) -> None:
        assert alice.refused("GET", f"/feed?{query}")["code"] == "invalid"


class TestWhereAStoryIsShown:
    def test_for_tables_only_is_in_no_feed_and_on_no_screen(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        hears = bob.listen("feed")
        story = published(organiser, alice, "I fell in. Then I stayed.", shown_on="tables")
        assert story["state"] == "live"
        assert facts(hears) == []
        assert feed(bob) == on_screen(organiser) == []
        assert bob.refused("GET", f"/stories/{story['id']}")["code"] == "not-found"
        with app.app_context(), reading(db.session):
            people = [UUID(alice.person_id), UUID(bob.person_id)]
            lines = opening_lines("autumn", people)
        assert lines == {UUID(alice.person_id): "I fell in."}

    def test_for_the_screen_is_in_the_feed_too(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, bob, OTHER)
        hears = organiser.listen("feed", "screen")
        published(organiser, alice, shown_on="screen")
        heard = facts(hears, "stories.published")
        assert [fact["stream"] for fact in heard] == ["feed", "screen"]
        assert feed(bob) == [TEXT, OTHER]
        assert on_screen(organiser) == [TEXT]


class TestWhoSeesNothing:
    def test_strangers(self, alice: Phone, mallory: Phone, organiser: Phone) -> None:
        story = published(organiser, alice)
        assert mallory.refused("GET", "/feed")["code"] == "not-found"
        mallory.conference = "spring"
        assert feed(mallory) == []
        path = f"/stories/{story['id']}"
        assert mallory.refused("GET", path)["code"] == "not-found"
        assert mallory.refused("PUT", f"{path}/same-here")["code"] == "not-found"

    @pytest.mark.parametrize("blocker", ["alice", "bob"])
    def test_those_blocked_either_way(
        self, alice: Phone, bob: Phone, organiser: Phone, blocker: str
    ) -> None:
        one, other = (alice, bob) if blocker == "alice" else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        hears = bob.listen("feed")
        story = published(organiser, alice, shown_on="screen")
        (bare,) = facts(hears)
        assert set(bare) == {"conference", "stream", "number"}
        assert feed(bob) == []
        path = f"/stories/{story['id']}"
        assert bob.refused("GET", path)["code"] == "not-found"
        assert bob.refused("PUT", f"{path}/same-here")["code"] == "not-found"
        assert feed(alice) == feed(organiser) == on_screen(organiser) == [TEXT]

    def test_anybody_while_the_author_is_hidden(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        first = published(organiser, alice)
        hears = bob.listen("feed")
        hide(organiser, alice)
        assert [fact["type"] for fact in facts(hears)] == ["people.person_gone"]
        assert feed(bob) == []
        second = tell(alice, OTHER, background="it", shown_on="screen")
        decide(organiser, "approve", review_of(organiser, second))
        assert facts(hears) == []
        assert feed(bob) == on_screen(organiser) == []
        assert mine(alice, first)["state"] == mine(alice, second)["state"] == "live"
        hide(organiser, alice, hidden=False)
        assert feed(bob) == [OTHER, TEXT]

    def test_anybody_once_the_author_has_left(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, bob, OTHER)
        published(organiser, alice)
        tell(alice, NEWER, background="it")
        queue = organiser.listen("reviewers")
        alice.delete("/me")
        assert feed(bob) == [OTHER]
        assert organiser.get("/reviews")["reviews"] == []
        (dropped,) = facts(queue, "moderation.review_dropped")
        assert dropped["data"]["waiting"] == 0
        left = everything(app)
        assert OTHER in left
        assert TEXT not in left
        assert NEWER not in left


class TestSameHere:
    def test_is_counted_for_the_author_only(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        author, tapper = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        path = f"/stories/{story['id']}/same-here"
        bob.put(path)
        bob.put(path)
        organiser.put(path)
        assert mine(alice, story)["same_here"] == 2
        counted = facts(author, "stories.same_here_counted")
        assert [fact["data"]["same_here"] for fact in counted] == [1, 2]
        assert facts(tapper) == []
        assert bob.get("/stories/mine")["same_here"] == [story["id"]]
        assert "same_here" not in bob.get("/feed")["stories"][0]

    def test_reaches_the_tappers_other_phones(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        other_phone = bob.listen(f"person:{bob.person_id}")
        path = f"/stories/{story['id']}/same-here"
        bob.put(path)
        bob.delete(path)
        bob.delete(path)
        changed = [fact["data"] for fact in facts(other_phone, "stories.same_here_changed")]
        assert changed == [
            {"story_id": story["id"], "tapped": True},
            {"story_id": story["id"], "tapped": False},
        ]
        assert mine(alice, story)["same_here"] == 0

    def test_is_not_for_ones_own_or_what_is_not_live(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell(alice)
        path = f"/stories/{story['id']}/same-here"
        assert bob.refused("PUT", path)["code"] == "not-found"
        decide(organiser, "approve", review_of(organiser, story))
        assert alice.refused("PUT", path)["code"] == "not-found"

    def test_goes_with_those_who_leave(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = published(organiser, alice)
        bob.put(f"/stories/{story['id']}/same-here")
        author = alice.listen(f"person:{alice.person_id}")
        bob.delete("/me")
        (counted,) = facts(author, "stories.same_here_counted")
        assert counted["data"]["same_here"] == mine(alice, story)["same_here"] == 0


def test_the_screen_hears_what_an_undoing_brings_back(alice: Phone, organiser: Phone) -> None:
    story = published(organiser, alice, shown_on="screen")
    tell_anew(alice, story, NEWER, shown_on="screen")
    decided = decide(organiser, "approve", review_of(organiser, story))
    screen = organiser.listen("screen")
    undo(organiser, decided)
    (fact,) = facts(screen)
    assert fact["data"]["story"]["text"] == TEXT
    assert on_screen(organiser) == [TEXT]
