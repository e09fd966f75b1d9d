"""Finding people by name, in any script and with any keyboard."""

from __future__ import annotations

import uuid

from sqlalchemy import func, literal, select, tuple_

from server.extensions import db
from server.people.domain import LONGEST_FOLDED, GuestPage
from server.people.models import Person
from server.people.queries import guest_of
from server.realtime.publish import number_of
from server.web.wording import fold

PAGE = 50


def how_many(conference: str) -> int:
    """Return how many people are here."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Person)
            .where(
                Person.conference == conference,
                Person.removed_at.is_(None),
                Person.screen.is_(False),
            )
        )
        or 0
    )


def guest_page(conference: str, *, find: str, after: str | None) -> GuestPage:
    """Return a page of people by name, those whose name or organisation has `find` in it.

    after: what the page before said is next.
    """
    statement = select(Person).where(
        Person.conference == conference, Person.removed_at.is_(None), Person.screen.is_(False)
    )
    if find:
        statement = statement.where(Person.folded_name.contains(fold(find), autoescape=True))
    last = _who_ended(conference, after) if after else None
    if last is not None:
        place = tuple_(Person.folded_name, Person.id)
        statement = statement.where(place > tuple_(literal(last.folded_name), literal(last.id)))
    rows = list(
        db.session.scalars(statement.order_by(Person.folded_name, Person.id).limit(PAGE + 1))
    )
    return GuestPage(
        number=number_of(conference, "reviewers"),
        people=tuple(guest_of(row) for row in rows[:PAGE]),
        total=how_many(conference),
        next=_page_end(rows[PAGE - 1]) if len(rows) > PAGE else None,
        anew=after is not None and last is None,
    )


def _page_end(last: Person) -> str:
    """Return how a page that ends with this person is known: their id and version, no name."""
    return f"{last.id}.{last.version}"


def _who_ended(conference: str, page_end: str) -> Person | None:
    """Return the person with whom a page ended, if they stand where they stood then."""
    person_id, _, version = page_end.partition(".")
    return db.session.scalar(
        select(Person).where(
            Person.conference == conference,
            Person.id == uuid.UUID(person_id),
            Person.version == int(version),
            Person.removed_at.is_(None),
        )
    )


def folded_name(name: str, organisation: str | None) -> str:
    """Return what somebody is found and sorted by."""
    return fold(f"{name} {organisation or ''}").strip()[:LONGEST_FOLDED]
