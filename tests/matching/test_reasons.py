"""Reasons as they are said aloud."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from server.conferences.domain import BACKGROUNDS
from server.matching import blocks
from server.matching.blocks import Reason
from server.matching.reasons import spoken
from server.people.domain import PersonCard, Position, Skill
from server.texts import catalogue

USUAL = {one.key: one.label for one in BACKGROUNDS}
RENAMED = USUAL | {"agent": "Headset years", "chat": "Chat and mail"}


def said(key: str, labels: dict[str, str] = USUAL, /, **params: str) -> str:
    priya = PersonCard(
        id=UUID(int=1), name="Priya", organisation=None, position=None, backgrounds=()
    )
    return spoken(Reason(f"reason.{key}", params), priya, labels).text


@pytest.mark.parametrize(
    ("sentence", "key", "params"),
    [
        pytest.param(
            "You and Priya both came up from the phones.",
            "both-background",
            {"background": "agent"},
            id="the same path",
        ),
        pytest.param(
            "You came up from the phones, Priya came across from finance: "
            "two ways into one industry.",
            "different-paths",
            {"my_background": "agent", "their_background": "finance"},
            id="different paths",
        ),
        pytest.param(
            "Priya knows leadership and finance, and you want to learn it; "
            "you know operations, and Priya wants to.",
            "trade-skills",
            {"my_skill": "operations", "their_skill": "finance"},
            id="skills to trade",
        ),
        pytest.param(
            "You and Priya are both team leaders.",
            "both-position",
            {"position": "team-leader"},
            id="the same job",
        ),
        pytest.param(
            "You and Priya have both been in the industry for about 12 years.",
            "years-alike",
            {"years": "12"},
            id="as long in the industry",
        ),
    ],
)
def test_sentences(sentence: str, key: str, params: dict[str, str]) -> None:
    assert said(key, **params) == sentence


@pytest.mark.parametrize(
    ("background", "words"),
    [
        pytest.param("agent", "Headset years", id="renamed by the organisers"),
        pytest.param("chat", "Chat and mail", id="added by the organisers"),
        pytest.param("gone", "gone", id="no longer of this conference"),
    ],
)
def test_backgrounds_in_the_organisers_own_words(background: str, words: str) -> None:
    told = said("both-background", RENAMED, background=background)
    assert told == f"You and Priya both got in like this: {words}."


def test_everything_that_the_score_says_has_words() -> None:
    source = Path(blocks.__file__).read_text(encoding="utf-8")
    keys = set(re.findall(r'"(reason\.[a-z-]+)"', source))
    keys |= {f"background.{one.key}" for one in BACKGROUNDS}
    keys |= {f"skill.{one}" for one in Skill}
    keys |= {f"position.{one}" for one in Position if one != blocks.VAGUE}
    assert "reason.trade-skills" in keys
    assert keys - catalogue().keys() == set()
