"""A plan of a whole room that keeps the pairs which are as good as any. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from server.matching.domain import EACH
from server.matching.lists.domain import Pair
from server.matching.plan import Plan, plan
from server.matching.score import Room
from server.matching.strips import Prices

NEAR = 0.05  # of what a pair is worth: so far below the price of its places it still stays

Ends = tuple[int, int]  # the places in the room of two who are a pair, the lower first


def plan_anew(
    room: Room, holding: Mapping[Ends, Pair], *, apart: Iterable[Ends], seed: int
) -> Plan:
    """Return a plan of the room in which pairs stay that are worth about what others would be.

    Its prices say which: what a pair is worth above those of its two places is what no other way
    to give them away could make up for. Among people who are much alike nearly every pair stays.
    """
    made = plan(room, EACH, apart=apart, seed=seed)
    new = zip(made.one.tolist(), made.other.tolist(), made.value.tolist(), strict=True)
    worth = {(one, other): value for one, other, value in new}
    above = {
        ends: value - made.prices[ends[0]] - made.prices[ends[1]] for ends, value in worth.items()
    }
    for ends, pair in holding.items():
        better = pair.value * (1 + NEAR) - made.prices[ends[0]] - made.prices[ends[1]]
        if better >= 0:
            worth[ends], above[ends] = pair.value, better
    taken: dict[Ends, Pair] = {}
    free = np.full(len(room), EACH)
    for one, other in sorted(worth, key=lambda ends: (-above[ends], ends)):
        if free[one] and free[other]:
            free[[one, other]] -= 1
            taken[one, other] = Pair(worth[one, other])
    return as_plan(taken, made.prices, bound=made.bound)


def as_plan(pairs: Mapping[Ends, Pair], prices: Prices, *, bound: float = np.inf) -> Plan:
    """Return pairs that are kept as a plan, with the prices that go with it."""
    ends = np.array([*pairs], np.int32).reshape(-1, 2)
    value = np.array([pair.value for pair in pairs.values()], np.float64)
    return Plan(
        each=EACH,
        one=ends[:, 0],
        other=ends[:, 1],
        value=value,
        block=np.zeros(len(ends), np.int8),  # reasons are found when they are said
        prices=prices,
        total=float(value.sum()),
        bound=bound,
    )
