"""Opening reviews and having them follow what authors do. Nothing here commits.

The review's row is the lock of its subject: authors and organisers take it first, so that what
the one sends and what the other decides happen one after the other.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select

from server import clock
from server.conferences.domain import Publishing
from server.conferences.queries import conference
from server.extensions import db
from server.moderation import domain
from server.moderation.domain import (
    Standing,
)
from server.moderation.facts import (
    ReviewChanged,
    ReviewDropped,
    ReviewOpened,
)
from server.moderation.flags.domain import LOOK
from server.moderation.models import Review
from server.moderation.queries import (
    card,
    cards_of,
    how_many_wait,
    locked_review_of,
    waiting_reviews,
)
from server.moderation.subjects import subject_kind
from server.people.models import Person
from server.realtime.facts import reviewers
from server.realtime.publish import publish
from server.work.due import cancel, schedule_unless_due

TELL_AUTHOR = "moderation.tell-author"
TAKE_DOWN = "moderation.take-down"


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
    if row.revision != standing.latest:
        row.flags, row.flagged = [], False
    row.revision = standing.latest
    row.waiting = standing.awaited
    if row.waiting and not waited:
        row.since = clock.now()
    if not row.waiting:
        row.claimed_by_id = row.claimed_until = None
    db.session.flush()
    cancel(row.conference, TELL_AUTHOR, str(row.id))
    waiting = how_many_wait(row.conference)
    if row.waiting:
        look_soon(row)
        fact = ReviewChanged if waited else ReviewOpened
        publish(reviewers(row.conference), fact(review=card(row), waiting=waiting))
    elif waited:
        publish(reviewers(row.conference), ReviewDropped(review_id=row.id, waiting=waiting))


def take_down(slug: str) -> None:
    """Take down what is live and nobody has read, since it is to be read first from now on."""
    if conference(slug).publishing is not Publishing.READ_FIRST:
        return  # changed once more since this was scheduled
    down = []
    for row in waiting_reviews(slug):
        kind = subject_kind(row.subject_kind)
        before = kind.standing(slug, row.subject_id)
        after = domain.taken_down(before)
        if after != before:
            kind.settle(slug, row.subject_id, after)
            down.append(row)
    waiting = how_many_wait(slug)
    for told in cards_of(down):
        publish(reviewers(slug), ReviewChanged(review=told, waiting=waiting))


def forget(person: Person) -> None:
    """Delete the reviews of what somebody who is leaving wrote, and all that was said of it."""
    rows = list(db.session.scalars(select(Review).where(Review.author_id == person.id)))
    db.session.execute(delete(Review).where(Review.author_id == person.id))
    waiting = how_many_wait(person.conference)
    for row in rows:
        cancel(row.conference, TELL_AUTHOR, str(row.id))
        if row.waiting:
            publish(reviewers(row.conference), ReviewDropped(review_id=row.id, waiting=waiting))


def look_soon(row: Review) -> None:
    """Have flags looked for in a text, unless that has been done as it is."""
    if not row.flagged:
        schedule_unless_due(row.conference, LOOK, row.conference, clock.now())
