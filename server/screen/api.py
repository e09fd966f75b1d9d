"""The screen over HTTP."""

from __future__ import annotations

import uuid

from flask import Response

from server.people.models import Person
from server.screen import actions, keys, queries
from server.screen.domain import NewScreen, ScreenList, ScreenSnapshot
from server.screen.schemas import BlankIn, ScreenIn
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
    actions.blank_screens(caller.conference, blank=wanted["blank"], by=caller)


@blueprint.put("/screen/seen")
@command()
@blueprint.response(204)
def screen_seen(caller: Person) -> None:
    """Say that this screen is showing the conference; of others it is not noted."""
    queries.door_to_screen(caller, "")
    keys.screen_seen(caller)


@blueprint.get("/screens")
@query(Role.ORGANISER)
@blueprint.response(200, answer(ScreenList))
def get_screens(caller: Person) -> ScreenList:
    """Return the screens, and when each was last seen."""
    return queries.screens(caller.conference)


@blueprint.put("/screens/<uuid:screen_id>")
@command(Role.ORGANISER)
@blueprint.arguments(ScreenIn)
@blueprint.response(200, answer(NewScreen))
def make_screen(caller: Person, wanted: dict[str, str], screen_id: uuid.UUID) -> NewScreen:
    """Make a screen and the key that opens it; the key is told this once."""
    return keys.make_screen(caller.conference, screen_id, wanted["name"], by=caller)


@blueprint.delete("/screens/<uuid:screen_id>")
@command(Role.ORGANISER)
@blueprint.response(204)
def revoke_screen(caller: Person, screen_id: uuid.UUID) -> None:
    """Void a screen's key. The screen goes blank at once."""
    keys.revoke_screen(caller.conference, screen_id, by=caller)
