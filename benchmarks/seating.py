"""Seating people, against OR-Tools CP-SAT, simulated annealing, chance, and a walk of the grid."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from benchmarks.contacts import CONFERENCE, DEPARTMENTS, OFFICE, contacts, departments
from benchmarks.measuring import Figures, Goal, Goals, Result, medians, progress
from benchmarks.rivals import Seats, anneal, cp_sat, has_cp_sat
from server.conferences.domain import BACKGROUNDS
from server.tables.seating.bounds import fewest_repeats
from server.tables.seating.pairs import NO_PAIRS, count_repeats
from server.tables.seating.planner import plan
from server.tables.seating.rotation import rotate
from server.tables.seating.sizes import SMALLEST
from server.tables.seating.traits import Known

# Rooms to compare in: people, tables, rounds. Each can be seated without a repeat.
ROOMS = ((15, 5, 6), (24, 6, 6), (40, 8, 5), (61, 12, 6), (100, 20, 6), (200, 40, 4))
Way = Callable[[Sequence[int], int, float], Seats]
FACED = 3  # times twenty seconds face to face, and two have met


class Case(NamedTuple):
    """A room of the grid."""

    people: int
    tables: int
    rounds: int

    @property
    def sizes(self) -> list[int]:
        """Return how many sit at each table."""
        each, larger = divmod(self.people, self.tables)
        return [each + 1] * larger + [each] * (self.tables - larger)

    def is_impossible(self) -> bool:
        """Say whether it is proven that somebody meets twice."""
        return fewest_repeats(self.sizes, self.rounds, NO_PAIRS) > 0


def run(*, quick: bool, data: Path | None) -> Result:
    """Seat rooms of many kinds: how few repeats, how well mixed, how fast, and against whom."""
    goals: Goals = {}
    figures: Figures = {}
    for found, made_of in (
        against_others(ROOMS[:3] if quick else ROOMS, 1 if quick else 10),
        # Of the few rooms that are open, most are small.
        grid(range(4, 8), goal=0.97) if quick else grid(range(4, 26), goal=0.99),
        crowd(200 if quick else 5000),
        mixed(1000, 1),
        *([] if quick else [mixed(5000, 5)]),
        among_those_who_met(data),
    ):
        goals |= found
        figures |= made_of
    return Result(goals=goals, figures=figures)


def against_others(rooms: Sequence[tuple[int, int, int]], seconds: float) -> tuple[Goals, Figures]:
    """Seat the same rooms by each way. seconds: what the others have for a room, at most."""
    ways: dict[str, Way] = {"ours": _planned, "annealing": anneal}
    if has_cp_sat():
        ways["cp_sat"] = cp_sat
    repeats, taken = dict.fromkeys(ways, 0), dict.fromkeys(ways, 0.0)
    for room in rooms:
        case = Case(*room)
        for way, seat in ways.items():
            progress(f"{way}: {case}")
            before = time.perf_counter()
            seats = seat(case.sizes, case.rounds, seconds)
            taken[way] += time.perf_counter() - before
            repeats[way] += count_repeats(np.array(seats))
    goals: Goals = {}
    figures: Figures = {"rooms_compared": len(rooms), "seconds_a_room_at_most": seconds}
    for way in ways:
        figures |= {f"repeats_{way}": repeats[way], f"seconds_{way}": taken[way]}
        if way != "ours":
            more = (1 + repeats[way]) / (1 + repeats["ours"])
            goals[f"repeats of {way} against ours"] = Goal(value=more, goal=1)
            goals[f"time of {way} against ours"] = Goal(value=taken[way] / taken["ours"], goal=10)
    if not has_cp_sat():
        figures["cp_sat"] = "not installed: make bench-setup"
    return goals, figures


def grid(tables: range, *, goal: float) -> tuple[Goals, Figures]:
    """Walk through rooms with tables of 3 to 10, 2 to 6 rounds, even and uneven.

    goal: how many of those are to be without a repeat that are not proven impossible.
    """
    slowest, left, impossible, cases = 0.0, [], 0, list(_grid(tables))
    progress(f"a grid of {len(cases):,} rooms")
    for case in cases:
        before = time.perf_counter()
        repeats = _repeats(case)
        slowest = max(slowest, time.perf_counter() - before)
        if repeats:
            impossible += case.is_impossible()
            left.append(case)
    open_ = [case for case in left if not case.is_impossible()]
    reached, possible = len(cases) - len(left), len(cases) - impossible
    return {
        "rooms without a repeat, of those not proven impossible": Goal(
            value=reached / possible, goal=goal
        )
    }, {
        "grid_rooms": len(cases),
        "grid_without_repeat": reached,
        "grid_proven_impossible": impossible,
        "grid_open": "; ".join(f"{c.people} at {c.tables} for {c.rounds}" for c in open_) or "none",
        "grid_slowest_ms": slowest * 1000,
        "every_number_without_repeat": _every_number(tables),
    }


def crowd(people: int) -> tuple[Goals, Figures]:
    """Seat a crowd of whom nothing is known, in fives for three rounds."""
    names = _names(people)
    (seconds,) = medians(lambda: plan(names, size=5, rounds=3), rounds=5, calls=1)
    return {f"{people} people within 50 ms": Goal(value=0.05 / seconds, goal=1)}, {
        f"crowd_of_{people}_ms": seconds * 1000
    }


def mixed(people: int, budget: float) -> tuple[Goals, Figures]:
    """Seat a hall with backgrounds, organisations and languages, in fives for three rounds."""
    progress(f"a hall of {people:,}")
    known = _hall(people)
    before = time.perf_counter()
    report = plan(list(known), size=5, rounds=3, known=known, budget=budget * 0.85).report
    seconds = time.perf_counter() - before
    spread = 1.05 * report.same_background_bound / max(report.same_background, 1)
    apart = 1 / (1 + report.same_organisation + report.repeats + len(report.stranded))
    return {
        f"{people} mixed within {budget} s": Goal(value=budget / seconds, goal=1),
        f"{people} within 1.05 of the backgrounds' bound": Goal(value=spread, goal=1),
        f"{people} without organisation, repeat or stranded": Goal(value=apart, goal=1),
    }, {
        f"hall_of_{people}_seconds": seconds,
        f"hall_of_{people}_backgrounds": f"{report.same_background} of at least "
        f"{report.same_background_bound}",
        f"hall_of_{people}_organisations": report.same_organisation,
    }


def among_those_who_met(data: Path | None) -> tuple[Goals, Figures]:
    """Seat a real conference and a real office, where many have met, against chance."""
    if data is None:
        return {}, {"contacts": f"not measured: --data is to name a folder with {CONFERENCE}"}
    goals: Goals = {}
    figures: Figures = {}
    of = departments(data / DEPARTMENTS)
    for room, file in (("conference", CONFERENCE), ("office", OFFICE)):
        progress(f"a real {room}")
        people, met = contacts(data / file, FACED)
        known = {one: Known(organisation=of.get(one)) for one in people if room == "office"}
        ours, chance = (
            plan(people, size=5, rounds=3, met=met, known=known, budget=budget).report
            for budget in (5, 0)
        )
        more = (1 + chance.repeats) / (1 + ours.repeats)
        goals[f"repeats in a {room} unimproved against ours"] = Goal(value=more, goal=10)
        figures |= {
            f"{room}_people": len(people),
            f"{room}_pairs_met": len(met),
            f"{room}_repeats": f"{ours.repeats}, unimproved {chance.repeats}",
        }
        if known:
            figures[f"{room}_same_department"] = (
                f"{ours.same_organisation} of at least {ours.same_organisation_bound}, "
                f"unimproved {chance.same_organisation}"
            )
    return goals, figures


def _planned(sizes: Sequence[int], rounds: int, _seconds: float) -> Seats:
    made = plan(_names(sum(sizes)), tables=len(sizes), rounds=rounds)
    rows = [
        {name: table for table, there in enumerate(seating) for name in there}
        for seating in made.seatings
    ]
    return [[row[name] for name in _names(sum(sizes))] for row in rows]


def _repeats(case: Case) -> int:
    """Seat a room; by the construction alone where tables would be so small that some are left."""
    if case.people >= SMALLEST * case.tables:
        made = plan(_names(case.people), tables=case.tables, rounds=case.rounds)
        return made.report.repeats
    return count_repeats(rotate(*case, np.random.default_rng(0)))


def _grid(tables: range) -> Iterator[Case]:
    """Yield full rooms, rooms short of one person, and rooms with half of the tables smaller."""
    for count in tables:
        for size in range(3, min(count, 10) + 1):
            for fewer in (0, 1, count // 2):
                for rounds in range(2, 7):
                    yield Case(count * size - fewer, count, rounds)


def _every_number(tables: range) -> str:
    """Say how many rooms with any number of people at these tables have no repeat at once."""
    cases = [
        Case(people, count, rounds)
        for count in tables
        for people in range(2 * count + 1, min(count, 10) * count + 1)
        for rounds in range(2, 7)
    ]
    progress(f"every number of people: {len(cases):,} rooms")
    chance = np.random.default_rng(0)
    left = [case for case in cases if count_repeats(rotate(*case, chance))]
    impossible = sum(case.is_impossible() for case in left)
    return f"{len(cases) - len(left):,} of {len(cases):,}, {impossible} impossible"


def _hall(people: int) -> dict[str, Known]:
    """Return people as they come: some backgrounds and organisations far larger than others."""
    chance = Random(1876)
    ways = [way.key for way in BACKGROUNDS]
    firms = [f"firm-{number}" for number in range(people // 8)]
    sizes = [place**-0.7 for place in range(1, len(firms) + 1)]
    return {
        name: Known(
            background=chance.choices(ways, [1 / place for place in range(1, len(ways) + 1)])[0],
            organisation=chance.choices(firms, sizes)[0],
            languages=chance.choices([("en",), ("de",), ("en", "de")], [8, 1, 1])[0],
        )
        for name in _names(people)
    }


def _names(people: int) -> list[str]:
    return [f"{number:036}" for number in range(people)]  # as long as the ids of people
