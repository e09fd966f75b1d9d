"""Reading how evenly suggestions are spread, from the lists that are kept."""

from __future__ import annotations

from sqlalchemy import and_, case, func, select, union_all

from server.extensions import db
from server.matching.figures.domain import Exposure, in_fives
from server.matching.figures.unmet import would_be_met
from server.matching.lists.models import SuggestedPair, Weighed
from server.origins.domain import K
from server.people.models import Person
from server.people.queries import shown


def exposure(conference: str) -> Exposure | None:
    """Return to how many others people are suggested; None while lists are kept of fewer than five.

    Suggestions are mutual, so everybody is shown as often as their own list is long. Left out are
    those for whom nobody has looked yet, and those who would rather not be met now.
    """
    sides = union_all(
        *(
            select(side.label("person_id")).where(
                SuggestedPair.conference == conference, SuggestedPair.resting.is_(False)
            )
            for side in (SuggestedPair.one_id, SuggestedPair.other_id)
        )
    ).subquery()
    lengths = (
        select(sides.c.person_id, func.count().label("length"))
        .group_by(sides.c.person_id)
        .subquery()
    )
    length = func.coalesce(lengths.c.length, 0)
    band = case((length == 0, 0), (length <= 5, 1), (length <= 10, 2), else_=3)
    rows = db.session.execute(
        select(band, func.count())
        .select_from(Person)
        .join(
            Weighed,
            and_(Weighed.conference == Person.conference, Weighed.person_id == Person.id),
        )
        .outerjoin(lengths, lengths.c.person_id == Person.id)
        .where(Person.conference == conference, shown(), would_be_met())
        .group_by(band)
    )
    people: dict[int, int] = dict(rows.all())
    if sum(people.values()) < K:
        return None
    none, few, some, more = (in_fives(people.get(one, 0)) for one in range(4))
    return Exposure(none=none, up_to_five=few, up_to_ten=some, more=more)
