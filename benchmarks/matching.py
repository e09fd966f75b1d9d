"""Whom to meet, against the greedy way, a linear program, the best pairs, and a proven bound."""

from __future__ import annotations

import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np

from benchmarks.measuring import Figures, Goal, Goals, Result, progress
from benchmarks.referees import best_pairs, greedy, has_highs, has_rustworkx, linear_program
from server.conferences.domain import BACKGROUNDS
from server.config import ROOT
from server.matching.desk.guest_list import COLUMNS, read_guests
from server.matching.joining import Standing
from server.matching.plan import plan
from server.matching.rounds import pair_rounds
from server.matching.saying import Intent
from server.matching.scale import Places
from server.matching.score import Room

TOLD = (
    *("I came for a summer and stayed.", "A friend had a headset to spare.", "My firm closed."),
    *("It was the night shift or nothing.", "I had studied law.", "I was a chef for nine years."),
    *("They needed somebody who spoke Welsh.", "The bus stopped there.", "I wanted to sing."),
    *("My mother answered the phones before me.", "I fixed the printer.", "I broke my knee."),
    *("Nobody else could read the old code.", "I sold windows.", "It paid for university."),
    *("The circus left town without me.", "I was lost, and asked.", "I liked the chairs."),
)
SKILLS = ("operations", "people", "finance", "customer", "technology")
PLAN_SECONDS, PLAN_MEGABYTES = 4.0, 250
PAIRS_SECONDS = 0.5
JOIN_MILLISECONDS = 1.0
NEWCOMERS = 100
AT_ONCE = 200  # people of whom it is asked whom they suit

Found = TypeVar("Found")


def run(*, quick: bool) -> Result:
    """Plan whom people meet: how near to the best, how fair, how fast, and against whom."""
    goals: Goals = {}
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many.csv"
        write_people(many, 500 if quick else 10_000, seed=1)
        some = Path(folder) / "some.csv"
        write_people(some, 60 if quick else 250, seed=2)
        for found, made_of in (
            against_referees(some, 5 if quick else 10),
            end_to_end(many, 10 if quick else 20),
            newcomers(many, 10 if quick else 20),
            pairs(many, 250 if quick else 5_000),
        ):
            goals |= found
            figures |= made_of
    return Result(goals=goals, figures=figures)


def write_people(path: Path, count: int, seed: int) -> None:
    """Write a list of people who are as unlike as people at a conference are."""
    chance = Random(seed)
    ways = [one.key for one in BACKGROUNDS]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS)
        rows.writeheader()
        for number in range(count):
            rows.writerow(
                {
                    "id": f"p{number:05}",
                    "name": f"Guest{number}",
                    "backgrounds": ";".join(chance.sample(ways, chance.randint(1, 3))),
                    "organisation": f"Org {chance.randrange(count // 8 + 2)}",
                    "position": chance.choice(["agent", "manager", "director", ""]),
                    "years": chance.choice(["", *map(str, range(35))]),
                    "strong": ";".join(chance.sample(SKILLS, chance.randrange(3))),
                    "learn": ";".join(chance.sample(SKILLS, chance.randrange(3))),
                    "languages": chance.choice(["en", "en", "en;de", "en;pl"]),
                    "intent": chance.choice(["same", "different", "surprise", ""]),
                    "maturity": chance.choice(["", "1", "2", "3", "4", "5"]),
                    "story": chance.choice(["", " ".join(chance.sample(TOLD, 4))]),
                }
            )


def room_of(path: Path, count: int | None = None) -> Room:
    """Return the people of a list, or the first so many."""
    guests = read_guests(path, progress, intent=Intent.SURPRISE)
    return Room([guest.profile for guest in guests[:count]])


def against_referees(path: Path, each: int) -> tuple[Goals, Figures]:
    """Plan for so few that the best is known."""
    room = room_of(path)
    everybody = np.arange(len(room))
    worth = np.triu(room.values(everybody, everybody), 1)
    made, ours = timed(lambda: plan(room, each))
    by_greed, theirs = timed(lambda: greedy(worth, each))
    goals = {"total against greedy": Goal(value=made.total / by_greed, goal=1.0)}
    figures: Figures = {"few_people": len(room), "few_seconds": ours, "greedy_seconds": theirs}
    if has_highs():
        progress("linear program")
        exact, seconds = timed(lambda: linear_program(worth, each))
        goals["total against the linear program"] = Goal(value=made.total / exact, goal=0.995)
        goals["linear program against our bound"] = Goal(value=exact / made.bound, goal=0.995)
        figures["highs_seconds"] = seconds
    if has_rustworkx():
        progress("best pairs")
        exact, seconds = timed(lambda: best_pairs(worth))
        found = pair_rounds(room, 1).total(room)
        goals["pairs against the best"] = Goal(value=found / exact, goal=0.99)
        figures["rustworkx_seconds"] = seconds
    return goals, figures


