"""Meeting later, over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from server.conferences.queries import conference
from server.errors import not_found
from server.matching.later import actions, queries
from server.matching.later.calendar import calendar_of
from server.matching.later.domain import Appointment, AppointmentList
from server.matching.later.schemas import AgreementIn, ChangeIn, ProposalIn
from server.matching.queries import visible_partner
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.values import answer

blueprint = Blueprint(
    "meeting-later",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/appointments",
    description=__doc__,
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(AppointmentList))
def get_appointments(caller: Person) -> AppointmentList:
    """Return the caller's appointments, the next first."""
    return queries.appointment_list(caller)


@blueprint.put("/<uuid:appointment_id>")
@command()
@blueprint.arguments(ProposalIn)
@blueprint.response(200, answer(Appointment))
def propose(caller: Person, wanted: dict[str, Any], appointment_id: uuid.UUID) -> Appointment:
    """Propose a place and a time to a contact."""
    other = visible_partner(caller, wanted.pop("person_id"))
    return actions.propose(caller, other, appointment_id, **wanted)


@blueprint.patch("/<uuid:appointment_id>")
@command()
@blueprint.arguments(ChangeIn)
@blueprint.response(200, answer(Appointment))
def change(caller: Person, wanted: dict[str, Any], appointment_id: uuid.UUID) -> Appointment:
    """Propose another place or time, to which the other is to agree."""
    return actions.change(caller, queries.locked_appointment(caller, appointment_id), **wanted)


@blueprint.put("/<uuid:appointment_id>/agreed")
@command()
@blueprint.arguments(AgreementIn)
@blueprint.response(200, answer(Appointment))
def agree(caller: Person, wanted: dict[str, int], appointment_id: uuid.UUID) -> Appointment:
    """Agree to what the other proposed."""
    return actions.agree(caller, queries.locked_appointment(caller, appointment_id), **wanted)


@blueprint.delete("/<uuid:appointment_id>")
@command()
@blueprint.response(200, answer(Appointment))
def cancel(caller: Person, appointment_id: uuid.UUID) -> Appointment:
    """Cancel it, whoever proposed it."""
    return actions.cancel(caller, queries.locked_appointment(caller, appointment_id))


@blueprint.get("/<uuid:appointment_id>/calendar")
@query()
@blueprint.response(200, {"type": "string"}, content_type="text/calendar")
def get_calendar(caller: Person, appointment_id: uuid.UUID) -> Response:
    """Return it as a file that calendars take."""
    row = queries.own_appointment(caller, appointment_id)
    seen = queries.as_seen(caller, [row])
    if not seen:
        raise not_found()
    file = calendar_of(row, seen[0].person.name, conference(caller.conference))
    response = Response(file, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
