"""Where else than in the feed somebody may read a story whole. Other features register."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from flask import Flask, current_app

from server.people.models import Person

LiesBefore = Callable[[Person, Collection[UUID]], bool]


def read_elsewhere(app: Flask, lies_before: LiesBefore) -> None:
    """Let `lies_before(viewer, stories)` say whether one of these live stories lies before them.

    It is asked about stories that may be shown at tables, and that the feed keeps from a viewer.
    """
    app.extensions.setdefault("happenstance-stories-elsewhere", []).append(lies_before)


def is_read_elsewhere(viewer: Person, stories: Collection[UUID]) -> bool:
    """Say whether a viewer reads one of these live stories in another place than the feed."""
    places: list[LiesBefore] = current_app.extensions.get("happenstance-stories-elsewhere", [])
    return bool(stories) and any(lies_before(viewer, stories) for lies_before in places)
