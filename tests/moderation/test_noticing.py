"""What is noticed in a text, and what is not: `flags.json` is a table of sentences."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.moderation.flags.domain import OPTIONAL, FlagKind
from server.moderation.flags.looking import look
from server.moderation.flags.text import Written
from server.moderation.flags.wordlists import bad, languages
from server.web.wording import GRAPHEME
from tests.support.hostile import HOSTILE, REFUSED

TABLE = json.loads(Path(__file__).with_name("flags.json").read_text(encoding="utf-8"))
STORY = "I answered an advertisement for a summer job, and it is still summer."
OTHERS = {
    "same": "I answered an ADVERTISEMENT for a summer job and it is still summer",
    "else": "A wrong turn in a corridor, and somebody handed me a headset.",
}
Json = dict[str, Any]


def noticed(
    text: str,
    *,
    language: str | None = "en",
    kinds: tuple[FlagKind, ...] = OPTIONAL,
    **settings: list[str],
) -> list[Json]:
    """Return what is noticed in a text of one of the guests."""
    writing = {"key": "it", "kind": "story", "author": "author", "language": language}
    found = look(
        [writing | {"parts": {"text": text}}],
        {},
        TABLE["guests"],
        {"kinds": kinds, "words": [], "passes": [], "languages": ["en"], **settings},
    )
    return found["it"]


def passages(text: str, flags: list[Json]) -> list[tuple[str, str]]:
    return [(flag["kind"], text[flag["start"] : flag["end"]]) for flag in flags]


@pytest.mark.parametrize("row", TABLE["sentences"], ids=lambda row: row["text"])
def test_a_sentence(row: Json) -> None:
    flags = noticed(
        row["text"],
        language=row["language"],
        languages=row["spoken"],
        words=["acme", "head hunt*"],
        passes=["moron"] if row["of"] == "passes" else [],
    )
    assert passages(row["text"], flags) == [tuple(flag) for flag in row["flags"]]


def test_every_kind_has_both_hits_and_none() -> None:
    for kind in {row["of"] for row in TABLE["sentences"]} - {"passes"}:
        rows = [row for row in TABLE["sentences"] if row["of"] == kind]
        assert any(row["flags"] for row in rows)
        assert any(not row["flags"] for row in rows)


@pytest.mark.parametrize("kind", OPTIONAL)
def test_what_is_off_is_not_noticed(kind: FlagKind) -> None:
    for row in TABLE["sentences"]:
        others = tuple(one for one in OPTIONAL if one is not kind)
        flags = noticed(row["text"], kinds=others, languages=row["spoken"])
        assert kind not in {flag["kind"] for flag in flags}


def test_every_language_has_words_of_its_own() -> None:
    for language in languages():
        words = bad(language)
        assert words.begins or words.phrases, language
        assert "" not in words.begins, language
    assert len(bad("en").phrases) > 200  # of the library's list, which has not moved


class TestMuchAlike:
    def likest(self, text: str, others: dict[str, str] = OTHERS) -> str | None:
        writing = {"key": "it", "kind": "story", "author": "author", "language": "en"}
        settings = {"kinds": ["alike"], "words": [], "passes": [], "languages": ["en"]}
        both = {"story": {**others, "it": text}, "takeaway": {"line": text}}
        found = look([writing | {"parts": {"text": text}}], both, [], settings)["it"]
        if not found:
            return None
        (flag,) = found
        assert (flag["start"], flag["end"]) == (0, len(text))
        return str(flag["alike"])

    def test_case_and_signs_are_no_difference(self) -> None:
        assert self.likest(STORY) == "same"

    def test_neither_are_a_few_words(self) -> None:
        assert self.likest(STORY.replace("summer job", "holiday job")) == "same"

    def test_another_story_is_not_much_like_it(self) -> None:
        assert self.likest("My uncle ran a call centre, and one summer they were short.") is None

    def test_a_short_line_may_be_like_another(self) -> None:
        assert self.likest("By accident.", {"other": "By accident."}) is None

    def test_nothing_is_much_like_itself(self) -> None:
        assert self.likest(STORY, {}) is None


SEVERAL = st.lists(
    st.sampled_from(
        [
            *HOSTILE.values(),
            *(text[:2_000] for text in REFUSED.values()),
            *(row["text"] for row in TABLE["sentences"]),
        ]
    )
    | st.text(max_size=60),
    min_size=1,
    max_size=3,
)


@given(parts=SEVERAL, cut=st.integers(0, 400), language=st.sampled_from(["en", "pl", "zh", None]))
def test_whatever_is_written_flags_lie_within_it(
    parts: list[str], cut: int, language: str | None
) -> None:
    text = " ".join(parts)[cut : cut + 700]
    for flag in noticed(text, language=language, words=["a*", "\u0301"], passes=["\u202e"]):
        assert 0 <= flag["start"] < flag["end"] <= len(text)
        before, passage = text[: flag["start"]], text[flag["start"] : flag["end"]]
        seen = [GRAPHEME.findall(one) for one in (before, passage, text[flag["end"] :])]
        assert list(chain(*seen)) == GRAPHEME.findall(text)  # no character is cut in two


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_passage_widens_to_whole_characters(text: str, start: int, more: int) -> None:
    start = min(start, len(text))
    end = min(start + more, len(text))
    first, last = Written(text, None).whole(start, end)
    assert first <= start
    assert end <= last <= len(text)
