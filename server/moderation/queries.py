"""Reading reviews. Whoever is asking has passed the organisers' door."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Select, func, select

from server import clock
from server.conferences import queries as conferences
from server.conferences.domain import Publishing
from server.errors import not_found
from server.extensions import db
from server.moderation.decisions import name_of
from server.moderation.domain import (
    APPROVALS,
    EARLIER,
    at_once,
)
from server.moderation.flags.showing import flags_of
from server.moderation.models import Decision, Review
from server.moderation.report_queries import is_taken_off
from server.moderation.subjects import shown_of
from server.moderation.views import (
    Claim,
    EarlierDecision,
    ReviewCard,
    ReviewQueue,
)
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


def waiting_reviews(conference: str) -> list[Review]:
    """Return the reviews on which a decision is awaited, locked, in an order of their own."""
    waiting = select(Review).where(Review.conference == conference, Review.waiting)
    return _locked(waiting)


def reviews(conference: str, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Review]:
    """Return those of these reviews that there are, locked."""
    wanted = select(Review).where(Review.conference == conference, Review.id.in_(ids))
    return {row.id: row for row in _locked(wanted)}


def is_live_at_once(author: Person) -> bool:
    """Say whether what somebody sends now is live before an organiser has read it."""
    if conferences.conference(author.conference).publishing is Publishing.READ_FIRST:
        return False
    # Locked, so that nothing slips through beside whoever changes that or stops publication.
    row = conferences.locked_conference(author.conference)
    if row.stopped_at is not None:
        return False
    decided = list(
        db.session.scalars(
            select(Decision.outcome)
            .join(Review, Review.id == Decision.review_id)
            .where(Review.author_id == author.id, Decision.undone_at.is_(None))
            .order_by(Decision.at.desc(), Decision.revision.desc())
        )
    )
    return at_once(
        row.publishing,
        approved=any(outcome in APPROVALS for outcome in decided),
        refused_last=bool(decided) and decided[0] not in APPROVALS,
        taken_off=is_taken_off(author),
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
    shown, earlier, flags = shown_of(rows), _earlier(rows), flags_of(rows)
    return tuple(
        ReviewCard(
            id=row.id,
            kind=row.subject_kind,
            subject_id=row.subject_id,
            author=card_of(authors[row.author_id]),
            languages=tuple(authors[row.author_id].languages),
            writing=shown[row.subject_id].writing,
            live=shown[row.subject_id].live,
            unread=shown[row.subject_id].unread,
            outcomes=shown[row.subject_id].outcomes,
            waiting_since=row.since,
            earlier=tuple(earlier[row.author_id]),
            claim=claim_of(row),
            flags=flags[row.id],
        )
        for row in rows
    )


def card(row: Review) -> ReviewCard:
    """Return one review as the queue shows it."""
    (only,) = cards_of([row])
    return only


def claim_of(row: Review) -> Claim | None:
    """Return who reads a review just now."""
    if row.claimed_by_id is None or row.claimed_until is None or row.claimed_until <= clock.now():
        return None
    return Claim(by_id=row.claimed_by_id, by=name_of(row.claimed_by_id), until=row.claimed_until)


def _locked(statement: Select[Review]) -> list[Review]:
    """Return reviews locked in the same order by everybody, so that nobody waits in a circle."""
    rows = db.session.scalars(
        statement.order_by(Review.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def _authors(rows: Iterable[Review]) -> dict[uuid.UUID, Person]:
    wanted = {row.author_id for row in rows}
    return {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}


def _earlier(rows: Iterable[Review]) -> dict[uuid.UUID, list[EarlierDecision]]:
    """Return, by author, the last decisions on what each of them wrote, the newest first."""
    found: dict[uuid.UUID, list[EarlierDecision]] = defaultdict(list)
    decided = db.session.execute(
        select(Review.author_id, Review.subject_kind, Decision)
        .join(Decision, Decision.review_id == Review.id)
        .where(Review.author_id.in_({row.author_id for row in rows}))
        .where(Decision.undone_at.is_(None))
        .order_by(Decision.at.desc(), Decision.revision.desc())
    )
    for author, kind, row in decided:
        if len(found[author]) < EARLIER:
            found[author].append(
                EarlierDecision(
                    id=row.id,
                    kind=kind,
                    outcome=row.outcome,
                    reason=row.reason,
                    words=row.words,
                    by=name_of(row.by_id),
                    at=row.at,
                )
            )
    return found
