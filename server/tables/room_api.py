"""The room over HTTP, for those who conduct: who sits where, seats by hand, what happened."""

from __future__ import annotations

import uuid
from typing import Any

from server.people.models import Person
from server.tables import by_hand, checking_in, log, queries
from server.tables.domain import RoomSnapshot, TalkLog
from server.tables.schemas import LockIn, PlacesIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "room", __name__, url_prefix="/api/v1/conferences/<slug>/talks", description=__doc__
)


@blueprint.get("/<uuid:talk_id>/room")
@query(Role.HOST)
@blueprint.response(200, answer(RoomSnapshot))
def get_room(caller: Person, talk_id: uuid.UUID) -> RoomSnapshot:
    """Return the room as hosts see it."""
    return queries.room(queries.talk(caller.conference, talk_id))


@blueprint.put("/<uuid:talk_id>/seats")
@command(Role.HOST)
@blueprint.arguments(PlacesIn)
@blueprint.response(204)
def seat_by_hand(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> None:
    """Move somebody to another table, or swap two. Sent twice, it happens once."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    by_hand.seat_by_hand(
        row,
        wanted["places"],
        round_number=wanted["round"],
        anyway=wanted["anyway"],
        by=caller,
    )


@blueprint.put("/<uuid:talk_id>/locks/<uuid:person_id>")
@command(Role.HOST)
@blueprint.arguments(LockIn)
@blueprint.response(204)
def lock_seat(
    caller: Person, wanted: dict[str, int], talk_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    """Have somebody stay at a table in every round to come."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    by_hand.lock_seat(row, person_id, wanted["table"], by=caller)


@blueprint.delete("/<uuid:talk_id>/locks/<uuid:person_id>")
@command(Role.HOST)
@blueprint.response(204)
def unlock_seat(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Let somebody be seated like everybody else again."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    by_hand.unlock_seat(row, person_id, by=caller)


@blueprint.delete("/<uuid:talk_id>/people/<uuid:person_id>")
@command(Role.HOST)
@blueprint.response(204)
def free_chair(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Free the chair of somebody who is not there."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    checking_in.leave(row, person_id, by=caller)


@blueprint.get("/<uuid:talk_id>/log")
@query(Role.HOST)
@blueprint.response(200, answer(TalkLog))
def get_log(caller: Person, talk_id: uuid.UUID) -> TalkLog:
    """Return what happened in the talk, the newest first."""
    return log.talk_log(queries.talk(caller.conference, talk_id))
