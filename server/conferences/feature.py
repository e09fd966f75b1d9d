"""Everything that the app needs to know of conferences."""

from __future__ import annotations

from flask import Flask

from server import clock
from server.conferences import commands
from server.conferences.actions import DELETION, delete_conference
from server.conferences.api import blueprint
from server.conferences.domain import deletion_moment
from server.conferences.queries import locked_conference
from server.database import writing
from server.errors import not_found
from server.extensions import api, db
from server.realtime.doors import guard_stream
from server.web.rights import Caller
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, the stream that everyone hears, and the deletion on its date."""
    api.register_blueprint(blueprint)
    commands.init_app(app)
    guard_stream(app, "feed", _everyone)
    handle_due(app, DELETION, _delete_on_its_date)


def _everyone(_caller: Caller, rest: str) -> None:
    """Whoever is in may hear what is told to everyone."""
    if rest:
        raise not_found()


def _delete_on_its_date(conference: str, _key: str) -> None:
    with writing(db.session):
        row = locked_conference(conference)
        if deletion_moment(row.deletes_on, row.zone) <= clock.now():  # not put off just now
            delete_conference(conference)
