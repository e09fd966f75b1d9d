"""Deciding on reviews, undoing that, and telling authors of refusals. Nothing here commits.

The review's row is the lock of its subject: authors and organisers take it first, so that what
the one sends and what the other decides happen one after the other.
"""

from __future__ import annotations

import uuid

from server import clock
from server.conferences.actions import record
from server.conferences.domain import Publishing
from server.conferences.queries import locked_conference, refuse_if_stopped
from server.errors import Problem, not_found
from server.extensions import db
from server.moderation import domain
from server.moderation.actions import TELL_AUTHOR, look_soon
from server.moderation.decisions import last_decision, name_of, view_of
from server.moderation.domain import (
    APPROVALS,
    UNDO_FOR,
    Outcome,
    Reason,
    Standing,
    State,
)
from server.moderation.facts import (
    ReviewDecided,
    ReviewUndone,
)
from server.moderation.models import Decision, Review
from server.moderation.queries import (
    card,
    claim_of,
    how_many_wait,
)
from server.moderation.subjects import subject_kind
from server.people.models import Person
from server.realtime.facts import reviewers
from server.realtime.publish import publish
from server.web.values import moment
from server.work.due import cancel, schedule

ALREADY = {
    **dict.fromkeys(APPROVALS, "already-approved"),
    Outcome.SEND_BACK: "already-sent-back",
    Outcome.CLOSE: "already-closed",
}


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
    taken-back when the author has withdrawn it; review-changed when they have changed it;
    claimed while another organiser reads it; publication-stopped for what would go live while
    nothing may; no-such-decision for what cannot be decided so.
    """
    first = db.session.get(Decision, decision_id)
    if first is not None:
        if first.review_id != row.id or first.by_id != by.id:
            raise not_found()
        return first
    kind = subject_kind(row.subject_kind)
    before = kind.standing(row.conference, row.subject_id)
    _check_awaited(row, revision)
    refuse_if_claimed(row, by)
    if outcome not in kind.show(row.conference, [row.subject_id])[row.subject_id].outcomes:
        raise Problem("no-such-decision", 422)
    after = domain.decided(before, outcome)
    _hold_if_stopped(row, before, after)
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
        showing_before=before.showing,
    )
    db.session.add(decision)
    row.waiting, row.claimed_by_id, row.claimed_until = False, None, None
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

    Raises too-late-to-undo after ten seconds, or when another decision has followed;
    publication-stopped for what would be live again while nothing may.
    """
    if decision.undone_at is not None:
        return
    if clock.now() >= decision.at + UNDO_FOR or decision is not last_decision(row):
        raise Problem("too-late-to-undo", 409)
    kind = subject_kind(row.subject_kind)
    before = kind.standing(row.conference, row.subject_id)
    after = domain.undone(
        before,
        decision.outcome,
        revision=decision.revision,
        live_before=decision.live_before,
        showing_before=decision.showing_before,
    )
    if locked_conference(row.conference).publishing is Publishing.READ_FIRST:
        after = domain.taken_down(after)
    _hold_if_stopped(row, before, after)
    decision.undone_at = clock.now()
    row.waiting = after.awaited
    db.session.flush()
    cancel(row.conference, TELL_AUTHOR, str(row.id))
    _record(f"undo-{decision.outcome.value}", row, decision, by)
    kind.settle(row.conference, row.subject_id, after)
    if row.waiting:
        look_soon(row)
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


def refuse_unless_waiting(row: Review) -> None:
    """Guard what concerns a decision still awaited on a locked review.

    Raises already-approved, already-sent-back or already-closed, naming who was faster, or
    taken-back.
    """
    if row.waiting:
        return
    decision = last_decision(row)
    standing = subject_kind(row.subject_kind).standing(row.conference, row.subject_id)
    if decision is None or standing.state is State.WITHDRAWN:
        raise Problem("taken-back", 409, by=name_of(row.author_id))
    raise Problem(ALREADY[decision.outcome], 409, by=name_of(decision.by_id))


def refuse_if_claimed(row: Review, by: Person) -> None:
    """Leave a review to the organiser who reads it. Raises claimed."""
    other = claim_of(row)
    if other is not None and other.by_id != by.id:
        until = moment(other.until)
        raise Problem("claimed", 409, by=other.by, by_id=str(other.by_id), until=until)


def _check_awaited(row: Review, revision: int) -> None:
    refuse_unless_waiting(row)
    if row.revision != revision:
        raise Problem("review-changed", 409, by=name_of(row.author_id), revision=row.revision)


def _hold_if_stopped(row: Review, before: Standing, after: Standing) -> None:
    """Let nothing else become live while publication is stopped."""
    if after.live not in {None, before.live}:
        refuse_if_stopped(row.conference)


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
