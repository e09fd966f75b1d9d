"""`python -m benchmarks` lists the benchmarks; `python -m benchmarks NAME` runs one."""

from __future__ import annotations

import argparse
import inspect
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    cluster,
    deciding,
    feed,
    gone,
    live,
    matching,
    returning,
    seating,
    stall,
    suggesting,
)
from benchmarks.measuring import Result, machine

# Each takes `quick`, and `data` if it can use some; its docstring's first line introduces it.
BENCHMARKS: dict[str, Callable[..., Result]] = {
    "cluster": cluster.run,
    "deciding": deciding.run,
    "feed": feed.run,
    "gone": gone.run,
    "live": live.run,
    "matching": matching.run,
    "returning": returning.run,
    "seating": seating.run,
    "stall": stall.run,
    "suggesting": suggesting.run,
}


def main() -> None:
    """List the benchmarks, or run one and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", choices=BENCHMARKS)
    parser.add_argument("--quick", action="store_true", help="a small run, not to be quoted")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    parser.add_argument("--data", type=Path, help="a folder with data that is not part of this")
    asked = parser.parse_args()
    if asked.name is None:
        for name, run in BENCHMARKS.items():
            print(f"{name:<10} {(inspect.getdoc(run) or '').partition(chr(10))[0]}")
        return
    run = BENCHMARKS[asked.name]
    takes = inspect.signature(run).parameters
    result = run(**{name: value for name, value in vars(asked).items() if name in takes})
    (print_json if asked.json else print_text)(asked.name, result)


def print_json(name: str, result: Result) -> None:
    """Print one JSON object for another program to read."""
    goals = {
        label: {"value": goal.value, "goal": goal.goal, "met": goal.met}
        for label, goal in result.goals.items()
    }
    found = {"name": name, "goals": goals, "figures": result.figures, "machine": machine()}
    print(json.dumps(found))


def print_text(name: str, result: Result) -> None:
    """Print each goal and whether it is met, then what it was made of."""
    for label, goal in result.goals.items():
        verdict = "met" if goal.met else "not met"
        print(f"{name}: {label} {goal.value:.3g}, goal {goal.goal:g}: {verdict}")
    for label, figure in {**result.figures, **machine()}.items():
        print(f"  {label:<14} {f'{figure:.3f}' if isinstance(figure, float) else figure}")


if __name__ == "__main__":
    main()
