"""Reading reviews. Whoever is asking has passed the organisers' door."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from server.errors import not_found
from server.extensions import db
from server.moderation.domain import UNDO_FOR, DecisionView, ReviewCard, ReviewQueue, Shown
from server.moderation.models import Decision, Review
from server.moderation.subjects import subject_kind
from server.people.models import Person
from server.people.queries import card_of
from server.realtime.publish import number_of

QUEUE_PAGE = 100


def review(conference: str, review_id: uuid.UUID, *, lock: bool = False) -> Review:
    """Return a review. Locked, nothing happens to its subject meanwhile. Raises not-found."""
    locking = {"key_share": True} if lock else None
    found = db.session.get(Review, review_id, with_for_update=locking, populate_existing=lock)
    if found is None or found.conference != conference:
        raise not_found()
    return found


def locked_review_of(conference: str, kind: str, subject_id: uuid.UUID) -> Review | None:
    """Return the review of a subject, so that nothing happens to the subject meanwhile."""
    return db.session.scalar(
        select(Review)
        .where(
            Review.conference == conference,
            Review.subject_kind == kind,
            Review.subject_id == subject_id,
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def queue(conference: str) -> ReviewQueue:
    """Return the reviews that have waited longest, and how many wait in all."""
    rows = db.session.scalars(
        select(Review)
        .where(Review.conference == conference, Review.waiting)
        .order_by(Review.since, Review.id)
        .limit(QUEUE_PAGE)
    )
    return ReviewQueue(
        number=number_of(conference, "reviewers"),
        reviews=cards_of(list(rows)),
        waiting=how_many_wait(conference),
    )


def how_many_wait(conference: str) -> int:
    """Return how many reviews await a decision."""
    counted = select(func.count()).where(Review.conference == conference, Review.waiting)
    return db.session.scalar(counted) or 0


def cards_of(rows: Collection[Review]) -> tuple[ReviewCard, ...]:
    """Return reviews as the queue shows them, in the given order."""
    authors = _authors(rows)
    shown = _shown(rows)
    return tuple(
        ReviewCard(
            id=row.id,
            kind=row.subject_kind,
            subject_id=row.subject_id,
            author=card_of(authors[row.author_id]),
            writing=shown[row.subject_id].writing,
            live=shown[row.subject_id].live,
            waiting_since=row.since,
        )
        for row in rows
    )


def card(row: Review) -> ReviewCard:
    """Return one review as the queue shows it."""
    (only,) = cards_of([row])
    return only


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


def _authors(rows: Iterable[Review]) -> dict[uuid.UUID, Person]:
    wanted = {row.author_id for row in rows}
    return {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}


def _shown(rows: Iterable[Review]) -> dict[uuid.UUID, Shown]:
    """Ask each kind once what to show of its subjects."""
    subjects: dict[tuple[str, str], list[uuid.UUID]] = defaultdict(list)
    for row in rows:
        subjects[row.conference, row.subject_kind].append(row.subject_id)
    shown: dict[uuid.UUID, Shown] = {}
    for (conference, name), ids in subjects.items():
        shown.update(subject_kind(name).show(conference, ids))
    return shown
