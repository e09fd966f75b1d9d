"""Looking after people, over HTTP, for organisers."""

from __future__ import annotations

import uuid
from typing import Any

from server.conferences.domain import new_token
from server.people import actions, finding, links, queries
from server.people.domain import GuestLine, GuestPage, LinkKind, NewLink
from server.people.models import Person
from server.people.schemas import GuestSearch, LookAfterIn, RoleLinkIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "guests", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/guests")
@query(Role.ORGANISER)
@blueprint.arguments(GuestSearch, location="query")
@blueprint.response(200, answer(GuestPage))
def find_people(caller: Person, search: dict[str, Any]) -> GuestPage:
    """Return a page of the people who are here, by name."""
    return finding.guest_page(caller.conference, find=search["find"], after=search["after"])


@blueprint.patch("/guests/<uuid:person_id>")
@command(Role.ORGANISER)
@blueprint.arguments(LookAfterIn)
@blueprint.response(200, answer(GuestLine))
def look_after(caller: Person, changes: dict[str, Any], person_id: uuid.UUID) -> GuestLine:
    """Rename, hide or show somebody, or change their role."""
    person = queries.person(caller.conference, person_id, lock=True)
    actions.look_after(person, changes, version=changes.pop("version"), by=caller)
    return queries.guest_of(person)


@blueprint.delete("/guests/<uuid:person_id>")
@command(Role.ORGANISER)
@blueprint.response(204)
def remove_person(caller: Person, person_id: uuid.UUID) -> None:
    """Remove somebody and everything of theirs."""
    person = queries.person(caller.conference, person_id, lock=True)
    actions.remove_person(person, by=caller)


@blueprint.post("/guests/<uuid:person_id>/link")
@command(Role.ORGANISER)
@blueprint.response(200, answer(NewLink))
def make_recovery_link(caller: Person, person_id: uuid.UUID) -> NewLink:
    """Make a link that brings somebody back, and void their old recovery code."""
    person = queries.person(caller.conference, person_id, lock=True)
    token = new_token()
    return links.new_link(links.bring_back(person, token, by=caller), token)


@blueprint.post("/role-links")
@command(Role.ORGANISER)
@blueprint.arguments(RoleLinkIn)
@blueprint.response(200, answer(NewLink))
def make_role_link(caller: Person, wanted: dict[str, str]) -> NewLink:
    """Make a link that makes whoever taps it first a host or an organiser."""
    token = new_token()
    role = Role(wanted["gives"])
    link = links.make_link(caller.conference, LinkKind.ROLE, token, role=role, by=caller)
    return links.new_link(link, token)
