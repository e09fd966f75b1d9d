"""Meeting now, over HTTP."""

from __future__ import annotations

import uuid

from server.matching.free.waving import wave_back
from server.matching.meet_now import actions, queries
from server.matching.meet_now.domain import MeetNow, MeetNowList
from server.matching.meet_now.schemas import MeetNowIn
from server.matching.queries import visible_partner
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.values import answer

blueprint = Blueprint(
    "meeting-now",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/meet-now",
    description=__doc__,
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(MeetNowList))
def get_meetings(caller: Person) -> MeetNowList:
    """Return whom the caller meets or may meet now."""
    return queries.meeting_list(caller)


@blueprint.put("/<uuid:meeting_id>")
@command()
@blueprint.arguments(MeetNowIn)
@blueprint.response(200, answer(MeetNow))
def ask(caller: Person, wanted: dict[str, uuid.UUID], meeting_id: uuid.UUID) -> MeetNow:
    """Ask a contact to meet now. Where they have asked the caller already, it is agreed."""
    return actions.ask(caller, visible_partner(caller, wanted["person_id"]), meeting_id)


@blueprint.delete("/<uuid:meeting_id>")
@command()
@blueprint.response(204)
def take_back(caller: Person, meeting_id: uuid.UUID) -> None:
    """Take back what one asked, before anybody agreed."""
    actions.take_back(caller, queries.meeting_of(caller, meeting_id))


@blueprint.put("/<uuid:meeting_id>/agreed")
@command()
@blueprint.response(200, answer(MeetNow))
def agree(caller: Person, meeting_id: uuid.UUID) -> MeetNow:
    """Agree to meet now. Both are told where, and which sign to hold up."""
    row = queries.meeting_of(caller, meeting_id)
    wave_back(caller, row)
    return actions.agree(caller, row)


@blueprint.put("/<uuid:meeting_id>/not-now")
@command()
@blueprint.response(204)
def decline(caller: Person, meeting_id: uuid.UUID) -> None:
    """Say "not just now". Whoever asked never learns of it."""
    actions.decline(caller, queries.meeting_of(caller, meeting_id))


@blueprint.put("/<uuid:meeting_id>/met")
@command()
@blueprint.response(200, answer(MeetNow))
def remember_met(caller: Person, meeting_id: uuid.UUID) -> MeetNow:
    """Say that the two have met."""
    return actions.remember_met(caller, queries.meeting_of(caller, meeting_id))


@blueprint.put("/<uuid:meeting_id>/missed")
@command()
@blueprint.response(200, answer(MeetNow))
def miss(caller: Person, meeting_id: uuid.UUID) -> MeetNow:
    """Say that the other is not there. Both are free, and neither is told who said so."""
    return actions.miss(caller, queries.meeting_of(caller, meeting_id))
