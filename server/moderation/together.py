"""Approving several reviews with one command, each by itself. Nothing here commits."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from server.errors import Problem, not_found
from server.moderation.deciding import decide
from server.moderation.decisions import view_of
from server.moderation.domain import Outcome
from server.moderation.queries import reviews
from server.moderation.views import (
    DecidedTogether,
    DecisionView,
    NotDecided,
)
from server.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A review to be approved under an id of its own, as the organiser read it."""

    review_id: uuid.UUID
    decision_id: uuid.UUID
    revision: int


def approve_together(approvals: Sequence[Approval], *, by: Person) -> DecidedTogether:
    """Approve what can be approved, and say of the rest why it cannot. Sent twice, it is once.

    A refusal comes before its decision has written anything, so it leaves the others alone.
    """
    rows = reviews(by.conference, [one.review_id for one in approvals])
    decided: list[DecisionView] = []
    refused: list[NotDecided] = []
    for one in approvals:
        try:
            row = rows.get(one.review_id)
            if row is None:
                raise not_found()
            approve = Outcome.APPROVE
            made = decide(row, one.decision_id, revision=one.revision, outcome=approve, by=by)
            decided.append(view_of(made))
        except Problem as problem:
            why = NotDecided(
                review_id=one.review_id, code=problem.code, detail=problem.body()["detail"]
            )
            refused.append(why)
    return DecidedTogether(decided=tuple(decided), refused=tuple(refused))
