"""More people than chairs, tables of two, and rooms that are like no other."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.tables.seating.planner import plan
from server.tables.seating.report import Advice
from server.tables.seating.traits import Known
from tests.tables.rooms import people, some_pairs


class TestMorePeopleThanChairs:
    @settings(max_examples=40, deadline=None)
    @given(st.data(), st.integers(1, 30), st.integers(1, 4), st.integers(1, 5))
    def test_everybody_sits_out_once_before_anybody_does_twice(
        self, data: st.DataObject, count: int, most: int, rounds: int
    ) -> None:
        met, wanted = data.draw(some_pairs(count)), data.draw(some_pairs(count))
        rested = data.draw(st.dictionaries(st.sampled_from(people(count)), st.just(1)))
        made = plan(
            people(count),
            size=5,
            most=most,
            rounds=rounds,
            met=met,
            wanted=wanted,
            rested=rested,
            budget=0,
        )
        turns = Counter(rested)
        for seating, resting in zip(made.seatings, made.resting, strict=True):
            assert sorted([*itertools.chain(*seating), *resting]) == people(count)
            assert len(seating) <= most
            assert max(map(len, seating)) <= 6
            assert len(resting) == max(count - 6 * most, 0)
            waiting = [turns[person] for person in people(count) if person not in resting]
            assert all(turns[person] <= min(waiting) for person in resting)
            turns.update(resting)
        assert made.report.repeats >= made.report.repeats_bound

    def test_whoever_sat_out_just_now_sits_though_others_did_so_more_often(self) -> None:
        """Somebody came late, sat out once, and does not do so twice in a row."""
        rested = {"p000": 1, "p001": 2, "p002": 2, "p003": 2, "p004": 2, "p005": 2, "p006": 2}
        for seed in range(5):
            made = plan(
                people(7),
                size=5,
                most=1,
                rounds=3,
                rested=rested,
                lately=["p000"],
                budget=0,
                seed=seed,
            )
            assert made.resting[0] != ("p000",)
            assert made.resting[1] != made.resting[0]

    def test_says_so(self) -> None:
        made = plan(people(20), size=5, most=3, rounds=3)
        assert made.report.advice == (Advice("resting", {"people": 2, "chairs": 18, "tables": 4}),)
        assert made.report.repeats == len(
            pairs := [
                pair
                for seating in made.seatings
                for there in seating
                for pair in itertools.combinations(sorted(there), 2)
            ]
        ) - len(set(pairs))

    def test_hosts_stay_in_their_chairs(self) -> None:
        made = plan(people(20), size=5, most=3, rounds=4, fixed={"p000": 0, "p001": 1}, budget=0)
        for seating in made.seatings:
            assert "p000" in seating[0]
            assert "p001" in seating[1]

    def test_larger_tables_come_first(self) -> None:
        made = plan(people(17), size=5, most=3, rounds=2, budget=0)
        assert [sorted(map(len, seating)) for seating in made.seatings] == [[5, 6, 6]] * 2
        assert made.resting == ((), ())

    def test_no_more_tables_are_used_than_the_size_asks_for(self) -> None:
        made = plan(people(20), size=5, most=10, rounds=1, budget=0)
        assert [len(there) for there in made.seatings[0]] == [5, 5, 5, 5]


class TestTwoByTwo:
    def test_nobody_meets_twice(self) -> None:
        made = plan(people(21), size=2, rounds=6)
        assert made.report.repeats == 0
        for seating in made.seatings:
            assert Counter(map(len, seating)) == {2: 9, 3: 1}

    def test_those_meet_who_were_proposed(self) -> None:
        """A third of a circle's neighbours each: three rounds have room for them all."""
        circle = people(24)
        wanted = [(circle[at], circle[(at + step) % 24]) for at in range(24) for step in (1,)]
        made = plan(circle, size=2, rounds=3, wanted=wanted, seed=1)
        assert len(made.report.wishes_kept) >= 22

    def test_too_few_tables_make_trios(self) -> None:
        made = plan(people(8), size=2, most=3, maximum=3, rounds=2, budget=0)
        assert sorted(map(len, made.seatings[0])) == [2, 3, 3]


class TestRoomsLikeNoOther:
    def test_everybody_from_one_organisation(self) -> None:
        known = {person: Known(organisation="Mill") for person in people(15)}
        report = plan(people(15), size=5, rounds=2, known=known).report
        assert report.same_organisation == report.same_organisation_bound == 60
        assert Advice("one-organisation", {}) in report.advice

    def test_one_person_whose_language_nobody_shares(self) -> None:
        known = {person: Known(languages=("en",)) for person in people(12)}
        known["p003"] = Known(languages=("fi",))
        report = plan(people(12), size=4, rounds=2, known=known).report
        assert report.stranded == ("p003",)
        assert Advice("stranded", {"people": 1}) in report.advice

    def test_three_people_in_one_round(self) -> None:
        made = plan(people(3), size=5, rounds=1)
        assert [sorted(there) for there in made.seatings[0]] == [people(3)]
        assert made.report.advice == ()

    @pytest.mark.parametrize("hosts", [4, 9])
    def test_more_hosts_than_tables(self, hosts: int) -> None:
        fixed = {f"p{number:03}": number for number in range(hosts)}
        made = plan(people(12), tables=3, rounds=3, fixed=fixed, budget=0)
        assert Advice("fixed-let-go", {"people": hosts - 3}) in made.report.advice
        for seating in made.seatings:
            assert all(f"p{table:03}" in seating[table] for table in range(3))
