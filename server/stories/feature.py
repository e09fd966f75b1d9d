"""Everything that the app needs to know of stories."""

from __future__ import annotations

from flask import Flask

from server.extensions import api
from server.moderation.subjects import SubjectKind, review_subjects
from server.people.leaving import when_leaving
from server.stories import actions, queries
from server.stories.api import blueprint
from server.stories.domain import SUBJECT


def init_app(app: Flask) -> None:
    """Register routes, what reviews show and decide of stories, and what to forget of a leaver."""
    api.register_blueprint(blueprint)
    review_subjects(
        app,
        SUBJECT,
        SubjectKind(show=queries.shown_in_review, standing=queries.standing, settle=actions.settle),
    )
    when_leaving(app, actions.forget)
