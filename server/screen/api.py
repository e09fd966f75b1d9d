"""The screen over HTTP."""

from __future__ import annotations

from flask import Response

from server.people.models import Person
from server.screen import actions, queries
from server.screen.domain import ScreenSnapshot
from server.screen.schemas import BlankIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.links import qr_svg
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "screen", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/screen")
@query()
@blueprint.response(200, answer(ScreenSnapshot))
def get_screen(caller: Person) -> ScreenSnapshot:
    """Return everything the screen shows. For the projector, hosts and organisers."""
    return queries.snapshot(caller)


@blueprint.get("/qr.svg")
@query()
@blueprint.response(200, {"type": "string"}, content_type="image/svg+xml")
def get_qr(caller: Person) -> Response:
    """Draw the QR code that lets people in. For the projector, hosts and organisers."""
    return Response(qr_svg(queries.join_link(caller)), mimetype="image/svg+xml")


@blueprint.put("/screen/blank")
@command(Role.HOST)
@blueprint.arguments(BlankIn)
@blueprint.response(204)
def blank_screens(caller: Person, wanted: dict[str, bool]) -> None:
    """Blank every screen at once, or have them shown again."""
    actions.blank_screens(caller.conference, blank=wanted["blank"])
