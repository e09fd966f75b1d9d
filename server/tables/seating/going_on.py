"""Going on in a talk: the rounds that were planned, mended for those who are here now.

For a child process: questions and answers are JSON values.

Nobody in the room knows yet where they sit in the rounds to come, so a plan is not kept for its
own sake: it is kept because it is good. A rotation is made for all rounds at once, and what is
left of it still repeats nobody, while rounds planned anew must search their way round all who
have met by now. Rounds are planned anew only where that parts more blocked people, strands fewer,
or repeats fewer meetings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from server.tables.seating.planner import plan
from server.tables.seating.repair import repair
from server.tables.seating.report import Plan, Report
from server.tables.seating.sizes import LARGEST, USUAL
from server.tables.seating.traits import Known


def go_on(
    *,
    planned: Sequence[Sequence[Sequence[str]]] | None,
    people: Sequence[str],
    known: Mapping[str, Mapping[str, Any]],
    rounds: int,
    budget: float,
    **asked: Any,
) -> dict[str, Any]:
    """Return the report and the seatings of the rounds to come.

    planned: those rounds as they were planned before somebody came or went; None: plan them.
    known: {id: {"background", "organisation", "languages"}}. asked: as `plan` is asked.

    What the answer says of people may be shown, so no block is in it.
    """
    told = {person: Known(**about) for person, about in known.items()}
    made = None if planned is None else _mended(planned, people, told, asked)
    if made is None or len(made.seatings) < rounds or _may_be_better(made.report):
        fresh = plan(people, rounds=rounds, known=told, budget=budget, **asked)
        if made is None or len(made.seatings) < rounds or _faults(fresh) < _faults(made):
            made = fresh
    answer = asdict(made.report) | {"seatings": made.seatings, "resting": made.resting}
    del answer["blocked_together"]
    return answer


def _mended(
    planned: Sequence[Sequence[Sequence[str]]],
    people: Sequence[str],
    known: Mapping[str, Known],
    asked: Mapping[str, Any],
) -> Plan:
    seatings = tuple(tuple(tuple(there) for there in tables) for tables in planned)
    seated = {person for tables in seatings for there in tables for person in there}
    same = {key: value for key, value in asked.items() if key not in {"size", "tables"}}
    tables = asked.get("tables")
    return repair(
        Plan(seatings, Report(), ((),) * len(seatings)),
        0,
        [person for person in people if person not in seated],
        seated.difference(people),
        size=asked.get("size") or min(max(len(people) // tables, 1) if tables else USUAL, LARGEST),
        known=known,
        **same,
    ).plan


def _may_be_better(report: Report) -> bool:
    unparted = report.blocked_together or report.stranded
    return bool(unparted) or report.repeats > report.repeats_bound


def _faults(made: Plan) -> tuple[int, int, int]:
    """Return what is wrong with a plan, the gravest first."""
    report = made.report
    return len(report.blocked_together), len(report.stranded), report.repeats
