"""How few meetings can repeat: what no seating goes below, so that a report can say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb

import numpy as np

from server.tables.seating.pairs import Ints

# Rooms (tables, people) and the round by which somebody meets twice, though counting allows it.
# The first two would be resolvable group divisible designs of type 2^6 and 2^10, which do not
# exist (Handbook of Combinatorial Designs, 2nd ed., IV.5); the next two were ruled out by
# exhaustive search. Six tables of six for four rounds would be two orthogonal Latin squares of
# order 6, which do not exist (Tarry, 1900), and with one person fewer nobody sits at the smaller
# table twice, so that one more could join it in each round.
IMPOSSIBLE = {(4, 12): 5, (5, 20): 6, (4, 11): 5, (4, 13): 5, (6, 36): 4, (6, 35): 4}


def fewest_repeats(sizes: Sequence[int], rounds: int, met: Ints) -> int:
    """Return a number of repeats that no seating at tables of these sizes can go below.

    sizes: of the tables in every round, differing by at most one. met: the keys of pairs who
    met before. The greatest of what can be shown.
    """
    must = max(_people_run_out(sizes, rounds, met), _tables_run_out(sizes, rounds))
    if not must:
        known = IMPOSSIBLE.get((len(sizes), sum(sizes)), rounds + 1)
        return int(rounds >= known or not _small_tables_work_out(sizes, rounds))
    return must


def _people_run_out(sizes: Sequence[int], rounds: int, met: Ints) -> int:
    """Count the meetings of those who have no stranger left.

    Somebody who sits at the smallest tables only has rounds * (smallest - 1) meetings, somebody
    at the largest only rounds * (largest - 1), and all meetings together are known. Of
    somebody's meetings, no more than there are people whom they have not met are first ones; the
    rest repeat. Meetings above the least go without loss to those who still have strangers to
    meet, as far as these and the larger tables allow. Each repeat has been counted from both
    sides, so half of them remain.
    """
    people, smallest, largest = sum(sizes), min(sizes), max(sizes)
    known = np.bincount(np.concatenate(np.divmod(met, people)), minlength=people)
    strangers = people - 1 - known
    least = rounds * (smallest - 1)
    above = rounds * sum(size * (size - 1) for size in sizes) - people * least
    room = np.clip(strangers - least, 0, rounds * (largest - smallest)).sum()
    twice = np.maximum(least - strangers, 0).sum() + max(0, above - room)
    return int(-(-twice // 2))


def _tables_run_out(sizes: Sequence[int], rounds: int) -> int:
    """Count those who come from one table to one table.

    A table's people come from the tables of the round before, and two who come from the same one
    have met. There are fewest such pairs when they come from all tables evenly. That holds for
    each round after the first.
    """
    tables = len(sizes)
    from_same = 0
    for size, count in Counter(sizes).items():
        each, more = divmod(size, tables)
        from_same += count * (more * comb(each + 1, 2) + (tables - more) * comb(each, 2))
    return (rounds - 1) * from_same


def _small_tables_work_out(sizes: Sequence[int], rounds: int) -> bool:
    """Say whether nobody needs to meet twice as far as the smaller tables tell.

    That is about rooms with as many people at the larger tables as there are tables, and `small`
    tables of one fewer. If nobody meets twice, the people of a larger table go to all tables of
    another round, one each. So of the `tables - 1` people at a smaller table `tables - small`
    come from the larger ones, and `small - 1` from the smaller: over two rounds,
    small * (small - 1) people sit at smaller tables twice. Now let each person sit at smaller
    tables in k rounds. The sum of k is known, then, and so is the sum of the pairs of rounds
    k * (k - 1) / 2. As nobody has more than people - 1 to meet, k is at least `least`; and the
    pairs are most when some sit at smaller tables always, and all others `least` times.
    """
    tables, people, small = len(sizes), sum(sizes), sizes.count(len(sizes) - 1)
    if max(sizes) != tables or not small:
        return True
    least = max(0, rounds * (tables - 1) - (people - 1))
    always, more = divmod(rounds * small * (tables - 1) - people * least, max(1, rounds - least))
    most = always * comb(rounds, 2) + comb(least + more, 2)
    most += (people - always - 1) * comb(least, 2)
    return most >= comb(rounds, 2) * small * (small - 1)
