"""Everything that the app needs to know of moderation."""

from __future__ import annotations

import uuid

from flask import Flask

from server import clock
from server.conferences.changing import when_settings_change
from server.conferences.domain import Publishing
from server.conferences.models import Conference
from server.database import writing
from server.extensions import api, db
from server.moderation import flagging_api, queries, report_api, reported_people, reporting
from server.moderation.actions import TAKE_DOWN, TELL_AUTHOR, forget, take_down
from server.moderation.api import blueprint
from server.moderation.deciding import tell_author
from server.moderation.flags import due as flags
from server.moderation.flags.domain import LOOK, LOOK_ANEW
from server.moderation.reports import Reportable, report_subjects
from server.people.changing import when_hidden_or_shown, when_people_change
from server.people.leaving import when_leaving
from server.work.due import handle_due, schedule


def init_app(app: Flask) -> None:
    """Register routes, the notices of refusals that wait, and what to forget of a leaver."""
    api.register_blueprint(blueprint)
    api.register_blueprint(report_api.blueprint)
    api.register_blueprint(flagging_api.blueprint)
    handle_due(app, TELL_AUTHOR, _tell_author)
    handle_due(app, TAKE_DOWN, _take_down)
    handle_due(app, LOOK, flags.look_when_due, takes_long=True)
    handle_due(app, LOOK_ANEW, flags.look_anew_when_due)
    when_settings_change(app, _read_first)
    report_subjects(
        app,
        reported_people.SUBJECT,
        Reportable(seen=reported_people.seen, hide=reported_people.hide),
    )
    when_settings_change(app, flags.follow_settings)
    when_people_change(app, flags.follow_people)
    when_hidden_or_shown(app, reported_people.follow)
    when_leaving(app, forget)
    when_leaving(app, reporting.forget)


def _read_first(row: Conference) -> None:
    """Have what nobody has read taken down, where stories are to be read first from now on.

    Not here, where the conference is locked: decisions lock their reviews before it.
    """
    if row.publishing is Publishing.READ_FIRST:
        schedule(row.slug, TAKE_DOWN, row.slug, clock.now())


def _take_down(conference: str, _key: str) -> None:
    with writing(db.session):
        take_down(conference)


def _tell_author(conference: str, key: str) -> None:
    with writing(db.session):
        tell_author(queries.review(conference, uuid.UUID(key), lock=True))
