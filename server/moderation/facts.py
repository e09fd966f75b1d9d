"""What organisers are told about reviews. `waiting` counts the decisions awaited in all."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.moderation.views import (
    Claim,
    DecisionView,
    ReviewCard,
)
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReviewOpened(Fact, type="moderation.review_opened"):
    """Somebody wrote something: a decision is awaited."""

    review: ReviewCard
    waiting: int


@dataclass(frozen=True, kw_only=True)
class ReviewChanged(Fact, type="moderation.review_changed"):
    """The author changed what is in review. It keeps its place in the queue."""

    review: ReviewCard
    waiting: int


@dataclass(frozen=True, kw_only=True)
class ReviewDropped(Fact, type="moderation.review_dropped"):
    """The author took back what was in review, or left: there is nothing to decide any more."""

    review_id: UUID
    waiting: int


@dataclass(frozen=True, kw_only=True)
class ReviewClaimed(Fact, type="moderation.review_claimed"):
    """An organiser reads a review, or still does. Until `claim.until` it is theirs."""

    review_id: UUID
    claim: Claim


@dataclass(frozen=True, kw_only=True)
class ReviewReleased(Fact, type="moderation.review_released"):
    """An organiser has put a review down without deciding: anybody may take it up."""

    review_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewDecided(Fact, type="moderation.review_decided"):
    """An organiser decided; it can be undone until `decision.undo_until`."""

    decision: DecisionView
    waiting: int


@dataclass(frozen=True, kw_only=True)
class ReviewUndone(Fact, type="moderation.review_undone"):
    """A decision was undone.

    review: back in the queue, where it was; None when its author took it back meanwhile.
    """

    decision: DecisionView
    review: ReviewCard | None
    waiting: int
