"""The review queue and its decisions, over HTTP, for organisers."""

from __future__ import annotations

import uuid
from typing import Any

from server.moderation import actions, queries
from server.moderation.domain import DecisionView, ReviewQueue
from server.moderation.schemas import DecisionIn
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "reviews", __name__, url_prefix="/api/v1/conferences/<slug>/reviews", description=__doc__
)
DECISION = "/<uuid:review_id>/decisions/<uuid:decision_id>"


@blueprint.get("")
@query(Role.ORGANISER)
@blueprint.response(200, answer(ReviewQueue))
def get_queue(caller: Person) -> ReviewQueue:
    """Return what awaits a decision, the longest waiting first."""
    return queries.queue(caller.conference)


@blueprint.put(DECISION)
@command(Role.ORGANISER)
@blueprint.arguments(DecisionIn)
@blueprint.response(200, answer(DecisionView))
def decide(
    caller: Person, decided: dict[str, Any], review_id: uuid.UUID, decision_id: uuid.UUID
) -> DecisionView:
    """Approve, send back or close. Sent twice, it is one decision."""
    review = queries.review(caller.conference, review_id, lock=True)
    return queries.view_of(actions.decide(review, decision_id, **decided, by=caller))


@blueprint.post(f"{DECISION}/undo")
@command(Role.ORGANISER)
@blueprint.response(200, answer(DecisionView))
def undo(caller: Person, review_id: uuid.UUID, decision_id: uuid.UUID) -> DecisionView:
    """Undo a decision within ten seconds. An approved text is shown no more."""
    review = queries.review(caller.conference, review_id, lock=True)
    decision = queries.decision(review, decision_id)
    actions.undo(review, decision, by=caller)
    return queries.view_of(decision)
