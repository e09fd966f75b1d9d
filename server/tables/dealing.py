"""Seating a round that is being set, by the planner's answer or at once without it."""

from __future__ import annotations

from typing import Any

from server import clock
from server.tables.acts import clock_of
from server.tables.asking import question
from server.tables.clock import Phase
from server.tables.models import Talk
from server.tables.rounds import deal, tell_round
from server.tables.seating.going_on import go_on
from server.tables.winding import set_clock


def seat_round(row: Talk, planned: dict[str, Any]) -> None:
    """Seat the round that a locked talk is set for, by the plan of this round and those after.

    planned: the answer of `server.tables.seating.going_on`. The rounds after are kept.
    """
    if row.phase is not Phase.SETTING:
        return
    present, *to_come = planned["seatings"]
    deal(row, present)
    report = {key: planned[key] for key in ("repeats", "repeats_bound", "advice")}
    row.plan = {"seatings": to_come, "report": report}
    set_clock(row, clock_of(row).seated(clock.now()))
    tell_round(row)


def seat_at_once(row: Talk) -> None:
    """Seat the round that a locked talk is set for with what is there: nobody waits for better."""
    seat_round(row, plan_at_once(question(row)))


def plan_at_once(asked: dict[str, Any]) -> dict[str, Any]:
    """Return a plan that was written down and not improved, which takes milliseconds."""
    return go_on(**asked | {"budget": 0, "planned": None})
