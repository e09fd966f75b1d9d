"""The policy of reviews: where something written stands, and what every act makes of it.

The policy is pure, and tests/moderation/test_policy.py is its document.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from server.people.domain import PersonCard

UNDO_FOR = timedelta(seconds=10)
LONGEST_WORDS = 300


class State(enum.StrEnum):
    """What became of the latest revision that an author sent."""

    IN_REVIEW = "in-review"
    LIVE = "live"
    SENT_BACK = "sent-back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(enum.StrEnum):
    """What an organiser decides. `close`: it is not to be published, whatever is changed."""

    APPROVE = "approve"
    SEND_BACK = "send-back"
    CLOSE = "close"


class Reason(enum.StrEnum):
    """Why something is refused; `reason-back.*` and `reason-closed.*` tell its author."""

    NAMES_SOMEBODY = "names-somebody"
    CONTACT_DETAILS = "contact-details"
    ADVERTISING = "advertising"
    NOT_ABOUT_YOU = "not-about-you"
    UNKIND = "unkind"
    UNFINISHED = "unfinished"


REASONS: dict[Outcome, frozenset[Reason]] = {
    Outcome.APPROVE: frozenset(),
    Outcome.SEND_BACK: frozenset(Reason),
    Outcome.CLOSE: frozenset(Reason) - {Reason.UNFINISHED},
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where something written stands.

    state: what became of its latest revision.
    latest: number of the newest revision that its author sent.
    live: number of the revision that others may see, always one that an organiser approved.
    told: its author has heard of the state. A refusal is told when it can no longer be undone.
    """

    state: State = State.IN_REVIEW
    latest: int = 1
    live: int | None = None
    told: bool = True

    @property
    def final(self) -> bool:
        """Say whether its author can change nothing more."""
        return self.state is State.CLOSED and self.told


def edited(before: Standing, revision: int, *, shows_less: bool = False) -> Standing:
    """Return where it stands once its author has sent a newer `revision`.

    shows_less: nothing has changed but that it shall be shown in fewer places.
    """
    if before.final:
        return before
    stays_live = shows_less and before.state is State.LIVE
    state = State.LIVE if stays_live else State.IN_REVIEW
    return replace(before, state=state, latest=revision, told=True)


def withdrawn(before: Standing) -> Standing:
    """Return where it stands once its author has taken it back."""
    if before.final:
        return before
    return replace(before, state=State.WITHDRAWN, live=None, told=True)


def decided(before: Standing, outcome: Outcome) -> Standing:
    """Return where it stands once an organiser has decided on its latest revision."""
    match outcome:
        case Outcome.APPROVE:
            return replace(before, state=State.LIVE, live=before.latest, told=True)
        case Outcome.SEND_BACK:
            return replace(before, state=State.SENT_BACK, told=False)
        case Outcome.CLOSE:
            return replace(before, state=State.CLOSED, live=None, told=False)


def undone(
    before: Standing, outcome: Outcome, *, revision: int, live_before: int | None
) -> Standing:
    """Return where it stands once the decision taken last has been undone.

    revision, live_before: what was decided on, and what was live until then.
    What the author has done since remains done.
    """
    if outcome is Outcome.APPROVE:
        if before.live != revision:
            return before
        state = State.IN_REVIEW if before.state is State.LIVE else before.state
        return replace(before, state=state, live=live_before)
    refused = State.SENT_BACK if outcome is Outcome.SEND_BACK else State.CLOSED
    if before.state is not refused or before.latest != revision:
        return before
    return replace(before, state=State.IN_REVIEW, live=live_before, told=True)


def told(before: Standing) -> Standing:
    """Return where it stands once its author has heard of it."""
    return replace(before, told=True)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """One revision of what somebody wrote, as an organiser reads it.

    details: what else there is to know, in its feature's words: {"background": "agent"}.
    """

    revision: int
    text: str
    language: str | None
    details: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a review shows: the latest revision, and beside it another one that is live."""

    writing: Writing
    live: Writing | None


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    """A decision awaited. `waiting_since`: since when its author has been waiting."""

    id: UUID
    kind: str
    subject_id: UUID
    author: PersonCard
    writing: Writing
    live: Writing | None
    waiting_since: datetime


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
