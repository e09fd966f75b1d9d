"""What the picture of a room tells, and what nobody can work out from it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.origins.domain import OTHER, Answers, K, Origins, differing, merge_small, picture

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = st.lists(
    st.builds(
        Answers,
        background=st.sampled_from(["agent", "finance", "it", OTHER]),
        position=st.sampled_from(["agent", "manager", "director", OTHER, None]),
        years=st.none() | st.integers(0, 70),
        by_accident=st.none() | st.booleans(),
    ),
    max_size=60,
)


def drawn(said: list[Answers]) -> Origins:
    """Draw people who are enough."""
    origins = picture(said, NOW)
    assert origins is not None
    return origins


def alike(count: int, background: str, **more: object) -> list[Answers]:
    """Make people who said the same."""
    return [Answers(background=background, **more) for _ in range(count)]  # type: ignore[arg-type]


class TestFolding:
    @pytest.mark.parametrize(
        ("groups", "folded"),
        [
            ({"a": 7, "b": 5}, {"a": 7, "b": 5}),
            ({"a": 7, "b": 4, "c": 3}, {"a": 7, OTHER: 7}),
            ({"a": 9, "b": 6, "c": 2}, {"a": 9, OTHER: 8}),
            ({"a": 6, OTHER: 1}, {OTHER: 7}),
            ({"a": 6, OTHER: 5}, {"a": 6, OTHER: 5}),
        ],
        ids=["enough", "small-ones", "too-few-small-ones", "one-alone", "other-by-choice"],
    )
    def test_leaves_no_small_group(self, groups: dict[str, int], folded: dict[str, int]) -> None:
        assert merge_small(groups) == folded

    @given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12)))
    def test_loses_nobody(self, groups: dict[str, int]) -> None:
        folded = merge_small(groups)
        assert sum(folded.values()) == sum(groups.values())
        if sum(groups.values()) >= K:
            assert all(people >= K for people in folded.values())


class TestThePicture:
    def test_is_of_five_at_least(self) -> None:
        assert picture(alike(K - 1, "agent"), NOW) is None
        assert drawn(alike(K, "agent")).people == K

    def test_tells_where_people_came_from_and_what_they_do(self) -> None:
        said = alike(6, "agent", position="manager") + alike(8, "finance", position="director")
        flows = [(one.came_from, one.now, one.people) for one in drawn(said).flows]
        assert flows == [("finance", "director", 8), ("agent", "manager", 6)]

    def test_has_those_flow_together_of_whom_few_do_the_same(self) -> None:
        said = alike(9, "agent", position="manager")
        said += alike(3, "it", position="manager") + alike(4, "it", position="director")
        said += alike(3, "finance", position="manager") + alike(4, "finance", position="director")
        origins = drawn(said)
        assert [one.key for one in origins.backgrounds] == ["agent", "finance", "it"]
        flows = [(one.came_from, one.now, one.people) for one in origins.flows]
        assert flows == [
            ("agent", "manager", 9),
            (OTHER, "director", 8),
            (OTHER, "manager", 6),
        ]

    def test_tells_years_in_bands_from_the_newest_on(self) -> None:
        said = alike(5, "agent", years=25) + alike(5, "agent", years=2) + alike(6, "agent")
        assert [(one.key, one.people) for one in drawn(said).years] == [
            ("0-2", 5),
            ("21-70", 5),
            (OTHER, 6),
        ]
        assert drawn(alike(6, "agent")).years == ()

    def test_tells_of_accidents_only_where_neither_side_is_small(self) -> None:
        five = alike(5, "agent", by_accident=True)
        assert drawn(five + alike(4, "agent", by_accident=False)).by_accident is None
        assert drawn(five + alike(15, "agent", by_accident=False)).by_accident == 25
        assert drawn(five + alike(9, "agent")).by_accident is None

    @given(PEOPLE)
    def test_has_no_number_under_five_and_none_to_be_worked_out(self, said: list[Answers]) -> None:
        origins = picture(said, NOW)
        if origins is None:
            return
        for groups in (origins.backgrounds, origins.flows, origins.years):
            assert all(one.people >= K for one in groups)
            assert sum(one.people for one in groups) in {0, origins.people}
        rows: Counter[str] = Counter()
        for one in origins.flows:
            rows[one.came_from] += one.people
        backgrounds = {one.key: one.people for one in origins.backgrounds}
        for key, people in rows.items():
            together = backgrounds.keys() - (rows.keys() - {OTHER}) if key == OTHER else {key}
            assert people == sum(backgrounds[one] for one in together)

    @given(PEOPLE)
    def test_names_nobody_who_did_not_say(self, said: list[Answers]) -> None:
        origins = picture(said, NOW)
        for flow in origins.flows if origins else ():
            true = Counter((one.background, one.position or OTHER) for one in said)
            if OTHER not in (flow.came_from, flow.now):
                assert flow.people == true[flow.came_from, flow.now]


def test_comings_goings_and_changes_are_all_differences() -> None:
    before = {"alice": "1", "bob": "1", "gone": "1"}
    assert differing(before, {"alice": "1", "bob": "2", "new": "1"}) == 3
    assert differing(before, dict(before)) == 0
