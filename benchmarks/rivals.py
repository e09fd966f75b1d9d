"""Two other ways of seating people, to compare with: a constraint solver and simulated annealing.

Both are told the same as the planner, who sits with nobody twice, and stop as soon as nobody
meets twice or their time is over.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import combinations, count
from random import Random

Seats = list[list[int]]  # for each round the table of each person
WARM, COLD = 1.0, 0.05


def has_cp_sat() -> bool:
    """Say whether OR-Tools is installed, which only the benchmarks need."""
    return find_spec("ortools") is not None


def cp_sat(sizes: Sequence[int], rounds: int, seconds: float) -> Seats:
    """Seat round after round with OR-Tools CP-SAT, on all cores.

    A round is an assignment of people to tables with as few pairs who have met as can be. The
    first round needs no solver; the others share the seconds.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - installed for the benchmark alone

    people, tables = range(sum(sizes)), range(len(sizes))
    seats = [[table for table, size in enumerate(sizes) for _ in range(size)]]
    until = time.monotonic() + seconds
    for round_ in range(1, rounds):
        model = cp_model.CpModel()
        sits = [[model.new_bool_var("") for _ in tables] for _ in people]
        for person in people:
            model.add_exactly_one(sits[person])
        for table, size in enumerate(sizes):
            model.add(sum(sits[person][table] for person in people) == size)
        again = []
        for one, other in combinations(people, 2):
            if any(earlier[one] == earlier[other] for earlier in seats):
                again.append(model.new_bool_var(""))
                for table in tables:
                    both = [sits[one][table].Not(), sits[other][table].Not()]
                    model.add_bool_or([*both, again[-1]])
        model.minimize(sum(again))
        solver = cp_model.CpSolver()
        left = (until - time.monotonic()) / (rounds - round_)
        solver.parameters.max_time_in_seconds = max(left, 0.1)
        if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            seats.append(seats[0])  # nothing was found in time
            continue
        seats.append(
            [next(table for table in tables if solver.value(sits[one][table])) for one in people]
        )
    return seats


def anneal(sizes: Sequence[int], rounds: int, seconds: float, seed: int = 0) -> Seats:
    """Swap two seats of a round again and again; what makes it worse, ever more seldom."""
    chance = Random(seed)
    first = [table for table, size in enumerate(sizes) for _ in range(size)]
    room = _Room([chance.sample(first, len(first)) for _ in range(rounds)])
    begun, warmth = time.monotonic(), WARM
    for step in count():
        if step % 500 == 0:
            passed = (time.monotonic() - begun) / seconds
            warmth = WARM * (COLD / WARM) ** passed
            if passed >= 1 or not room.repeats:
                break
        round_, (one, other) = chance.randrange(rounds), chance.sample(range(len(first)), 2)
        if room.seats[round_][one] == room.seats[round_][other]:
            continue
        change = room.change(round_, one, other)
        if change <= 0 or chance.random() < math.exp(-change / warmth):
            room.swap(round_, one, other)
    return room.seats


class _Room:
    """Seats, who is at each table, and how often each two share one."""

    def __init__(self, seats: Seats) -> None:
        people, tables = range(len(seats[0])), range(max(seats[0]) + 1)
        self.seats = seats
        self._at = [
            [[one for one in people if row[one] == table] for table in tables] for row in seats
        ]
        self._met = [[0] * len(people) for _ in people]
        for there in (table for row in self._at for table in row):
            for one, other in combinations(there, 2):
                self._meet(one, other, 1)
        self.repeats = sum(
            max(0, self._met[one][other] - 1) for one, other in combinations(people, 2)
        )

    def change(self, round_: int, one: int, other: int) -> int:
        """Return how many more repeats there are if two swap their seats in a round."""
        mine, theirs = self._met[one], self._met[other]
        here, there = (self._at[round_][self.seats[round_][who]] for who in (one, other))
        more = sum((theirs[mate] > 0) - (mine[mate] > 1) for mate in here if mate != one)
        return more + sum((mine[mate] > 0) - (theirs[mate] > 1) for mate in there if mate != other)

    def swap(self, round_: int, one: int, other: int) -> None:
        self.repeats += self.change(round_, one, other)
        row = self.seats[round_]
        for leaving, coming in ((one, other), (other, one)):
            for mate in self._at[round_][row[leaving]]:
                if mate != leaving:
                    self._meet(leaving, mate, -1)
                    self._meet(coming, mate, 1)
        self._at[round_][row[one]].remove(one)
        self._at[round_][row[other]].remove(other)
        row[one], row[other] = row[other], row[one]
        self._at[round_][row[one]].append(one)
        self._at[round_][row[other]].append(other)

    def _meet(self, one: int, other: int, times: int) -> None:
        self._met[one][other] += times
        self._met[other][one] += times
