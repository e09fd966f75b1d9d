"""What the database says, to hold the phones against."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, select

from server.extensions import db
from server.people.models import Person
from server.stories.models import Story, StoryRevision
from server.tables.models import Seat, Table, Talk

NEVER = datetime.max.replace(tzinfo=UTC)

Seating = dict[int, set[str]]  # the names at each table


def stories(conference: str) -> list[tuple[str, str, str]]:
    """Return every wording of every story: its author, how the story stands, the words."""
    rows = _read(
        select(Person.name, Story.state, StoryRevision.text)
        .join(Story, Story.person_id == Person.id)
        .join(StoryRevision, StoryRevision.story_id == Story.id)
        .where(Story.conference == conference)
        .order_by(Person.name, Story.id, StoryRevision.number)
    )
    return [(name, state.value, text) for name, state, text in rows]


def deadline(talk: str) -> datetime:
    """Return when the talk's present phase ends."""
    [(ends_at,)] = _read(select(Talk.ends_at).where(Talk.id == UUID(talk)))
    assert ends_at is not None, "no time runs"
    moment: datetime = ends_at
    return moment


def seating(talk: str, round_number: int) -> Seating:
    """Return who sits where in a round."""
    tables: Seating = {}
    rows = _read(
        select(Table.number, Person.name)
        .join(Seat, Seat.table_id == Table.id)
        .join(Person, Person.id == Seat.person_id)
        .where(Table.talk_id == UUID(talk), Table.round == round_number)
    )
    for number, name in rows:
        tables.setdefault(number, set()).add(name)
    return dict(sorted(tables.items()))


def table_of(name: str, tables: Seating) -> tuple[int, set[str]]:
    """Return somebody's table, and who else sits there."""
    [number] = [number for number, there in tables.items() if name in there]
    return number, tables[number] - {name}


def met(talk: str, round_number: int) -> set[frozenset[str]]:
    """Return everybody who sat at a table with somebody at the same time, two by two."""
    seats = _read(
        select(Seat.table_id, Person.name, Seat.since, Seat.until)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.talk_id == UUID(talk), Seat.round == round_number)
    )
    return {
        frozenset({one.name, other.name})
        for one, other in combinations(seats, 2)
        if one.table_id == other.table_id
        and max(one.since, other.since) < min(one.until or NEVER, other.until or NEVER)
    }


def _read(question: Executable) -> list[Any]:
    db.session.rollback()  # see what the server has written since
    return list(db.session.execute(question))
