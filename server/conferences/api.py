"""The conference over HTTP, for those who are in."""

from __future__ import annotations

import uuid
from typing import Any

from server.conferences import actions, queries, stopping
from server.conferences.domain import ConferenceSnapshot, Keys
from server.conferences.models import Conference
from server.conferences.schemas import AnnouncementIn, SettingsIn, VersionIn
from server.realtime.publish import number_of
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.links import address, join_path
from server.web.rights import Caller, Role
from server.web.values import answer

blueprint = Blueprint(
    "conferences", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(ConferenceSnapshot))
def get_conference(caller: Caller) -> ConferenceSnapshot:
    """Return the conference, its announcements and the feed's number."""
    return _snapshot(queries.conference(caller.conference))


@blueprint.patch("")
@command(Role.ORGANISER)
@blueprint.arguments(SettingsIn)
@blueprint.response(200, answer(ConferenceSnapshot))
def change_settings(caller: Caller, changes: dict[str, Any]) -> ConferenceSnapshot:
    """Change the settings."""
    row = queries.locked_conference(caller.conference)
    actions.change_settings(row, changes, version=changes.pop("version"), by=caller)
    return _snapshot(row)


@blueprint.get("/keys")
@query(Role.HOST)
@blueprint.response(200, answer(Keys))
def get_keys(caller: Caller) -> Keys:
    """Return the join code and the link behind the QR code."""
    return _keys(queries.conference(caller.conference))


@blueprint.post("/keys")
@command(Role.ORGANISER)
@blueprint.arguments(VersionIn)
@blueprint.response(200, answer(Keys))
def rotate_keys(caller: Caller, decided: dict[str, int]) -> Keys:
    """Replace the join code and the QR code's link; the old ones open nothing more."""
    row = queries.locked_conference(caller.conference)
    actions.rotate_keys(row, version=decided["version"], by=caller)
    return _keys(row)


@blueprint.put("/announcements/<uuid:announcement_id>")
@command(Role.ORGANISER)
@blueprint.arguments(AnnouncementIn)
@blueprint.response(204)
def announce(caller: Caller, told: dict[str, str], announcement_id: uuid.UUID) -> None:
    """Tell everyone something."""
    row = queries.conference(caller.conference)
    actions.announce(row, announcement_id, told["text"], by=caller)


@blueprint.put("/stop")
@command(Role.ORGANISER)
@blueprint.response(200, answer(ConferenceSnapshot))
def stop_publication(caller: Caller) -> ConferenceSnapshot:
    """Blank every screen at once and let nothing new go live, until an organiser lifts it."""
    row = queries.locked_conference(caller.conference)
    stopping.stop_publication(row, by=caller)
    return _snapshot(row)


@blueprint.delete("/stop")
@command(Role.ORGANISER)
@blueprint.response(200, answer(ConferenceSnapshot))
def lift_stop(caller: Caller) -> ConferenceSnapshot:
    """Let the screens show, and stories go live, again."""
    row = queries.locked_conference(caller.conference)
    stopping.lift_stop(row, by=caller)
    return _snapshot(row)


@blueprint.post("/end")
@command(Role.ORGANISER)
@blueprint.arguments(VersionIn)
@blueprint.response(200, answer(ConferenceSnapshot))
def end_conference(caller: Caller, decided: dict[str, int]) -> ConferenceSnapshot:
    """End the conference: the door closes, what people wrote stays until its date."""
    row = queries.locked_conference(caller.conference)
    actions.end_conference(row, version=decided["version"], by=caller)
    return _snapshot(row)


def _snapshot(row: Conference) -> ConferenceSnapshot:
    return ConferenceSnapshot(number=number_of(row.slug, "feed"), conference=queries.view_of(row))


def _keys(row: Conference) -> Keys:
    return Keys(code=row.code, link=address(join_path(row.token)))
