"""People come, go and change while a plan stands: the rules hold, and nobody else is moved."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.joining import BEYOND, Standing
from server.matching.plan import plan
from server.matching.saying import Intent, Profile
from server.matching.score import Room
from tests.matching.rooms import crowd, may_meet, mixed, profiles, rooms

steps = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "change", "part"]), profiles, st.integers(0, 99)),
    max_size=12,
)


def standing(
    people: list[Profile], each: int, apart: set[tuple[int, int]] | None = None
) -> Standing:
    room = Room(people)
    return Standing(room, plan(room, each, apart=apart or ()), apart or ())


def lists(stands: Standing, people: dict[str, Profile]) -> dict[str, set[str]]:
    return {one: {other.person_id for other in stands.suggested(one)} for one in people}


class TestWhileAPlanStands:
    @settings(max_examples=80, deadline=None)
    @given(rooms, st.integers(1, 4), steps)
    def test_the_rules_hold_whatever_happens(
        self, people: list[Profile], each: int, happening: list[tuple[str, Profile, int]]
    ) -> None:
        stands = standing(people, each)
        here = {one.id: one for one in people}
        apart: set[frozenset[str]] = set()
        for number, (act, profile, chosen) in enumerate(happening):
            before = lists(stands, here)
            known = sorted(here)
            who = known[chosen % len(known)] if known else ""
            if act == "join":
                one = replace(profile, id=f"new{number}")
                stands.join(one)
                here[one.id] = one
                after = lists(stands, here)
                assert all(after[other] - {one.id} == mine for other, mine in before.items())
            elif act == "leave" and known:
                stands.leave(who)
                del here[who]
            elif act == "change" and known:
                here[who] = replace(profile, id=who)
                stands.change(here[who])
            elif act == "part" and len(known) > 1:
                pair = (who, known[(chosen + 1) % len(known)])
                stands.part(*pair)
                apart.add(frozenset(pair))
            self.keep_the_rules(stands, here, apart, each)

    def keep_the_rules(
        self, stands: Standing, here: dict[str, Profile], apart: set[frozenset[str]], each: int
    ) -> None:
        suggested = lists(stands, here)
        for one, others in suggested.items():
            assert len(others) <= each + BEYOND
            assert others <= here.keys() - {one}
            for other in others:
                assert one in suggested[other]
                assert frozenset((one, other)) not in apart
                assert may_meet(here[one], here[other])
            for found in stands.suggested(one):
                assert found.value > 0
                assert found.reason.key

    def test_whoever_joins_has_a_list_and_moves_nobody(self) -> None:
        people = mixed(120)
        stands = standing(people[:100], 6)
        here = {one.id: one for one in people[:100]}
        for one in people[100:]:
            before = lists(stands, here)
            stands.join(one)
            after = lists(stands, here | {one.id: one})
            assert all(after[other] >= mine for other, mine in before.items())
            here[one.id] = one
        lengths = [len(stands.suggested(one.id)) for one in people[100:]]
        assert np.mean(lengths) > 5

    def test_nobody_is_worn_out_by_newcomers(self) -> None:
        stands = standing(crowd(8, "agent"), 3)
        for one in crowd(60, "agent", "it"):
            stands.join(one)
        lengths = [len(stands.suggested(one.id)) for one in crowd(8, "agent")]
        assert max(lengths) <= 3 + BEYOND

    def test_whoever_is_blocked_is_never_suggested_to_who_joins(self) -> None:
        people = crowd(6, "agent")
        stands = standing(people[:5], 5)
        stands.join(people[5], apart=[people[0].id])
        assert people[5].id not in {one.person_id for one in stands.suggested(people[0].id)}
        stands.change(replace(people[5], years=3))
        assert people[5].id not in {one.person_id for one in stands.suggested(people[0].id)}

    def test_who_is_left_behind_finds_somebody_new(self) -> None:
        people = crowd(9, "agent")
        stands = standing(people, 2)
        friends = [one.person_id for one in stands.suggested(people[0].id)]
        for one in friends:
            stands.leave(one)
        assert len(stands.suggested(people[0].id)) == 2

    def test_a_change_of_intent_changes_who_sees_me(self) -> None:
        people = [*crowd(6, "agent"), *crowd(6, "it")]
        stands = standing(people, 4)
        stands.change(replace(people[0], intent=Intent.SAME))
        mine = {one.person_id for one in stands.suggested(people[0].id)}
        assert mine <= {one.id for one in people[1:6]}
        it = [one.id for one in people[6:]]
        seen_by = [
            other for other in it if people[0].id in lists(stands, {other: people[0]})[other]
        ]
        assert seen_by == []

    def test_those_kept_apart_by_the_plan_stay_apart(self) -> None:
        people = crowd(5, "agent")
        apart = set(combinations(range(3), 2))
        stands = standing(people, 3, apart)
        stands.leave(people[4].id)
        found = lists(stands, {one.id: one for one in people[:3]})
        assert not any(people[one].id in found[people[other].id] for one, other in apart)


def test_one_row_is_worth_what_the_whole_room_is_however_many_have_come() -> None:
    people = mixed(60)
    room = Room(people[:20])
    for one in people[20:]:
        place = room.add(one)
        for me in (0, place // 2, place):
            row = room.values_of(me)
            (whole,) = room.values(slice(me, me + 1), slice(None))
            assert row.shape == (place + 1,)
            np.testing.assert_allclose(row, whole, rtol=1e-5)
