"""Everything that the app needs to know of moderation."""

from __future__ import annotations

import uuid

from flask import Flask

from server.database import writing
from server.extensions import api, db
from server.moderation import queries
from server.moderation.actions import TELL_AUTHOR, forget, tell_author
from server.moderation.api import blueprint
from server.people.leaving import when_leaving
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, the notices of refusals that wait, and what to forget of a leaver."""
    api.register_blueprint(blueprint)
    handle_due(app, TELL_AUTHOR, _tell_author)
    when_leaving(app, forget)


def _tell_author(conference: str, key: str) -> None:
    with writing(db.session):
        tell_author(queries.review(conference, uuid.UUID(key), lock=True))
