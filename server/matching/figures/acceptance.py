"""Reading how often what was offered was taken up."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select

from server.extensions import db
from server.matching.figures.domain import Acceptance, Counted, in_fives
from server.matching.figures.tally import counted
from server.matching.figures.unmet import is_connected
from server.matching.later.domain import AppointmentState
from server.matching.later.models import AppointmentRow
from server.matching.models import Wave
from server.origins.domain import K
from server.people.models import Person


def acceptance(conference: str) -> Acceptance | None:
    """Return how often what was offered was taken up; None of fewer than five people."""
    if not _five_have_waved(conference):
        return None
    times = counted(conference)
    later = _appointments(conference)
    return Acceptance(
        waved=in_fives(times[Counted.WAVED]),
        waved_back=in_fives(times[Counted.WAVED_BACK]),
        asked_now=in_fives(times[Counted.ASKED_NOW]),
        agreed_now=in_fives(times[Counted.AGREED_NOW]),
        met_now=in_fives(times[Counted.MET_NOW]),
        proposed_later=in_fives(sum(later.values())),
        agreed_later=in_fives(later.get(AppointmentState.AGREED, 0)),
    )


def _five_have_waved(conference: str) -> bool:
    waved = exists().where(Wave.conference == Person.conference, Wave.by_id == Person.id)
    some = select(Person.id).where(Person.conference == conference, or_(waved, is_connected()))
    return len(db.session.scalars(some.limit(K)).all()) >= K


def _appointments(conference: str) -> dict[AppointmentState, int]:
    rows = db.session.execute(
        select(AppointmentRow.state, func.count())
        .where(AppointmentRow.conference == conference)
        .group_by(AppointmentRow.state)
    )
    return dict(rows.all())
