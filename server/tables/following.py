"""Telling tables what has become of those who sit there, and of their stories. For hooks.

A table shows how its neighbours' stories begin, and may have one lying on it: what is shown there
no more goes from its phones at once, not only when they next ask. Nothing here commits.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from server.extensions import db
from server.people.models import Person
from server.people.openness import listens_first
from server.people.queries import openness_of
from server.stories.models import Story
from server.tables.at_table.taking_turns import listen_first
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.telling import tell_hosts, tell_tables


def follow_story(story: Story, *, shown: bool) -> None:
    """Tell the table on which a story lies, and where its author sits if it reads otherwise now."""
    concerned = Table.story_id == story.id
    if shown:
        concerned = or_(concerned, _sits_at(story.person_id))
    _tell(story.conference, concerned)


def follow_person(person: Person) -> None:
    """Tell the table where somebody sits how they are seen now, and the hosts of their talks."""
    for row in _talks_of(person):
        tell_hosts(row, [person.id])
    _tell(person.conference, _sits_at(person.id))


def follow_openness(person: Person) -> None:
    """Let somebody who turns to "not now" listen first from now on, and show their table so."""
    if listens_first(openness_of(person)):
        for row in _talks_of(person):
            listen_first(row, person.id, listens=True)
    follow_person(person)


def _talks_of(person: Person) -> list[Talk]:
    """Return the talks, not over yet, to which somebody is checked in; they are locked."""
    return list(
        db.session.scalars(
            select(Talk)
            .join(CheckIn, CheckIn.talk_id == Talk.id)
            .where(CheckIn.person_id == person.id, Talk.phase != Phase.ENDED)
            .order_by(Talk.id)
            .with_for_update(of=Talk)
        )
    )


def _sits_at(person_id: UUID) -> ColumnElement[bool]:
    """Return the condition under which somebody has a chair at a table."""
    chairs = select(Seat.table_id).where(Seat.person_id == person_id, Seat.until.is_(None))
    return Table.id.in_(chairs)


def _tell(conference: str, concerned: ColumnElement[bool]) -> None:
    """Tell the tables of now that are concerned how they are; their talks are locked."""
    of_now = (Table.talk_id == Talk.id) & (Table.round == Talk.round)
    rows = db.session.execute(
        select(Talk, Table)
        .join(Table, of_now)
        .where(Talk.conference == conference, Talk.phase.in_(SEATED_PHASES), concerned)
        .order_by(Talk.id, Table.id)
        .with_for_update(of=Talk)
        .execution_options(populate_existing=True)
    )
    for row, table in rows.all():
        tell_tables(row, [table])
