"""Which table of the hall those sit at who need a certain one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.people.domain import Need
from server.tables.domain import Offer
from server.tables.hall.numbered import numbered
from server.tables.hall.places import chairs_of, keeps, placed, placed_together, with_room
from tests.tables.rooms import people

STEP_FREE, QUIET, INTERPRETER = [Need.STEP_FREE], [Need.QUIET], [Need.INTERPRETER]
HALL = {3: [Offer.STEP_FREE], 7: [Offer.QUIET], 8: [Offer.STEP_FREE, Offer.QUIET]}


class TestAPlace:
    def test_is_a_table_that_offers_what_is_needed_and_no_more(self) -> None:
        needs = {"a": STEP_FREE, "b": QUIET, "c": [Need.STEP_FREE, Need.QUIET]}
        assert placed(needs, HALL, {}, chairs=6, tables=9) == {"a": 3, "b": 7, "c": 8}

    def test_is_quiet_for_who_hears_better_on_one_side_and_comes_after_who_asked(self) -> None:
        needs = {"a": [Need.HEARS_LEFT], "b": QUIET, "c": QUIET}
        assert placed(needs, {7: [Offer.QUIET]}, {}, chairs=2, tables=9) == {"b": 7, "c": 7}
        assert placed(needs, {7: [Offer.QUIET]}, {}, chairs=3, tables=9)["a"] == 7

    def test_is_on_a_quiet_table_with_no_step_rather_than_on_one_with_a_step(self) -> None:
        both = {"a": [Need.STEP_FREE, Need.QUIET]}
        assert placed(both, {3: [Offer.STEP_FREE], 7: [Offer.QUIET]}, {}, chairs=6, tables=9) == {
            "a": 3
        }

    def test_is_nowhere_without_such_a_table_or_a_chair_there(self) -> None:
        assert placed({"a": STEP_FREE}, {7: [Offer.QUIET]}, {}, chairs=6, tables=9) == {}
        two = {"a": STEP_FREE, "b": STEP_FREE}
        assert placed(two, {3: [Offer.STEP_FREE]}, {}, chairs=1, tables=9) == {"a": 3}

    def test_is_where_a_host_has_locked_them_whatever_they_need(self) -> None:
        assert placed({"a": STEP_FREE}, HALL, {"a": 5, "z": 7}, chairs=6, tables=9) == {
            "a": 5,
            "z": 7,
        }

    def test_is_spread_over_the_tables_but_no_more_than_there_will_be(self) -> None:
        needs = {"a": STEP_FREE, "b": STEP_FREE, "c": STEP_FREE}
        tables = {number: [Offer.STEP_FREE] for number in (1, 2, 3)}
        assert set(placed(needs, tables, {}, chairs=6, tables=9).values()) == {1, 2, 3}
        assert set(placed(needs, tables, {}, chairs=6, tables=2).values()) == {1, 2}

    def test_takes_two_chairs_with_an_interpreter(self) -> None:
        needs = {"a": [Need.STEP_FREE, Need.INTERPRETER], "b": STEP_FREE}
        assert placed(needs, {3: [Offer.STEP_FREE]}, {}, chairs=2, tables=9) == {"a": 3}

    def test_of_two_who_are_matched_is_one_table(self) -> None:
        pairs = [["a", "b"], ["c", "d"], ["e", "f"]]
        needs = {"d": STEP_FREE, "e": QUIET, "f": INTERPRETER}
        assert placed_together(pairs, needs, HALL) == {"c": 3, "d": 3, "e": 7, "f": 7}


class TestAPlan:
    def test_is_kept_where_those_share_a_table_who_are_to(self) -> None:
        tables = [["a", "b", "x"], ["c", "y"]]
        assert keeps(tables, {})
        assert keeps(tables, {"a": 3, "b": 3, "c": 7, "gone": 9})
        assert not keeps(tables, {"a": 3, "b": 7})
        assert not keeps(tables, {"a": 3, "c": 3})


class TestAQuietTable:
    def test_is_dealt_to_others_only_where_a_talk_has_no_other(self) -> None:
        tables = [["a", "b"], ["c", "d"], ["e", "f"]]
        assert list(numbered(tables, {}, last=[2])) == [1, 3, 4]
        assert list(numbered(tables, {}, last=[2], most=4)) == [1, 3, 4]
        assert list(numbered(tables, {}, last=[2], most=3)) == [1, 2, 3]
        assert list(numbered(tables, {"a": 2}, last=[2], most=3)) == [1, 2, 3]


class TestAnInterpreter:
    def test_has_a_chair_since_somebody_else_sits_where_there_is_one(self) -> None:
        hall = {1: list("abcdef"), 2: list("ghijk")}
        seated = with_room(hall, {"a": INTERPRETER}, {}, chairs=6)
        assert {number: len(there) for number, there in seated.items()} == {1: 5, 2: 6}
        assert "a" in seated[1]

    def test_sends_nobody_to_whom_they_keep_from_and_nobody_where_there_is_no_chair(self) -> None:
        hall = {1: list("abc"), 2: list("gh")}
        apart = [("b", "g"), ("c", "h")]
        assert with_room(hall, {"a": INTERPRETER}, {}, chairs=3, apart=apart) == hall
        assert with_room(hall, {"a": INTERPRETER}, {}, chairs=2) == hall

    @given(st.data())
    def test_moves_nobody_with_a_place_and_loses_nobody(self, data: st.DataObject) -> None:
        everybody = people(12)
        hall: dict[int, list[str]] = {1: [], 2: [], 3: []}
        for person in everybody:
            hall[data.draw(st.integers(1, 3))].append(person)
        chosen = data.draw(st.lists(st.sampled_from(everybody), unique=True))
        needs = dict.fromkeys(chosen[::2], INTERPRETER)
        places = {one: number for number, there in hall.items() for one in there if one in chosen}
        seated = with_room(hall, needs, places, chairs=5)
        assert sorted(one for there in seated.values() for one in there) == everybody
        assert all(person in seated[number] for person, number in places.items())

        def over(hall: dict[int, list[str]]) -> int:
            each = (sum(chairs_of(needs.get(one, ())) for one in there) for there in hall.values())
            return sum(max(chairs - 5, 0) for chairs in each)

        assert over(seated) <= over(hall)
