"""Reading what people said of how they got here, and the picture drawn of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select

from server.database import in_turns
from server.extensions import db
from server.origins.domain import Answers, K, OriginFlow, OriginGroup, Origins, OriginsView
from server.origins.models import Drawing
from server.people.domain import Shared
from server.people.models import Person
from server.people.sight import shown
from server.stories.queries import accidents

AT_ONCE = 200  # people, before others are served


def origins_view(conference: str) -> OriginsView:
    """Return the picture as it was drawn last: one row to read, however many are in."""
    row = db.session.get(Drawing, conference)
    return view_of(row) if row else OriginsView(needed=K, origins=None)


def view_of(row: Drawing) -> OriginsView:
    """Return a picture as everybody sees it."""
    if row.drawn is None or row.needed:
        return OriginsView(needed=row.needed, origins=None)
    origins = Origins(
        at=datetime.fromisoformat(row.drawn["at"]),
        people=row.drawn["people"],
        backgrounds=tuple(OriginGroup(**one) for one in row.drawn["backgrounds"]),
        flows=tuple(OriginFlow(**one) for one in row.drawn["flows"]),
        years=tuple(OriginGroup(**one) for one in row.drawn["years"]),
        by_accident=row.drawn["by_accident"],
    )
    return OriginsView(needed=0, origins=origins)


def answers(conference: str) -> dict[uuid.UUID, Answers]:
    """Return what everybody who is shown said of how they got here, as far as it may count."""
    by_accident = accidents(conference)
    rows = db.session.execute(
        select(Person.id, Person.backgrounds, Person.position, Person.years, Person.shares)
        .where(Person.conference == conference, shown())
        .execution_options(yield_per=AT_ONCE)
    )
    return {
        one.id: Answers(
            background=one.backgrounds[0],
            position=one.position if Shared.POSITION in one.shares else None,
            years=one.years,
            by_accident=by_accident.get(one.id),
        )
        for some in in_turns(rows, AT_ONCE)
        for one in some
        if one.backgrounds
    }
