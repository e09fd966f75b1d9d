"""Everything that the app needs to know of the screen."""

from __future__ import annotations

from flask import Flask

from server.extensions import api
from server.realtime.doors import guard_stream
from server.screen.api import blueprint
from server.screen.queries import door_to_screen


def init_app(app: Flask) -> None:
    """Register routes and the stream that projectors hear."""
    api.register_blueprint(blueprint)
    guard_stream(app, "screen", door_to_screen)
