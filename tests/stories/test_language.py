"""The language of a story: found out where its author has not said, and theirs to correct."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from server.conferences.audit import check_chain
from server.conferences.models import AuditRow
from server.extensions import db
from server.stories.language import language_of
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    telling,
    undo,
)
from tests.support.phones import Phone, facts

DUTCH = "Ik ben er zo ingerold en nooit meer weggegaan, want wie gaat er nou weg."


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("I fell in and never left it.", "en"),
        ("Ich bin da reingerutscht, wie alle anderen auch.", "de"),
        (DUTCH, "nl"),
        ("J'ai répondu à une annonce pour l'été.", "fr"),
        ("جئت من أجل صيف واحد وبقيت", "ar"),
        ("באתי לקיץ אחד ונשארתי", "he"),
        ("मैं बस एक गर्मी के लिए आया था", "hi"),
        ("ฉันมาแค่ช่วงฤดูร้อนเดียวแล้วก็อยู่ต่อ", "th"),
        ("夏のアルバイトのつもりでした。", "ja"),
        ("a" * 30, None),
        ("👩‍👩‍👧‍👦" * 20, None),
        ("", None),
    ],
)
def test_words_tell_their_language(text: str, tag: str | None) -> None:
    assert language_of(text, spoken=["pt-BR"]) == tag


def test_of_languages_much_alike_the_one_that_is_spoken_here_is_meant() -> None:
    text = "Jeg skulle bare være her en sommer."
    assert language_of(text, spoken=[]) == "nb"
    assert language_of(text, spoken=["en", "da"]) == "da"
    assert language_of("I fell in and never left it.", spoken=["en-GB"]) == "en-GB"


class TestAStory:
    def test_has_the_language_of_its_words_until_its_author_says(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, DUTCH, language=None)
        assert story["latest"]["language"] == "nl"
        assert bob.get("/feed")["stories"][0]["language"] == "nl"
        said = tell_anew(alice, story, DUTCH, language="af")
        assert said["latest"]["language"] == "af"

    def test_sent_twice_is_told_once_whatever_is_spoken_by_then(self, alice: Phone) -> None:
        path, body = f"/stories/{uuid.uuid4()}", telling(DUTCH, language=None)
        story = alice.put(path, body)
        profile = alice.get("/me")["profile"]
        alice.patch("/me", {"version": profile["version"], "languages": ["af"]})
        assert alice.put(path, body) == story
        assert tell_anew(alice, story, DUTCH, language=None) == mine(alice, story) == story

    def test_in_words_that_do_not_tell_has_none(self, alice: Phone) -> None:
        assert tell(alice, "👍🏽" * 30, language=None)["latest"]["language"] is None

    def test_changed_has_the_language_of_its_new_words(self, alice: Phone) -> None:
        story = tell(alice, DUTCH, language=None)
        assert tell_anew(alice, story, OTHER, language=None)["latest"]["language"] == "en"


class TestCorrectingIt:
    def test_leaves_the_words_up_and_tells_feed_screen_and_author(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, bob, OTHER)
        story = published(organiser, alice, shown_on="screen")
        phone, screen = bob.listen("feed"), organiser.listen("screen")
        own, desk = alice.listen(f"person:{alice.person_id}"), organiser.listen("reviewers")
        corrected = tell_anew(alice, story, language="nl", shown_on="screen")
        assert (corrected["state"], corrected["version"]) == ("live", story["version"])
        assert corrected["live"]["language"] == corrected["latest"]["language"] == "nl"
        for socket in (phone, screen):
            (fact,) = facts(socket)
            assert fact["type"] == "stories.published"
            assert fact["data"]["story"]["language"] == "nl"
        assert [fact["data"]["story"] for fact in facts(own)] == [corrected]
        assert facts(desk) == []
        assert feed(bob, "?language=nl") == feed(bob, "?find=summer&language=nl") == [TEXT]
        assert bob.get("/feed")["stories"][0]["language"] == "nl"
        assert feed(bob, "?language=en") == [OTHER]

    def test_twice_is_once_and_in_the_audit_chain(
        self, alice: Phone, organiser: Phone, app: Flask
    ) -> None:
        story = published(organiser, alice)
        corrected = tell_anew(alice, story, language="nl")
        assert tell_anew(alice, story, language="nl") == corrected
        with app.app_context():
            newest = select(AuditRow).order_by(AuditRow.number.desc()).limit(1)
            row = db.session.scalars(newest).one()
            assert (row.act, row.subject_id, row.why, str(row.by_id)) == (
                "correct-language",
                f"{story['id']}/1",
                "nl",
                alice.person_id,
            )
            acts = db.session.scalars(select(AuditRow.act)).all()
            assert acts.count("correct-language") == 1
            assert check_chain("autumn").flaw is None

    def test_outlives_what_was_sent_before_and_comes_late(
        self, alice: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        corrected = tell_anew(alice, story, language="nl")
        assert alice.put(f"/stories/{story['id']}", telling()) == corrected

    def test_with_other_words_too_is_read_first(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        changed = tell_anew(alice, story, NEWER, language="nl")
        assert changed["state"] == "in-review"
        card = bob.get("/feed")["stories"][0]
        assert (card["text"], card["language"]) == (TEXT, "en")

    @pytest.mark.parametrize("change", [{"title": "Another"}, {"opening": "accident"}])
    def test_with_anything_else_is_read_first(
        self, alice: Phone, organiser: Phone, change: dict[str, str]
    ) -> None:
        story = published(organiser, alice)
        assert tell_anew(alice, story, language="nl", **change)["state"] == "in-review"

    def test_of_words_that_nobody_has_approved_is_read_with_them(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell_anew(alice, tell(alice), language="nl")
        assert (story["state"], story["live"]) == ("in-review", None)
        assert review_of(organiser, story)["writing"]["language"] == "nl"
        assert feed(bob) == []

    def test_leaves_an_approval_to_be_undone(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell(alice)
        decided = decide(organiser, "approve", review_of(organiser, story))
        tell_anew(alice, story, language="nl")
        undo(organiser, decided)
        assert mine(alice, story)["state"] == "in-review"
        assert feed(bob) == []

    def test_is_the_authors_alone(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = published(organiser, alice)
        body = telling(language="nl", based_on=1)
        assert bob.refused("PUT", f"/stories/{story['id']}", body)["code"] == "not-found"
        assert mine(alice, story) == story
