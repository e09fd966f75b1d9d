"""What it takes to show somebody whom to meet: the kept list, against weighing the whole room.

Weighing is what would have to be done without a plan: everybody is read and weighed for the one
who looks. What the plan itself takes, in its child process, is measured beside it.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.filling import SLUG, fill_halls
from benchmarks.measuring import Goal, Result, medians, progress
from server.app import create_app
from server.config import Config
from server.database import reading, writing
from server.extensions import db
from server.matching.lists.models import SuggestedPair
from server.matching.lists.renewing import renew_when_due
from server.matching.profiles import own_profile, visible_profiles
from server.matching.saying import Intent
from server.matching.score import suggest
from server.matching.suggesting import suggestion_list
from server.people.models import Person
from tests.support.databases import migrate

FASTER = 5  # times as fast as weighing, in the larger hall
ROUNDS, CALLS = 5, 4
CHANGED = 3  # years that somebody says, of whom others are to be found


def run(*, quick: bool) -> Result:
    """Read a kept list, and weigh the room for one person, in turns; and plan halls anew."""
    sizes = (100, 200) if quick else (1_000, 4_000)
    goals: dict[str, Goal] = {}
    figures: dict[str, float | int | str] = {}
    for people in sizes:
        found = _hall(people)
        ratio = found["weighing_ms"] / found["kept_list_ms"]
        if people == sizes[-1]:
            goals["the kept list, against weighing"] = Goal(value=ratio, goal=FASTER)
        figures |= {f"{name}_{people}": figure for name, figure in found.items()}
        figures[f"times_as_fast_{people}"] = ratio
    return Result(goals=goals, figures=figures)


def _hall(people: int) -> dict[str, float]:
    """Return what it takes in a hall of so many."""
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'hall.db'}"
        progress(f"gathering {people:,} people")
        migrate(database)
        fill_halls(database, (people,), token)
        app = create_app(Config(secret_key=token, database_url=database, testing=True))
        with app.app_context():
            progress("planning for them")
            first = _timed(lambda: renew_when_due(SLUG, SLUG))
            with writing(db.session):
                _somebody().years = CHANGED
            mended = _timed(lambda: renew_when_due(SLUG, SLUG))
            with reading(db.session):
                pairs = len(db.session.execute(select(SuggestedPair.one_id)).all())
            kept, weighed = medians(_kept_list, _weighing, rounds=ROUNDS, calls=CALLS)
            db.engine.dispose()
    return {
        "kept_list_ms": kept * 1000,
        "weighing_ms": weighed * 1000,
        "first_plan_s": first,
        "one_change_s": mended,
        "pairs": pairs,
    }


def _kept_list() -> Any:
    with reading(db.session):
        return suggestion_list(_somebody())


def _weighing() -> Any:
    with reading(db.session):
        me = _somebody()
        others = visible_profiles(me, ())
        return suggest(own_profile(me, ()), others, intent=Intent.SURPRISE)


def _somebody() -> Person:
    return db.session.scalars(select(Person).order_by(Person.id).limit(1)).one()


def _timed(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before
