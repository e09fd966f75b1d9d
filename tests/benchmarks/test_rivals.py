"""What the planner is compared with, and the rooms it is compared in."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np

from benchmarks.contacts import contacts, departments
from benchmarks.rivals import anneal
from benchmarks.seating import Case
from server.tables.seating.pairs import count_repeats


def test_annealing_finds_a_seating_without_a_repeat() -> None:
    seats = anneal([4, 4, 4, 4], rounds=3, seconds=20)
    assert all(sorted(row) == [0] * 4 + [1] * 4 + [2] * 4 + [3] * 4 for row in seats)
    assert count_repeats(np.array(seats)) == 0


def test_a_room_knows_its_sizes_and_what_is_impossible() -> None:
    assert Case(23, 5, 5).sizes == [5, 5, 5, 4, 4]
    assert Case(23, 5, 6).is_impossible()
    assert not Case(23, 5, 5).is_impossible()


def test_who_faced_somebody_often_enough_has_met(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "tij.gz", "wt", encoding="utf-8") as file:
        file.write("20\t7\t3\n40\t3\t7\n40\t3\t9\n")
    assert contacts(tmp_path / "tij.gz", least=2) == (["3", "7", "9"], [("3", "7")])


def test_everybody_is_of_a_department(tmp_path: Path) -> None:
    (tmp_path / "of").write_text("3\tDCAR\n7\tDG\n", encoding="utf-8")
    assert departments(tmp_path / "of") == {"3": "DCAR", "7": "DG"}
