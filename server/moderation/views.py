"""What organisers see of reviews, and what they are answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.moderation.domain import Outcome, Reason
from server.moderation.flags.domain import Flag
from server.people.domain import PersonCard


@dataclass(frozen=True, kw_only=True)
class PhotoCard:
    """A photo beside what somebody wrote; its bytes are at `photos/{id}/{size}`.

    alt: what is seen in it, in its author's words.
    width, height: in pixels, of its largest size.
    """

    id: UUID
    alt: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Writing:
    """One revision of what somebody wrote, as an organiser reads it.

    title: what its author calls it; None where nothing has a title.
    details: what else there is to know, in its feature's words: {"background": "agent"}.
    """

    revision: int
    title: str | None
    text: str
    language: str | None
    details: dict[str, str]
    photo: PhotoCard | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a review shows: the latest revision, and beside it another one that is live.

    unread: the latest is live itself, before anybody has read it.
    outcomes: what can be decided.
    """

    writing: Writing
    live: Writing | None
    unread: bool = False
    outcomes: tuple[Outcome, ...] = (Outcome.APPROVE, Outcome.SEND_BACK, Outcome.CLOSE)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Who reads a review, and until when nobody else does unless they show a sign of life."""

    by_id: UUID
    by: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierDecision:
    """What was decided on something that its author wrote before."""

    id: UUID
    kind: str
    outcome: Outcome
    reason: Reason | None
    words: str | None
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    """A decision awaited.

    unread: it is live already, before anybody has read it. outcomes: what can be decided.
    languages: those that its author speaks, in their order; a refusal reaches them in one of these.
    waiting_since: since when its author has been waiting.
    earlier: what was decided on the same author's writings, the newest first.
    claim: who reads it just now, if anybody does.
    flags: what a machine has noticed, for whoever decides to judge.
    """

    id: UUID
    kind: str
    subject_id: UUID
    author: PersonCard
    languages: tuple[str, ...]
    writing: Writing
    live: Writing | None
    unread: bool
    outcomes: tuple[Outcome, ...]
    waiting_since: datetime
    earlier: tuple[EarlierDecision, ...]
    claim: Claim | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewQueue:
    """The reviews that have waited longest, the longest first; `waiting` counts all.

    number: of the stream `reviewers`.
    """

    number: int
    reviews: tuple[ReviewCard, ...]
    waiting: int


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """What was decided, by whom, and until when it can be undone."""

    id: UUID
    review_id: UUID
    revision: int
    outcome: Outcome
    reason: Reason | None
    words: str | None
    by: str
    at: datetime
    undo_until: datetime
    undone: bool


@dataclass(frozen=True, kw_only=True)
class NotDecided:
    """A review that was to be decided with others and was not, and why."""

    review_id: UUID
    code: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class DecidedTogether:
    """What became of reviews that were to be approved together, each by itself."""

    decided: tuple[DecisionView, ...]
    refused: tuple[NotDecided, ...]
