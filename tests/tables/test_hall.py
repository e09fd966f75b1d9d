"""Which table of the hall people sit at, with some locked to theirs."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from server.tables.hall.numbered import held, numbered
from tests.tables.rooms import people


@st.composite
def seated(draw: st.DrawFn) -> tuple[list[list[str]], dict[str, int]]:
    """Return tables with people, and some of them locked."""
    everybody = people(draw(st.integers(1, 20)))
    tables: list[list[str]] = [[] for _ in range(draw(st.integers(1, 6)))]
    for person in everybody:
        tables[draw(st.integers(0, len(tables) - 1))].append(person)
    locked = draw(st.dictionaries(st.sampled_from(everybody), st.integers(1, 9), max_size=6))
    return tables, locked


def table_of(person: str, hall: Mapping[int, list[str]]) -> int:
    return next(number for number, there in hall.items() if person in there)


@given(seated(), st.integers(1, 30))
def test_everybody_sits_once_and_who_is_locked_at_their_table(
    room: tuple[list[list[str]], dict[str, int]], first: int
) -> None:
    tables, locked = room
    hall = numbered(tables, locked, first=first)
    assert sorted(one for there in hall.values() for one in there) == sorted(
        one for there in tables for one in there
    )
    assert all(table_of(person, hall) == number for person, number in locked.items())
    assert all(there for there in hall.values())
    assert all(number >= first for number in hall if number not in locked.values())


@given(seated())
def test_nobody_is_alone_who_is_not_locked(
    room: tuple[list[list[str]], dict[str, int]],
) -> None:
    tables, locked = room
    hall = numbered(tables, locked)
    alone = [there[0] for there in hall.values() if len(there) == 1]
    assert len(hall) == 1 or all(person in locked for person in alone)


def test_without_locks_tables_are_numbered_as_they_come() -> None:
    assert numbered([["a", "b"], ["c"] * 0, ["d", "e"]], {}, first=5) == {
        5: ["a", "b"],
        6: ["d", "e"],
    }


def test_a_table_of_its_own_is_joined_from_the_largest_but_not_by_one_who_keeps_away() -> None:
    tables = [["a", "b", "c", "d"], ["e", "f", "g"]]
    hall = numbered(tables, {"a": 1, "b": 2, "e": 3}, apart=[("b", "d")])
    assert "b" in hall[2]
    assert len(hall[2]) > 1
    assert "d" not in hall[2]


def test_the_planner_hears_of_no_more_tables_than_somebody_is_locked_to() -> None:
    assert held({"a": 7, "b": 3, "c": 7}) == {"a": 1, "b": 0, "c": 1}


def test_who_was_promised_a_table_has_that_number_wherever_they_were_planned() -> None:
    hall = numbered([["a", "b"], ["c", "d"], ["e", "late"]], {}, promised={"late": 1})
    assert hall == {1: ["e", "late"], 2: ["a", "b"], 3: ["c", "d"]}


def test_where_somebody_is_locked_to_the_number_they_change_places() -> None:
    tables = [["a", "b", "c"], ["d", "late"]]
    hall = numbered(tables, {"a": 4, "d": 2}, promised={"late": 4})
    assert hall == {2: ["d", "c"], 4: ["a", "b", "late"]}


def test_a_promise_brings_nobody_to_one_they_keep_away_from() -> None:
    tables = [["a", "b", "c"], ["d", "late"]]
    hall = numbered(tables, {"a": 4, "d": 2}, promised={"late": 4}, apart=[("late", "b")])
    assert hall == {2: ["d", "late"], 4: ["a", "b", "c"]}


def test_a_lock_outdoes_a_promise() -> None:
    hall = numbered([["a", "b"], ["c", "d"]], {"a": 2}, promised={"a": 1})
    assert hall == {1: ["c", "d"], 2: ["a", "b"]}


def test_a_plan_keeps_its_tables_for_those_who_stay() -> None:
    planned = [["x", "y"], ["a", "b"], ["c"]]
    assert held({"a": 7, "c": 3, "z": 5}, planned) == {"a": 1, "c": 2, "z": 0}
