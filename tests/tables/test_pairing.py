"""Tables of two: who sits with whom when pairs are introduced."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.tables.rounds.introducing import go_on
from server.tables.seating.pairing import pair_up
from server.tables.seating.report import Plan
from server.tables.seating.traits import Known
from tests.tables.rooms import people, some_pairs


def nobody_likes(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.zeros((count, count), np.int64)


def pairs_of(made: Plan, round_: int = 0) -> set[frozenset[str]]:
    return {frozenset(pair) for there in made.seatings[round_] for pair in combinations(there, 2)}


class TestPairingUp:
    @settings(max_examples=60, deadline=None)
    @given(st.data(), st.integers(1, 25), st.integers(1, 5), st.none() | st.integers(1, 6))
    def test_everybody_sits_at_a_table_of_two_or_three_or_rests_in_turn(
        self, data: st.DataObject, count: int, rounds: int, most: int | None
    ) -> None:
        met = data.draw(some_pairs(count))
        made = pair_up(people(count), rounds, nobody_likes(count), most=most, met=met)
        turns: Counter[str] = Counter()
        for seating, resting in zip(made.seatings, made.resting, strict=True):
            assert sorted([*chain(*seating), *resting]) == people(count)
            sizes = Counter(map(len, seating))
            assert set(sizes) <= ({1} if count == 1 else {2, 3})
            assert len(resting) == max(0, count - 3 * (most or count))
            assert len(seating) <= (most or count)
            if most is None:
                assert sizes[3] == (count % 2 if count > 1 else 0)
            turns.update(resting)
        assert not turns or max(turns.values()) - min(turns[one] for one in people(count)) <= 1

    @pytest.mark.parametrize("count", [6, 7, 12, 21, 40])
    def test_nobody_meets_twice_in_three_rounds(self, count: int) -> None:
        made = pair_up(people(count), 3, nobody_likes(count))
        assert made.report.repeats == 0

    def test_those_who_are_introduced_best_sit_together_first(self) -> None:
        liking = nobody_likes(8)
        for one, other, price in ((0, 5, 900), (1, 2, 300), (2, 3, 500), (3, 4, 300)):
            liking[one, other] = liking[other, one] = price
        made = pair_up(people(8), 1, liking)
        pairs = pairs_of(made)
        assert frozenset({"p000", "p005"}) in pairs
        assert {frozenset({"p001", "p002"}), frozenset({"p003", "p004"})} <= pairs

    def test_not_the_same_person_is_always_third(self) -> None:
        made = pair_up(people(9), 5, nobody_likes(9))
        third = [there[2] for seating in made.seatings for there in seating if len(there) == 3]
        assert len(third) == len(set(third)) == 5

    def test_who_has_met_is_not_proposed_and_who_is_blocked_never(self) -> None:
        met = [("p000", other) for other in people(8)[1:6]]
        made = pair_up(people(8), 1, nobody_likes(8), met=met, blocked=[("p000", "p006")])
        assert frozenset({"p000", "p007"}) in pairs_of(made)

    def test_who_is_locked_to_one_table_sits_together_and_to_two_apart(self) -> None:
        fixed = {"p000": 0, "p001": 0, "p002": 1}
        made = pair_up(people(8), 3, nobody_likes(8), fixed=fixed)
        for round_ in range(3):
            assert frozenset({"p000", "p001"}) in pairs_of(made, round_)

    def test_two_who_have_no_language_in_common_are_not_left_to_each_other(self) -> None:
        known = {person: Known(languages=("en",)) for person in people(4)[:2]}
        known |= {person: Known(languages=("pl",)) for person in people(4)[2:]}
        made = pair_up(people(4), 1, nobody_likes(4), known=known)
        assert made.report.stranded == ()


def profile(person: str, **more: object) -> dict[str, object]:
    nothing: dict[str, object] = {"position": None, "years": None, "organisation": None}
    nothing |= {"languages": ["en"], "strong": [], "wanted": [], "story": ""}
    return {"id": person, "backgrounds": ["other"], **nothing, **more}


def asked(count: int, **more: Any) -> dict[str, Any]:
    question: dict[str, Any] = {
        "planned": None,
        "people": people(count),
        "profiles": [profile(person) for person in people(count)],
        "known": {},
        "size": 2,
        "maximum": 3,
        "rounds": 1,
        "met": [],
        "blocked": [],
        "fixed": {},
        "waves": [],
        "declined": [],
        "seed": 1,
        "budget": 0.1,
    }
    return question | more


class TestIntroducing:
    def together(self, **question: Any) -> set[frozenset[str]]:
        answer = go_on(**asked(**question))
        return {frozenset(there) for there in answer["seatings"][0]}

    def test_proposes_what_matching_would(self) -> None:
        profiles = [profile(person) for person in people(6)]
        profiles[0] |= {"strong": ["people"], "wanted": ["finance"]}
        profiles[4] |= {"strong": ["finance"], "wanted": ["people"]}
        assert frozenset({"p000", "p004"}) in self.together(count=6, profiles=profiles)

    def test_a_wave_counts_most(self) -> None:
        profiles = [profile(person) for person in people(6)]
        profiles[0] |= {"strong": ["people"], "wanted": ["finance"]}
        profiles[4] |= {"strong": ["finance"], "wanted": ["people"]}
        found = self.together(count=6, profiles=profiles, waves=[("p003", "p000")])
        assert frozenset({"p000", "p003"}) in found

    def test_a_wave_that_was_declined_leads_to_no_table(self) -> None:
        for seed in range(5):
            found = self.together(count=4, declined=[("p003", "p000")], seed=seed)
            assert frozenset({"p000", "p003"}) not in found

    def test_says_nothing_of_blocks(self) -> None:
        answer = go_on(**asked(6, blocked=[("p000", "p001")]))
        assert "blocked_together" not in answer

    def test_a_small_room_meets_all_round_without_a_repeat(self) -> None:
        """Pairs taken one round at a time would run out of new ones; a rotation does not."""
        for count in (4, 6, 8):
            answer = go_on(**asked(count, rounds=count - 1))
            assert answer["repeats"] == 0

    def test_a_room_too_large_to_weigh_hears_the_waves(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("server.tables.rounds.introducing.MOST_PAIRED", 5)
        assert frozenset({"p000", "p003"}) in self.together(count=6, waves=[("p003", "p000")])
