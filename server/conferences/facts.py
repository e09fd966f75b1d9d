"""What is announced about the conference itself."""

from __future__ import annotations

from dataclasses import dataclass

from server.conferences.domain import Announcement, ConferenceView
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ConferenceChanged(Fact, type="conferences.changed"):
    """The organisers changed the conference's settings, ended it, or stopped what goes live."""

    conference: ConferenceView


@dataclass(frozen=True, kw_only=True)
class AnnouncementMade(Fact, type="conferences.announcement_made"):
    """The organisers told everyone something."""

    announcement: Announcement
