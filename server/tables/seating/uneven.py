"""How good rounds are in which not everybody sits, or tables have sizes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from server.tables.seating.pairs import NO_PAIRS, Ints, count_repeats, meetings, together
from server.tables.seating.parting import NOWHERE
from server.tables.seating.prices import Bonds
from server.tables.seating.report import Advice, Report
from server.tables.seating.room import Pair, Room, Round
from server.tables.seating.traits import fewest_alike


def seats_of(people: Sequence[str], seatings: Sequence[Round]) -> Ints:
    """Return the table of each person in each round, or NOWHERE: an array [round, person]."""
    number = {person: place for place, person in enumerate(people)}
    seats = np.full((len(seatings), len(people)), NOWHERE)
    for round_, seating in enumerate(seatings):
        for table, there in enumerate(seating):
            seats[round_, [number[person] for person in there]] = table
    return seats


def seatings_of(people: Sequence[str], seats: Ints) -> tuple[Round, ...]:
    """Return the people at each table in each round. A table between others may be empty."""
    rounds = []
    for tables in seats.tolist():
        there: list[list[str]] = [[] for _ in range(max(tables, default=NOWHERE) + 1)]
        for person, table in zip(people, tables, strict=True):
            if table != NOWHERE:
                there[table].append(person)
        rounds.append(tuple(tuple(seated) for seated in there))
    return tuple(rounds)


def judge(
    room: Room,
    seats: Ints,
    bonds: Bonds,
    *,
    wanted: Iterable[Pair],
    played: int = 0,
    advice: Iterable[Advice] = (),
) -> Report:
    """Return how good `seats` are, an array [round, person] of tables or NOWHERE.

    played: rounds that nobody can change any more; no bound goes below what is in them.
    """
    seats = _each_alone(seats)
    traits = bonds.traits
    wishes = room.keys(wanted)
    kept = together(seats, wishes).any(axis=0)
    stranded = traits.stranded(seats).any(axis=0)
    if stranded.any():
        advice = (*advice, Advice("stranded", {"people": int(stranded.sum())}))
    return Report(
        repeats=count_repeats(seats, bonds.met),
        repeats_bound=fewest_repeats_from(seats, played, bonds.met),
        same_background=traits.same_background(seats),
        same_background_bound=_alike_bound(traits.backgrounds, seats),
        same_organisation=traits.same_organisation(seats),
        same_organisation_bound=_alike_bound(traits.organisations, seats),
        stranded=tuple(sorted(room.people[place] for place in np.flatnonzero(stranded))),
        wishes_kept=room.pairs(wishes[kept]),
        wishes_broken=room.pairs(wishes[~kept]),
        blocked_together=room.pairs(bonds.blocked[together(seats, bonds.blocked).any(axis=0)]),
        advice=tuple(advice),
    )


def fewest_repeats_from(seats: Ints, played: int, met: Ints = NO_PAIRS) -> int:
    """Return a number of repeats that no seats can go below that agree in the rounds played.

    Rounds keep who sits in them, and the sizes of their tables. The repeats of the rounds played
    are there already. After them, the greater of two counts.

    People run out: somebody who meets more people in the rounds to come than there are whom they
    have not met yet meets some again; each such meeting is counted from two sides.

    Tables run out: of a table's people who sat at some table in the round before, each beyond
    the number of those tables meets somebody again; those who come in to the round meet nobody
    again, and are taken to sit where they spare most.

    seats: an array [round, person] of tables; who has none sits at a table of their own.
    """
    before, to_come = seats[:played], seats[played:]
    known = np.unique(np.concatenate([met, meetings(before)]))
    out = int(np.maximum(_fewest_met(to_come) - _strangers(to_come, known), 0).sum())
    from_same = 0
    for last, tables in zip(seats[max(played - 1, 0) :], seats[max(played, 1) :], strict=False):
        from_same += _from_same(last, tables)
    return count_repeats(before, met) + max(-(-out // 2), from_same)


def _fewest_met(to_come: Ints) -> Ints:
    """Return how many people each person meets at least, wherever they sit: [person]."""
    fewest = np.zeros(to_come.shape[1], np.int64)
    for tables in to_come:
        sizes = np.bincount(tables)
        sitting = sizes[tables] > 1
        if sitting.any():
            fewest[sitting] += sizes[sizes > 1].min() - 1
    return fewest


def _strangers(to_come: Ints, known: Ints) -> Ints:
    """Return how many of those who sit in these rounds each person has not met: [person]."""
    people = to_come.shape[1]
    here = np.zeros(people, bool)
    for tables in to_come:
        here |= np.bincount(tables)[tables] > 1
    low, high = np.divmod(known, people)
    both = here[low] & here[high]
    met = np.bincount(np.concatenate([low[both], high[both]]), minlength=people)
    strangers: Ints = np.maximum(int(here.sum()) - 1 - met, 0)
    return strangers


def _from_same(last: Ints, tables: Ints) -> int:
    """Return how many pairs of a table cannot but have shared a table in the last round."""
    sizes_before = np.bincount(last)
    sources = int((sizes_before > 1).sum())
    if not sources:
        return 0
    sizes = np.bincount(tables)
    fresh = int(((sizes_before[last] == 1) & (sizes[tables] > 1)).sum())
    costs = [seated // sources for size in sizes.tolist() for seated in range(size)]
    return sum(sorted(costs)[: max(len(costs) - fresh, 0)])


def _alike_bound(kinds: Ints, seats: Ints) -> int:
    """Return the fewest pairs of one kind that can share tables, at these tables by these."""
    fewest = 0
    for tables in seats:
        sizes = np.bincount(tables)
        sitting = sizes[tables] > 1
        fewest += fewest_alike(kinds[sitting], int((sizes > 1).sum())) if sitting.any() else 0
    return fewest


def _each_alone(seats: Ints) -> Ints:
    """Return the same seats, with a table of their own for each who has none."""
    alone = seats.copy()
    for tables in alone:
        absent = np.flatnonzero(tables == NOWHERE)
        tables[absent] = max(tables.max(initial=NOWHERE), NOWHERE) + 1 + np.arange(len(absent))
    return alone
