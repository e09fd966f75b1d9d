"""The room over HTTP, for those who conduct: who sits where, seats by hand, what happened."""

from __future__ import annotations

import uuid
from typing import Any

from server.people.domain import NewLink
from server.people.models import Person
from server.tables import queries
from server.tables.room import at_the_door, by_hand, checking_in, log
from server.tables.room.console import AbsentList, RoomSnapshot, SilentList, TalkLog, TalkSummary
from server.tables.room.summary import summary
from server.tables.schemas import AbsentSearch, LockIn, NoPhoneIn, PlacesIn
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
    return queries.room(queries.hosted_talk(caller.conference, talk_id))


@blueprint.get("/<uuid:talk_id>/silent")
@query(Role.HOST)
@blueprint.response(200, answer(SilentList))
def get_silent(caller: Person, talk_id: uuid.UUID) -> SilentList:
    """Return whose phones are not connected. Consoles ask again every ten seconds."""
    return at_the_door.silent(queries.hosted_talk(caller.conference, talk_id))


@blueprint.put("/<uuid:talk_id>/seats")
@command(Role.HOST)
@blueprint.arguments(PlacesIn)
@blueprint.response(204)
def seat_by_hand(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> None:
    """Move somebody to another table, or swap two. Sent twice, it happens once."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
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
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    by_hand.lock_seat(row, person_id, wanted["table"], by=caller)


@blueprint.delete("/<uuid:talk_id>/locks/<uuid:person_id>")
@command(Role.HOST)
@blueprint.response(204)
def unlock_seat(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Let somebody be seated like everybody else again."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    by_hand.unlock_seat(row, person_id, by=caller)


@blueprint.delete("/<uuid:talk_id>/people/<uuid:person_id>")
@command(Role.HOST)
@blueprint.response(204)
def free_chair(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Free the chair of somebody who is not there."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    checking_in.leave(row, person_id, by=caller)


@blueprint.put("/<uuid:talk_id>/people/<uuid:person_id>")
@command(Role.HOST)
@blueprint.response(204)
def check_in_for(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Check somebody in who has joined and is in the room."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    at_the_door.check_in_for(row, person_id, by=caller)


@blueprint.get("/<uuid:talk_id>/absent")
@query(Role.HOST)
@blueprint.arguments(AbsentSearch, location="query")
@blueprint.response(200, answer(AbsentList))
def find_absent(caller: Person, search: dict[str, str], talk_id: uuid.UUID) -> AbsentList:
    """Return some of those who have joined and are not at this talk, by name."""
    return at_the_door.absent(
        queries.hosted_talk(caller.conference, talk_id), caller, search["find"]
    )


@blueprint.put("/<uuid:talk_id>/without-phone/<uuid:person_id>")
@command(Role.HOST)
@blueprint.arguments(NoPhoneIn)
@blueprint.response(204)
def put_down(
    caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    """Add somebody who has no phone, under the id that the host's phone gave them."""
    at_the_door.put_down(
        queries.hosted_talk(caller.conference, talk_id, lock=True), person_id, **wanted, by=caller
    )


@blueprint.post("/<uuid:talk_id>/without-phone/<uuid:person_id>/link")
@command(Role.HOST)
@blueprint.response(200, answer(NewLink))
def link_for(caller: Person, talk_id: uuid.UUID, person_id: uuid.UUID) -> NewLink:
    """Make a link by which somebody without a phone comes in on one, as themselves."""
    return at_the_door.link_for(
        queries.hosted_talk(caller.conference, talk_id), person_id, by=caller
    )


@blueprint.get("/<uuid:talk_id>/log")
@query(Role.HOST)
@blueprint.response(200, answer(TalkLog))
def get_log(caller: Person, talk_id: uuid.UUID) -> TalkLog:
    """Return what happened in the talk, the newest first."""
    return log.talk_log(queries.hosted_talk(caller.conference, talk_id))


@blueprint.get("/<uuid:talk_id>/summary")
@query(Role.HOST)
@blueprint.response(200, answer(TalkSummary))
def get_summary(caller: Person, talk_id: uuid.UUID) -> TalkSummary:
    """Return what came of a talk."""
    return summary(queries.hosted_talk(caller.conference, talk_id))
