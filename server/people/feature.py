"""Everything that the app needs to know of people."""

from __future__ import annotations

from flask import Flask

from server.errors import not_found
from server.extensions import api
from server.people import api as routes
from server.people import commands, organiser_api, pairs, queries
from server.realtime.beat import check_rights_by
from server.realtime.doors import guard_stream
from server.realtime.publish import hide_facts_by
from server.web.edge import identify_callers_by
from server.web.rights import Caller, Role


def init_app(app: Flask) -> None:
    """Register routes, who is calling, and who may hear what is told about people."""
    api.register_blueprint(routes.door)
    api.register_blueprint(routes.blueprint)
    api.register_blueprint(organiser_api.blueprint)
    commands.init_app(app)
    identify_callers_by(app, queries.caller)
    hide_facts_by(app, pairs.who_must_not_hear)
    check_rights_by(app, queries.rights_at)
    guard_stream(app, "person", _only_oneself)
    guard_stream(app, "reviewers", _organisers)


def _only_oneself(caller: Caller, rest: str) -> None:
    if rest != str(caller.id):
        raise not_found()


def _organisers(caller: Caller, rest: str) -> None:
    if rest or not caller.role.includes(Role.ORGANISER):
        raise not_found()
