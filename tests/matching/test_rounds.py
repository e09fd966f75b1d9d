"""One-to-one meetings: everybody has somebody or hears why not, and nobody the same twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.rounds import pair_rounds
from server.matching.saying import Intent, Profile
from server.matching.score import Room
from server.matching.shortage import Short, why_out
from tests.matching.rooms import ENGLISH, best, crowd, mixed, rooms


class TestRounds:
    @settings(max_examples=60, deadline=None)
    @given(rooms, st.integers(1, 6), st.integers(0, 3), st.data())
    def test_keep_the_rules(
        self, people: list[Profile], rounds: int, seed: int, data: st.DataObject
    ) -> None:
        room = Room(people)
        places = st.integers(0, max(len(people) - 1, 0))
        apart = data.draw(st.sets(st.tuples(places, places), max_size=5))
        made = pair_rounds(room, rounds, apart=apart, seed=seed)
        assert made.rounds == rounds
        every = [tuple(pair) for pairs in made.pairs for pair in pairs.tolist()]
        assert len(set(every)) == len(every)
        assert not {frozenset(pair) for pair in apart} & set(map(frozenset, every))
        for one, other in every:
            assert one < other
            assert room.allowed(np.array([one]), np.array([other])).all()
        for number, pairs in enumerate(made.pairs):
            assert len(np.unique(pairs)) == pairs.size
            assert sorted([*pairs.ravel().tolist(), *made.out(number)]) == list(range(len(room)))
            assert all(why_out(room, made, number, person) for person in made.out(number))

    @pytest.mark.parametrize("count", [2, 3, 6, 7, 12, 21, 40])
    def test_everybody_meets_everybody_who_may(self, count: int) -> None:
        """Those who are best first would leave two trios who cannot be paired."""
        room = Room(crowd(count, "agent"))
        made = pair_rounds(room, count - 1 + count % 2)
        assert made.paired() == count * (count - 1) // 2

    def test_nobody_sits_out_twice_before_everybody_has(self) -> None:
        room = Room([replace(one, intent=Intent.SURPRISE) for one in mixed(101)])
        made = pair_rounds(room, 8)
        out = list(chain.from_iterable(made.out(number) for number in range(8)))
        assert len(set(out)) == len(out) == 8

    def test_hundreds_are_all_paired_with_those_who_suit(self) -> None:
        room = Room(mixed(800))
        made = pair_rounds(room, 3)
        assert [len(made.out(number)) for number in range(3)] == [0, 0, 0]
        one, other = made.pairs[0].T
        everybody = np.arange(len(room))
        average = room.values(everybody, everybody).mean()
        assert room.worth(one, other).mean() > 2.5 * average

    @pytest.mark.parametrize("seed", range(6))
    def test_the_last_two_find_each_other(self, seed: int) -> None:
        """Their best chain may come to somebody twice, which is none; a shorter one does not."""
        made = pair_rounds(Room(mixed(200)), 3, seed=seed)
        assert made.paired() == 300

    def test_a_room_of_a_few_has_its_best_pairs(self) -> None:
        for seed in range(10):
            room = Room(mixed(7, seed))
            made = pair_rounds(room, 1)
            if made.paired() == 3:
                assert made.total(room) >= 0.85 * best(room, 1)


class TestWhySomebodyHasNobody:
    def test_is_said(self) -> None:
        [alone, *others] = crowd(3, "agent")
        odd = Room([alone, *others])
        made = pair_rounds(odd, 4)
        assert [why_out(odd, made, 0, person) for person in made.out(0)] == [Short.ODD]
        assert made.out(3) == [0, 1, 2]
        assert why_out(odd, made, 3, 0) is Short.MET
        french = replace(alone, languages=frozenset({"fr"}))
        room = Room([french, *others])
        assert why_out(room, pair_rounds(room, 1), 0, 0) is Short.LANGUAGE

    def test_is_what_they_ask_for_where_all_but_one_are_the_same(self) -> None:
        same = crowd(9, "agent", intent=Intent.DIFFERENT)
        other = Profile(id="other", backgrounds=("it",), languages=ENGLISH)
        room = Room([*same, other])
        made = pair_rounds(room, 2)
        assert [len(pairs) for pairs in made.pairs] == [1, 1]
        assert len(made.out(1)) == 8
