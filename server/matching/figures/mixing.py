"""Counting how far people have met others than their own kind, in strips that hold nobody up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from server.database import make_way
from server.extensions import db
from server.matching.figures.domain import Mixing, across
from server.matching.figures.unmet import has_met
from server.matching.scale import organisation_key
from server.origins.domain import K
from server.people.models import Meeting, Person
from server.people.queries import shown

STRIP = 2_000  # pairs, before others are served

Spellings = dict[str, str]
Totals = tuple[int, int, int, int]


def mixing(conference: str) -> Mixing | None:
    """Return how far people have met others than their own kind; None of fewer than five people."""
    if not _five_have_met(conference):
        return None
    ways = _sizes(conference, _way(Person))
    named = _sizes(conference, Person.organisation)
    spellings, organisations = _organisations(named)
    pairs = same_way = both_named = same_organisation = 0
    for strip in _strips(conference):
        one = _counted(conference, strip, spellings)
        pairs += one[0]
        same_way += one[1]
        both_named += one[2]
        same_organisation += one[3]
    told = _five_have_met(conference, Person.organisation.is_not(None))
    return Mixing(
        pairs=pairs,
        backgrounds=across(pairs, same_way, ways.values()),
        organisations=across(both_named, same_organisation, organisations) if told else None,
    )


def _five_have_met(conference: str, *conditions: ColumnElement[bool]) -> bool:
    some = select(Person.id).where(Person.conference == conference, shown(), has_met(), *conditions)
    return len(db.session.scalars(some.limit(K)).all()) >= K


def _way(person: Any) -> ColumnElement[str]:
    way: ColumnElement[str] = person.backgrounds[0].as_string()
    return way


def _sizes(conference: str, kind: Any) -> dict[str, int]:
    """Return how many people there are of each kind, leaving out those who are of none."""
    rows = db.session.execute(
        select(kind, func.count()).where(Person.conference == conference, shown()).group_by(kind)
    )
    return {key: people for key, people in rows if key is not None}


def _organisations(named: dict[str, int]) -> tuple[Spellings, list[int]]:
    """Return the one spelling for each organisation that is spelt in several ways, and all sizes.

    It is the rule by which nobody is suggested somebody of their own.
    """
    alike = defaultdict(list)
    sizes: Counter[str] = Counter()
    for name, people in named.items():
        key = organisation_key(name) or name
        alike[key].append(name)
        sizes[key] += people
    spellings = {name: names[0] for names in alike.values() for name in names[1:]}
    return spellings, list(sizes.values())


def _strips(conference: str) -> Iterator[tuple[UUID | None, UUID | None]]:
    """Yield from where to where one may count at once: the first of a pair lies in between."""
    low: UUID | None = None
    connection = db.session.connection()
    while True:
        ends = select(Meeting.one_id).where(Meeting.conference == conference)
        if low is not None:
            ends = ends.where(Meeting.one_id > low)
        high = db.session.scalar(ends.order_by(Meeting.one_id).offset(STRIP).limit(1))
        yield low, high
        if high is None:
            return
        low = high
        make_way(connection)


def _counted(
    conference: str, strip: tuple[UUID | None, UUID | None], spellings: Spellings
) -> Totals:
    """Return how many have met; are of one way; have both named an organisation; the same."""
    one, other = aliased(Person), aliased(Person)
    low, high = strip
    first, second = (_spelt(person.organisation, spellings) for person in (one, other))
    statement = (
        select(
            func.count(),
            func.count().filter(_way(one) == _way(other)),
            func.count().filter(and_(first.is_not(None), second.is_not(None))),
            func.count().filter(first == second),
        )
        .select_from(Meeting)
        .join(one, one.id == Meeting.one_id)
        .join(other, other.id == Meeting.other_id)
        .where(Meeting.conference == conference, one.hidden.is_(False), other.hidden.is_(False))
    )
    if low is not None:
        statement = statement.where(Meeting.one_id > low)
    if high is not None:
        statement = statement.where(Meeting.one_id <= high)
    pairs, same_way, both_named, same_organisation = db.session.execute(statement).one()
    return pairs, same_way, both_named, same_organisation


def _spelt(column: Any, spellings: Spellings) -> ColumnElement[str | None]:
    return case(spellings, value=column, else_=column) if spellings else column
