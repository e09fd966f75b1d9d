"""Who sits where in each round: construct, then improve, then say honestly how good it is.

Pure arithmetic over ids. `rotation` writes down seatings in which nobody meets twice, `exchange`
chooses who takes which place in them, `swaps` improves what that cannot reach, and `apart` is
the last resort for people who must not sit together.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np

from server.tables.seating.apart import set_apart
from server.tables.seating.bounds import fewest_repeats
from server.tables.seating.exchange import TRIES, Exchange
from server.tables.seating.pairs import NO_PAIRS, Ints, count_repeats, together
from server.tables.seating.prices import APART, BACKGROUND, ORGANISATION, REPEAT, Bonds
from server.tables.seating.report import Advice, Plan, Report
from server.tables.seating.resting import too_few_chairs, who_rests
from server.tables.seating.room import Pair, Room, Round, furnish
from server.tables.seating.rotation import rotate
from server.tables.seating.sizes import (
    LARGEST,
    SMALLEST,
    USUAL,
    even,
    first_sizes,
    sizings,
)
from server.tables.seating.swaps import Swaps
from server.tables.seating.traits import Known
from server.tables.seating.uneven import judge, seats_of

STEP_SECONDS, PERSON_SECONDS = 4e-4, 1e-6  # what a swap takes, generously
EXCHANGES_SECONDS, SEAT_SECONDS = 1.5e-3, 4e-7  # what a step of exchanging takes, likewise
CROWD = 12  # people at a table, beyond whom all that is looked at takes longer by far
NEIGHBOURS_SECONDS = 2.5e-8  # more for a step of exchanging then, for any two of them
CHAIR_SECONDS, MEETING_SECONDS = 2e-7, 4e-7  # more for a swap, and before the first, likewise
SHUFFLES = 100  # of people over seats, to find some in which blocks hold
TABLES_NEARBY = (1, -1, 2, -2, 3, -3)  # how many more to think of in advice


def plan(
    people: Sequence[str],
    *,
    rounds: int,
    size: int | None = None,
    tables: int | None = None,
    most: int | None = None,
    maximum: int = LARGEST,
    met: Iterable[Pair] = (),
    blocked: Iterable[Pair] = (),
    wanted: Iterable[Pair] = (),
    fixed: Mapping[str, int] = MappingProxyType({}),
    known: Mapping[str, Known] = MappingProxyType({}),
    rested: Mapping[str, int] = MappingProxyType({}),
    lately: Collection[str] = (),
    seed: int = 0,
    budget: float = 1.0,
    timer: Callable[[], float] = time.monotonic,
) -> Plan:
    """Seat everybody once in each round, so that as few as possible meet twice.

    Next to that, everybody shares a language with somebody at the table, wishes come true, and
    organisations and backgrounds mix.

    size: people at a table (5 unless said otherwise), or tables: how many there are; some stay
        empty rather than seat fewer than three.
    met: pairs who know each other already. blocked: pairs who must not share a table; this
        counts more than anything but `fixed`. wanted: pairs who asked to sit together once.
        Pairs with somebody who is not here are ignored.
    most: how many tables there are for a wanted size, if not as many as needed. They have up to
        `maximum` chairs each; whoever finds none sits out the round, everybody once before
        anybody twice.
    fixed: the table (from 0) at which somebody sits in every round, while it has chairs.
    known: what is known of people, for mixing them.
    rested: how often somebody has sat out a round before these. lately: who did in the one just
        before, and is to have a chair first.
    seed: the same seed gives the same tables, unless the machine is so slow that `budget`
        ends the search early.
    budget: seconds after which nothing is improved any more; blocked pairs are set apart even
        with 0.
    timer: tells the seconds that have passed.

    Raises ValueError for somebody named twice, no round, no table, or both size and tables.
    """
    if len(set(people)) < len(people):
        raise ValueError("somebody is named twice")
    if rounds < 1 or 0 in {tables, most} or min(tables or 1, most or 1) < 1:
        raise ValueError("a plan has at least one round and one table")
    if size is not None and tables is not None:
        raise ValueError("either the size of tables or their number can be chosen")
    if not people:
        return Plan(((),) * rounds, Report(), ((),) * rounds)

    met, blocked, wanted = tuple(met), tuple(blocked), tuple(wanted)
    chairs = len(people) if most is None else most * max(maximum, size or USUAL)
    if tables is None and chairs < len(people):
        alike: dict[str, Any] = {"size": chairs // (most or 1), "maximum": maximum, "timer": timer}
        alike |= {"blocked": blocked, "fixed": fixed, "known": known}
        alike |= {"seed": seed, "budget": budget / rounds}
        return _in_turns(people, rounds, chairs, met, wanted, rested, lately, alike)

    until = timer() + budget
    rng = np.random.default_rng(seed)
    drafts: list[_Draft] = []
    first = first_sizes(people, rounds, size, tables, most, maximum, met)
    for sizes in sizings(first, tables, most):
        room = furnish(people, sizes, fixed, known, rng)
        bonds = room.bonds(met, blocked, wanted, known)
        seats = rotate(len(people), len(sizes), rounds, rng)
        room.hold(seats)
        drafts.append(_Draft(sizes, room, bonds, set_apart(seats, bonds, room.held, rng)))
        if drafts[-1].price < APART:
            break
    draft = min(drafts, key=lambda one: one.price >= APART)  # the last if it is good

    draft = replace(draft, seats=_improved(draft, budget, rng, lambda: timer() >= until))
    advice = [*_not_as_asked(people, tables, fixed, draft)]
    if not draft.room.held:
        advice += _other_ways(draft, rng)
    report = _report(draft, wanted, advice)
    return Plan(draft.room.seatings(draft.seats), report, ((),) * rounds)


def _in_turns(
    people: Sequence[str],
    rounds: int,
    chairs: int,
    met: Sequence[Pair],
    wanted: Sequence[Pair],
    rested: Mapping[str, int],
    lately: Collection[str],
    alike: Mapping[str, Any],
) -> Plan:
    """Return a plan for more people than chairs, round after round: each has other people.

    alike: what else `plan` is asked, which is the same for each round.
    """
    rng = np.random.default_rng(alike["seed"])
    turns = Counter(rested)
    seatings: list[Round] = []
    resting: list[tuple[str, ...]] = []
    known_by_now, unmet = ({(one, other) for one, other in pairs} for pairs in (met, wanted))
    for _ in range(rounds):
        lately = who_rests(people, len(people) - chairs, turns, alike["fixed"], rng, lately=lately)
        resting.append(lately)
        turns.update(lately)
        here = [person for person in people if person not in lately]
        made = plan(here, rounds=1, met=known_by_now, wanted=unmet, **alike)
        seatings += made.seatings
        unmet.difference_update(made.report.wishes_kept)
        unmet.difference_update((other, one) for one, other in made.report.wishes_kept)
        known_by_now.update(pair for there in made.seatings[0] for pair in combinations(there, 2))
    room = Room(tuple(people), {})
    bonds = room.bonds(met, alike["blocked"], wanted, alike["known"])
    advice = too_few_chairs(len(people), chairs, alike["size"])
    report = judge(room, seats_of(people, seatings), bonds, wanted=wanted, advice=[advice])
    return Plan(tuple(seatings), report, tuple(resting))


def seat_latecomer(
    tables: Sequence[Sequence[str]],
    person: str,
    *,
    maximum: int = LARGEST,
    blocked: Iterable[Pair] = (),
    met: Iterable[Pair] = (),
) -> int | None:
    """Return the index of the table that a latecomer joins, or None when no table will do.

    The smallest table first; of those alike, the one where they have met fewest. Nobody is sent
    to a full table, to a blocked person or to a table without people.
    """
    avoided = {one for pair in blocked if person in pair for one in pair} - {person}
    known = {one for pair in met if person in pair for one in pair} - {person}
    choices = [
        (len(people), len(known.intersection(people)), index)
        for index, people in enumerate(tables)
        if 0 < len(people) < maximum and avoided.isdisjoint(people)
    ]
    return min(choices)[-1] if choices else None


@dataclass(frozen=True)
class _Draft:
    """Seats [round, person] at tables of these sizes, and what is known of the people."""

    sizes: tuple[int, ...]
    room: Room
    bonds: Bonds
    seats: Ints

    @cached_property
    def price(self) -> int:
        return self.bonds.price(self.seats)

    @cached_property
    def repeats_bound(self) -> int:
        return fewest_repeats(self.sizes, len(self.seats), self.bonds.met)


def _improved(
    draft: _Draft, budget: float, rng: np.random.Generator, late: Callable[[], bool]
) -> Ints:
    """Return better seats, if the budget finds some: first by exchanging people, then seats.

    late: says that no time is left, however little of it was spent here.
    """
    rounds, people = draft.seats.shape
    bonds, traits, tables = draft.bonds, draft.bonds.traits, len(draft.sizes)
    crowd = max(draft.sizes) if max(draft.sizes) > CROWD else 0
    mixed = (
        traits.same_background_bound(tables, rounds) * BACKGROUND
        + traits.same_organisation_bound(tables, rounds) * ORGANISATION
    )
    bound = mixed + draft.repeats_bound * REPEAT
    best, price = draft.seats, draft.price
    cost = EXCHANGES_SECONDS + SEAT_SECONDS * people * rounds
    cost += NEIGHBOURS_SECONDS * crowd**2 * rounds * max(TRIES, people // 2)
    steps = int(budget * 0.7 / cost)
    if price > bound and steps:
        exchange = Exchange(best, bonds, draft.room.held, rng)
        exchange.improve(steps, mixed, late)
        best, price = exchange.best, bonds.price(exchange.best)
    cost = STEP_SECONDS + (PERSON_SECONDS + CHAIR_SECONDS * crowd) * people
    steps = int((budget * 0.3 - MEETING_SECONDS * crowd * people * rounds) / cost)
    if price > bound and steps > 0:
        swaps = Swaps(best, bonds, draft.room.held, rng)
        swaps.improve(steps, bound, late)
        if bonds.price(swaps.best) < price:
            best = swaps.best
    return best


def _report(draft: _Draft, wanted: Iterable[Pair], advice: Iterable[Advice]) -> Report:
    room, bonds = draft.room, draft.bonds
    traits, tables, rounds = bonds.traits, len(draft.sizes), len(draft.seats)
    stranded = traits.stranded(draft.seats).any(axis=0)
    wishes = room.keys(wanted)
    kept = together(draft.seats, wishes).any(axis=0)
    return Report(
        repeats=count_repeats(draft.seats, bonds.met),
        repeats_bound=draft.repeats_bound,
        same_background=traits.same_background(draft.seats),
        same_background_bound=traits.same_background_bound(tables, rounds),
        same_organisation=traits.same_organisation(draft.seats),
        same_organisation_bound=traits.same_organisation_bound(tables, rounds),
        stranded=tuple(sorted(room.people[place] for place in np.flatnonzero(stranded))),
        wishes_kept=room.pairs(wishes[kept]),
        wishes_broken=room.pairs(wishes[~kept]),
        blocked_together=room.pairs(
            bonds.blocked[together(draft.seats, bonds.blocked).any(axis=0)]
        ),
        advice=tuple(advice),
    )


def _not_as_asked(
    people: Sequence[str], tables: int | None, fixed: Mapping[str, int], draft: _Draft
) -> Iterator[Advice]:
    """Yield what could not be done as it was asked."""
    if len(people) == 1:
        yield Advice("alone", {})
    if tables is not None and len(draft.sizes) < tables:
        yield Advice("tables-left-empty", {"tables": tables, "used": len(draft.sizes)})
    let_go = sum(person in fixed for person in people) - len(draft.room.held)
    if let_go:
        yield Advice("fixed-let-go", {"people": let_go})
    if stranded := int(draft.bonds.traits.stranded(draft.seats).any(axis=0).sum()):
        yield Advice("stranded", {"people": stranded})
    if draft.bonds.traits.are_of_one_organisation():
        yield Advice("one-organisation", {})


def _other_ways(draft: _Draft, rng: np.random.Generator) -> Iterator[Advice]:
    """Yield how nobody would meet twice in these rounds, in a room without hosts.

    With blocks as without them, so that nobody learns from its silence that there is one.
    """
    if not count_repeats(draft.seats):
        return
    rounds, people = draft.seats.shape
    tables, largest = len(draft.sizes), max(LARGEST, *draft.sizes)
    for other in (tables + more for more in TABLES_NEARBY):
        roomy = SMALLEST * other <= people <= largest * other
        if not roomy or fewest_repeats(even(people, other), rounds, NO_PAIRS):
            continue
        if _is_new_to_all(rotate(people, other, rounds, rng), draft.bonds, rng):
            yield Advice("other-tables", {"tables": other, "instead": tables})
            break
    for fewer in range(rounds - 1, 1, -1):
        if fewest_repeats(draft.sizes, fewer, NO_PAIRS):
            continue
        if _is_new_to_all(rotate(people, tables, fewer, rng), draft.bonds, rng):
            yield Advice("fewer-rounds", {"rounds": fewer})
            break


def _is_new_to_all(seats: Ints, bonds: Bonds, rng: np.random.Generator) -> bool:
    """Say whether nobody meets twice in these seats, and people fit them so that blocks hold."""
    if count_repeats(seats):
        return False
    shuffled = (seats[:, rng.permutation(seats.shape[1])] for _ in range(SHUFFLES))
    return any(not together(some, bonds.blocked).any() for some in shuffled)
