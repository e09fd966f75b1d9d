"""Stories that are alike: a bonus for those who told them, never a reason and never a rule."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

import numpy as np
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from server.extensions import db
from server.matching.blocks import ALIKE, BLOCKS, STORY
from server.matching.columns import Floats
from server.matching.likeness import DIMENSIONS, by_words
from server.matching.plan import plan
from server.matching.profiles import profiles_of
from server.matching.rows import with_words
from server.matching.saying import Profile
from server.matching.score import Room
from server.stories.queries import authors
from tests.matching.rooms import crowd, keeps_the_rules, profiles
from tests.stories.telling import TEXT, TITLE, published, tell, tell_anew, withdraw
from tests.support.phones import Phone

NIGHTS = "I took a summer job on the phones and worked the night shift with friends for life."
NIGHTS_TOO = "Night shifts on the phones, to pay for university; I never left."
LAW = "I studied law, and my firm closed. A friend in finance asked me to count what calls cost."
LAW_TOO = "My firm closed when I was a young lawyer, and a friend found me a place counting calls."
CHEF = "I was a chef. My knees gave up before I did."
STORIES = (NIGHTS, NIGHTS_TOO, LAW, LAW_TOO, CHEF)
WORDS = ("night", "phones", "law", "chef", "knees", "Nacht", "夜", "123", "é", "!", "")


def alike(*texts: str, languages: tuple[str, ...] | None = None) -> Floats:
    """Return [one, other]: how alike texts are in each other's company."""
    languages = languages or ("en",) * len(texts)
    rows = by_words(texts, languages)(texts, languages)
    return np.asarray(rows @ rows.T)


def tellers(*words: str, language: str = "en") -> list[Profile]:
    """Return people who differ in nothing but what they tell."""
    return crowd(
        len(words), "agent", story="told", words=lambda number: words[number],
        language_told=language,
    )  # fmt: skip


class TestLikeness:
    def test_orders_stories_as_a_person_would(self) -> None:
        found = alike(*STORIES)
        np.fill_diagonal(found, 0)
        assert [int(found[one].argmax()) for one in range(4)] == [1, 0, 3, 2]
        assert found[0, 1] > 2 * found[0, 2:].max()
        assert found[2, 3] > 2 * found[2, [0, 1, 4]].max()

    def test_does_not_count_case_accents_or_marks(self) -> None:
        found = alike("Zoë's CAFÉ at night", "zoe s cafe, at Night", CHEF)
        assert found[0, 1] == pytest.approx(1, abs=1e-5)

    def test_is_none_between_languages(self) -> None:
        found = alike(NIGHTS, NIGHTS_TOO, NIGHTS, NIGHTS_TOO, languages=("en", "en", "de", "de"))
        assert found[:2, :2].min() > 0
        assert not found[:2, 2:].any()

    def test_is_none_with_who_told_nothing_or_in_a_language_of_their_own(self) -> None:
        languages = ("en", "en", "en", "cy")
        found = alike(NIGHTS, NIGHTS_TOO, "", NIGHTS, languages=languages)
        assert not found[2].any()
        assert not found[3].any()

    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
                st.sampled_from(["en", "de", ""]),
            ),
            max_size=30,
        )
    )
    def test_is_at_most_one_always_the_same_and_of_few_numbers(
        self, told: list[tuple[str, str]]
    ) -> None:
        texts, languages = [text for text, _ in told], [language for _, language in told]
        rows = by_words(texts, languages)(texts, languages)
        assert rows.shape == (len(told), DIMENSIONS)
        assert np.isfinite(rows).all()
        assert (rows**2).sum(axis=1).max(initial=0) <= 1 + 1e-5
        assert (by_words(texts, languages)(texts, languages) == rows).all()

    def test_finds_what_hundreds_tell_of(self) -> None:
        """There are more of them than dimensions, and what they tell of is not their only words."""
        chance = np.random.default_rng(0)
        subjects = [[f"subject{one}word{word}" for word in range(30)] for one in range(10)]
        about = chance.integers(len(subjects), size=400)
        texts = [
            " ".join([*chance.choice(subjects[one], 9), *map(str, chance.integers(3_000, size=20))])
            for one in about
        ]
        found = alike(*texts)
        same = about[:, None] == about
        np.fill_diagonal(same, val=False)
        assert found[same].mean() > 5 * abs(found[about[:, None] != about].mean())


