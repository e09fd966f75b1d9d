"""Everything that the app needs to know of how the room got here."""

from __future__ import annotations

from flask import Flask

from server.extensions import api
from server.origins.actions import DRAW, draw, follow, follow_story
from server.origins.api import blueprint
from server.people.changing import when_people_change
from server.stories.following import when_story_changes
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register the route, the drawing, and what it follows."""
    api.register_blueprint(blueprint)
    handle_due(app, DRAW, draw)
    when_people_change(app, follow)
    when_story_changes(app, follow_story)
