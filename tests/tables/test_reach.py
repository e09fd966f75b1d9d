"""The arithmetic's reach: how far nobody meets twice, and where that is proven impossible."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.tables.seating.bounds import fewest_repeats
from server.tables.seating.designs import DESIGNS, OFFSETS, Design, offsets
from server.tables.seating.leaving_out import leave_out
from server.tables.seating.pairs import NO_PAIRS, Ints
from server.tables.seating.planner import plan
from server.tables.seating.rotation import rotate
from tests.tables.rooms import people

quick = settings(max_examples=60, deadline=None)


def repeats_in(seats: Ints) -> int:
    """Count as somebody with a pencil would: every meeting of two people after their first."""
    together = Counter(
        (one, other)
        for tables in seats.tolist()
        for one, other in combinations(range(len(tables)), 2)
        if tables[one] == tables[other]
    )
    return sum(times - 1 for times in together.values())


def sizes_in(seats: Ints) -> set[int]:
    """Return the sizes that tables have."""
    return {count for tables in seats.tolist() for count in Counter(tables).values()}


def a_rotation(count: int, tables: int, rounds: int, seed: int = 0) -> Ints:
    return rotate(count, tables, rounds, np.random.default_rng(seed))


def bound(count: int, tables: int, rounds: int) -> int:
    each, larger = divmod(count, tables)
    return fewest_repeats([each + 1] * larger + [each] * (tables - larger), rounds, NO_PAIRS)


class TestDesigns:
    @pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.words[:12])
    def test_are_what_they_say(self, design: Design) -> None:
        seats = design.seats()
        assert repeats_in(seats) == 0
        sizes = sizes_in(seats)
        assert max(sizes) - min(sizes) <= 1

    def test_last_as_long_as_was_published(self) -> None:
        found = {
            (seats.shape[1], int(seats.max()) + 1): len(seats)
            for seats in (design.seats() for design in DESIGNS)
        }
        published = {(15, 5): 7, (24, 6): 7, (30, 6): 6, (32, 8): 10, (100, 10): 4}
        assert {room: found[room] for room in published} == published

    @pytest.mark.parametrize(
        ("tables", "words"), [(tables, words) for tables in OFFSETS for words in OFFSETS[tables]]
    )
    def test_offsets_differ_in_every_row(self, tables: int, words: str) -> None:
        rows = len(words.split(maxsplit=1)[0])
        known = next(one for one in offsets(tables, rows) if one.shape[1] == rows)
        for one, other in combinations(known, 2):
            assert len(set(((one - other) % tables).tolist())) == rows


class TestReach:
    @pytest.mark.parametrize("tables", range(4, 26))
    def test_nobody_meets_twice(self, tables: int) -> None:
        """A sample of the grid that `python -m benchmarks seating` walks through whole."""
        for size, rounds in [(3, 4), (min(tables, 5) - 1, 5), (min(tables - 2, 8), 6)]:
            for fewer in (0, 1, tables // 2):
                count = tables * size - fewer
                if bound(count, tables, rounds):
                    continue
                seats = a_rotation(count, tables, rounds)
                assert repeats_in(seats) == 0, (count, tables, rounds)
                assert len(sizes_in(seats)) <= 2

    @pytest.mark.parametrize(
        ("count", "tables", "rounds"),
        [
            (32, 8, 10),
            (31, 8, 10),
            (100, 10, 4),
            (99, 10, 4),
            (95, 10, 4),
            (120, 12, 6),
            (114, 12, 6),
            (90, 10, 5),
            (80, 10, 6),
            (75, 10, 6),
            (30, 6, 6),
            (29, 6, 6),
            (24, 6, 7),
            (21, 6, 6),
            (15, 5, 7),
            (13, 5, 6),
            (19, 6, 6),
            (9, 4, 6),
            (11, 5, 6),
            (34, 6, 4),
            (33, 6, 4),
            (33, 6, 3),
            (36, 6, 3),
            (15, 6, 6),
            (10, 4, 5),
            (8, 4, 7),
            (7, 4, 7),
            (24, 12, 23),
        ],
    )
    def test_goes_as_far_as_is_known(self, count: int, tables: int, rounds: int) -> None:
        seats = a_rotation(count, tables, rounds)
        assert seats.shape == (rounds, count)
        assert repeats_in(seats) == 0
        assert max(sizes_in(seats)) - min(sizes_in(seats)) <= 1

    def test_is_the_same_for_the_same_chance(self) -> None:
        assert np.array_equal(a_rotation(47, 10, 6, seed=3), a_rotation(47, 10, 6, seed=3))

    def test_hosts_stay_though_the_room_is_hard(self) -> None:
        fixed = {person: table for table, person in enumerate(people(6))}
        made = plan(people(30), tables=6, rounds=6, fixed=fixed, budget=0)
        assert all(
            host in seating[table] for seating in made.seatings for host, table in fixed.items()
        )


class TestLeavingOut:
    @quick
    @given(st.integers(3, 8), st.data())
    def test_leaves_a_smaller_room_as_good_as_the_large_one(
        self, tables: int, data: st.DataObject
    ) -> None:
        size, rounds = data.draw(st.integers(2, tables)), data.draw(st.integers(1, 4))
        count = data.draw(st.integers(0, tables - 1))
        seats = a_rotation(tables * size, tables, rounds)
        smaller = leave_out(seats, count, rounds)
        if smaller is not None:
            assert smaller.shape == (rounds, tables * size - count)
            assert max(sizes_in(smaller)) - min(sizes_in(smaller)) <= 1
            assert repeats_in(smaller) <= repeats_in(seats)

    def test_chooses_the_rounds_in_which_those_who_are_left_out_do_not_meet(self) -> None:
        everybody_meets = next(one for one in DESIGNS if one.turns == 7).seats()
        assert leave_out(everybody_meets, 2, 7) is None
        fewer = leave_out(everybody_meets, 2, 6)
        assert fewer is not None
        assert fewer.shape == (6, 13)


class TestBounds:
    @pytest.mark.parametrize(
        ("why", "count", "tables", "rounds", "fewest"),
        [
            ("nobody is left to meet", 16, 4, 6, 24),
            ("five come from four tables", 20, 4, 2, 4),
            ("there are no two orthogonal squares of order 6", 36, 6, 4, 1),
            ("nor with one person fewer", 35, 6, 4, 1),
            ("no such divisible design", 12, 4, 5, 1),
            ("no such divisible design", 20, 5, 6, 1),
            ("too many sit at small tables twice", 14, 4, 5, 1),
            ("too many sit at small tables twice", 23, 5, 6, 1),
            ("too many sit at small tables twice", 47, 7, 8, 1),
            ("one round fewer can be", 36, 6, 3, 0),
            ("one round fewer can be", 14, 4, 4, 0),
            ("one round fewer can be", 23, 5, 5, 0),
            ("a plane has them all", 25, 5, 6, 0),
            ("a plane without one point", 24, 5, 6, 0),
        ],
    )
    def test_are_what_can_be_shown(
        self, why: str, count: int, tables: int, rounds: int, fewest: int
    ) -> None:
        assert bound(count, tables, rounds) == fewest, why

    @quick
    @given(st.integers(2, 9), st.data())
    def test_are_never_above_what_is_reached(self, tables: int, data: st.DataObject) -> None:
        count = data.draw(st.integers(2 * tables, (tables + 2) * tables))
        rounds = data.draw(st.integers(1, tables + 2))
        assert repeats_in(a_rotation(count, tables, rounds)) >= bound(count, tables, rounds)
