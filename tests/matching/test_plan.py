"""Everybody's list: mutual, within the rules, fair, and as near to the best as it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.plan import plan
from server.matching.saying import Profile
from server.matching.score import Room
from server.matching.shortage import Short, why_short
from tests.matching.rooms import (
    ENGLISH,
    SKILLS,
    best,
    crowd,
    keeps_the_rules,
    mixed,
    profiles,
    rooms,
)


class TestEveryPlan:
    @settings(max_examples=60, deadline=None)
    @given(rooms, st.integers(1, 5), st.integers(0, 3), st.data())
    def test_keeps_the_rules_and_tells_the_truth(
        self, people: list[Profile], each: int, seed: int, data: st.DataObject
    ) -> None:
        room = Room(people)
        places = st.integers(0, max(len(people) - 1, 0))
        apart = data.draw(st.sets(st.tuples(places, places), max_size=5))
        made = plan(room, each, apart=apart, seed=seed)
        keeps_the_rules(made, room, apart)
        assert made.total == pytest.approx(made.value.sum())
        assert made.bound >= made.total
        assert 0 <= made.gap <= 1

    @settings(max_examples=40, deadline=None)
    @given(st.lists(profiles, max_size=6), st.integers(1, 2))
    def test_is_bounded_by_what_is_best(self, people: list[Profile], each: int) -> None:
        room = Room([replace(one, id=f"p{number}") for number, one in enumerate(people)])
        made, optimum = plan(room, each), best(room, each)
        assert made.total <= optimum + 1e-4
        assert made.bound >= optimum - 1e-4
        assert made.total >= 0.8 * optimum

    def test_is_the_same_for_the_same_seed(self) -> None:
        people = mixed(150)
        one, other = plan(Room(people), 5), plan(Room(people), 5)
        assert one.one.tolist() == other.one.tolist()
        assert one.other.tolist() == other.other.tolist()


class TestFairness:
    @pytest.mark.parametrize(("people", "each"), [(60, 5), (300, 10), (1500, 8)])
    def test_a_plan_comes_near_its_bound_and_leaves_nobody_out(
        self, people: int, each: int
    ) -> None:
        room = Room(mixed(people))
        made = plan(room, each)
        assert made.gap < 0.002
        half = -(-each // 2)
        for person in np.flatnonzero(made.lengths() < half).tolist():
            assert why_short(room, person, half) is not Short.FULL

    @pytest.mark.parametrize("people", [100, 1000])
    def test_where_most_are_of_one_organisation_it_still_knows_how_good_it_is(
        self, people: int
    ) -> None:
        """They compete for the places of the others, which are worth much more than usual."""
        unlike = mixed(people)
        most = [replace(one, organisation="Acme") for one in unlike[: people * 6 // 10]]
        made = plan(Room([*most, *unlike[len(most) :]]), 10)
        assert made.gap < 0.002

    def test_people_who_are_all_alike_have_full_lists(self) -> None:
        made = plan(Room(crowd(500, "agent")), 10)
        assert made.lengths().min() >= 9
        assert made.gap < 0.001

    def test_a_star_is_on_no_more_lists_than_anybody(self) -> None:
        """She knows everything that everybody wants to learn, and wants what everybody knows."""
        star = Profile(
            id="star",
            backgrounds=("agent",),
            languages=ENGLISH,
            strong=frozenset(SKILLS[:3]),
            wanted=frozenset(SKILLS[3:]),
        )
        others = crowd(200, "agent", strong=frozenset(SKILLS[3:]), wanted=frozenset(SKILLS[:3]))
        made = plan(Room([star, *others]), 5)
        assert made.lengths()[0] == 5
        assert made.lengths().min() >= 4


class TestWhyAListIsShort:
    def test_says_the_first_rule_that_leaves_too_few(self) -> None:
        [alone] = crowd(1, "agent")
        french = replace(alone, id="french", languages=frozenset({"fr"}))
        silent = Profile(id="silent", languages=ENGLISH)
        people = [alone, french, silent, *crowd(10, "it")]
        room = Room(people)
        assert why_short(Room([alone]), 0, 1) is Short.ALONE
        assert why_short(room, 1, 1) is Short.LANGUAGE
        assert why_short(room, 2, 1) is Short.REASON
        assert why_short(room, 0, 5) is Short.FULL


def test_reasons_are_not_all_the_same() -> None:
    room = Room(mixed(300))
    made = plan(room, 10)
    assert len(Counter(made.block.tolist())) >= 3
