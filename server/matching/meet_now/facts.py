"""What is announced about meeting now, always to the two whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.matching.meet_now.domain import MeetNow
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AskedToMeet(Fact, type="matching.asked_to_meet"):
    """Somebody asks whether you would meet now; or you asked, on one of your phones."""

    meeting: MeetNow


@dataclass(frozen=True, kw_only=True)
class MeetingAgreed(Fact, type="matching.meeting_agreed"):
    """You and somebody meet now: where, and which sign to hold up."""

    meeting: MeetNow


@dataclass(frozen=True, kw_only=True)
class MeetingEnded(Fact, type="matching.meeting_ended"):
    """You have met, did not find each other, or the time is up: its state says which.

    Nobody is told who said it.
    """

    meeting: MeetNow


@dataclass(frozen=True, kw_only=True)
class MeetingCalledOff(Fact, type="matching.meeting_called_off"):
    """It is no longer asked or agreed: taken back, or you said "not just now"."""

    meeting_id: UUID
