"""What never happens, whatever the room: blocks, who is gone, colleagues, a path not asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.joining import Standing
from server.matching.plan import Plan, plan
from server.matching.rounds import pair_rounds
from server.matching.saying import Intent, Profile
from server.matching.score import Room, suggest
from server.matching.shortage import Short, why_out, why_short
from tests.matching.rooms import crowd, keeps_the_rules, mixed, rooms

EACH = 10


def lists(made: Plan, room: Room) -> dict[str, set[str]]:
    """Return whom everybody is suggested, by their ids."""
    found: dict[str, set[str]] = {one.id: set() for one in room.people}
    for one, other in zip(made.one.tolist(), made.other.tolist(), strict=True):
        me, them = room.people[one].id, room.people[other].id
        found[me].add(them)
        found[them].add(me)
    return found


def standing_lists(stands: Standing, people: list[Profile]) -> dict[str, set[str]]:
    return {one.id: {other.person_id for other in stands.suggested(one.id)} for one in people}


class TestABlock:
    """One of two has blocked the other. It keeps both apart, whichever of them is named first."""

    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, 99), st.data())
    def test_keeps_both_apart_in_lists_and_rounds(self, seed: int, data: st.DataObject) -> None:
        room = Room(mixed(24, seed))
        places = st.integers(0, len(room) - 1)
        by_to = data.draw(st.lists(st.tuples(places, places), max_size=20))
        keeps_the_rules(plan(room, 5, apart=by_to), room, by_to)
        blocked = {frozenset(pair) for pair in by_to}
        for pairs in pair_rounds(room, 1, apart=by_to).pairs:
            assert blocked.isdisjoint(map(frozenset, pairs.tolist()))

    def test_is_told_from_a_full_list_by_nothing(self) -> None:
        people = crowd(12, "agent")
        room, all_others = Room(people), [(other, 0) for other in range(1, 12)]
        made = plan(room, 5, apart=all_others)
        assert made.lengths()[0] == 0
        assert why_short(room, 0, 3) is Short.FULL

    @pytest.mark.parametrize("forth", [True, False], ids=["the newcomer", "who was there"])
    def test_of_a_newcomer_holds_however_often_they_change(self, *, forth: bool) -> None:
        people = crowd(8, "agent")
        room = Room(people[:7])
        stands = Standing(room, plan(room, 7))
        if forth:
            stands.join(people[7], apart=[people[0].id])
        else:
            stands.join(people[7])
            stands.part(people[0].id, people[7].id)
        for years in (1, 20):
            stands.change(replace(people[0], years=years))
            stands.change(replace(people[7], years=years))
            found = standing_lists(stands, people)
            assert people[7].id not in found[people[0].id]
            assert people[0].id not in found[people[7].id]


class TestWhoIsGone:
    """Hidden, banned and left are one thing to a plan: not there."""

    @settings(max_examples=30, deadline=None)
    @given(rooms, st.integers(1, 4), st.data())
    def test_is_on_nobodys_list_though_the_plan_was_made_with_them(
        self, people: list[Profile], each: int, data: st.DataObject
    ) -> None:
        room = Room(people)
        made = plan(room, each)
        gone = data.draw(st.sets(st.sampled_from([one.id for one in people]))) if people else set()
        stands = Standing(room, made)
        for one in sorted(gone):
            stands.leave(one)
        left = [one for one in people if one.id not in gone]
        found = standing_lists(stands, left)
        for me, others in found.items():
            assert others.isdisjoint(gone)
            assert others >= lists(made, room)[me] - gone, "whom one had, one keeps"
            assert all(me in found[other] for other in others)

    def test_leaves_places_that_are_filled(self) -> None:
        people = mixed(80)
        room = Room([replace(one, intent=Intent.SURPRISE) for one in people])
        stands = Standing(room, plan(room, 6))
        for one in people[:20]:
            stands.leave(one.id)
        assert min(len(stands.suggested(one.id)) for one in people[20:]) >= 5

    def test_is_not_counted_by_who_stays(self) -> None:
        """A list is short in the same words as if they had never come."""
        [alone, *french] = [
            replace(one, languages=frozenset({"fr" if number else "en"}))
            for number, one in enumerate(crowd(5, "agent"))
        ]
        assert why_short(Room([alone, *french]), 0, 1) is Short.LANGUAGE
        assert why_short(Room([alone]), 0, 1) is Short.ALONE


class TestOnePathForNearlyAll:
    """99 of a hundred came up from the phones, and all of them ask for another path."""

    @settings(max_examples=10, deadline=None)
    @given(st.integers(1, 3), st.integers(0, 99))
    def test_shares_the_few_others_and_says_so(self, few: int, seed: int) -> None:
        same = [
            replace(one, id=f"same{one.id}", backgrounds=("agent",), intent=Intent.DIFFERENT)
            for one in mixed(100 * few - few, seed)
        ]
        others = crowd(few, "it")
        room = Room([*same, *others])
        made = plan(room, EACH, seed=seed)
        keeps_the_rules(made, room)
        assert made.lengths()[len(same) :].tolist() == [EACH] * few
        assert made.lengths()[: len(same)].sum() == EACH * few
        for person in np.flatnonzero(made.lengths() < EACH // 2).tolist():
            assert why_short(room, person, EACH // 2) is Short.REASON

    def test_meets_them_one_to_one_in_turn(self) -> None:
        room = Room([*crowd(99, "agent", intent=Intent.DIFFERENT), *crowd(1, "it")])
        made = pair_rounds(room, 5)
        assert [len(pairs) for pairs in made.pairs] == [1] * 5
        met = {int(pairs.min()) for pairs in made.pairs}
        assert len(met) == 5
        assert all(why_out(room, made, 0, person) is Short.TAKEN for person in made.out(0))

    def test_is_suggested_nobody_of_the_same(self) -> None:
        [me, *same] = crowd(99, "agent", intent=Intent.DIFFERENT)
        [other] = crowd(1, "it")
        (found,) = suggest(me, [*same, other], intent=Intent.DIFFERENT)
        assert found.person_id == other.id


class TestOneOrganisationForMost:
    """60 of a hundred are of one organisation, however each of them writes it."""

    @settings(max_examples=10, deadline=None)
    @given(st.integers(5, 20), st.integers(0, 99))
    def test_makes_lists_shorter_and_says_why(self, tenth: int, seed: int) -> None:
        people = [replace(one, intent=Intent.SURPRISE) for one in mixed(10 * tenth, seed)]
        ours = [
            replace(one, organisation="Acme" if number % 2 else "ACME Ltd.")
            for number, one in enumerate(people[: 6 * tenth])
        ]
        theirs = [replace(one, organisation=one.id) for one in people[6 * tenth :]]
        room = Room([*ours, *theirs])
        each = 9 * tenth  # more than the others are, fewer than all are
        made = plan(room, each, seed=seed)
        keeps_the_rules(made, room)
        assert made.lengths()[: len(ours)].max() <= len(theirs)
        assert why_short(room, 0, each // 2) is Short.ORGANISATION
        assert why_short(room, len(ours), each // 2) is not Short.ORGANISATION

    def test_lifts_it_only_for_those_who_are_open_to_each_other(self) -> None:
        ours = crowd(60, "agent", organisation="Acme", open_to_colleagues=lambda who: who < 20)
        room = Room([*ours, *crowd(40, "it", organisation=lambda who: f"Org {who}")])
        made = plan(room, 70)
        keeps_the_rules(made, room)
        assert made.lengths()[:20].tolist() == [59] * 20
        assert made.lengths()[20:60].max() == 40

    def test_leaves_some_without_a_pair_in_turn(self) -> None:
        ours = crowd(60, "agent", organisation="Acme")
        room = Room([*ours, *crowd(40, "it", organisation=lambda who: f"Org {who}")])
        made = pair_rounds(room, 2)
        assert made.paired() == 2 * 40
        assert made.again_out() == 0
        assert why_out(room, made, 0, made.out(0)[0]) is Short.TAKEN
