"""Everything that the app needs to know of the screen."""

from __future__ import annotations

from flask import Flask

from server.extensions import api
from server.people.leaving import when_leaving
from server.realtime.doors import guard_stream
from server.screen.api import blueprint
from server.screen.keys import forget
from server.screen.queries import door_to_screen


def init_app(app: Flask) -> None:
    """Register routes, the stream that projectors hear, and what to forget of one that leaves."""
    api.register_blueprint(blueprint)
    when_leaving(app, forget)
    guard_stream(app, "screen", door_to_screen)
