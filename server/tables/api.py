"""Talks over HTTP: opening, checking in, finding one's table."""

from __future__ import annotations

import uuid
from typing import Any

from server.people.models import Person
from server.tables import actions, queries
from server.tables.company import company
from server.tables.domain import (
    Company,
    InvitationList,
    TalkList,
    TalkSnapshot,
    TalkView,
)
from server.tables.room import checking_in, inviting, moving_on
from server.tables.schemas import TalkIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "tables", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/talks")
@query()
@blueprint.response(200, answer(TalkList))
def get_talks(caller: Person) -> TalkList:
    """Return the conference's hosted talks."""
    return queries.talk_list(caller.conference)


@blueprint.put("/talks/<uuid:talk_id>")
@command(Role.HOST)
@blueprint.arguments(TalkIn)
@blueprint.response(200, answer(TalkView))
def open_talk(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> TalkView:
    """Open a talk under the id that the host's phone gave it."""
    return queries.view_of(actions.open_talk(talk_id, wanted, by=caller))


@blueprint.get("/talks/<uuid:talk_id>")
@query()
@blueprint.response(200, answer(TalkSnapshot))
def get_talk(caller: Person, talk_id: uuid.UUID) -> TalkSnapshot:
    """Return a talk, and the caller's table in it."""
    return queries.snapshot(queries.talk_for(caller, talk_id), caller)


@blueprint.put("/talks/<uuid:talk_id>/here")
@command()
@blueprint.response(200, answer(TalkSnapshot))
def check_in(caller: Person, talk_id: uuid.UUID) -> TalkSnapshot:
    """Check in: be planned from now on, and seated at once if a round is running."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    checking_in.check_in(row, caller)
    return queries.snapshot(row, caller)


@blueprint.delete("/talks/<uuid:talk_id>/here")
@command()
@blueprint.response(204)
def leave(caller: Person, talk_id: uuid.UUID) -> None:
    """Leave a talk and free the chair."""
    checking_in.leave(queries.talk(caller.conference, talk_id, lock=True), caller.id)


@blueprint.put("/talks/<uuid:talk_id>/left/<uuid:table_id>")
@command()
@blueprint.response(200, answer(TalkSnapshot))
def move_on(caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID) -> TalkSnapshot:
    """Leave this table for another, without a word, and not sit with these people again."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    moving_on.move_on(row, table_id, caller.id)
    return queries.snapshot(row, caller)


@blueprint.get("/invitations")
@query()
@blueprint.response(200, answer(InvitationList))
def get_invitations(caller: Person) -> InvitationList:
    """Return the talks that the caller is asked to come to, since they were free."""
    return inviting.invitation_list(caller)


@blueprint.delete("/talks/<uuid:talk_id>/invitation")
@command()
@blueprint.response(204)
def decline_invitation(caller: Person, talk_id: uuid.UUID) -> None:
    """Not come to a talk that one was asked to. Nobody is told; one may come all the same."""
    inviting.answered(queries.hosted_talk(caller.conference, talk_id), caller.id)


@blueprint.get("/talks/<uuid:talk_id>/company")
@query()
@blueprint.response(200, answer(Company))
def get_company(caller: Person, talk_id: uuid.UUID) -> Company:
    """Return everybody with whom the caller has sat in this talk."""
    return company(queries.talk(caller.conference, talk_id), caller)