class TestABonus:
    block = next(number for number, block in enumerate(BLOCKS) if block.name == "story")
    sometimes: ClassVar = st.sampled_from(["", NIGHTS, NIGHTS_TOO, CHEF])

    def test_is_for_those_whose_stories_are_alike(self) -> None:
        people = tellers(*STORIES)
        worth = Room(people).values_of(0)
        assert worth[1] > worth[2:].max()
        assert worth[1] < Room(tellers(*STORIES[:1] * 5)).values_of(0)[1]

    def test_is_bounded_and_nobody_loses_what_a_story_told_counts(self) -> None:
        without = Room(crowd(2, "agent", story="told")).values_of(0)[1]
        untold = Room(crowd(2, "agent")).values_of(0)[1]
        assert without - untold == pytest.approx(STORY, abs=1e-5)
        same = Room(tellers(NIGHTS, NIGHTS)).values_of(0)[1]
        assert same - untold == pytest.approx(STORY * (1 + ALIKE), abs=1e-5)
        unlike = Room(tellers(NIGHTS, CHEF)).values_of(0)[1]
        assert unlike == pytest.approx(without, abs=0.02)

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(profiles, sometimes), max_size=8))
    def test_allows_no_pair_and_forbids_none(self, drawn: list[tuple[Profile, str]]) -> None:
        without = [replace(one, id=f"p{number}") for number, (one, _) in enumerate(drawn)]
        people = [
            replace(one, words=words if one.story else "")
            for one, (_, words) in zip(without, drawn, strict=True)
        ]
        room, plain = Room(people), Room(without)
        everybody = np.arange(len(people))
        worth, before = room.values(everybody, everybody), plain.values(everybody, everybody)
        assert ((worth > 0) == (before > 0)).all()
        assert (worth <= before + 2 * STORY * ALIKE + 1e-4).all()
        keeps_the_rules(plan(room, 3), room)

    def test_is_for_who_comes_later_too(self) -> None:
        *here, late = tellers(*STORIES[:3], NIGHTS_TOO)
        room = Room(here)
        worth = room.values_of(room.add(late))
        assert worth[0] > worth[2]

    def test_says_nothing_of_what_was_told(self) -> None:
        people = [replace(one, backgrounds=()) for one in tellers(NIGHTS, NIGHTS_TOO)]
        room = Room(people)
        reason = room.reason(0, 1, self.block)
        assert (reason.key, dict(reason.params)) == ("reason.both-story", {})


class TestTheWordsOfAStory:
    def words(self, app: Flask, *phones: Phone) -> list[tuple[str, str]]:
        slug = phones[0].conference
        with app.app_context():
            some = profiles_of(slug, [UUID(phone.person_id) for phone in phones], authors(slug))
            found = {one.id: one for one in with_words(db.session.connection(), slug, some)}
        people = [found[phone.person_id.replace("-", "")] for phone in phones]
        return [(one.words, one.language_told) for one in people]

    def test_count_once_everybody_may_read_them(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, language="de")
        tell(bob)
        published(organiser, carol, shown_on="tables")
        read = (f"{TITLE}\n{TEXT}", "de")
        assert self.words(app, alice, bob, carol) == [read, ("", ""), ("", "")]
        tell_anew(alice, story, NIGHTS)
        assert self.words(app, alice) == [read]

    def test_do_not_count_once_they_are_gone(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        published(organiser, bob)
        withdraw(alice, story)
        version = bob.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{bob.person_id}", {"version": version, "hidden": True})
        assert self.words(app, alice, bob) == [("", ""), ("", "")]
