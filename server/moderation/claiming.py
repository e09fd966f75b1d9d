"""Claiming reviews, so that no two organisers read the same one. Nothing here commits.

A claim runs out by itself unless it is renewed: nothing is to be tidied when a phone dies.
"""

from __future__ import annotations

from server import clock
from server.moderation.deciding import refuse_if_claimed, refuse_unless_waiting
from server.moderation.domain import CLAIMED_FOR
from server.moderation.facts import ReviewClaimed, ReviewReleased
from server.moderation.models import Review
from server.moderation.views import Claim
from server.people.models import Person
from server.realtime.facts import reviewers
from server.realtime.publish import publish


def claim(row: Review, *, by: Person) -> None:
    """Claim a locked review for a short while, or show that it is still being read.

    Raises claimed with {by}, {by_id} and {until}, or what is said of what nobody awaits any more.
    """
    refuse_unless_waiting(row)
    refuse_if_claimed(row, by)
    row.claimed_by_id, row.claimed_until = by.id, clock.now() + CLAIMED_FOR
    now = Claim(by_id=by.id, by=by.name, until=row.claimed_until)
    publish(reviewers(row.conference), ReviewClaimed(review_id=row.id, claim=now))


def release(row: Review, *, by: Person) -> None:
    """Put a locked review down, if it is still one's own. Asked twice, it is put down once."""
    if row.claimed_by_id == by.id:
        row.claimed_by_id = row.claimed_until = None
        publish(reviewers(row.conference), ReviewReleased(review_id=row.id))
