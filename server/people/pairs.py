"""Reading what is between two people: who keeps from whom, who has met, who is connected."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Subquery, select, union, union_all
from sqlalchemy.orm import InstrumentedAttribute

from server.database import make_way
from server.errors import not_found
from server.extensions import db
from server.people.domain import ordered
from server.people.models import Block, Connection, Meeting, Person
from server.web.rights import Role

AT_ONCE = 1_000  # pairs read, before others are served


class PairTable(Protocol):
    """A table whose rows are two people of a conference each, `one_id` before `other_id`."""

    conference: Any
    one_id: Any
    other_id: Any


def lock_pair(me: Person, other_id: uuid.UUID) -> None:
    """Lock somebody and another, in an order that all keep. Raises not-found if `me` has left."""
    rows = db.session.scalars(
        select(Person)
        .where(Person.conference == me.conference, Person.id.in_([me.id, other_id]))
        .order_by(Person.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    if me not in rows or me.removed_at is not None:
        raise not_found()


def with_somebody(
    table: type[PairTable], conference: str, of: uuid.UUID, *columns: InstrumentedAttribute[Any]
) -> Subquery:
    """Return the rows that name somebody: the `other` of the two, and these columns.

    Each side is looked up by itself, and the second by their id alone, which is unique: SQLite,
    which does not know how many rows a conference has, would read all of them otherwise.
    """
    first = select(table.other_id.label("other"), *columns).where(
        table.conference == conference, table.one_id == of
    )
    second = select(table.one_id.label("other"), *columns).where(table.other_id == of)
    return union_all(first, second).subquery()


def blocked_with(conference: str, people: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return everybody who blocked one of these people, or was blocked by one.

    As in `with_somebody`, the second is asked by the id alone.
    """
    about = list(people)
    return set(
        db.session.scalars(
            union(
                select(Block.blocked_id).where(
                    Block.conference == conference, Block.by_id.in_(about)
                ),
                select(Block.by_id).where(Block.blocked_id.in_(about)),
            )
        )
    )


def unseen_by(viewer: Person) -> set[uuid.UUID]:
    """Return whose writing to keep from `viewer`. Organisers and the screen see all."""
    if viewer.screen or viewer.role is Role.ORGANISER:
        return set()
    return blocked_with(viewer.conference, [viewer.id])


def blocked_pairs(conference: str) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return every pair of which one blocked the other."""
    rows = db.session.execute(
        select(Block.by_id, Block.blocked_id).where(Block.conference == conference)
    )
    return {(one, other) for one, other in rows}


def met_pairs(conference: str) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Return how often each pair has met, by pair in stored order."""
    connection = db.session.connection()
    rows = connection.execute(
        select(Meeting.one_id, Meeting.other_id, Meeting.times).where(
            Meeting.conference == conference
        )
    )
    met = {}
    for some in rows.partitions(AT_ONCE):
        met.update({(one, other): times for one, other, times in some})
        make_way(connection)
    return met


def connected_pairs(conference: str) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return every pair of which both want to know each other."""
    rows = db.session.execute(
        select(Connection.one_id, Connection.other_id).where(Connection.conference == conference)
    )
    return {(one, other) for one, other in rows}


def partners(table: type[Connection | Meeting], conference: str, of: uuid.UUID) -> set[uuid.UUID]:
    """Return those whom somebody is connected with, or has met."""
    return set(db.session.scalars(select(with_somebody(table, conference, of).c.other)))


def know_each_other(person: Person, other_id: uuid.UUID) -> bool:
    """Say whether two have met, or are connected."""
    key = (person.conference, *ordered(person.id, other_id))
    return any(db.session.get(table, key) is not None for table in (Connection, Meeting))


def met_at(
    conference: str, of: uuid.UUID, others: Collection[uuid.UUID]
) -> dict[uuid.UUID, datetime]:
    """Return when somebody and each of these first met, where they have."""
    met = with_somebody(Meeting, conference, of, Meeting.first_at).c
    rows = db.session.execute(select(met.other, met.first_at).where(met.other.in_(others)))
    return dict(rows.all())


def who_must_not_hear(conference: str, about: frozenset[uuid.UUID]) -> set[uuid.UUID]:
    """Return those to spare a fact that shows these people. Organisers and the screen hear all."""
    blocked = blocked_with(conference, about)
    if not blocked:
        return set()
    return set(
        db.session.scalars(
            select(Person.id).where(
                Person.id.in_(blocked),
                Person.role != Role.ORGANISER,
                Person.screen.is_(False),
            )
        )
    )
