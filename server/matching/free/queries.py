"""Reading who is free now."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from server import clock
from server.extensions import db
from server.matching.free.domain import FreeNowList, FreePerson
from server.matching.free.models import FreeNowRow
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.sight import shown
from server.realtime.publish import number_of


def is_free(person: Person) -> bool:
    """Say whether somebody is free now."""
    row = db.session.get(FreeNowRow, (person.conference, person.id))
    return row is not None and row.until > clock.now()


def free_people(viewer: Person) -> list[FreePerson]:
    """Return those who are free now, as far as `viewer` may see them; `viewer`, too, if they are.

    Organisers and hosts see no more than others: a block holds for them as people.
    """
    rows = db.session.execute(
        select(FreeNowRow.person_id, FreeNowRow.until)
        .join(Person, Person.id == FreeNowRow.person_id)
        .where(FreeNowRow.conference == viewer.conference, FreeNowRow.until > clock.now(), shown())
        .order_by(FreeNowRow.until, FreeNowRow.person_id)
    ).all()
    unseen = blocked_with(viewer.conference, [viewer.id]) if rows else set()
    return [FreePerson(person_id=one, until=until) for one, until in rows if one not in unseen]


def free_list(viewer: Person) -> FreeNowList:
    """Return who is free now, as somebody sees it."""
    return FreeNowList(
        number=number_of(viewer.conference, "feed"), people=tuple(free_people(viewer))
    )


def others_free(viewer: Person) -> list[uuid.UUID]:
    """Return the others who are free now, as far as `viewer` may see them."""
    return [one.person_id for one in free_people(viewer) if one.person_id != viewer.id]
