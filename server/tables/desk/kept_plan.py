"""Reading a plan that `flask seating plan --json` printed, so that it can be repaired."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from server.spreadsheets import Unreadable
from server.tables.desk.guest_list import Attendee
from server.tables.seating.report import Plan, Report
from server.tables.seating.room import Round

ASKED = ("people", "tables", "size", "seed", "met", "apart", "together")


def read_plan(path: Path) -> tuple[Plan, dict[str, Any], list[Attendee]]:
    """Return a plan as `plan --json` wrote it, what was asked for it, and whom it seats.

    Raises Unreadable.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        rounds = tuple(tuple(tuple(there) for there in tables) for tables in told["seatings"])
        asked = {key: told["asked"][key] for key in ASKED}
        listed = [Attendee.from_values(one) for one in asked["people"]]
        _check_seats(rounds, listed)
    except OSError as error:
        raise Unreadable(path, None, f"it cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(path, None, "this is no plan that --json printed.") from error
    return Plan(rounds, Report(), ((),) * len(rounds)), asked, listed


def _check_seats(rounds: Sequence[Round], listed: Sequence[Attendee]) -> None:
    """Raise ValueError where somebody sits who is not listed, or twice in a round."""
    ids = {person.id for person in listed}
    for tables in rounds:
        seated = [person for there in tables for person in there]
        if len(set(seated)) < len(seated) or not ids.issuperset(seated):
            raise ValueError("a plan seats those who are listed, once in a round")
