"""The benchmarks say what they found in one shape. How fast anything is, is not tested here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.measuring import Goal, medians
from server.config import ROOT


def run(*arguments: str) -> str:
    """Run `python -m benchmarks ...`; return what it prints on stdout."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def test_the_list_introduces_every_benchmark() -> None:
    lines = run().splitlines()
    assert [line.split()[0] for line in lines] == list(BENCHMARKS)
    assert all(line.endswith(".") for line in lines)


def test_the_feed_is_compared_with_a_bare_view() -> None:
    found = json.loads(run("feed", "--quick", "--json"))
    assert found.keys() == {"name", "goals", "figures", "machine"}
    assert found["name"] == "feed"
    assert found["figures"]["page_stories"] == 50
    for goal in found["goals"].values():
        assert goal.keys() == {"value", "goal", "met"}
        assert goal["value"] > 0
        assert goal["met"] is (goal["value"] >= goal["goal"])


@pytest.mark.parametrize(("value", "met"), [(0.89, False), (0.9, True), (1.1, True)])
def test_a_goal_is_met_from_its_value_on(value: float, met: bool) -> None:  # noqa: FBT001
    assert Goal(value=value, goal=0.9).met is met


def test_ways_take_turns_after_warming_up() -> None:
    calls: list[str] = []
    seconds = medians(lambda: calls.append("one"), lambda: calls.append("other"), rounds=2, calls=2)
    assert calls == ["one", "one", "other", "other"] * 3
    assert len(seconds) == 2
