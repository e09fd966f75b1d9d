"""Reading who has met nobody yet."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, tuple_

from server import clock
from server.conferences.queries import conference as conference_of
from server.extensions import db
from server.matching.figures.domain import UnmetGuest, UnmetPage
from server.people.models import Connection, Meeting, Person
from server.people.openness import Openness
from server.people.sight import shown
from server.web.rights import Role
from server.web.wording import fold

PAGE = 20


def guests_here(conference: str) -> int:
    """Return how many guests are here."""
    return _how_many(_guest(conference))


def how_many_unmet(conference: str) -> int:
    """Return how many guests have met nobody yet, and would be met."""
    return _how_many(_unmet(conference))


def unmet_page(conference: str, *, find: str, after: uuid.UUID | None) -> UnmetPage:
    """Return a page of those who have met nobody yet, with `find` in name or organisation.

    after: with whom the page before ended, whether or not they have met somebody since. Where
    they have left, it is the first page again. Once the conference has ended nobody is listed:
    there is nothing left to be done for them.
    """
    if conference_of(conference).ended_at is not None:
        return UnmetPage(people=(), found=0, next=None)
    wanted = _unmet(conference)
    if find:
        wanted = and_(wanted, Person.folded_name.contains(fold(find), autoescape=True))
    statement = select(Person).where(wanted)
    last = db.session.get(Person, after) if after else None
    if last is not None and last.conference == conference and last.removed_at is None:
        place = tuple_(Person.folded_name, Person.id)
        statement = statement.where(place > tuple_(literal(last.folded_name), literal(last.id)))
    rows = list(
        db.session.scalars(statement.order_by(Person.folded_name, Person.id).limit(PAGE + 1))
    )
    return UnmetPage(
        people=tuple(
            UnmetGuest(
                id=row.id,
                name=row.name,
                organisation=row.organisation,
                backgrounds=tuple(row.backgrounds),
            )
            for row in rows[:PAGE]
        ),
        found=_how_many(wanted),
        next=str(rows[PAGE - 1].id) if len(rows) > PAGE else None,
    )


def has_met() -> ColumnElement[bool]:
    """Return the condition under which somebody has met another, at a table or one to one."""
    return _part_of(Meeting)


def is_connected() -> ColumnElement[bool]:
    """Return the condition under which somebody is connected with another."""
    return _part_of(Connection)


def would_be_met() -> ColumnElement[bool]:
    """Return the condition under which somebody has not said that they would not be met now."""
    not_pausing = or_(Person.paused_until.is_(None), Person.paused_until <= clock.now())
    return and_(Person.openness != Openness.NOT_NOW, not_pausing)


def _guest(conference: str) -> ColumnElement[bool]:
    """Return the condition under which somebody is shown, and neither hosts nor organises."""
    return and_(Person.conference == conference, shown(), Person.role == Role.ATTENDEE)


def _unmet(conference: str) -> ColumnElement[bool]:
    """Return the condition under which a guest has met nobody.

    Whoever would rather not be met now is left out: nobody is to be sent to them.
    """
    return and_(_guest(conference), would_be_met(), ~has_met(), ~is_connected())


def _part_of(table: type[Connection | Meeting]) -> ColumnElement[bool]:
    return or_(
        exists().where(table.conference == Person.conference, table.one_id == Person.id),
        exists().where(table.conference == Person.conference, table.other_id == Person.id),
    )


def _how_many(condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Person).where(condition)) or 0
