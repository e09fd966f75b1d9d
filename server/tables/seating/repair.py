"""Mending a plan while it is being carried out: people came, people went, two blocked each other.

What was planned is changed as little as it can be. Somebody's seat in a round *need not move*
when the round can be made sound without it. A round is sound when

- everybody who is here has a chair, unless there are more people than chairs (`most`);
- no table has more than `maximum` people, and none that is used fewer than `minimum`;
- no two people who are blocked share a table;
- whoever is `fixed` sits at their table.

Of all sound rounds `repair` takes one in which the fewest people sit elsewhere than planned. So
nobody moves for the sake of a repeat, a background or an organisation: those decide only where
the people sit who came, and those who must get up. Where blocks leave so little choice that the
fewest could be found only by trying everything, a few may move who need not; that no blocked
pair shares a table comes before that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from server.tables.seating.mending import mend
from server.tables.seating.parting import NOWHERE, House
from server.tables.seating.report import Advice, Plan
from server.tables.seating.resting import too_few_chairs, who_rests
from server.tables.seating.room import Pair, Room
from server.tables.seating.sizes import LARGEST, SMALLEST, USUAL
from server.tables.seating.traits import Known
from server.tables.seating.uneven import judge, seatings_of, seats_of


@dataclass(frozen=True)
class Repair:
    """A mended plan, and who of those planned sits elsewhere now: (round from 0, person)."""

    plan: Plan
    moved: tuple[tuple[int, str], ...]


def repair(
    plan: Plan,
    played: int,
    joined: Sequence[str] = (),
    left: Collection[str] = (),
    *,
    size: int = USUAL,
    maximum: int = LARGEST,
    most: int | None = None,
    met: Iterable[Pair] = (),
    blocked: Iterable[Pair] = (),
    wanted: Iterable[Pair] = (),
    fixed: Mapping[str, int] = MappingProxyType({}),
    known: Mapping[str, Known] = MappingProxyType({}),
    rested: Mapping[str, int] = MappingProxyType({}),
    lately: Collection[str] = (),
    seed: int = 0,
) -> Repair:
    """Return the plan for those who are here now; see above for what moves.

    The rounds played stay as they are. In the rounds to come those who joined take chairs that
    are free, where they repeat nobody if there is such a chair. A table that became too thin is
    joined by somebody, or its people go to other tables, whatever moves fewer. Tables keep their
    places: one that nobody uses stays between the others, empty.

    plan: its `seatings` and who rests in them. played: how many of its rounds. joined, left: who
    came and who went since; to leave without having been here is no fault.
    size: people wanted at a table; a table is thin below three, or below `size` if that is less.
    maximum: people at a table; no fewer than the largest table planned has.
    most: how many tables there are. Where they have too few chairs, some rest in turn; `rested`
        says how often somebody did before this plan, and `lately` who did in the round just
        before. None: as many tables as it takes.
    The other choices are those of `planner.plan`.

    Raises ValueError for somebody who joins twice or is here already, or when the plan has not
    so many rounds as were played.
    """
    if not 0 <= played <= len(plan.seatings):
        raise ValueError("more rounds were played than planned")
    here = _here(plan, played, joined, left)
    everybody = sorted({person for round_ in plan.seatings for at in round_ for person in at})
    room = Room(tuple(dict.fromkeys([*here, *everybody])), {})
    number = {person: place for place, person in enumerate(room.people)}
    seats = seats_of(room.people, plan.seatings)
    planned, wanted = seats.copy(), tuple(wanted)
    largest = max((len(at) for round_ in plan.seatings[played:] for at in round_), default=0)
    house = House(
        bonds=room.bonds(met, blocked, wanted, known),
        held={number[person]: table for person, table in fixed.items() if person in here},
        size=size,
        minimum=min(SMALLEST, size),
        maximum=max(maximum, size, largest),
        most=len(room.people) if most is None else most,
    )
    rng = np.random.default_rng(seed)
    turns = Counter(rested) + Counter(who for resting in plan.resting[:played] for who in resting)
    resting = list(plan.resting[:played])
    lately = resting[-1] if resting else lately
    for round_ in range(played, len(seats)):
        chairs = house.most * house.maximum
        unseated = [person for person in here if seats[round_, number[person]] == NOWHERE]
        too_many = max(len(here) - chairs, 0)
        lately = who_rests(here, too_many, turns, fixed, rng, lately=lately, rather=unseated)
        resting.append(lately)
        turns.update(lately)
        seated = [number[person] for person in here if person not in lately]
        mend(seats, round_, seated, house, rng)
    moved = (seats != planned) & (seats != NOWHERE) & (planned != NOWHERE)
    report = judge(room, seats, house.bonds, wanted=wanted, played=played)
    seatings = plan.seatings[:played] + seatings_of(room.people, seats[played:])
    if any(len(at) == 1 for seating in seatings[played:] for at in seating):
        report = replace(report, advice=(*report.advice, Advice("alone", {})))
    if any(resting[played:]):
        advice = too_few_chairs(len(here), house.most * house.maximum, house.maximum)
        report = replace(report, advice=(*report.advice, advice))
    return Repair(
        Plan(seatings, report, tuple(resting)),
        tuple((int(round_), room.people[place]) for round_, place in np.argwhere(moved)),
    )


def _here(plan: Plan, played: int, joined: Sequence[str], left: Collection[str]) -> tuple[str, ...]:
    """Return who is here for the rounds to come: those planned, without who left, and who came."""
    planned = {person for round_ in plan.seatings[played:] for at in round_ for person in at}
    planned.update(person for resting in plan.resting[played:] for person in resting)
    here = (*sorted(planned.difference(left)), *joined)
    if len(set(here)) < len(here):
        raise ValueError("somebody joins who is here already")
    return here
