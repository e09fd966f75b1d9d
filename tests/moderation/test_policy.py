"""The policy of reviews, as a table of sentences.

A standing is written "state latest live": of "in-review 2 1", revision 2 awaits a decision while
revision 1 is live; a dash stands for nothing live. Its author has heard of it unless "unheard".
What is live is shown as its author wished unless "tables" or "featured".
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.conferences.domain import Publishing
from server.moderation.domain import (
    APPROVALS,
    Outcome,
    Reason,
    Showing,
    Standing,
    State,
    at_once,
    decided,
    edited,
    taken_down,
    told,
    undone,
    withdrawn,
)
from server.texts import catalogue

APPROVE, SEND_BACK, CLOSE = Outcome.APPROVE, Outcome.SEND_BACK, Outcome.CLOSE
FOR_TABLES, FEATURE = Outcome.FOR_TABLES, Outcome.FEATURE
READ_FIRST, TRUSTED, AT_ONCE = Publishing


def standing(text: str) -> Standing:
    """Read a standing: "closed 2 - unheard"."""
    state, latest, live, *more = text.split()
    (showing,) = [one for one in Showing if one in more] or [Showing.AS_WISHED]
    return Standing(
        state=State(state),
        latest=int(latest),
        live=None if live == "-" else int(live),
        told="unheard" not in more,
        showing=showing,
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


TRUST = [
    ("where all is read first, nothing is live at once", READ_FIRST, "approved", False),
    ("nor is it of anybody new", READ_FIRST, "new", False),
    ("where people are trusted, that of a newcomer is read first", TRUSTED, "new", False),
    ("that of somebody with an approval is live", TRUSTED, "approved", True),
    ("unless the last decision was a refusal", TRUSTED, "refused since", False),
    ("where all is read afterwards, a newcomer's is live", AT_ONCE, "new", True),
    ("and that of somebody with an approval", AT_ONCE, "approved", True),
    ("whoever was refused last is read first all the same", AT_ONCE, "refused since", False),
    ("and whoever had something taken off that was reported", AT_ONCE, "taken off", False),
    ("with an approval, too, where people are trusted", TRUSTED, "taken off", False),
]


@pytest.mark.parametrize(("publishing", "author", "live"), sentences(TRUST))
def test_live_at_once(publishing: Publishing, author: str, *, live: bool) -> None:
    told = at_once(
        publishing,
        approved=author != "new",
        refused_last=author == "refused since",
        taken_off=author == "taken off",
    )
    assert told is live


LIVE_AT_ONCE = [
    ("a first story is live and awaits its reading", "in-review 1 -", "unread 2 2"),
    ("an edit takes the place of what was read", "live 1 1", "unread 2 2"),
    ("and of what nobody has read", "unread 1 1", "unread 2 2"),
    ("unread, it is not featured", "live 1 1 featured", "unread 2 2"),
    ("what is for tables alone stays there", "live 1 1 tables", "unread 2 2 tables"),
    ("a closed story stays closed", "closed 1 -", "closed 1 -"),
]


@pytest.mark.parametrize(("before", "after"), sentences(LIVE_AT_ONCE))
def test_an_edit_that_is_live_at_once(before: str, after: str) -> None:
    start = standing(before)
    assert edited(start, start.latest + 1, unread=True) == standing(after)


def test_an_edit_to_be_read_first_leaves_nothing_unread_live() -> None:
    assert edited(standing("unread 1 1"), 2) == standing("in-review 2 -")


def test_nothing_unread_stays_live_where_all_is_to_be_read_first() -> None:
    assert taken_down(standing("unread 2 2")) == standing("in-review 2 -")
    assert taken_down(standing("in-review 2 1")) == standing("in-review 2 1")


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
    ("approved for tables is for tables", "in-review 1 -", FOR_TABLES, "live 1 1 tables"),
    ("featured is preferred by the screen", "in-review 1 -", FEATURE, "live 1 1 featured"),
    ("an approval has the last word", "in-review 2 1 featured", APPROVE, "live 2 2"),
    (
        "an edit sent back leaves all alone",
        "in-review 2 1 featured",
        SEND_BACK,
        "sent-back 2 1 featured unheard",
    ),
    ("what was live at once may stay", "unread 2 2", APPROVE, "live 2 2"),
    ("sent back, it is live no more", "unread 2 2", SEND_BACK, "sent-back 2 - unheard"),
    ("closed, it is live no more", "unread 1 1", CLOSE, "closed 1 - unheard"),
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
UNREAD_AGAIN = [
    ("what was live unread is so again", APPROVE, "live 2 2", "unread 2 2"),
    ("shown in fewer places since, too", APPROVE, "live 3 2", "unread 3 3"),
    ("edited since, it goes", APPROVE, "in-review 3 2", "in-review 3 -"),
    ("what was featured unread is not any more", FEATURE, "live 2 2 featured", "unread 2 2"),
    ("sent back, it is live again", SEND_BACK, "sent-back 2 - unheard", "unread 2 2"),
    ("closed, it is live again", CLOSE, "closed 2 - unheard", "unread 2 2"),
]


@pytest.mark.parametrize(("outcome", "before", "after"), sentences(UNREAD_AGAIN))
def test_a_decision_on_what_was_live_at_once_undone(
    outcome: Outcome, before: str, after: str
) -> None:
    assert undo(outcome, before, "2 over 2") == standing(after)


def test_an_approval_undone_is_shown_as_before() -> None:
    after = undone(
        standing("live 2 2"),
        APPROVE,
        revision=2,
        live_before=1,
        showing_before=Showing.TABLES,
    )
    assert after == standing("in-review 2 1 tables")


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
def test_every_reason_has_its_name(reason: Reason) -> None:
    assert catalogue()[f"reason.{reason}"]


ACTS = st.lists(
    st.one_of(
        st.sampled_from(["edit", "show less", "withdraw", "undo", "tell"]),
        st.sampled_from(Outcome),
    ),
    max_size=30,
)


@given(ACTS)
def test_where_all_is_read_first_nothing_is_live_that_nobody_approved(acts: list[Any]) -> None:
    now = Standing()
    decisions: list[tuple[Outcome, Standing]] = []
    words = {1: 1}  # what a revision says, by the first that said so
    approved: set[int] = set()
    for act in acts:
        if isinstance(act, Outcome):
            if now.awaited:
                decisions.append((act, now))
                approved |= {words[now.latest]} if act in APPROVALS else set()
                now = decided(now, act)
        elif act in {"edit", "show less"}:
            less = act == "show less"
            words[now.latest + 1] = words[now.latest] if less else now.latest + 1
            now = edited(now, now.latest + 1, shows_less=less)
        elif act == "undo" and decisions:
            outcome, before = decisions.pop()
            now = undone(now, outcome, revision=before.latest, live_before=before.live)
        elif act == "withdraw":
            now = withdrawn(now)
        elif act == "tell":
            now = told(now)
        assert now.state is not State.UNREAD
        assert now == taken_down(now)
        assert now.live is None or words[now.live] in approved
