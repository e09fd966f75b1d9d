"""Everything that the app needs to know of stories."""

from __future__ import annotations

import uuid

from flask import Flask

from server.database import writing
from server.extensions import api, db
from server.moderation.reports import Reportable, report_subjects
from server.moderation.subjects import SubjectKind, review_subjects
from server.people.leaving import when_leaving
from server.stories import actions, under_review
from server.stories.api import blueprint
from server.stories.domain import SUBJECT
from server.stories.feed import keep_snapshots
from server.stories.front import FeedInFront
from server.stories.photos import keeping
from server.stories.photos.api import blueprint as photos
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, what reviews show and decide of stories, and what to forget of a leaver."""
    api.register_blueprint(blueprint)
    api.register_blueprint(photos)
    handle_due(app, keeping.SWEEP, _sweep_photo)
    app.wsgi_app = FeedInFront(app, keep_snapshots(app))  # type: ignore[method-assign]
    review_subjects(
        app,
        SUBJECT,
        SubjectKind(
            show=under_review.shown_in_review,
            standing=under_review.standing,
            settle=actions.settle,
        ),
    )
    report_subjects(app, SUBJECT, Reportable(seen=under_review.reported, hide=actions.hide))
    when_leaving(app, actions.forget)


def _sweep_photo(_conference: str, key: str) -> None:
    with writing(db.session):
        keeping.sweep(uuid.UUID(key))
