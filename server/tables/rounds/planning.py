"""What falls due in a talk, and what becomes of it when somebody sets the clock.

A round is planned in a child process, beside the phones that wait for it.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.database import reading, writing
from server.extensions import db
from server.tables import actions, queries
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.conductor.acts import hurried
from server.tables.conductor.meetings import remember
from server.tables.domain import Mode
from server.tables.models import Talk
from server.tables.room.checking_in import tell_count
from server.tables.rounds.asking import hasty, question, still_good
from server.tables.rounds.laying import seat_round
from server.tables.seating.going_on import go_on
from server.work.children import ChildFailed, in_child

log = logging.getLogger(__name__)

LONGEST = 10.0  # seconds that a child may take before the room is seated without it


def seat_when_due(conference: str, key: str) -> None:
    """Seat the round that a talk is set for. Run twice, it is seated once."""
    talk_id = uuid.UUID(key)
    with reading(db.session):
        row = queries.talk(conference, talk_id)
        if row.phase is not Phase.SETTING:
            return
        version, planned = row.version, still_good(row)
    if planned is None:
        remember(conference, talk_id)  # whom a plan is to keep from meeting again
        with reading(db.session):
            row = queries.talk(conference, talk_id)
            if row.version != version:
                return
            asked = hasty(question(row)) if hurried(row) else question(row)
        planned = _planned(asked)
    seat_round(conference, talk_id, version, planned)


def pass_boundary_when_due(conference: str, key: str) -> None:
    """Let a talk pass the end of its phase. Run twice, it passes once."""
    with writing(db.session):
        actions.claim_boundary(queries.talk(conference, uuid.UUID(key), lock=True))


def stand_still_when_time_is_set(was: datetime) -> None:
    """Let every talk that runs stand still with what it had left at `was`; hosts resume it."""
    with reading(db.session):
        running = list(
            db.session.execute(
                select(Talk.conference, Talk.id)
                .where(Talk.phase.in_([Phase.SETTING, *SEATED_PHASES]), Talk.mode != Mode.OPEN)
                .order_by(Talk.id)
            )
        )
    for conference, talk_id in running:
        with writing(db.session):
            actions.stand_still(queries.talk(conference, talk_id, lock=True), was)


def tell_count_when_due(conference: str, key: str) -> None:
    """Tell everybody who follows a talk how many are here."""
    with writing(db.session):
        row = queries.talk(conference, uuid.UUID(key), lock=True)
        tell_count(row)


def _planned(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the planner's answer; when no child can give one, a plan that nobody improved."""
    pairs = "profiles" in asked  # who they are says with whom each is best introduced
    plans = "server.tables.rounds.introducing" if pairs else "server.tables.seating.going_on"
    try:
        answer: dict[str, Any] = in_child(f"{plans}:go_on", asked, timeout=LONGEST)
    except ChildFailed:
        log.exception("planning failed; the round is seated by a plan that nobody improved")
        return go_on(**hasty(asked))
    return answer
