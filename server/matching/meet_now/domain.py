"""Meeting now, as the two see it, and how long each step of it lives."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from server.matching.domain import Sentence
from server.people.domain import PersonCard

ASK_LIVES = timedelta(minutes=5)
MEETING_LASTS = timedelta(minutes=10)
ASKED_AFTERWARDS = timedelta(minutes=20)  # whether they met, once it has ended by itself
KEPT_FOR = timedelta(hours=1)  # from the asking on, so that asking is capped and "not now" holds
MOST_ASKED = 10  # times within `KEPT_FOR`
FIRST_SIGN = 71  # above the numbers that tables have, in all but the largest halls


class MeetNowState(enum.StrEnum):
    """How far two people have come with meeting now.

    DECLINED: "not just now". The one who asked never learns of it: to them it is still ASKED.
    MISSED: one of them was not there; neither is told who said so. OVER: its time is up.
    """

    ASKED = "asked"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    AGREED = "agreed"
    MET = "met"
    MISSED = "missed"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class MeetNow:
    """Meeting somebody now, as one side sees it.

    mine: the viewer asked. reason: what the two have in common, to begin with.
    until: asked, it can be agreed to until then; agreed, it ends then; over, one may still say
        until then that the two have met.
    place, sign: where to meet, and the number of the mark to hold up; while it is agreed.
    """

    id: UUID
    person: PersonCard
    mine: bool
    state: MeetNowState
    reason: Sentence | None
    until: datetime
    place: str | None
    sign: int | None


@dataclass(frozen=True, kw_only=True)
class MeetNowList:
    """Whom one is meeting or may meet now, beside the numbers of `person:{id}` and the feed."""

    number: int
    feed_number: int
    meetings: tuple[MeetNow, ...]


def seen_as(state: MeetNowState, *, mine: bool) -> MeetNowState:
    """Return how far they have come as one side sees it: whoever asked learns of no "not now"."""
    return MeetNowState.ASKED if mine and state is MeetNowState.DECLINED else state


def free_sign(taken: Iterable[int]) -> int:
    """Return the number of a sign that no other pair holds up: the first that is free."""
    held = set(taken)
    return next(number for number in count(FIRST_SIGN) if number not in held)


def free_place(places: Sequence[str], in_use: Iterable[str | None]) -> str | None:
    """Return the place where the fewest pairs meet now, of those the best named first, or None."""
    pairs = Counter(in_use)
    return min(places, key=lambda place: pairs[place], default=None)
