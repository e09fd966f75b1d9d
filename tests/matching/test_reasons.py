"""Reasons as they are said aloud."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from server.conferences.domain import BACKGROUNDS
from server.matching import saying
from server.matching.domain import given_name
from server.matching.reasons import spoken
from server.matching.saying import Reason
from server.people.domain import PersonCard, Position, Skill
from server.people.openness import Openness
from server.texts import catalogue

USUAL = {one.key: one.label for one in BACKGROUNDS}
RENAMED = USUAL | {"agent": "Headset years", "chat": "Chat and mail"}


def said(
    key: str, labels: dict[str, str] = USUAL, /, called: str = "Priya Shah", **params: str
) -> str:
    priya = PersonCard(
        openness=Openness.COME,
        id=UUID(int=1),
        name=called,
        organisation=None,
        position=None,
        backgrounds=(),
    )
    return spoken(Reason(f"reason.{key}", params), priya, labels).text


@pytest.mark.parametrize(
    ("sentence", "key", "params"),
    [
        pytest.param(
            "You both came up from the phones.",
            "both-background",
            {"backgrounds": "agent"},
            id="the same path",
        ),
        pytest.param(
            "You came up from the phones, and Priya came across from finance: "
            "two ways into one industry.",
            "different-paths",
            {"my_background": "agent", "their_background": "finance"},
            id="different paths",
        ),
        pytest.param(
            "Priya came across from finance and knows leadership and finance, "
            "which you want to learn; you know operations, and Priya wants to.",
            "trade-paths",
            {"my_skill": "operations", "their_skill": "finance", "their_background": "finance"},
            id="different paths, and skills to trade",
        ),
        pytest.param(
            "Priya knows leadership and finance, and you want to learn it; "
            "you know operations, and Priya wants to.",
            "trade-skills",
            {"my_skill": "operations", "their_skill": "finance"},
            id="skills to trade",
        ),
        pytest.param(
            "You are both team leaders.",
            "both-position",
            {"position": "team-leader"},
            id="the same job",
        ),
        pytest.param(
            "You have both been in the industry for about 12 years.",
            "years-alike",
            {"years": "12"},
            id="as long in the industry",
        ),
    ],
)
def test_sentences(sentence: str, key: str, params: dict[str, str]) -> None:
    assert said(key, **params) == sentence


PATHS = [one.key for one in BACKGROUNDS]


@pytest.mark.parametrize("key", [*saying.DIFFERENT_PATHS, *saying.TRADED_PATHS])
@pytest.mark.parametrize("path", PATHS)
def test_different_paths_are_said_in_one_breath(key: str, path: str) -> None:
    params = {"my_background": path, "their_background": path}
    params |= {"my_skill": "operations", "their_skill": "people"}
    text = said(key.removeprefix("reason."), **params)
    assert "Shah" not in text
    assert " or " not in text
    assert text[-1] in ".?"


def test_each_way_in_is_said_in_its_own_way_of_one_and_of_both() -> None:
    of_one = {said("different-paths", my_background=path, their_background=path) for path in PATHS}
    ways = [path for path in PATHS if path != saying.VAGUE]
    of_both = {said("both-background", backgrounds=path) for path in ways}
    assert len(of_one) == len(of_both) + 1 == 13
    assert not any(" or " in text for text in of_both)
    assert all(text.startswith("You both ") for text in of_both)


@pytest.mark.parametrize(
    ("background", "words"),
    [
        pytest.param("agent", "Headset years", id="renamed by the organisers"),
        pytest.param("chat", "Chat and mail", id="added by the organisers"),
        pytest.param("gone", "gone", id="no longer of this conference"),
    ],
)
def test_backgrounds_in_the_organisers_own_words(background: str, words: str) -> None:
    assert said("both-background", RENAMED, backgrounds=background) == (
        f"You both got in the “{words}” way."
    )
    mixed = said("different-paths", RENAMED, my_background=background, their_background="finance")
    assert mixed == (
        f"You got in the “{words}” way, and Priya came across from finance: "
        "two ways into one industry."
    )


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Priya", "Priya"),
        ("Roksana Gajowiak", "Roksana"),
        ("Dr. Anne-Marie de la Croix", "Anne-Marie"),
        ("Frau Dr Weiß", "Frau Dr Weiß"),
        ("Łucja O’Brien", "Łucja"),
        ("J. Smith", "J. Smith"),
        ("J Smith", "J Smith"),
        ("Shah, Priya", "Shah, Priya"),
        ("山田 太郎", "山田 太郎"),
        ("عبد الله بن سعيد", "عبد الله بن سعيد"),
        ("Dr", "Dr"),
    ],
)
def test_people_are_called_by_their_given_name(name: str, given: str) -> None:
    assert given_name(name) == given
    trade = {"their_skill": "people", "my_skill": "finance"}
    assert said("trade-skills", called=name, **trade).startswith(f"{given} knows people")


def test_everything_that_the_score_says_has_words() -> None:
    source = Path(saying.__file__).read_text(encoding="utf-8")
    keys = set(re.findall(r'"(reason\.[a-z-]+)"', source))
    keys |= {f"background.{one.key}" for one in BACKGROUNDS}
    keys |= {f"backgrounds.{one.key}" for one in BACKGROUNDS if one.key != saying.VAGUE}
    keys |= {f"skill.{one}" for one in Skill}
    keys |= {f"position.{one}" for one in Position if one != saying.VAGUE}
    assert "reason.trade-skills" in keys
    assert keys - catalogue().keys() == set()
