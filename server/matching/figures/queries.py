"""Putting together what organisers may know of how a room meets."""

from __future__ import annotations

from server.matching.figures.acceptance import acceptance
from server.matching.figures.domain import MeetingFigures
from server.matching.figures.exposure import exposure
from server.matching.figures.mixing import mixing
from server.matching.figures.unmet import guests_here, how_many_unmet
from server.realtime.publish import number_of


def meeting_figures(conference: str) -> MeetingFigures:
    """Return how a room meets."""
    return MeetingFigures(
        number=number_of(conference, "reviewers"),
        here=guests_here(conference),
        unmet=how_many_unmet(conference),
        mixing=mixing(conference),
        acceptance=acceptance(conference),
        exposure=exposure(conference),
    )
