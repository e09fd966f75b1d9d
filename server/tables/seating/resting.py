"""Who sits out a round when there are more people than chairs: everybody once before one twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np


def who_rests(
    people: Sequence[str],
    count: int,
    rested: Mapping[str, int],
    excused: Collection[str],
    rng: np.random.Generator,
    *,
    rather: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the people who sit out a round: `count` of those who have sat out least often.

    rested: how often somebody has sat out before. excused: who sits out only if all others do.
    rather: of those who have done so as often, who is to sit out first.
    """
    order = [people[place] for place in rng.permutation(len(people)).tolist()]
    first, last = frozenset(rather), frozenset(excused)
    order.sort(key=lambda one: (one in last, rested.get(one, 0), one not in first))
    return tuple(sorted(order[:count]))
