"""What the planner is asked for a talk, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import select

from server.database import in_turns
from server.extensions import db
from server.matching.score import organisation_key
from server.people.models import Person
from server.people.pairs import met_pairs
from server.tables.hall import Tables, held
from server.tables.models import CheckIn, Talk
from server.tables.seating.sizes import table_sizes
from server.tables.seats import as_text, kept_apart, locks, roster

AT_ONCE = 200  # people read, before others are served
IMPROVE_FOR = 1.0  # seconds that the planner may spend on a better plan


def still_good(row: Talk) -> dict[str, Any] | None:
    """Return the plan of the rounds to come as it was answered, if nothing has changed since.

    That is: it was made for those who are here now, and nobody keeps from anybody since with
    whom they would sit.
    """
    if not row.plan or not row.plan["seatings"]:
        return None
    kept: list[Tables] = row.plan["seatings"]
    here = set(map(str, roster(row)))
    if any({person for there in tables for person in there} != here for tables in kept):
        return None
    blocked = {frozenset(pair) for pair in as_text(kept_apart(row))}
    meetings = (
        frozenset(pair) for tables in kept for there in tables for pair in combinations(there, 2)
    )
    if blocked and not blocked.isdisjoint(meetings):
        return None
    report: dict[str, Any] = row.plan["report"]
    return report | {"seatings": kept}


def question(row: Talk) -> dict[str, Any]:
    """Return what is asked for the present round of a talk and those after, as JSON values.

    planned: the rounds as they were planned, for those who were here then, or None.
    """
    here = roster(row)
    fixed = held({str(person): number for person, number in locks(row).items()})
    people = db.session.execute(
        select(Person.id, Person.backgrounds, Person.organisation, Person.languages)
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id)
        .execution_options(yield_per=AT_ONCE)
    )
    return {
        "planned": row.plan["seatings"] if row.plan and row.plan["seatings"] else None,
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
        **_tables(row, len(here), fixed),
        "fixed": fixed,
        "rounds": row.rounds - row.round + 1,
        "met": as_text(met_pairs(row.conference)),
        "blocked": as_text(kept_apart(row)),
        "seed": row.seed + row.round,
        "budget": IMPROVE_FOR,
    }


def _tables(row: Talk, people: int, fixed: Mapping[str, int]) -> dict[str, int]:
    """Return of which size tables are, or how many where that many are needed for locked seats."""
    needed = len(set(fixed.values()))
    if needed > len(table_sizes(people, row.size)):
        return {"tables": needed}
    return {"size": row.size}
