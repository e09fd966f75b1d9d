"""Coming in, being somebody, and leaving, over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from server.conferences.domain import Door
from server.conferences.queries import conference_by_key, door_of
from server.people import (
    actions,
    callers,
    choosing_openness,
    devices,
    links,
    needs,
    queries,
    ties,
)
from server.people.domain import (
    Attendance,
    AttendanceList,
    LinkPreview,
    OwnNeeds,
    PersonCard,
    ProfileSnapshot,
    RecoveryCode,
)
from server.people.models import Person
from server.people.schemas import (
    JoinIn,
    KeyIn,
    LinkIn,
    NeedsIn,
    OpennessIn,
    ProfileIn,
    RecoveryIn,
    TokenIn,
)
from server.realtime.publish import number_of
from server.web.blueprint import Blueprint
from server.web.device import calling_device
from server.web.edge import command, open_command, open_query, query
from server.web.limits import guessable
from server.web.values import answer

door = Blueprint("door", __name__, url_prefix="/api/v1", description=__doc__)
blueprint = Blueprint(
    "people", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@door.get("/me")
@open_query
@door.response(200, answer(AttendanceList))
def get_attendances() -> AttendanceList:
    """Return the conferences that this device is in."""
    return AttendanceList(conferences=callers.attendances(calling_device()))


@door.post("/door")
@guessable
@open_query
@door.arguments(KeyIn)
@door.response(200, answer(Door))
def look_in(key: dict[str, str]) -> Door:
    """Say what conference a code or a token opens. Nobody is let in yet."""
    row = conference_by_key(key.get("code"), key.get("token"))
    return door_of(row, joined=callers.caller(calling_device(), row.slug) is not None)


@door.put("/people/<uuid:person_id>")
@guessable
@open_command
@door.arguments(JoinIn)
@door.response(200, answer(Attendance))
def join(joining: dict[str, Any], person_id: uuid.UUID) -> Attendance:
    """Let somebody in whose code or token is right. Sent twice, it is one person."""
    row = conference_by_key(joining.get("code"), joining.get("token"))
    device = calling_device()
    person = actions.join(
        row,
        person_id,
        name=joining["name"],
        backgrounds=joining["backgrounds"],
        device_hash=device,
    )
    return callers.attendance_of(person)


@door.post("/recovery")
@guessable
@open_command
@door.arguments(RecoveryIn)
@door.response(200, answer(Attendance))
def recover(typed: dict[str, str]) -> Attendance:
    """Bring somebody back on this device by their recovery code."""
    person = callers.person_by_recovery(typed["code"])
    devices.hold(calling_device(), person)
    return callers.attendance_of(person)


@door.post("/links/look")
@guessable
@open_query
@door.arguments(TokenIn)
@door.response(200, answer(LinkPreview))
def look_at_link(asked: dict[str, str]) -> LinkPreview:
    """Say what a link would do. Looking uses nothing up."""
    return queries.preview_of(queries.link_by_token(asked["token"]), calling_device())


@door.post("/links/use")
@guessable
@open_command
@door.arguments(LinkIn)
@door.response(200, answer(Attendance))
def use_link(tapped: dict[str, Any]) -> Attendance:
    """Do what a link is for: raise a role, be the screen, bring somebody back."""
    link = queries.link_by_token(tapped["token"], lock=True)
    person = links.use_link(link, device_hash=calling_device(), newcomer=tapped.get("newcomer"))
    return callers.attendance_of(person)


@blueprint.get("/me")
@query()
@blueprint.response(200, answer(ProfileSnapshot))
def get_profile(caller: Person) -> ProfileSnapshot:
    """Return one's own profile."""
    return _snapshot(caller)


@blueprint.patch("/me")
@command()
@blueprint.arguments(ProfileIn)
@blueprint.response(200, answer(ProfileSnapshot))
def change_profile(caller: Person, changes: dict[str, Any]) -> ProfileSnapshot:
    """Change one's own profile."""
    me = queries.person(caller.conference, caller.id, lock=True)
    actions.change_profile(me, changes, version=changes.pop("version"))
    return _snapshot(me)


@blueprint.delete("/me")
@command()
@blueprint.response(204)
def leave(caller: Person) -> None:
    """Leave the conference and have everything of one's own deleted."""
    me = queries.person(caller.conference, caller.id, lock=True)
    actions.remove_person(me, by=me)


@blueprint.put("/me/openness")
@command()
@blueprint.arguments(OpennessIn)
@blueprint.response(200, answer(ProfileSnapshot))
def choose_openness(caller: Person, chosen: dict[str, Any]) -> ProfileSnapshot:
    """Say how open one is to be met, at once or after a pause that ends by itself."""
    me = queries.person(caller.conference, caller.id, lock=True)
    choosing_openness.choose_openness(me, **chosen)
    return _snapshot(me)


@blueprint.get("/me/needs")
@query()
@blueprint.response(200, answer(OwnNeeds))
def get_needs(caller: Person) -> OwnNeeds:
    """Return what one needs to sit well."""
    return needs.own_needs(caller)


@blueprint.put("/me/needs")
@command()
@blueprint.arguments(NeedsIn)
@blueprint.response(200, answer(OwnNeeds))
def say_needs(caller: Person, wanted: dict[str, Any]) -> OwnNeeds:
    """Say what one needs to sit well. Only the planner and organisers will know."""
    me = queries.person(caller.conference, caller.id, lock=True)
    return needs.say_needs(me, wanted["needs"], version=wanted["version"])


@blueprint.get("/me/recovery")
@query()
@blueprint.response(200, answer(RecoveryCode))
def get_recovery_code(caller: Person) -> RecoveryCode:
    """Return the code that brings this person back on another phone."""
    return RecoveryCode(code=actions.shown_recovery_code(caller))


@blueprint.get("/people/<uuid:person_id>")
@query()
@blueprint.response(200, answer(PersonCard))
def get_person(caller: Person, person_id: uuid.UUID) -> PersonCard:
    """Return somebody as others see them."""
    return queries.card_of(queries.visible_person(caller, person_id))


@blueprint.get("/blocks")
@query()
@blueprint.response(200, answer(PersonCard)(many=True))
def get_blocks(caller: Person) -> list[PersonCard]:
    """Return those whom one has blocked oneself."""
    return queries.blocked_by(caller)


@blueprint.put("/blocks/<uuid:person_id>")
@command()
@blueprint.response(204)
def block(caller: Person, person_id: uuid.UUID) -> None:
    """Block somebody: silent, at once and both ways."""
    ties.block(caller, queries.person(caller.conference, person_id))


@blueprint.delete("/blocks/<uuid:person_id>")
@command()
@blueprint.response(204)
def unblock(caller: Person, person_id: uuid.UUID) -> None:
    """Take a block back."""
    ties.unblock(caller, person_id)


def _snapshot(row: Person) -> ProfileSnapshot:
    return ProfileSnapshot(
        number=number_of(row.conference, f"person:{row.id}"), profile=queries.profile_of(row)
    )
