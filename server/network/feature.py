"""Everything that the app needs to know of the network's page."""

from __future__ import annotations

from flask import Flask

from server.errors import not_found
from server.extensions import api
from server.network.api import blueprint
from server.network.domain import TRIAL
from server.realtime.doors import guard_stream
from server.web.rights import Caller, Role


def init_app(app: Flask) -> None:
    """Register the routes, and the stream that simulated phones hear."""
    api.register_blueprint(blueprint)
    guard_stream(app, TRIAL, _organisers)


def _organisers(caller: Caller, rest: str) -> None:
    """Let in the phones that an organiser has simulated: they come by their device."""
    if not rest or not caller.role.includes(Role.ORGANISER):
        raise not_found()
