"""What a hall has missed of its talk while the server was away, for many who come back together.

What is shown at a table is kept as bytes; where somebody sits, and how old all of it is, is read
for those who ask at the same moment, in a few statements. Whoever sits at no table fetches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from flask import current_app
from sqlalchemy import and_, select

from server.conferences.queries import conference
from server.extensions import db
from server.realtime.missed import Asked
from server.realtime.publish import numbers_of
from server.tables.clock import SEATED_PHASES
from server.tables.conductor.acts import announcement_of
from server.tables.domain import Mode
from server.tables.kept import KeptTalk, KeptTalks, Version, keep_table, shown
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.queries import table_views, talks_of, view_of


def talks_missed(asked: Sequence[Asked]) -> Iterable[str | None]:
    """Return for each who asks, of a talk by its id, what they would fetch of it, or None."""
    people = defaultdict(set)
    for caller, talk_id in asked:
        people[UUID(talk_id)].add(caller.id)
    found = {
        (row.id, person_id): snapshot
        for row in talks_of(people)
        for person_id, snapshot in _snapshots(row, people[row.id]).items()
    }
    return [found.get((UUID(talk_id), caller.id)) for caller, talk_id in asked]


def _snapshots(row: Talk, people: Collection[UUID]) -> dict[UUID, str]:
    """Return a talk as each of these sees it who sits at one of its tables."""
    if row.mode is Mode.OPEN or row.phase not in SEATED_PHASES:
        return {}
    seats = _seats(row, people)
    tables = {table_id for table_id, _ in seats.values()}
    own, theirs = f"talk:{row.id}", {f"person:{one}" for one in seats}
    numbers = numbers_of(
        row.conference, {own, "feed", *theirs, *(f"table:{table_id}" for table_id in tables)}
    )
    kept = _kept(row, numbers.get(own, 0), numbers.get("feed", 0))
    _keep(kept, row, {table_id: numbers.get(f"table:{table_id}", 0) for table_id in tables})
    return {
        person_id: shown(kept, table_id, numbers.get(f"person:{person_id}", 0), listens=listens)
        for person_id, (table_id, listens) in seats.items()
    }


def _seats(row: Talk, people: Collection[UUID]) -> dict[UUID, tuple[UUID, bool]]:
    """Return where these sit who do, and whether they rather listen."""
    rows = db.session.execute(
        select(Seat.person_id, Seat.table_id, CheckIn.listens)
        .join(CheckIn, and_(CheckIn.talk_id == Seat.talk_id, CheckIn.person_id == Seat.person_id))
        .where(Seat.talk_id == row.id, Seat.round == row.round, Seat.until.is_(None))
        .where(Seat.person_id.in_(people))
    )
    return {person_id: (table_id, listens) for person_id, table_id, listens in rows}


def _kept(row: Talk, number: int, feed_number: int) -> KeptTalk:
    """Return what is kept of a talk as it is."""
    talks: KeptTalks = current_app.extensions["happenstance-talks"]
    salt = conference(row.conference).audit_salt
    version = Version(salt, row.version, row.roster_version, number, feed_number)
    return talks.at(row.id, version) or talks.begin(
        row.conference, version, view_of(row), announcement_of(row)
    )


def _keep(kept: KeptTalk, row: Talk, numbers: dict[UUID, int]) -> None:
    """Have these tables kept, with the numbers of their streams."""
    new = {table_id for table_id, number in numbers.items() if not kept.has(table_id, number)}
    if new:
        tables = db.session.scalars(select(Table).where(Table.id.in_(new)))
        for view in table_views(row, tables):
            keep_table(kept, view, numbers[view.id])
