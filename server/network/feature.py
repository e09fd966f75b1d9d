"""Everything that the app needs to know of the network's page."""

from __future__ import annotations

from flask import Flask

from server.errors import not_found
from server.extensions import api
from server.network.api import blueprint
from server.network.domain import TRIAL
from server.network.queries import own_figures
from server.realtime.doors import guard_stream
from server.web.rights import Caller, Role


def init_app(app: Flask) -> None:
    """Register the routes, the stream that simulated phones hear, and what processes share."""
    api.register_blueprint(blueprint)
    guard_stream(app, TRIAL, _organisers)
    app.extensions["happenstance-presence"].tell_also(own_figures)


def _organisers(caller: Caller, rest: str) -> None:
    """Let in the phones that an organiser has simulated: they come by their device."""
    if not rest or not caller.role.includes(Role.ORGANISER):
        raise not_found()
