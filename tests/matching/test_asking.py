"""What one could ask first: questions made from the reason, for every reason there is."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

import pytest

from server.matching.asking import about, first_question, questions
from server.matching.reasons import sentence
from server.texts import catalogue
from tests.matching.planned import after_a_moment
from tests.support.phones import Phone

# Those why two should meet are sentences; those why a text came back are not.
REASONS = {
    key for key, text in catalogue().items() if key.startswith("reason.") and text[-1] in ".?"
}
ME, OTHER = UUID(int=1), UUID(int=2)
ROOM = [uuid5(ME, str(number)) for number in range(40)]


def params_of(key: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", catalogue()[key]))


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_questions_that_it_can_fill(reason: str) -> None:
    keys = questions()[about(reason)]
    assert len(keys) > 1
    for key in keys:
        assert params_of(key) <= params_of(reason)
        assert catalogue()[key].endswith("?")


def test_no_question_is_left_over() -> None:
    assert questions().keys() == {about(reason) for reason in REASONS}


def test_it_is_the_same_for_two_people_and_differs_among_many() -> None:
    reason = sentence("reason.both-learning", name="Bob", skill="operations")
    asked = [first_question(reason, ME, other) for other in ROOM]
    assert asked == [first_question(reason, ME, other) for other in ROOM]
    assert {one.key for one in asked if one} == set(questions()["both-learning"])
    assert all("{" not in one.text for one in asked if one)


def test_of_a_reason_that_nobody_knows_there_is_none() -> None:
    reason = sentence("reason.both-story")
    assert first_question(reason, ME, OTHER)
    assert first_question(sentence("shorter.few"), ME, OTHER) is None


def test_it_comes_with_a_suggestion_and_with_a_wave(alice: Phone, bob: Phone, carol: Phone) -> None:
    bob.put(f"/waves/{alice.person_id}")
    found = after_a_moment(alice).get("/suggestions")["suggestions"]
    suggested = {one["person"]["name"]: one["ask"] for one in found}
    assert set(suggested) == {"Bob", "Carol"}
    assert all(ask["text"].endswith("?") for ask in suggested.values())
    (wave,) = alice.get("/waves")["received"]
    assert wave["ask"] == suggested["Bob"]
