"""Kept lists while a hall comes, goes and changes: the hard rules, and who keeps whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.domain import EACH
from server.matching.joining import BEYOND
from server.matching.lists.domain import Key, Lists, Pair, Place, changes, digest, key_of
from server.matching.lists.keeping import DRIFT, look_through
from server.matching.plan import plan
from server.matching.saying import Intent, Profile
from server.matching.score import Room
from server.people.domain import Move
from tests.matching.rooms import crowd, may_meet, mixed, profiles, rooms

MOST = EACH + BEYOND


def lists(kept: Lists) -> dict[str, set[str]]:
    """Return whom everybody is suggested, by their ids."""
    found: dict[str, set[str]] = {one: set() for one in kept.places}
    for (one, other), pair in kept.pairs.items():
        if not pair.resting:
            found[one].add(other)
            found[other].add(one)
    return found


def of(people: Iterable[Profile]) -> list[Profile]:
    return sorted(people, key=lambda one: one.id)


def keep_the_rules(
    kept: Lists, people: list[Profile], blocked: set[Key], resting: set[Key]
) -> None:
    known, room = {one.id: one for one in people}, Room(people)
    at = {one.id: place for place, one in enumerate(people)}
    assert kept.places.keys() == known.keys()
    for key, pair in kept.pairs.items():
        assert key == key_of(*key)
        assert set(key) <= known.keys()
        assert key not in blocked
        assert pair.resting is (key in resting)
        if not pair.resting:
            me, them = (known[one] for one in key)
            assert may_meet(me, them)
            assert room.values_of(at[me.id])[at[them.id]] > 0
    assert max(map(len, lists(kept).values()), default=0) <= MOST


days = st.lists(
    st.tuples(
        st.sampled_from(["join", "leave", "change", "ask", "block", "rest", "go on"]),
        profiles,
        st.integers(0, 99),
    ),
    max_size=10,
)


class TestADay:
    @settings(max_examples=40, deadline=None)
    @given(rooms, st.integers(0, 99), days)
    def test_keeps_the_rules_whatever_happens(
        self, people: list[Profile], seed: int, happening: list[tuple[str, Profile, int]]
    ) -> None:
        """Several things happen between two looks, and some people are hidden meanwhile."""
        usual = [replace(one, id=f"usual{one.id}") for one in mixed(12, seed)]
        here = {one.id: one for one in [*people, *usual]}
        blocked: set[Key] = set()
        resting: set[Key] = set()
        kept = look_through(of(here.values()), Lists())
        for number, (act, profile, chosen) in enumerate(happening):
            known = sorted(here)
            who = known[chosen % len(known)] if known else ""
            if act == "join":
                here[f"new{number}"] = replace(profile, id=f"new{number}")
            elif act == "leave" and known:
                del here[who]
            elif act == "change" and known:
                here[who] = replace(profile, id=who)
            elif act == "ask" and known:
                here[who] = replace(here[who], intent=profile.intent)
            elif act in {"block", "rest"} and kept.pairs:
                pair = sorted(kept.pairs)[chosen % len(kept.pairs)]
                (blocked if act == "block" else resting).add(pair)
            else:
                resting.clear()
            if chosen % 3:
                kept = look_through(of(here.values()), kept, blocked=blocked, resting=resting)
                keep_the_rules(kept, of(here.values()), blocked, resting - blocked)


class TestWhoKeepsWhom:
    def test_nothing_changes_where_nothing_has_happened(self) -> None:
        people = of(mixed(90))
        kept = look_through(people, Lists())
        again = look_through(people, kept)
        assert again == kept
        assert not any(vars(changes(kept, again)).values())

    def test_a_first_look_is_the_plan(self) -> None:
        people = of(mixed(60))
        kept, made = look_through(people, Lists()), plan(Room(people), EACH)
        assert sum(pair.value for pair in kept.pairs.values()) >= 0.999 * made.total

    def test_a_newcomer_moves_nobody(self) -> None:
        people = mixed(81)
        kept = look_through(of(people[:80]), Lists())
        now = look_through(of(people), kept)
        before, after = lists(kept), lists(now)
        assert len(after[people[80].id]) == EACH
        assert all(after[one] - {people[80].id} == mine for one, mine in before.items())
        assert set(changes(kept, now).told) == {people[80].id, *after[people[80].id]}

    def test_a_change_of_intent_changes_who_sees_one(self) -> None:
        people = [*crowd(20, "agent"), *crowd(20, "it")]
        kept = look_through(of(people), Lists())
        me = replace(people[0], intent=Intent.SAME)
        now = look_through(of([me, *people[1:]]), kept)
        assert lists(now)[me.id] <= {one.id for one in people[1:20]}
        for other in people[20:]:
            assert me.id not in lists(now)[other.id]
            lost = me.id in lists(kept)[other.id]
            assert (other.id in changes(kept, now).told) or not lost

    def test_whoever_misses_somebody_finds_somebody_new(self) -> None:
        people = of(replace(one, intent=Intent.SURPRISE) for one in mixed(60))
        kept = look_through(people, Lists())
        now = look_through(people[5:], kept)
        for one, mine in lists(now).items():
            assert mine >= lists(kept)[one] - {gone.id for gone in people[:5]}
        assert min(map(len, lists(now).values())) >= EACH - 1

    def test_a_quarter_of_newcomers_is_no_reason_to_plan_anew_and_more_is(self) -> None:
        people = mixed(140)
        kept = look_through(of(people[:100]), Lists())
        some = look_through(of(people[: int(100 / (1 - DRIFT))]), kept)
        many = look_through(of(people), kept)
        assert not all(place.planned for place in some.places.values())
        assert all(place.planned for place in many.places.values())
        for one, mine in lists(kept).items():
            assert lists(some)[one] >= mine
        assert max(map(len, lists(many).values())) <= MOST

    def test_a_hall_of_people_much_alike_keeps_nearly_all_when_it_is_planned_anew(self) -> None:
        people = crowd(120, "agent")
        kept = look_through(of(people[:60]), Lists())
        now = look_through(of(people), kept)
        stayed = kept.pairs.keys() & now.pairs.keys()
        assert len(stayed) >= 0.95 * len(kept.pairs)

    @settings(max_examples=15, deadline=None)
    @given(st.integers(0, 99))
    def test_a_hall_planned_anew_is_worth_nearly_as_much_as_one_planned_at_once(
        self, seed: int
    ) -> None:
        people = mixed(80, seed)
        kept = look_through(of(people[:40]), Lists())
        now, best = look_through(of(people), kept), plan(Room(of(people)), EACH)
        assert sum(pair.value for pair in now.pairs.values()) >= 0.93 * best.total


class TestAPairThatRests:
    """They have met, are connected, or one has put the other aside."""

    def test_takes_no_place_and_comes_back_as_it_was(self) -> None:
        people = of(replace(one, intent=Intent.SURPRISE) for one in mixed(60))
        kept = look_through(people, Lists())
        key = min(kept.pairs)
        rests = look_through(people, kept, resting=[key])
        assert rests.pairs[key] == replace(kept.pairs[key], resting=True)
        assert all(len(lists(rests)[one]) == len(lists(kept)[one]) for one in key)
        back = look_through(people, rests)
        assert back.pairs[key] == kept.pairs[key]
        assert changes(rests, back).told == sorted(key)

    def test_does_not_come_back_to_a_list_that_is_full(self) -> None:
        people = of(crowd(40, "agent"))
        me, *others = people
        kept = look_through(people, Lists())
        full = {key_of(me.id, other.id): Pair(1.0, resting=True) for other in others}
        back = look_through(people, Lists(places=kept.places, pairs=full))
        assert len(lists(back)[me.id]) == MOST

    def test_is_forgotten_with_a_block_and_with_who_leaves(self) -> None:
        people = of(crowd(4, "agent"))
        kept = look_through(people, Lists(), resting=())
        one, other = min(kept.pairs)
        rests = look_through(people, kept, resting=[(one, other)])
        blocked = look_through(people, rests, resting=[(one, other)], blocked=[(one, other)])
        assert (one, other) not in blocked.pairs
        left = look_through([who for who in people if who.id != one], rests)
        assert all(one not in key for key in left.pairs)


class TestThoseWhoWouldNotBeMet:
    def test_are_in_nobodys_way_and_find_all_as_it_was(self) -> None:
        people = of(replace(one, intent=Intent.SURPRISE) for one in mixed(60))
        kept = look_through(people, Lists())
        me = people[0].id
        away = look_through(people, kept, away={me})
        assert lists(away)[me] == set()
        assert away.places[me] == kept.places[me]
        assert min(len(mine) for one, mine in lists(away).items() if one != me) == EACH
        back = look_through(people, away)
        assert lists(back)[me] >= lists(kept)[me]
        assert max(map(len, lists(back).values())) <= MOST

    def test_who_came_so_have_no_place_until_they_would(self) -> None:
        people = of(crowd(5, "agent"))
        kept = look_through(people, Lists(), away={people[0].id})
        assert people[0].id not in kept.places
        assert len(lists(look_through(people, kept))[people[0].id]) == 4


class TestUnevenRooms:
    @settings(max_examples=5, deadline=None)
    @given(st.integers(0, 99))
    def test_one_path_for_nearly_all_who_ask_for_another(self, seed: int) -> None:
        same = [
            replace(one, id=f"same{one.id}", backgrounds=("agent",), intent=Intent.DIFFERENT)
            for one in mixed(99, seed)
        ]
        (other,) = crowd(1, "it")
        kept = look_through(of([*same, other]), Lists())
        assert lists(kept)[other.id] == {one for key in kept.pairs for one in key} - {other.id}
        assert EACH <= len(lists(kept)[other.id]) <= MOST

    @settings(max_examples=5, deadline=None)
    @given(st.integers(0, 99))
    def test_one_organisation_for_most(self, seed: int) -> None:
        people = [
            replace(one, organisation="Acme" if number < 36 else one.id, intent=Intent.SURPRISE)
            for number, one in enumerate(mixed(60, seed))
        ]
        kept = look_through(of(people), Lists())
        ours = {one.id for one in people[:36]}
        for one in ours:
            assert lists(kept)[one].isdisjoint(ours)


class TestWhatIsKnownOfSomebody:
    @pytest.mark.parametrize(
        "change",
        [
            {"intent": Intent.SAME},
            {"backgrounds": ("it", "agent")},
            {"languages": frozenset({"en", "cy"})},
            {"organisation": "Acme"},
            {"story": "told"},
            {"move": Move.MADE},
            {"open_to_colleagues": True},
        ],
    )
    def test_has_another_word_when_it_changes(self, change: dict[str, Any]) -> None:
        (one,) = crowd(1, "agent", "it")
        assert digest(replace(one, **change)) != digest(one)

    def test_has_the_same_word_whoever_says_it_and_whatever_the_room(self) -> None:
        (one,) = crowd(1, "agent")
        spoken = frozenset({"en", "cy", "de"})
        words = {
            digest(replace(one, id=who, languages=frozenset(some), rare=frozenset(some)))
            for who in ("a", "b")
            for some in ([*spoken], sorted(spoken, reverse=True))
        }
        assert len(words) == 1


def test_whoever_is_weighed_for_the_first_time_is_told_even_of_nobody() -> None:
    (one,) = crowd(1, "agent")
    found = changes(Lists(), look_through([one], Lists()))
    assert (found.told, found.pairs) == ([one.id], {})


def test_of_an_empty_room_nothing_is_left() -> None:
    kept = Lists(places={"a": Place(0.0, "", planned=True)}, pairs={("a", "b"): Pair(1.0)})
    found = changes(kept, look_through([], kept))
    assert (found.gone, found.left, found.told) == ([("a", "b")], ["a"], [])


def test_everybody_in_a_small_room_is_suggested_everybody() -> None:
    people = of(crowd(EACH + 1, "agent"))
    kept = look_through(people, Lists())
    assert kept.pairs.keys() == set(combinations([one.id for one in people], 2))
