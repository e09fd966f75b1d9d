"""What the planner is asked for a talk, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select

from server.database import in_turns, make_way
from server.extensions import db
from server.matching.profiles import profiles_of
from server.matching.queries import waves_among
from server.matching.scale import organisation_key
from server.people.models import Person
from server.people.pairs import connected_pairs, met_pairs
from server.stories.queries import authors
from server.tables.domain import Mode
from server.tables.hall.access import Access, staying
from server.tables.hall.numbered import Tables, held
from server.tables.hall.places import keeps
from server.tables.hall.tables_in_use import tables_there_are
from server.tables.models import CheckIn, Talk
from server.tables.room.staying import hosts_without
from server.tables.room.waiting import rested, rested_lately
from server.tables.seating.sizes import table_sizes
from server.tables.seats import as_text, kept_apart, roster

AT_ONCE = 200  # people read, before others are served
LARGE = 1_000  # people
IMPROVE_FOR = 1.0  # seconds that the planner may spend on a better plan


def still_good(row: Talk) -> dict[str, Any] | None:
    """Return the plan of the rounds to come as it was answered, if nothing has changed since.

    That is: it was made for those who are here now, whether they sit or rest, all who need a
    certain table keep one, and nobody keeps from anybody since with whom they would sit.
    """
    if not row.plan or not row.plan["seatings"]:
        return None
    kept: list[Tables] = row.plan["seatings"]
    here = set(map(str, roster(row)))
    resting: list[list[str]] = row.plan["resting"]
    if any({*chain(*tables, rest)} != here for tables, rest in zip(kept, resting, strict=True)):
        return None
    access = Access.of(row)
    if access.needs:
        places = staying(row, access)
        if not all(keeps(tables, places) for tables in kept):
            return None
    blocked = {frozenset(pair) for pair in as_text(kept_apart(row))}
    meetings = (
        frozenset(pair) for tables in kept for there in tables for pair in combinations(there, 2)
    )
    if blocked and not blocked.isdisjoint(meetings):
        return None
    report: dict[str, Any] = row.plan["report"]
    return report | {"seatings": kept, "resting": resting}


def question(row: Talk) -> dict[str, Any]:
    """Return what is asked for the present round of a talk and those after, as JSON values.

    planned: the rounds as they were planned, for those who were here then, or None.
    """
    here = roster(row)
    access = Access.of(row)
    planned = row.plan["seatings"] if row.plan and row.plan["seatings"] else None
    limits = _limits(row)
    fixed = _fixed(row, access, planned, limits.get("most"))
    make_way(db.session.connection())
    people = db.session.execute(
        select(Person.id, Person.backgrounds, Person.organisation, Person.languages)
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id)
        .execution_options(yield_per=AT_ONCE)
    )
    return {
        "planned": planned,
        "people": [str(person) for person in here],
        "known": {
            str(person_id): {
                "background": next(iter(backgrounds), None),
                "organisation": organisation_key(organisation),
                "languages": languages,
            }
            for some in in_turns(people, AT_ONCE)
            for person_id, backgrounds, organisation, languages in some
        },
        **_tables(row, access, fixed, limits.get("most")),
        **limits,
        "fixed": fixed,
        "rounds": row.rounds - row.round + 1,
        "met": as_text(met_pairs(row.conference)),
        "blocked": as_text(kept_apart(row)),
        "seed": row.seed + row.round,
        "budget": IMPROVE_FOR,
        **_introductions(row, here),
    }


def hasty(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked for the present round alone, where nobody waits for a better plan.

    In a large hall only who must not sit together counts: to look at all that is known of its
    people would take too long for those who wait meanwhile.
    """
    quick = asked | {"budget": 0, "planned": None, "rounds": 1}
    if len(asked["people"]) > LARGE:
        quick |= {"known": {}, "met": []}
    if "profiles" in quick:  # who is best introduced to whom takes longer than that to weigh
        quick["wanted"] = quick.pop("waves")
        del quick["profiles"], quick["declined"]
    return quick


def _introductions(row: Talk, here: Sequence[UUID]) -> dict[str, Any]:
    """Return what tells who is best introduced to whom; nothing where tables are larger."""
    if row.mode is not Mode.ONE_TO_ONE:
        return {}
    waves = waves_among(row.conference, here)
    return {
        "profiles": [
            {
                "id": str(UUID(one.id)),
                "backgrounds": one.backgrounds,
                "position": one.position,
                "years": one.years,
                "organisation": one.organisation,
                "languages": sorted(one.languages),
                "strong": sorted(one.strong),
                "wanted": sorted(one.wanted),
                "story": one.story,
            }
            for one in profiles_of(row.conference, here, authors(row.conference))
        ],
        "waves": as_text((one.by_id, one.to_id) for one in waves if not one.declined)
        + as_text(connected_pairs(row.conference)),
        "declined": as_text((one.by_id, one.to_id) for one in waves if one.declined),
    }


def _limits(row: Talk) -> dict[str, Any]:
    """Return how large tables are at most, and whose turn it is where there are only so many."""
    most = tables_there_are(row)
    if most is None:
        return {"maximum": row.largest}
    turns = {str(person): count for person, count in rested(row).items()}
    lately = [str(person) for person in sorted(rested_lately(row))]
    return {"maximum": row.largest, "most": most, "rested": turns, "lately": lately}


def _fixed(
    row: Talk, access: Access, planned: Sequence[Tables] | None, most: int | None
) -> dict[str, int]:
    """Return the planner's table of everybody who keeps one, hosts included while tables last."""
    fixed = held(staying(row, access), planned[0] if planned else ())
    usual = _enough(row, access.people, most)
    tables = len(planned[0]) if planned else usual
    free = [table for table in range(tables) if table not in fixed.values()]
    hosts = [str(host) for host in hosts_without(row) if str(host) not in fixed]
    return fixed | dict(zip(hosts, free, strict=False))


def _tables(
    row: Talk, access: Access, fixed: Mapping[str, int], most: int | None
) -> dict[str, int]:
    """Return of which size tables are, or how many where that many are needed.

    They are for those kept, or as an interpreter sits on a chair, too.
    """
    needed = max(max(fixed.values(), default=-1) + 1, _enough(row, access.chairs, most))
    if needed > len(table_sizes(access.people, row.size, maximum=row.largest)):
        return {"tables": needed}
    return {"size": row.size}


def _enough(row: Talk, chairs: int, most: int | None) -> int:
    enough = len(table_sizes(chairs, row.size, maximum=row.largest))
    return min(enough, most or enough)
