"""Muting and banning over HTTP, for organisers; and what those who are silenced can answer."""

from __future__ import annotations

import uuid

from server.people import callers, queries, silencing
from server.people.domain import GuestLine, OwnBan, Profile
from server.people.models import Person
from server.people.schemas import AppealIn, SilenceIn
from server.web.blueprint import Blueprint
from server.web.device import calling_device
from server.web.edge import command, open_command, open_query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "silencing", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)
MUTE = "/guests/<uuid:person_id>/mute"
BAN = "/guests/<uuid:person_id>/ban"


@blueprint.put(MUTE)
@command(Role.ORGANISER)
@blueprint.arguments(SilenceIn)
@blueprint.response(200, answer(GuestLine))
def mute(caller: Person, told: dict[str, str], person_id: uuid.UUID) -> GuestLine:
    """Let what somebody writes reach nobody from now on, with the reason that they are told."""
    person = queries.person(caller.conference, person_id, lock=True)
    silencing.mute(person, told["words"], by=caller)
    return queries.guest_of(person)


@blueprint.delete(MUTE)
@command(Role.ORGANISER)
@blueprint.response(200, answer(GuestLine))
def unmute(caller: Person, person_id: uuid.UUID) -> GuestLine:
    """Let what somebody writes reach the others again."""
    person = queries.person(caller.conference, person_id, lock=True)
    silencing.unmute(person, by=caller)
    return queries.guest_of(person)


@blueprint.put(BAN)
@command(Role.ORGANISER)
@blueprint.arguments(SilenceIn)
@blueprint.response(200, answer(GuestLine))
def ban(caller: Person, told: dict[str, str], person_id: uuid.UUID) -> GuestLine:
    """Put somebody out at once, with the reason that they are told."""
    person = queries.person(caller.conference, person_id, lock=True)
    silencing.ban(person, told["words"], by=caller)
    return queries.guest_of(person)


@blueprint.delete(BAN)
@command(Role.ORGANISER)
@blueprint.response(200, answer(GuestLine))
def lift_ban(caller: Person, person_id: uuid.UUID) -> GuestLine:
    """Let somebody in again, and show what they wrote as before."""
    person = queries.person(caller.conference, person_id, lock=True)
    silencing.lift_ban(person, by=caller)
    return queries.guest_of(person)


@blueprint.put("/guests/<uuid:person_id>/appeal")
@command(Role.ORGANISER)
@blueprint.arguments(AppealIn)
@blueprint.response(200, answer(GuestLine))
def answer_appeal(caller: Person, told: dict[str, str], person_id: uuid.UUID) -> GuestLine:
    """Say to somebody, once, what came of their appeal."""
    person = queries.person(caller.conference, person_id, lock=True)
    silencing.answer_appeal(person, told["words"], by=caller)
    return queries.guest_of(person)


@blueprint.put("/me/appeal")
@command()
@blueprint.arguments(AppealIn)
@blueprint.response(200, answer(Profile))
def appeal_mute(caller: Person, told: dict[str, str]) -> Profile:
    """Tell the organisers, once, why one should be heard again."""
    person = queries.person(caller.conference, caller.id, lock=True)
    silencing.appeal(person, told["words"])
    return queries.profile_of(person)


@blueprint.get("/ban")
@open_query
@blueprint.response(200, answer(OwnBan))
def get_ban(slug: str) -> OwnBan:
    """Say why the person of this device is banned, and what they have answered."""
    return queries.ban_of(callers.banned(calling_device(), slug))


@blueprint.put("/ban/appeal")
@open_command
@blueprint.arguments(AppealIn)
@blueprint.response(200, answer(OwnBan))
def appeal(told: dict[str, str], slug: str) -> OwnBan:
    """Tell the organisers, once, why the ban should be lifted."""
    person = callers.banned(calling_device(), slug, lock=True)
    silencing.appeal(person, told["words"])
    return queries.ban_of(person)
