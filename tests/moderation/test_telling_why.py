"""An author reads why something was refused in their own language; organisers see it before."""

from __future__ import annotations

import json
import re

import pytest

from server.config import ROOT
from server.moderation.domain import (
    REASONS,
    Outcome,
)
from tests.stories.telling import review_of, tell
from tests.support.phones import Phone

REFUSALS: dict[str, dict[str, dict[str, str]]] = json.loads(
    (ROOT / "server/texts/refusals.json").read_text(encoding="utf-8")
)
PARAMS = re.compile(r"\{\w+\}")


def speak(phone: Phone, *languages: str) -> None:
    """Have somebody change which languages they speak."""
    version = phone.get("/me")["profile"]["version"]
    phone.patch("/me", {"version": version, "languages": list(languages)})


def test_there_are_refusals_in_the_languages_of_our_guests() -> None:
    assert {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv"} <= REFUSALS.keys()


@pytest.mark.parametrize("language", REFUSALS)
@pytest.mark.parametrize("outcome", [Outcome.SEND_BACK, Outcome.CLOSE])
def test_every_language_has_every_reason_and_every_param(language: str, outcome: Outcome) -> None:
    assert REFUSALS[language].keys() == {"send-back", "close"}
    sentences, english = REFUSALS[language][outcome], REFUSALS["en"][outcome]
    assert sentences.keys() == REASONS[outcome]
    for reason, sentence in sentences.items():
        assert sentence == sentence.strip()
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert sorted(PARAMS.findall(sentence)) == sorted(PARAMS.findall(english[reason]))
        assert language == "en" or sentence != english[reason]


def test_organisers_see_which_languages_an_author_speaks(
    alice: Phone, bob: Phone, organiser: Phone
) -> None:
    speak(alice, "fr", "de")
    speak(bob, "ja")
    assert review_of(organiser, tell(alice))["languages"] == ["fr", "de"]
    assert review_of(organiser, tell(bob))["languages"] == ["ja"]


def test_an_author_who_speaks_another_language_by_now_is_told_in_that(
    alice: Phone, organiser: Phone
) -> None:
    speak(alice, "de")
    story = tell(alice)
    assert review_of(organiser, story)["languages"] == ["de"]
    speak(alice, "it", "de")
    assert review_of(organiser, story)["languages"] == ["it", "de"]
