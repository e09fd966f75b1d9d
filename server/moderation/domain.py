"""The policy of reviews: where something written stands, and what every act makes of it.

The policy is pure, and tests/moderation/test_policy.py is its document.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import timedelta

from server.conferences.domain import Publishing

UNDO_FOR = timedelta(seconds=10)
CLAIMED_FOR = timedelta(seconds=30)  # after the last sign of life
EARLIER = 5  # decisions shown beside a text
MOST_TOGETHER = 25  # approved with one command
LONGEST_WORDS = 300


class State(enum.StrEnum):
    """What became of the latest revision that an author sent.

    unread: it was live at once, as the conference has it, and awaits its reading all the same.
    """

    IN_REVIEW = "in-review"
    UNREAD = "unread"
    LIVE = "live"
    SENT_BACK = "sent-back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(enum.StrEnum):
    """What an organiser decides. `close`: it is not to be published, whatever is changed.

    for-tables: it is shown at its author's tables and nowhere else. feature: the screen prefers it.
    """

    APPROVE = "approve"
    FOR_TABLES = "for-tables"
    FEATURE = "feature"
    SEND_BACK = "send-back"
    CLOSE = "close"


class Showing(enum.StrEnum):
    """How an organiser lets be shown what is live, within what its author wished."""

    AS_WISHED = "as-wished"
    TABLES = "tables"
    FEATURED = "featured"


APPROVALS: dict[Outcome, Showing] = {
    Outcome.APPROVE: Showing.AS_WISHED,
    Outcome.FOR_TABLES: Showing.TABLES,
    Outcome.FEATURE: Showing.FEATURED,
}


class Reason(enum.StrEnum):
    """Why something is refused; `texts/refusals.json` tells its author, in their language."""

    NAMES_SOMEBODY = "names-somebody"
    CONTACT_DETAILS = "contact-details"
    ADVERTISING = "advertising"
    NOT_ABOUT_YOU = "not-about-you"
    UNKIND = "unkind"
    UNFINISHED = "unfinished"


REASONS: dict[Outcome, frozenset[Reason]] = {
    **dict.fromkeys(APPROVALS, frozenset()),
    Outcome.SEND_BACK: frozenset(Reason),
    Outcome.CLOSE: frozenset(Reason) - {Reason.UNFINISHED},
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where something written stands.

    state: what became of its latest revision.
    latest: number of the newest revision that its author sent.
    live: number of the revision that others may see. An organiser approved it, unless it is unread.
    told: its author has heard of the state. A refusal is told when it can no longer be undone.
    showing: how an organiser lets the live revision be shown.
    """

    state: State = State.IN_REVIEW
    latest: int = 1
    live: int | None = None
    told: bool = True
    showing: Showing = Showing.AS_WISHED

    @property
    def awaited(self) -> bool:
        """Say whether an organiser has yet to decide on it."""
        return self.state in {State.IN_REVIEW, State.UNREAD}

    @property
    def final(self) -> bool:
        """Say whether its author can change nothing more."""
        return self.state is State.CLOSED and self.told


def at_once(publishing: Publishing, *, approved: bool, refused_last: bool, taken_off: bool) -> bool:
    """Say whether what somebody sends is live before an organiser has read it.

    approved: something of theirs has been approved. refused_last: the last decision was a refusal.
    taken_off: something of theirs is off since it was reported. After either, what they send is
    read first, whatever the conference has chosen.
    """
    if refused_last or taken_off:
        return False
    return publishing is Publishing.AT_ONCE or (publishing is Publishing.TRUSTED and approved)


def edited(
    before: Standing, revision: int, *, shows_less: bool = False, unread: bool = False
) -> Standing:
    """Return where it stands once its author has sent a newer `revision`, or the first.

    shows_less: nothing has changed but that it shall be shown in fewer places.
    unread: it is live at once, to be read afterwards. What is for tables alone stays there.
    """
    if before.final:
        return before
    after = replace(before, latest=revision, told=True)
    if shows_less and before.state is State.LIVE:
        return after
    if unread:
        kept = Showing.TABLES if before.showing is Showing.TABLES else Showing.AS_WISHED
        return replace(after, state=State.UNREAD, live=revision, showing=kept)
    return replace(after, state=State.IN_REVIEW, live=_read(before))


def withdrawn(before: Standing) -> Standing:
    """Return where it stands once its author has taken it back."""
    if before.final:
        return before
    return replace(before, state=State.WITHDRAWN, live=None, told=True)


def decided(before: Standing, outcome: Outcome) -> Standing:
    """Return where it stands once an organiser has decided on its latest revision."""
    if outcome in APPROVALS:
        live, showing = before.latest, APPROVALS[outcome]
        return replace(before, state=State.LIVE, live=live, told=True, showing=showing)
    if outcome is Outcome.SEND_BACK:
        return replace(before, state=State.SENT_BACK, live=_read(before), told=False)
    return replace(before, state=State.CLOSED, live=None, told=False)


def undone(
    before: Standing,
    outcome: Outcome,
    *,
    revision: int,
    live_before: int | None,
    showing_before: Showing = Showing.AS_WISHED,
) -> Standing:
    """Return where it stands once the decision taken last has been undone.

    revision, live_before, showing_before: what was decided on, and what was live until then, how.
    What was live by itself was unread, and is again. What the author has done since remains done.
    """
    unread = live_before == revision
    if outcome in APPROVALS:
        if before.live != revision:
            return before
        after = replace(before, live=None if unread else live_before, showing=showing_before)
        if before.state is not State.LIVE:
            return after
        if unread:
            return replace(after, state=State.UNREAD, live=before.latest)
        return replace(after, state=State.IN_REVIEW)
    refused = State.SENT_BACK if outcome is Outcome.SEND_BACK else State.CLOSED
    if before.state is not refused or before.latest != revision:
        return before
    state = State.UNREAD if unread else State.IN_REVIEW
    return replace(before, state=state, live=live_before, told=True)


def taken_down(before: Standing) -> Standing:
    """Return where it stands once nothing unread may be live any more."""
    if before.state is not State.UNREAD:
        return before
    return replace(before, state=State.IN_REVIEW, live=None)


def _read(before: Standing) -> int | None:
    """Return what stays live beside a revision that is not: only what an organiser has read."""
    return None if before.state is State.UNREAD else before.live


def told(before: Standing) -> Standing:
    """Return where it stands once its author has heard of it."""
    return replace(before, told=True)
