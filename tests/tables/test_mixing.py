"""Mixing: backgrounds, organisations and languages at the tables of a plan."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.tables.seating.exchange import Exchange
from server.tables.seating.going_on import go_on
from server.tables.seating.pairs import count_repeats
from server.tables.seating.planner import plan
from server.tables.seating.report import Plan
from server.tables.seating.room import Room, Round
from server.tables.seating.swaps import Swaps
from server.tables.seating.traits import UNKNOWN, Known, Traits, fewest_alike
from tests.tables.rooms import people, some_known, some_pairs

quick = settings(max_examples=40, deadline=None)
Crowd = dict[str, Known]


def patiently(known: Crowd, **asked: object) -> Plan:
    """Plan without looking at the clock, so that a slow machine finds the same."""
    return plan(list(known), known=known, timer=lambda: 0.0, **asked)  # type: ignore[arg-type]


def alike(seatings: tuple[Round, ...], kind: Callable[[str], str | None]) -> int:
    """Count pairs of a kind at a table, with a pencil."""
    return sum(
        kind(one) is not None and kind(one) == kind(other)
        for seating in seatings
        for table in seating
        for one, other in itertools.combinations(table, 2)
    )


def stranded(seatings: tuple[Round, ...], known: Crowd) -> set[str]:
    """Name those who share no language with anybody else at their table, with a pencil."""
    return {
        one
        for seating in seatings
        for table in seating
        for one in table
        if len(table) > 1
        and known[one].languages
        and not any(
            not known[other].languages or set(known[one].languages) & set(known[other].languages)
            for other in table
            if other != one
        )
    }


def a_hall(count: int, seed: int = 1) -> Crowd:
    """Return people as they come: a few large organisations, some backgrounds far commoner."""
    chance = random.Random(seed)
    ways = [f"way-{number}" for number in range(13)]
    firms = [f"firm-{number}" for number in range(count // 8)]
    sizes = [place**-0.7 for place in range(1, len(firms) + 1)]
    tongues = [("en",), ("de",), ("en", "de")]
    return {
        person: Known(
            background=chance.choices(ways, [1 / place for place in range(1, 14)])[0],
            organisation=chance.choices(firms, sizes)[0],
            languages=chance.choices(tongues, [8, 1, 1])[0],
        )
        for person in people(count)
    }


class TestReport:
    @quick
    @given(st.data(), st.integers(1, 24), st.integers(2, 5), st.integers(1, 3))
    def test_counts_as_a_pencil_does(
        self, data: st.DataObject, count: int, size: int, rounds: int
    ) -> None:
        known = data.draw(some_known(count))
        made = patiently(known, size=size, rounds=rounds, budget=0.05)
        report, seatings = made.report, made.seatings
        assert report.same_background == alike(seatings, lambda one: known[one].background)
        assert report.same_organisation == alike(seatings, lambda one: known[one].organisation)
        assert set(report.stranded) == stranded(seatings, known)
        assert report.same_background >= report.same_background_bound
        assert report.same_organisation >= report.same_organisation_bound

    @quick
    @given(st.lists(st.integers(-1, 4), min_size=1, max_size=30), st.integers(1, 6))
    def test_bounds_can_be_reached(self, kinds: list[int], tables: int) -> None:
        """Standing by kind, and dealt round the tables."""
        dealt = np.empty(len(kinds), np.int64)
        dealt[np.argsort(kinds, kind="stable")] = np.arange(len(kinds)) % tables
        pairs = Counter((kind, table) for kind, table in zip(kinds, dealt.tolist(), strict=True))
        together = sum(n * (n - 1) // 2 for (kind, _), n in pairs.items() if kind >= 0)
        assert fewest_alike(np.array(kinds), tables) == together

    def test_is_json_in_a_child(self) -> None:
        known = {"a": {"background": "agent", "organisation": None, "languages": ["en"]}}
        answer = go_on(planned=None, people=["a", "b", "c"], rounds=1, known=known, budget=0)
        assert json.loads(json.dumps(answer))["same_background"] == 0


class TestMixing:
    def test_a_hall_mixes(self) -> None:
        made = patiently(a_hall(300), size=5, rounds=3, budget=1)
        report = made.report
        assert report.repeats == 0
        assert report.same_organisation == 0
        assert report.same_background <= 1.05 * report.same_background_bound
        assert report.stranded == ()

    def test_two_who_alone_speak_a_language_stay_together_though_they_meet_again(self) -> None:
        known = {person: Known(languages=("en",)) for person in people(25)}
        known["p003"] = known["p017"] = Known(languages=("fr",))
        report = patiently(known, size=5, rounds=3, budget=1).report
        assert report.stranded == ()
        assert 2 <= report.repeats <= 4

    def test_whoever_speaks_what_nobody_does_is_named(self) -> None:
        known = {person: Known(languages=("en",)) for person in people(10)}
        known["p003"] = Known(languages=("eo",))
        assert patiently(known, size=5, rounds=1).report.stranded == ("p003",)

    def test_what_nobody_said_keeps_nobody_apart(self) -> None:
        known = {person: Known() for person in people(10)}
        report = patiently(known, size=5, rounds=2).report
        assert (report.same_background, report.same_organisation, report.stranded) == (0, 0, ())

    def test_everybody_from_one_organisation_sits_all_the_same(self) -> None:
        known = {person: Known(organisation="one") for person in people(20)}
        report = patiently(known, size=5, rounds=2).report
        assert report.same_organisation == report.same_organisation_bound == 2 * 4 * 10

    @pytest.mark.parametrize("seed", range(3))
    def test_the_same_seed_gives_the_same_tables(self, seed: int) -> None:
        known = a_hall(60)
        once, again = (
            patiently(known, size=5, rounds=2, seed=seed, budget=0.2).seatings for _ in range(2)
        )
        assert once == again


@pytest.mark.parametrize("search", [Exchange, Swaps])
@quick
@given(data=st.data(), count=st.integers(4, 24), tables=st.integers(2, 5), rounds=st.integers(1, 4))
def test_a_search_keeps_count_of_what_it_changes(
    search: type[Exchange | Swaps], data: st.DataObject, count: int, tables: int, rounds: int
) -> None:
    rng = np.random.default_rng(data.draw(st.integers(0, 1000)))
    room = Room(tuple(people(count)), {})
    known = data.draw(some_known(count))
    met, blocked, wanted = (data.draw(some_pairs(count)) for _ in range(3))
    bonds = room.bonds(met, blocked, wanted, known)
    held = data.draw(st.sets(st.integers(0, count - 1), max_size=3))
    seats = np.array([rng.permutation(np.arange(count) % tables) for _ in range(rounds)])
    made = search(seats.copy(), bonds, held, rng)
    made.improve(30, -1, lambda: False)
    for old, new in zip(seats, made.best, strict=True):
        assert np.array_equal(np.bincount(old), np.bincount(new))
        assert np.array_equal(old[list(held)], new[list(held)])
    assert count_repeats(made.best) == count_repeats(seats) or search is Swaps
    if search is Swaps or count_repeats(seats) == 0:
        assert bonds.price(made.best) == made.price <= bonds.price(seats)


def test_nothing_is_known_of_those_who_are_not_told_of() -> None:
    traits = Traits.of(["a", "b"], {"b": Known(background="it"), "c": Known(background="it")})
    assert traits.backgrounds.tolist() == [UNKNOWN, 0]
