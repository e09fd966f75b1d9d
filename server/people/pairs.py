"""Reading what is between two people: who keeps from whom, who has met, who is connected."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import and_, or_, select, union

from server.database import make_way
from server.extensions import db
from server.people.domain import ordered
from server.people.models import Block, Connection, Meeting, Person
from server.web.rights import Role

AT_ONCE = 1_000  # pairs read, before others are served


def blocked_with(conference: str, people: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return everybody who blocked one of these people, or was blocked by one."""
    about = list(people)
    return set(
        db.session.scalars(
            union(
                select(Block.blocked_id).where(
                    Block.conference == conference, Block.by_id.in_(about)
                ),
                select(Block.by_id).where(
                    Block.conference == conference, Block.blocked_id.in_(about)
                ),
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
    rows = db.session.execute(
        select(table.one_id, table.other_id).where(
            table.conference == conference, or_(table.one_id == of, table.other_id == of)
        )
    )
    return {other if one == of else one for one, other in rows}


def know_each_other(person: Person, other_id: uuid.UUID) -> bool:
    """Say whether two have met, or are connected."""
    key = (person.conference, *ordered(person.id, other_id))
    return any(db.session.get(table, key) is not None for table in (Connection, Meeting))


def met_at(
    conference: str, of: uuid.UUID, others: Collection[uuid.UUID]
) -> dict[uuid.UUID, datetime]:
    """Return when somebody and each of these first met, where they have."""
    rows = db.session.execute(
        select(Meeting.one_id, Meeting.other_id, Meeting.first_at).where(
            Meeting.conference == conference,
            or_(
                and_(Meeting.one_id == of, Meeting.other_id.in_(others)),
                and_(Meeting.other_id == of, Meeting.one_id.in_(others)),
            ),
        )
    )
    return {other if one == of else one: at for one, other, at in rows}


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
