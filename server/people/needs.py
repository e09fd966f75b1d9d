"""What people need to sit well: saying it, and reading it. Nothing here commits or announces.

No fact tells of it: each wire that carries it has one reader, the person or an organiser.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from server.errors import Problem
from server.extensions import db
from server.people.domain import Need, OwnNeeds
from server.people.models import AccessNeeds, Person


def own_needs(person: Person) -> OwnNeeds:
    """Return what somebody has said that they need."""
    row = db.session.get(AccessNeeds, person.id, populate_existing=True)
    if row is None:
        return OwnNeeds(needs=(), version=0)
    return OwnNeeds(needs=tuple(map(Need, row.needs)), version=row.version)


def say_needs(person: Person, wanted: Collection[Need], *, version: int) -> OwnNeeds:
    """Keep what somebody, who is locked, says that they need. Sent twice, it is kept once.

    Raises version-conflict when another phone of theirs was faster.
    """
    before = own_needs(person)
    needs = tuple(need for need in Need if need in wanted)
    if needs == before.needs:
        return before
    if version != before.version:
        raise Problem("version-conflict", 409, version=before.version)
    db.session.merge(
        AccessNeeds(
            person_id=person.id,
            conference=person.conference,
            needs=list(needs),
            version=before.version + 1,
        )
    )
    db.session.flush()
    return own_needs(person)


def needs_in(conference: str) -> dict[uuid.UUID, frozenset[Need]]:
    """Return what those need who have said so."""
    rows = db.session.execute(
        select(AccessNeeds.person_id, AccessNeeds.needs).where(AccessNeeds.conference == conference)
    )
    return {person_id: frozenset(map(Need, needs)) for person_id, needs in rows if needs}
