"""Which table of the hall a seating's tables are: pure arithmetic over ids and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count, islice
from types import MappingProxyType

Tables = list[list[str]]


def held(locked: Mapping[str, int], planned: Iterable[Iterable[str]] = ()) -> dict[str, int]:
    """Return the planner's table (from 0) of everybody who is locked to a table of the hall.

    It is the one at which they sit as the round was planned, if it was. Otherwise only who shares
    a table matters to the planner, so tables nobody is locked to are left out.
    """
    place: dict[int, int] = {}
    for index, there in enumerate(planned):
        number = next((locked[one] for one in there if one in locked), None)
        if number is not None:
            place.setdefault(number, index)
    others = sorted(set(locked.values()) - place.keys())
    free = (index for index in count() if index not in set(place.values()))
    place |= dict(zip(others, list(islice(free, len(others))), strict=True))
    return {person: place[number] for person, number in locked.items()}


def numbered(
    tables: Iterable[Iterable[str]],
    locked: Mapping[str, int],
    *,
    promised: Mapping[str, int] = MappingProxyType({}),
    apart: Iterable[tuple[str, str]] = (),
    first: int = 1,
    taken: Iterable[int] = (),
    last: Iterable[int] = (),
    most: int | None = None,
) -> dict[int, list[str]]:
    """Return who sits at which table of the hall, by number.

    Everybody who is locked sits at their table, also where that needs one more than was planned;
    who would be alone there is joined by somebody from the largest table, unless the two are
    `apart`. Of whom nothing is locked nobody is left alone while they could join others. The
    other tables have the lowest numbers from `first` on that are not `taken`; those to be
    dealt `last` only where the talk has no other among its `most` tables.

    promised: the table that somebody was told, who is not locked. Their table has that number, or
    they change places with somebody there, unless that brings them to one who is `apart`.
    """
    there = [list(people) for people in tables]
    strangers = strangers_of(apart)
    locked = {one: locked[one] for people in there for one in people if one in locked}
    here = {one for people in there for one in people} - locked.keys()
    promised = {one: number for one, number in promised.items() if one in here}
    named = _claimed(there, locked)
    for number in sorted(set(promised.values()) - named.keys()):
        _name_for(number, there, promised, named)
    for person, number in locked.items():
        for people in there:
            if person in people and people is not named[number]:
                people.remove(person)
                named[number].append(person)
    for person, number in promised.items():
        _bring(person, named.get(number), there, {*locked, *promised}, strangers)
    _keep_company(there, {**promised, **locked}, strangers)
    free = _free(first, {*named, *taken}, set(last), most)
    numbers = {id(people): number for number, people in named.items()}
    return dict(
        sorted((numbers.get(id(people)) or next(free), people) for people in there if people)
    )


def _claimed(there: Tables, locked: Mapping[str, int]) -> dict[int, list[str]]:
    """Give each locked number the table where most of those locked to it sit, or a new one."""
    named: dict[int, list[str]] = {}
    for number in sorted(set(locked.values())):
        fans = {one for one, theirs in locked.items() if theirs == number}
        unclaimed = [people for people in there if all(people is not one for one in named.values())]
        best = max(unclaimed, key=lambda people: len(fans.intersection(people)), default=None)
        if best is None:
            best = []
            there.append(best)
        named[number] = best
    return named


def _name_for(
    number: int, there: Tables, promised: Mapping[str, int], named: dict[int, list[str]]
) -> None:
    """Give a number that was promised to the table of most to whom it was, of those without."""

    def told(people: list[str]) -> int:
        return sum(promised.get(one) == number for one in people)

    unclaimed = [people for people in there if all(people is not one for one in named.values())]
    if unclaimed:
        named[number] = max(unclaimed, key=told)


def _bring(
    person: str,
    to: list[str] | None,
    there: Tables,
    staying: Collection[str],
    strangers: Mapping[str, set[str]],
) -> None:
    """Bring somebody to the table they were promised, in place of another from there."""
    at = next((people for people in there if person in people), to)
    if to is None or at is None or at is to or not strangers[person].isdisjoint(to):
        return
    left = [one for one in at if one != person]
    comes = next(
        (one for one in reversed(to) if one not in staying and strangers[one].isdisjoint(left)),
        None,
    )
    at.remove(person)
    if comes is not None and len(to) > len(left):
        to.remove(comes)
        at.append(comes)
    to.append(person)


def _free(first: int, others: set[int], last: set[int], most: int | None) -> Iterator[int]:
    if most is None:
        return (number for number in count(first) if number not in others | last)
    among = sorted(range(first, first + most), key=lambda number: number in last)
    return (number for number in chain(among, count(first + most)) if number not in others)


def _keep_company(
    there: Tables, locked: Mapping[str, int], strangers: Mapping[str, set[str]]
) -> None:
    """Let nobody sit alone who can be joined, or can join others."""
    for alone in there:
        if len(alone) != 1:
            continue
        (person,) = alone
        others = sorted((one for one in there if one and one is not alone), key=len)
        if person not in locked:
            joins = next((one for one in others if strangers[person].isdisjoint(one)), None)
            if joins is not None:
                joins.append(alone.pop())
            continue
        for largest in reversed(others):
            comes = next(_can_come(largest, locked, strangers[person]), None)
            if comes is not None and len(largest) > 2:
                largest.remove(comes)
                alone.append(comes)
                break


def _can_come(people: list[str], locked: Mapping[str, int], avoid: set[str]) -> Iterator[str]:
    return (one for one in reversed(people) if one not in locked and one not in avoid)


def strangers_of(apart: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Return whom everybody keeps from, of those who are kept `apart`."""
    strangers: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        strangers[one].add(other)
        strangers[other].add(one)
    return strangers
