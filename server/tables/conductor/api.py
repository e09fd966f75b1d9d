"""Conducting a talk over HTTP: its clock, and what everybody in it is told."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, jsonify

from server.people.models import Person
from server.tables import queries
from server.tables.conductor import announcing, conducting
from server.tables.domain import TalkAnnouncement, TalkView
from server.tables.schemas import CommandIn, TalkAnnouncementIn
from server.web.blueprint import Blueprint
from server.web.edge import command
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "conducting",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/talks/<uuid:talk_id>",
    description=__doc__,
)


@blueprint.put("/commands/<uuid:command_id>")
@command(Role.HOST)
@blueprint.arguments(CommandIn)
@blueprint.response(200, answer(TalkView))
def conduct(
    caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID, command_id: uuid.UUID
) -> Response:
    """Conduct the talk. A command sent again is answered as the first time."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    move, version = wanted["move"], wanted["version"]
    return jsonify(conducting.conduct(row, command_id, move, version=version, by=caller))


@blueprint.put("/announcements/<uuid:announcement_id>")
@command(Role.HOST)
@blueprint.arguments(TalkAnnouncementIn)
@blueprint.response(200, answer(TalkAnnouncement))
def announce(
    caller: Person, told: dict[str, str], talk_id: uuid.UUID, announcement_id: uuid.UUID
) -> TalkAnnouncement:
    """Tell everybody in the talk something."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    return announcing.announce(row, announcement_id, told["text"], by=caller)


@blueprint.delete("/announcements/<uuid:announcement_id>")
@command(Role.HOST)
@blueprint.response(204)
def withdraw(caller: Person, talk_id: uuid.UUID, announcement_id: uuid.UUID) -> None:
    """Take an announcement down."""
    announcing.withdraw(queries.hosted_talk(caller.conference, talk_id, lock=True), announcement_id)
