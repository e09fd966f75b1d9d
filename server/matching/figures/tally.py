"""Counting what happens. Nothing here commits.

Each time is a row of its own: nobody who waves waits for another who waves at the same moment.
"""

from __future__ import annotations

from sqlalchemy import func, insert, select

from server.extensions import db
from server.matching.figures.domain import Counted
from server.matching.figures.models import TallyStroke


def count(conference: str, what: Counted) -> None:
    """Count that something happened once more."""
    db.session.connection().execute(insert(TallyStroke).values(conference=conference, what=what))


def counted(conference: str) -> dict[Counted, int]:
    """Return how often each thing happened."""
    rows = db.session.execute(
        select(TallyStroke.what, func.count())
        .where(TallyStroke.conference == conference)
        .group_by(TallyStroke.what)
    )
    return dict.fromkeys(Counted, 0) | dict(rows.all())
