"""Stories are found by their words, alike in every script and on every database."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text

from server.database import on_postgresql, reading
from server.extensions import db
from server.stories.models import StoryWords
from server.stories.words import MOST_TERMS, folded, in_ascii, terms, words
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    decide,
    feed,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.phones import Phone
from tests.support.scanning import everything

BEGINNING = "Quite a beginning"
SHARED = json.loads((Path(__file__).parent / "folding.json").read_text(encoding="utf-8"))


def find(phone: Phone, search: str, query: str = "") -> list[str]:
    """Return the texts that a phone finds."""
    return feed(phone, f"?{query}&find={quote(search)}")


def stored(text: str, title: str = BEGINNING) -> str:
    """Return what a story is found by."""
    return folded(f"{title}\n{text}")


def known_words(app: Flask) -> dict[UUID, str]:
    """Return what every story is found by."""
    with app.app_context(), reading(db.session):
        rows = db.session.execute(select(StoryWords.story_id, StoryWords.folded))
        return dict(rows.all())


class TestWords:
    @pytest.mark.parametrize(("told", "split"), SHARED["words"])
    def test_are_without_case_and_accents(self, told: str, split: list[str]) -> None:
        assert words(told) == split

    def test_are_stored_in_letters_that_every_database_reads_alike(self) -> None:
        assert folded("Zoë, 24/7: 客") == "zzoe zaaadczaaade zaaadh zaflkc"
        assert in_ascii("pizzeria").startswith(in_ascii("piz"))
        assert not in_ascii("pie").startswith(in_ascii("piz"))

    def test_of_a_search_are_not_too_many(self) -> None:
        assert len(terms("word " * 50)) == MOST_TERMS


class TestASearch:
    @pytest.mark.parametrize(("told", "search", "found"), SHARED["finds"])
    def test_finds_what_it_should(
        self,
        alice: Phone,
        bob: Phone,
        organiser: Phone,
        told: str,
        search: str,
        found: bool,  # noqa: FBT001
    ) -> None:
        told += " " + 20 * "…"  # as long as a story must be
        published(organiser, alice, told)
        published(organiser, bob, "Somebody else had something quite different to say.")
        assert find(bob, search) == ([told] if found else [])

    def test_goes_with_filters_and_pages(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        for number, background in enumerate(("agent", "it", "hr")):
            published(
                organiser,
                alice,
                f"{TEXT} {number}",
                background=background,
                language=("en", "de", "en")[number],
                title=f"Part {number}",
                by_accident=("yes", "rather", "no")[number],
            )
        published(organiser, bob, OTHER, title=BEGINNING, background="it", language="de")
        assert find(bob, "summer") == [f"{TEXT} {number}" for number in (2, 1, 0)]
        assert find(bob, "summer", "background=it") == [f"{TEXT} 1"]
        assert find(bob, "summer", "language=en") == [f"{TEXT} 2", f"{TEXT} 0"]
        assert find(bob, "summer", "by_accident=true") == [f"{TEXT} 1", f"{TEXT} 0"]
        assert feed(bob, "?by_accident=false") == [f"{TEXT} 2"]
        assert feed(bob, "?language=de") == [OTHER, f"{TEXT} 1"]
        assert find(bob, "part 1 summer") == find(bob, "part-1") == [f"{TEXT} 1"]
        page = bob.get("/feed?find=summer&limit=2")
        assert [story["background"] for story in page["stories"]] == ["hr", "it"]
        page = bob.get(f"/feed?find=summer&limit=2&after={page['next']}")
        assert [story["background"] for story in page["stories"]] == ["agent"]
        assert page["next"] is None

    def test_finds_only_what_one_may_read(
        self, alice: Phone, bob: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, title=BEGINNING)
        other = published(organiser, bob, OTHER, title=BEGINNING)
        assert find(bob, "summer") == [TEXT]
        mallory.conference = "spring"
        assert find(mallory, "summer") == []
        assert feed(bob, f"?of={story['id']},{other['id']}") == [OTHER, TEXT]
        bob.put(f"/blocks/{alice.person_id}")
        assert find(bob, "summer") == []
        assert feed(bob, f"?of={story['id']}") == []
        assert feed(organiser, f"?of={story['id']}") == find(organiser, "summer") == [TEXT]
        profile = alice.get("/me")["profile"]
        organiser.patch(
            f"/guests/{alice.person_id}", {"version": profile["version"], "hidden": True}
        )
        assert find(organiser, "summer") == []

    @pytest.mark.parametrize("query", ["find=", f"find={'x' * 101}", "language=!", "of=x"])
    def test_that_cannot_be_read_is_refused(self, alice: Phone, query: str) -> None:
        assert alice.refused("GET", f"/feed?{query}")["code"] == "invalid"


class TestWhatCanBeFound:
    def test_is_what_the_feed_shows_and_nothing_else(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        tell(bob, OTHER)
        published(organiser, bob, OTHER, background="it", shown_on="tables")
        assert known_words(app) == {}
        story = tell(alice, title=BEGINNING)
        key = UUID(story["id"])
        first = decide(organiser, "approve", review_of(organiser, story))
        assert known_words(app) == {key: stored(TEXT)}
        undo(organiser, first)
        assert known_words(app) == {}
        decide(organiser, "approve", review_of(organiser, story))
        story = tell_anew(alice, story, NEWER, title=BEGINNING)
        assert known_words(app) == {key: stored(TEXT)}
        second = decide(organiser, "approve", review_of(organiser, story))
        assert known_words(app) == {key: stored(NEWER)}
        assert (find(bob, "cousin"), find(bob, "advertisement")) == ([NEWER], [NEWER])
        assert find(bob, "summer") == []
        undo(organiser, second)
        assert known_words(app) == {key: stored(TEXT)}
        assert (find(bob, "cousin"), find(bob, "summer")) == ([], [TEXT])
        withdraw(alice, story)
        assert known_words(app) == {}

    def test_goes_with_those_who_leave_to_the_last_word(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, alice, title=BEGINNING)
        published(organiser, bob, OTHER, title=BEGINNING)
        alice.delete("/me")
        assert list(known_words(app).values()) == [stored(OTHER)]
        assert find(bob, "summer") == []
        assert "advertisement" not in everything(app)
        with app.app_context(), reading(db.session):
            if not on_postgresql(db.session):
                db.session.execute(text("SELECT * FROM story_index WHERE story_index MATCH 'a*'"))
