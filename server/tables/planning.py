"""What falls due in a talk, and what becomes of it when somebody sets the clock.

A round is planned in a child process, beside the phones that wait for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import select

from server.database import in_turns, reading, writing
from server.extensions import db
from server.matching.score import organisation_key
from server.people.models import Person
from server.people.pairs import met_pairs
from server.tables import actions, queries
from server.tables.checking_in import COUNT, tell_count
from server.tables.clock import Phase
from server.tables.hall import Tables, held
from server.tables.models import CheckIn, Talk
from server.tables.rounds import SEATED_PHASES, as_text
from server.tables.seating.planner import table_sizes
from server.tables.seats import kept_apart, locks, roster
from server.work.children import in_child
from server.work.due import cancel

AT_ONCE = 200  # people read, before others are served
IMPROVE_FOR = 1.0  # seconds that the planner may spend on a better plan


def seat_when_due(conference: str, key: str) -> None:
    """Seat the round that a talk is set for. Run twice, it is seated once."""
    talk_id = uuid.UUID(key)
    with reading(db.session):
        row = queries.talk(conference, talk_id)
        if row.phase is not Phase.SETTING:
            return
        planned, question = _still_good(row), _question(row)
    if planned is None:
        planned = in_child("server.tables.seating.planner:plan_values", question)["seatings"]
    with writing(db.session):
        actions.seat_round(queries.talk(conference, talk_id, lock=True), planned)


def pass_boundary_when_due(conference: str, key: str) -> None:
    """Let a talk pass the end of its phase. Run twice, it passes once."""
    with writing(db.session):
        actions.claim_boundary(queries.talk(conference, uuid.UUID(key), lock=True))


def stand_still_when_time_is_set(was: datetime) -> None:
    """Let every talk that runs stand still with what it had left at `was`; hosts resume it."""
    with reading(db.session):
        running = list(
            db.session.execute(
                select(Talk.conference, Talk.id)
                .where(Talk.phase.in_([Phase.SETTING, *SEATED_PHASES]))
                .order_by(Talk.id)
            )
        )
    for conference, talk_id in running:
        with writing(db.session):
            actions.stand_still(queries.talk(conference, talk_id, lock=True), was)


def tell_count_when_due(conference: str, key: str) -> None:
    """Tell everybody who follows a talk how many are here."""
    with writing(db.session):
        row = queries.talk(conference, uuid.UUID(key), lock=True)
        cancel(conference, COUNT, key)  # who comes from now on is counted the next time
        tell_count(row)


def _still_good(row: Talk) -> list[Tables] | None:
    """Return the rounds planned earlier, if they were planned for those who are here now.

    And if nobody keeps from anybody since with whom they would sit.
    """
    here = sorted(map(str, roster(row)))
    if not row.plan or row.plan["roster"] != here or not row.plan["seatings"]:
        return None
    kept: list[Tables] = row.plan["seatings"]
    blocked = {frozenset(pair) for pair in as_text(kept_apart(row))}
    meetings = (
        frozenset(pair) for tables in kept for there in tables for pair in combinations(there, 2)
    )
    return None if blocked and not blocked.isdisjoint(meetings) else kept


def _question(row: Talk) -> dict[str, Any]:
    """Return what the planner is asked, read in one go."""
    here = roster(row)
    fixed = held({str(person): number for person, number in locks(row).items()})
    people = db.session.execute(
        select(Person.id, Person.backgrounds, Person.organisation, Person.languages)
        .join(CheckIn, CheckIn.person_id == Person.id)
        .where(CheckIn.talk_id == row.id)
    )
    return {
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
