"""Everything that the app needs to know of people."""

from __future__ import annotations

import uuid

from flask import Flask

from server.database import writing
from server.errors import not_found
from server.extensions import api, db
from server.people import api as routes
from server.people import callers, choosing_openness, commands, organiser_api, pairs, silencing_api
from server.realtime.admission import admit_callers_by
from server.realtime.beat import check_rights_by
from server.realtime.doors import guard_stream
from server.realtime.publish import hide_facts_by
from server.web.edge import identify_callers_by
from server.web.rights import Caller, Role
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, who is calling, who may hear what is told of people, and when pauses end."""
    api.register_blueprint(routes.door)
    api.register_blueprint(routes.blueprint)
    api.register_blueprint(organiser_api.blueprint)
    api.register_blueprint(silencing_api.blueprint)
    commands.init_app(app)
    identify_callers_by(app, callers.caller)
    admit_callers_by(app, callers.callers)
    hide_facts_by(app, pairs.who_must_not_hear)
    check_rights_by(app, callers.rights_at)
    guard_stream(app, "person", _only_oneself)
    guard_stream(app, "reviewers", _organisers)
    handle_due(app, choosing_openness.PAUSE_OVER, _end_pause)


def _end_pause(conference: str, key: str) -> None:
    with writing(db.session):
        choosing_openness.end_pause(conference, uuid.UUID(key))


def _only_oneself(caller: Caller, rest: str) -> None:
    if rest != str(caller.id):
        raise not_found()


def _organisers(caller: Caller, rest: str) -> None:
    if rest or not caller.role.includes(Role.ORGANISER):
        raise not_found()
