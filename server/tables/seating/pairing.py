"""Tables of two for the people who are best introduced to each other, round after round.

Each round is a matching of people in pairs that costs as little as can be found quickly: pairs
are taken greedily, the dearest wish first, and then pairs trade partners while both together are
better off (`server/matching/trading.py`, which says why matching's rounds are not these). What
nobody is to be left alone for makes trios.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

import numpy as np

from server.matching.trading import trade
from server.tables.seating.pairs import Ints
from server.tables.seating.report import Plan
from server.tables.seating.resting import too_few_chairs, who_rests
from server.tables.seating.room import Pair, Room
from server.tables.seating.traits import Bits, Known
from server.tables.seating.uneven import judge, seats_of

TRIO = 3
MET = 10**6  # what it costs that two meet again; what they are worth to each other is far less
STRANDED = 3 * 10**5  # that two share no language
APART = 10**10  # that two sit together who must not
TOGETHER = 10**8  # what it is worth that two sit together whom a host wants at one table
TRIES = 6  # at a round, each from another start
HASTE = 400  # what a start may overlook, so that starts differ


def pair_up(
    people: Sequence[str],
    rounds: int,
    liking: Ints,
    *,
    most: int | None = None,
    met: Sequence[Pair] = (),
    blocked: Sequence[Pair] = (),
    fixed: Mapping[str, int] = MappingProxyType({}),
    known: Mapping[str, Known] = MappingProxyType({}),
    rested: Mapping[str, int] = MappingProxyType({}),
    lately: Collection[str] = (),
    seed: int = 0,
) -> Plan:
    """Seat people two by two in each round; where they are odd, or tables few, some in threes.

    liking: [one, other], whole and the same both ways: how well two are introduced, far below
        `MET`. Those who are introduced best sit together first.
    The other choices are those of `planner.plan`; `fixed` only says who sits with whom.
    """
    rng = np.random.default_rng(seed)
    room = Room(tuple(people), {})
    bonds = room.bonds(met, blocked, (), known)
    cost = _costs(room, liking, met, blocked, fixed, bonds.traits.languages)
    chairs = len(people) if most is None else most * TRIO
    turns, third = Counter(rested), np.zeros(len(people), np.int64)
    seatings, resting = [], []
    for _ in range(rounds):
        lately = who_rests(people, max(len(people) - chairs, 0), turns, fixed, rng, lately=lately)
        turns.update(lately)
        resting.append(lately)
        here = np.array([at for at, one in enumerate(people) if one not in lately])
        tables = min(len(here) // 2, most or len(here)) or 1
        found = _round(here, tables, cost, third, rng)
        for there in found:
            for one, other in combinations(there, 2):
                cost[[one, other], [other, one]] += MET
            third[there[2:]] += 1
        seatings.append(tuple(tuple(people[at] for at in there) for there in found))
    advice = [too_few_chairs(len(people), chairs, TRIO)] if any(resting) else []
    report = judge(room, seats_of(people, seatings), bonds, wanted=(), advice=advice)
    return Plan(tuple(seatings), report, tuple(resting))


def _costs(
    room: Room,
    liking: Ints,
    met: Sequence[Pair],
    blocked: Sequence[Pair],
    fixed: Mapping[str, int],
    languages: Bits,
) -> Ints:
    """Return [one, other]: what it costs that two share a table."""
    cost = -liking.astype(np.int64)
    cost[(languages[:, None] & languages) == 0] += STRANDED
    for pairs, price in ((met, MET), (blocked, APART)):
        low, high = np.divmod(room.keys(pairs), len(room.people))
        cost[low, high] += price
        cost[high, low] += price
    held = np.array([fixed.get(person, -1) for person in room.people])
    both = (held[:, None] >= 0) & (held >= 0)
    cost[both & (held[:, None] != held)] += APART
    cost[both & (held[:, None] == held)] -= TOGETHER
    np.fill_diagonal(cost, 0)
    return cost


def _round(
    here: Ints, tables: int, cost: Ints, third: Ints, rng: np.random.Generator
) -> list[list[int]]:
    """Return the people at each of so many tables: the cheapest of several tries."""
    best: tuple[int, list[list[int]]] | None = None
    for turn in range(TRIES):
        pairs, left = _two_by_two(here, tables, cost, third, rng, haste=HASTE if turn else 1)
        there = _joined(pairs, left, cost)
        price = sum(int(cost[pair]) for table in there for pair in combinations(table, 2))
        if best is None or price < best[0]:
            best = price, there
    return best[1] if best else []


def _two_by_two(
    here: Ints, tables: int, cost: Ints, third: Ints, rng: np.random.Generator, *, haste: int
) -> tuple[Ints, list[int]]:
    """Return pairs as rows, and those left over, who have been the third at a table least often.

    Whoever is to sit with somebody by a wish of their own is left over last.
    haste: by how much, at most, a pair may be worse than another and be taken before it.
    """
    wishes = -cost[np.ix_(here, here)].min(axis=1) if len(here) > 1 else np.zeros(len(here))
    order = np.lexsort((rng.permutation(len(here)), wishes, third[here]))
    left = len(here) - 2 * tables
    over, paired = here[order[: max(left, 0)]], here[order[max(left, 0) :]]
    if len(paired) < 2:
        return np.array([paired]), over.tolist()
    low, high = np.triu_indices(len(paired), 1)
    prices = cost[paired[low], paired[high]]
    free, pairs = np.ones(len(paired), bool), []
    for at in np.argsort(prices + rng.integers(0, haste, len(prices), endpoint=True)).tolist():
        if free[low[at]] and free[high[at]]:
            free[[low[at], high[at]]] = False
            pairs.append((paired[low[at]], paired[high[at]]))
    found = np.array(pairs)
    trade(found, cost)
    return found, over.tolist()


def _joined(pairs: Ints, left: Sequence[int], cost: Ints) -> list[list[int]]:
    """Return the tables once each of those left over has joined the pair that suits best."""
    tables: list[list[int]] = pairs.tolist()
    for person in left:
        roomy = [there for there in tables if len(there) < TRIO] or tables
        min(roomy, key=lambda there: int(cost[person, there].sum())).append(person)
    return tables
