"""The review queue and its decisions, over HTTP, for organisers."""

from __future__ import annotations

import uuid
from typing import Any

from server.moderation import claiming, deciding, decisions, queries, together
from server.moderation.schemas import ApprovalsIn, DecisionIn
from server.moderation.views import (
    DecidedTogether,
    DecisionView,
    ReviewCard,
    ReviewQueue,
)
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "reviews", __name__, url_prefix="/api/v1/conferences/<slug>/reviews", description=__doc__
)
CLAIM = "/<uuid:review_id>/claim"
DECISION = "/<uuid:review_id>/decisions/<uuid:decision_id>"


@blueprint.get("")
@query(Role.ORGANISER)
@blueprint.response(200, answer(ReviewQueue))
def get_queue(caller: Person) -> ReviewQueue:
    """Return what awaits a decision, the longest waiting first."""
    return queries.queue(caller.conference)


@blueprint.post("/approvals")
@command(Role.ORGANISER)
@blueprint.arguments(ApprovalsIn)
@blueprint.response(200, answer(DecidedTogether))
def approve_together(caller: Person, wanted: dict[str, Any]) -> DecidedTogether:
    """Approve several, each by itself: what cannot be approved is named, with the reason."""
    return together.approve_together(wanted["approvals"], by=caller)


@blueprint.put(CLAIM)
@command(Role.ORGANISER)
@blueprint.response(200, answer(ReviewCard))
def claim(caller: Person, review_id: uuid.UUID) -> ReviewCard:
    """Claim a review for half a minute, so that nobody else reads it too; again to go on reading.

    The answer is the review as it is now.
    """
    review = queries.review(caller.conference, review_id, lock=True)
    claiming.claim(review, by=caller)
    return queries.card(review)


@blueprint.delete(CLAIM)
@command(Role.ORGANISER)
@blueprint.response(204)
def release(caller: Person, review_id: uuid.UUID) -> None:
    """Put a review down without deciding."""
    claiming.release(queries.review(caller.conference, review_id, lock=True), by=caller)


@blueprint.put(DECISION)
@command(Role.ORGANISER)
@blueprint.arguments(DecisionIn)
@blueprint.response(200, answer(DecisionView))
def decide(
    caller: Person, decided: dict[str, Any], review_id: uuid.UUID, decision_id: uuid.UUID
) -> DecisionView:
    """Approve, for tables alone or for the screen, send back or close. Sent twice, it is once."""
    review = queries.review(caller.conference, review_id, lock=True)
    return decisions.view_of(deciding.decide(review, decision_id, **decided, by=caller))


@blueprint.post(f"{DECISION}/undo")
@command(Role.ORGANISER)
@blueprint.response(200, answer(DecisionView))
def undo(caller: Person, review_id: uuid.UUID, decision_id: uuid.UUID) -> DecisionView:
    """Undo a decision within ten seconds. An approved text is shown no more."""
    review = queries.review(caller.conference, review_id, lock=True)
    decision = decisions.decision(review, decision_id)
    deciding.undo(review, decision, by=caller)
    return decisions.view_of(decision)
