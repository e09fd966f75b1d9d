"""The policy of reviews, as a table of sentences.

A standing is written "state latest live": of "in-review 2 1", revision 2 awaits a decision while
revision 1 is live; a dash stands for nothing live. Its author has heard of it unless "unheard".
"""

from __future__ import annotations

from typing import Any

import pytest

from server.moderation.domain import (
    REASONS,
    Outcome,
    Reason,
    Standing,
    State,
    decided,
    edited,
    told,
    undone,
    withdrawn,
)
from server.texts import catalogue

APPROVE, SEND_BACK, CLOSE = Outcome.APPROVE, Outcome.SEND_BACK, Outcome.CLOSE


def standing(text: str) -> Standing:
    """Read a standing: "closed 2 - unheard"."""
    state, latest, live, *unheard = text.split()
    return Standing(
        state=State(state),
        latest=int(latest),
        live=None if live == "-" else int(live),
        told=not unheard,
    )


def sentences(rows: list[tuple[Any, ...]]) -> list[Any]:
    """Name each row's test by its sentence."""
    return [pytest.param(*row, id=sentence) for sentence, *row in rows]


EDITS = [
    ("an edit in review takes the place of what was in review", "in-review 1 -", "in-review 2 -"),
    ("an edit of a live story is in review, the old one stays", "live 1 1", "in-review 2 1"),
    ("another edit is in review, the old one still stays", "in-review 2 1", "in-review 3 1"),
    ("an edit of what was sent back is in review again", "sent-back 1 -", "in-review 2 -"),
    ("an edit of a withdrawn story tells it again", "withdrawn 1 -", "in-review 2 -"),
    ("a closed story stays closed", "closed 1 -", "closed 1 -"),
    ("an edit overtakes a refusal not heard of", "sent-back 1 - unheard", "in-review 2 -"),
    ("an edit overtakes a closing not heard of", "closed 1 - unheard", "in-review 2 -"),
]


@pytest.mark.parametrize(("before", "after"), sentences(EDITS))
def test_an_edit(before: str, after: str) -> None:
    start = standing(before)
    assert edited(start, start.latest + 1) == standing(after)


SHOWING_LESS = [
    ("a live story shown in fewer places stays live", "live 1 1", "live 2 1"),
    ("what awaits a decision goes on awaiting it", "in-review 2 1", "in-review 3 1"),
    ("what was sent back is in review again", "sent-back 2 1", "in-review 3 1"),
    ("a withdrawn story is not live by that", "withdrawn 1 -", "in-review 2 -"),
    ("a closed story stays closed", "closed 1 -", "closed 1 -"),
]


@pytest.mark.parametrize(("before", "after"), sentences(SHOWING_LESS))
def test_an_edit_that_only_shows_less(before: str, after: str) -> None:
    start = standing(before)
    assert edited(start, start.latest + 1, shows_less=True) == standing(after)


WITHDRAWALS = [
    ("a live story is gone", "live 1 1", "withdrawn 1 -"),
    ("a story in review is gone, and the old one too", "in-review 2 1", "withdrawn 2 -"),
    ("what was sent back can be withdrawn", "sent-back 1 -", "withdrawn 1 -"),
    ("a closing not heard of is overtaken", "closed 1 - unheard", "withdrawn 1 -"),
    ("a closed story stays closed", "closed 1 -", "closed 1 -"),
    ("twice is once", "withdrawn 1 -", "withdrawn 1 -"),
]


@pytest.mark.parametrize(("before", "after"), sentences(WITHDRAWALS))
def test_a_withdrawal(before: str, after: str) -> None:
    assert withdrawn(standing(before)) == standing(after)


DECISIONS = [
    ("approved is live", "in-review 1 -", APPROVE, "live 1 1"),
    ("an approved edit replaces the old one", "in-review 2 1", APPROVE, "live 2 2"),
    ("sent back is heard of later", "in-review 1 -", SEND_BACK, "sent-back 1 - unheard"),
    ("the old one stays up beside it", "in-review 2 1", SEND_BACK, "sent-back 2 1 unheard"),
    ("closed is heard of later", "in-review 1 -", CLOSE, "closed 1 - unheard"),
    ("closing takes the old one down", "in-review 2 1", CLOSE, "closed 2 - unheard"),
]


@pytest.mark.parametrize(("before", "outcome", "after"), sentences(DECISIONS))
def test_a_decision(before: str, outcome: Outcome, after: str) -> None:
    assert decided(standing(before), outcome) == standing(after)


APPROVALS_UNDONE = [
    ("it is in review", "live 1 1", "1 over -", "in-review 1 -"),
    ("what was live before is live again", "live 2 2", "2 over 1", "in-review 2 1"),
    ("shown in fewer places since, it goes", "live 2 1", "1 over -", "in-review 2 -"),
    ("edited since, the edit stays in review", "in-review 2 1", "1 over -", "in-review 2 -"),
    ("withdrawn since, it stays withdrawn", "withdrawn 2 -", "2 over 1", "withdrawn 2 -"),
    ("told again since, that stays in review", "in-review 3 -", "2 over 1", "in-review 3 -"),
]
SENDING_BACK_UNDONE = [
    ("it is in review", "sent-back 1 - unheard", "1 over -", "in-review 1 -"),
    ("what is live stays live", "sent-back 2 1 unheard", "2 over 1", "in-review 2 1"),
    ("edited since, the edit stays in review", "in-review 2 -", "1 over -", "in-review 2 -"),
    ("withdrawn since, it stays withdrawn", "withdrawn 2 -", "2 over 1", "withdrawn 2 -"),
]
CLOSINGS_UNDONE = [
    ("it is in review", "closed 1 - unheard", "1 over -", "in-review 1 -"),
    ("what was live before is live again", "closed 2 - unheard", "2 over 1", "in-review 2 1"),
    ("edited since, the old one stays down", "in-review 3 -", "2 over 1", "in-review 3 -"),
    ("withdrawn since, it stays withdrawn", "withdrawn 2 -", "2 over 1", "withdrawn 2 -"),
]


@pytest.mark.parametrize(("before", "decision", "after"), sentences(APPROVALS_UNDONE))
def test_an_approval_undone(before: str, decision: str, after: str) -> None:
    assert undo(APPROVE, before, decision) == standing(after)


@pytest.mark.parametrize(("before", "decision", "after"), sentences(SENDING_BACK_UNDONE))
def test_a_sending_back_undone(before: str, decision: str, after: str) -> None:
    assert undo(SEND_BACK, before, decision) == standing(after)


@pytest.mark.parametrize(("before", "decision", "after"), sentences(CLOSINGS_UNDONE))
def test_a_closing_undone(before: str, decision: str, after: str) -> None:
    assert undo(CLOSE, before, decision) == standing(after)


def undo(outcome: Outcome, before: str, decision: str) -> Standing:
    """Undo a decision: "2 over 1" was taken on revision 2 while 1 was live."""
    revision, _, live = decision.split()
    return undone(
        standing(before),
        outcome,
        revision=int(revision),
        live_before=None if live == "-" else int(live),
    )


def test_an_author_who_hears_of_a_closing_can_change_nothing_more() -> None:
    unheard = decided(Standing(), CLOSE)
    assert not unheard.final
    assert told(unheard).final
    assert not told(decided(Standing(), SEND_BACK)).final


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    texts = catalogue()
    assert texts[f"reason.{reason}"]
    assert (f"reason-back.{reason}" in texts) is (reason in REASONS[SEND_BACK])
    assert (f"reason-closed.{reason}" in texts) is (reason in REASONS[CLOSE])
