"""Every write to reviews. Nothing here commits.

The review's row is the lock of its subject: authors and organisers take it first, so that what
the one sends and what the other decides happen one after the other.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select

from server import clock
from server.conferences.actions import record
from server.errors import Problem, not_found
from server.extensions import db
from server.moderation import domain
from server.moderation.domain import UNDO_FOR, Outcome, Reason, Standing, State
from server.moderation.facts import (
    ReviewChanged,
    ReviewDecided,
    ReviewDropped,
    ReviewOpened,
    ReviewUndone,
)
from server.moderation.models import Decision, Review
from server.moderation.queries import (
    card,
    how_many_wait,
    last_decision,
    locked_review_of,
    name_of,
    view_of,
)
from server.moderation.subjects import subject_kind
from server.people.models import Person
from server.realtime.facts import reviewers
from server.realtime.publish import publish
from server.work.due import cancel, schedule

TELL_AUTHOR = "moderation.tell-author"
ALREADY = {
    Outcome.APPROVE: "already-approved",
    Outcome.SEND_BACK: "already-sent-back",
    Outcome.CLOSE: "already-closed",
}


def follow(kind: str, subject_id: uuid.UUID, standing: Standing, *, author: Person) -> None:
    """Have the queue follow an author who sent, changed or took back a subject.

    standing: where it stands now. What is written for the first time opens its review.
    """
    row = locked_review_of(author.conference, kind, subject_id)
    if row is None:
        row = Review(
            conference=author.conference,
            subject_kind=kind,
            subject_id=subject_id,
            author_id=author.id,
            waiting=False,
        )
        db.session.add(row)
    waited = row.waiting
    row.revision = standing.latest
    row.waiting = standing.state is State.IN_REVIEW
    if row.waiting and not waited:
        row.since = clock.now()
    db.session.flush()
    cancel(row.conference, TELL_AUTHOR, str(row.id))
    waiting = how_many_wait(row.conference)
    if row.waiting:
        fact = ReviewChanged if waited else ReviewOpened
        publish(reviewers(row.conference), fact(review=card(row), waiting=waiting))
    elif waited:
        publish(reviewers(row.conference), ReviewDropped(review_id=row.id, waiting=waiting))


def decide(
    row: Review,
    decision_id: uuid.UUID,
    *,
    revision: int,
    outcome: Outcome,
    reason: Reason | None = None,
    words: str | None = None,
    by: Person,
) -> Decision:
    """Decide on a locked review. Asked again under the same id, the first answer stands.

    revision: the one that the organiser read.
    Raises already-approved, already-sent-back or already-closed, naming who was faster;
    taken-back when the author has withdrawn it; review-changed when they have changed it.
    """
    first = db.session.get(Decision, decision_id)
    if first is not None:
        if first.review_id != row.id or first.by_id != by.id:
            raise not_found()
        return first
    kind = subject_kind(row.subject_kind)
    before = kind.standing(row.conference, row.subject_id)
    _check_awaited(row, revision, before)
    after = domain.decided(before, outcome)
    decision = Decision(
        id=decision_id,
        conference=row.conference,
        review_id=row.id,
        revision=revision,
        outcome=outcome,
        reason=reason,
        words=words,
        by_id=by.id,
        at=clock.now(),
        live_before=before.live,
    )
    db.session.add(decision)
    row.waiting = False
    db.session.flush()
    _record(outcome.value, row, decision, by)
    kind.settle(row.conference, row.subject_id, after)
    if not after.told:
        schedule(row.conference, TELL_AUTHOR, str(row.id), decision.at + UNDO_FOR)
    told = ReviewDecided(decision=view_of(decision), waiting=how_many_wait(row.conference))
    publish(reviewers(row.conference), told)
    return decision


def undo(row: Review, decision: Decision, *, by: Person) -> None:
    """Undo the decision taken last on a locked review. Asked twice, it is undone once.

    Raises too-late-to-undo after ten seconds, or when another decision has followed.
    """
    if decision.undone_at is not None:
        return
    if clock.now() >= decision.at + UNDO_FOR or decision is not last_decision(row):
        raise Problem("too-late-to-undo", 409)
    kind = subject_kind(row.subject_kind)
    after = domain.undone(
        kind.standing(row.conference, row.subject_id),
        decision.outcome,
        revision=decision.revision,
        live_before=decision.live_before,
    )
    decision.undone_at = clock.now()
    row.waiting = after.state is State.IN_REVIEW
    db.session.flush()
    cancel(row.conference, TELL_AUTHOR, str(row.id))
    _record(f"undo-{decision.outcome.value}", row, decision, by)
    kind.settle(row.conference, row.subject_id, after)
    publish(
        reviewers(row.conference),
        ReviewUndone(
            decision=view_of(decision),
            review=card(row) if row.waiting else None,
            waiting=how_many_wait(row.conference),
        ),
    )


def tell_author(row: Review) -> None:
    """Let the author of a locked review hear of a refusal that can no longer be undone."""
    decision = last_decision(row)
    if decision is None or clock.now() < decision.at + UNDO_FOR:
        return  # undone, and perhaps refused again, since this was scheduled
    kind = subject_kind(row.subject_kind)
    standing = kind.standing(row.conference, row.subject_id)
    if not standing.told:
        kind.settle(row.conference, row.subject_id, domain.told(standing))


def forget(person: Person) -> None:
    """Delete the reviews of what somebody who is leaving wrote, and all that was said of it."""
    rows = list(db.session.scalars(select(Review).where(Review.author_id == person.id)))
    db.session.execute(delete(Review).where(Review.author_id == person.id))
    waiting = how_many_wait(person.conference)
    for row in rows:
        cancel(row.conference, TELL_AUTHOR, str(row.id))
        if row.waiting:
            publish(reviewers(row.conference), ReviewDropped(review_id=row.id, waiting=waiting))


def _check_awaited(row: Review, revision: int, standing: Standing) -> None:
    if standing.state is State.WITHDRAWN:
        raise Problem("taken-back", 409, by=name_of(row.author_id))
    if not row.waiting and (decision := last_decision(row)):
        raise Problem(ALREADY[decision.outcome], 409, by=name_of(decision.by_id))
    if row.revision != revision:
        raise Problem("review-changed", 409, by=name_of(row.author_id), revision=row.revision)


def _record(act: str, row: Review, decision: Decision, by: Person) -> None:
    record(
        row.conference,
        act,
        row.subject_kind,
        f"{row.subject_id}/{decision.revision}",
        by=by,
        why=decision.reason and decision.reason.value,
        words=decision.words,
    )
