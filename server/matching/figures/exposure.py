"""Reading how evenly suggestions are spread, from the lists that are kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from uuid import UUID

from sqlalchemy import func, select

from server.extensions import db
from server.matching.figures.domain import Exposure, in_fives
from server.matching.figures.strips import strips
from server.matching.figures.unmet import would_be_met
from server.matching.lists.models import SuggestedPair, Weighed
from server.origins.domain import K
from server.people.models import Person
from server.people.sight import shown

BANDS = (0, 5, 10)  # to how many others at most; the fourth is more


def exposure(conference: str) -> Exposure | None:
    """Return to how many others people are suggested; None while lists are kept of fewer than five.

    Suggestions are mutual, so everybody is shown as often as their own list is long. Left out are
    those for whom nobody has looked yet, and those who would rather not be met now.
    """
    lengths: Counter[UUID] = Counter()
    for side in (SuggestedPair.one_id, SuggestedPair.other_id):
        for strip in strips(conference, SuggestedPair, side):
            rows = db.session.execute(
                select(side, func.count())
                .where(SuggestedPair.conference == conference, strip)
                .where(SuggestedPair.resting.is_(False))
                .group_by(side)
            )
            lengths.update(dict(rows.all()))
    people: Counter[int] = Counter()
    for strip in strips(conference, Person, Person.id):
        listed = db.session.scalars(
            select(Person.id)
            .join(Weighed, Weighed.person_id == Person.id)
            .where(Weighed.conference == conference, Person.conference == conference)
            .where(strip, shown(), would_be_met())
        )
        people.update(bisect_left(BANDS, lengths[one]) for one in listed)
    if sum(people.values()) < K:
        return None
    none, few, some, more = (in_fives(people[band]) for band in range(4))
    return Exposure(none=none, up_to_five=few, up_to_ten=some, more=more)
