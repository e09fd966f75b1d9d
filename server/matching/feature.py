"""Everything that the app needs to know of matching."""

from __future__ import annotations

from flask import Flask

from server.database import writing
from server.extensions import api, db
from server.matching import actions
from server.matching.api import blueprint
from server.people.blocking import when_blocking
from server.people.leaving import when_leaving
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, the expiry of waves, and what goes with a leaver or a block."""
    api.register_blueprint(blueprint)
    handle_due(app, actions.EXPIRY, _expire)
    when_leaving(app, actions.forget)
    when_blocking(app, actions.part)


def _expire(conference: str, key: str) -> None:
    with writing(db.session):
        actions.expire(conference, key)
