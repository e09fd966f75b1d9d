"""Who sits out a round when there are more people than chairs: everybody once before one twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from server.tables.seating.report import Advice


def who_rests(
    people: Sequence[str],
    count: int,
    rested: Mapping[str, int],
    excused: Collection[str],
    rng: np.random.Generator,
    *,
    lately: Collection[str] = (),
    rather: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the people who sit out a round: `count` of those who have sat out least often.

    rested: how often somebody has sat out before. lately: who did so in the round just before,
    and does again only if all others do. excused: who sits out only if even these do.
    rather: of those who have done so as often, who is to sit out first.
    """
    order = [people[place] for place in rng.permutation(len(people)).tolist()]
    first, now, last = frozenset(rather), frozenset(lately), frozenset(excused)
    order.sort(key=lambda one: (one in last, one in now, rested.get(one, 0), one not in first))
    return tuple(sorted(order[:count]))


def too_few_chairs(people: int, chairs: int, size: int) -> Advice:
    """Return what to say where people sit out in turn. size: people at a full table."""
    missing, tables = people - chairs, -(-people // size)
    return Advice("resting", {"people": missing, "chairs": chairs, "tables": tables})