def end_to_end(path: Path, each: int) -> tuple[Goals, Figures]:
    """Run the command on the file, as an organiser would: from the file to a file."""
    progress("end to end")
    command = ["-m", "flask", "--app", "wsgi", "matching", "plan", str(path), "--json"]
    made = path.with_suffix(".json")
    with made.open("wb") as file:
        _, seconds = timed(
            lambda: subprocess.run(
                [sys.executable, *command, "--each", str(each)],
                cwd=ROOT, check=True, stdout=file, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    found: dict[str, Any] = json.loads(made.read_bytes())
    lists = [len(some) for some in found["suggestions"].values()]
    half = np.array(lists) >= each / 2
    could = suited_by(room_of(path)) >= each / 2
    reasons = [bool(one["reason"]) for some in found["suggestions"].values() for one in some]
    return {
        "total against the proven bound": Goal(value=1 - found["gap"], goal=0.999),
        "people with at least half a list": Goal(value=float(half.mean()), goal=0.995),
        "... of those whom so many suit": Goal(value=float(half[could].mean()), goal=0.995),
        "most that a list may have, against the longest": Goal(value=each / max(lists), goal=1),
        "suggestions with a reason": Goal(value=statistics.mean(reasons), goal=1),
        "time allowed, against a plan of a file": Goal(value=PLAN_SECONDS / seconds, goal=1),
        "memory allowed, against it": Goal(value=PLAN_MEGABYTES / megabytes, goal=1),
    }, {
        "people": len(lists),
        "each": each,
        "plan_seconds": seconds,
        "plan_megabytes": megabytes,
        "plan_gini": found["length"]["gini"],
        "less_than_half": int((~half).sum()),
        "... whom fewer suit": int((~could).sum()),
    }  # fmt: skip


def suited_by(room: Room) -> Places:
    """Return [person]: with how many the rules let them be paired, whatever lists have room for."""
    suited = np.zeros(len(room), np.intp)
    for start in range(0, len(room), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        fine = room.allowed(some, slice(None))
        np.fill_diagonal(fine[:, start:], val=False)
        suited[some] = fine.sum(axis=1)
    return suited


def newcomers(path: Path, each: int) -> tuple[Goals, Figures]:
    """Let people join a plan that stands."""
    progress("newcomers")
    room = room_of(path)
    late = room.people[-NEWCOMERS:]
    room = Room(room.people[:-NEWCOMERS])
    stands = Standing(room, plan(room, each))
    taken = [timed(lambda one=one: stands.join(one))[1] * 1000 for one in late]  # type: ignore[misc]
    middle = statistics.median(taken)
    goal = Goal(value=JOIN_MILLISECONDS / middle, goal=1)
    return {"time allowed, against a newcomer": goal}, {
        "newcomer_ms": middle,
        "newcomer_least_ms": min(taken),
    }


def pairs(path: Path, count: int) -> tuple[Goals, Figures]:
    """Pair people one to one, against what no pairs are worth more than."""
    progress("pairs")
    room = room_of(path, count)
    made, seconds = timed(lambda: pair_rounds(room, 1))
    bound = plan(room, 1).bound
    return {
        "pairs against a proven bound": Goal(value=made.total(room) / bound, goal=0.99),
        "people with somebody": Goal(value=1 - len(made.out(0)) / count, goal=0.99),
        "time allowed, against pairs": Goal(value=PAIRS_SECONDS / seconds, goal=1),
    }, {"pairs_people": count, "pairs_seconds": seconds}


def timed(way: Callable[[], Found]) -> tuple[Found, float]:
    """Return what a call returns, and the seconds it took."""
    before = time.perf_counter()
    found = way()
    return found, time.perf_counter() - before
