"""Counting how far people have met others than their own kind, in strips that hold nobody up."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from server.extensions import db
from server.matching.figures.domain import Mixing, across, in_fives
from server.matching.figures.strips import strips
from server.matching.figures.unmet import has_met
from server.matching.scale import organisation_key
from server.origins.domain import K
from server.people.models import Meeting, Person
from server.people.sight import shown

Strip = ColumnElement[bool]
Totals = tuple[int, int, int, int]


def mixing(conference: str) -> Mixing | None:
    """Return how far people have met others than their own kind; None of fewer than five people."""
    if not _five_have_met(conference):
        return None
    ways = _sizes(conference, _way(Person))
    named = _sizes(conference, Person.organisation)
    keys = {name: organisation_key(name) or name for name in named}
    spelt_in_several_ways = _spelt_in_several_ways(keys)
    pairs = same_way = both_named = same_name = spelt_otherwise = 0
    for strip in strips(conference, Meeting, Meeting.one_id):
        one = _counted(conference, strip)
        pairs += one[0]
        same_way += one[1]
        both_named += one[2]
        same_name += one[3]
        if spelt_in_several_ways:
            names = _other_names(conference, strip, spelt_in_several_ways)
            spelt_otherwise += sum(times for a, b, times in names if keys[a] == keys[b])
    same_organisation = same_name + spelt_otherwise
    organisations = None
    if _five_have_met(conference, Person.organisation.is_not(None)):
        sizes: Counter[str] = Counter()
        for name, people in named.items():
            sizes[keys[name]] += people
        organisations = across(both_named, same_organisation, sizes.values())
    return Mixing(
        pairs=in_fives(pairs),
        backgrounds=across(pairs, same_way, ways.values()),
        organisations=organisations,
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


def _spelt_in_several_ways(keys: dict[str, str]) -> list[str]:
    """Return the names of organisations that go by others, too: "Acme Ltd." beside "ACME".

    It is the rule by which nobody is suggested somebody of their own.
    """
    alike = Counter(keys.values())
    return [name for name, key in keys.items() if alike[key] > 1]


def _counted(conference: str, strip: Strip) -> Totals:
    """Return how many have met; are of one way; have both named an organisation; the same name."""
    one, other = aliased(Person), aliased(Person)
    statement = _met(conference, strip, one, other).with_only_columns(
        func.count(),
        func.count().filter(_way(one) == _way(other)),
        func.count().filter(and_(one.organisation.is_not(None), other.organisation.is_not(None))),
        func.count().filter(one.organisation == other.organisation),
    )
    pairs, same_way, both_named, same_name = db.session.execute(statement).one()
    return pairs, same_way, both_named, same_name


def _other_names(conference: str, strip: Strip, among: list[str]) -> list[tuple[str, str, int]]:
    """Return which names of these have met which others of them, and how often."""
    one, other = aliased(Person), aliased(Person)
    names = (one.organisation, other.organisation)
    statement = (
        _met(conference, strip, one, other)
        .with_only_columns(*names, func.count())
        .where(names[0].in_(among), names[1].in_(among), names[0] != names[1])
        .group_by(*names)
    )
    return [(str(a), str(b), times) for a, b, times in db.session.execute(statement)]


def _met(conference: str, strip: Strip, one: Any, other: Any) -> Select[Any]:
    """Return who has met in a strip, those left out who are hidden."""
    return (
        select(Meeting)
        .join(one, one.id == Meeting.one_id)
        .join(other, other.id == Meeting.other_id)
        .where(Meeting.conference == conference, strip)
        .where(one.hidden.is_(False), other.hidden.is_(False))
    )
