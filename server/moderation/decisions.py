"""Reading what was decided on reviews. Whoever is asking has passed the organisers' door."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from server.errors import not_found
from server.extensions import db
from server.moderation.domain import (
    UNDO_FOR,
)
from server.moderation.models import Decision, Review
from server.moderation.views import (
    DecisionView,
)
from server.people.models import Person


def decision(row: Review, decision_id: uuid.UUID) -> Decision:
    """Return a decision on a review. Raises not-found."""
    found = db.session.get(Decision, decision_id)
    if found is None or found.review_id != row.id:
        raise not_found()
    return found


def last_decision(row: Review) -> Decision | None:
    """Return the newest decision on a review that has not been undone."""
    return db.session.scalar(
        select(Decision)
        .where(Decision.review_id == row.id, Decision.undone_at.is_(None))
        .order_by(Decision.revision.desc())
        .limit(1)
    )


def last_decisions(
    conference: str, kind: str, subjects: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Decision]:
    """Return the newest decision on each of these subjects that has not been undone."""
    rows = db.session.execute(
        select(Review.subject_id, Decision)
        .join(Decision, Decision.review_id == Review.id)
        .where(
            Review.conference == conference,
            Review.subject_kind == kind,
            Review.subject_id.in_(list(subjects)),
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.revision)
    )
    return dict(rows.all())  # of several, the newest comes last and stays


def view_of(row: Decision) -> DecisionView:
    """Return a decision as organisers see it."""
    return DecisionView(
        id=row.id,
        review_id=row.review_id,
        revision=row.revision,
        outcome=row.outcome,
        reason=row.reason,
        words=row.words,
        by=name_of(row.by_id),
        at=row.at,
        undo_until=row.at + UNDO_FOR,
        undone=row.undone_at is not None,
    )


def name_of(person_id: uuid.UUID) -> str:
    """Return somebody's name, which is empty once they have left."""
    return db.session.get_one(Person, person_id).name
