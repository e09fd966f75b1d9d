"""How the room meets, over HTTP, for organisers."""

from __future__ import annotations

from typing import Any

from server.matching.figures.domain import MeetingFigures, UnmetPage
from server.matching.figures.queries import meeting_figures
from server.matching.figures.schemas import UnmetSearch
from server.matching.figures.unmet import unmet_page
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "meeting-figures",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/meeting-figures",
    description=__doc__,
)


@blueprint.get("")
@query(Role.ORGANISER)
@blueprint.response(200, answer(MeetingFigures))
def get_figures(caller: Person) -> MeetingFigures:
    """Return how the room meets, of no fewer than five people at once."""
    return meeting_figures(caller.conference)


@blueprint.get("/unmet")
@query(Role.ORGANISER)
@blueprint.arguments(UnmetSearch, location="query")
@blueprint.response(200, answer(UnmetPage))
def find_unmet(caller: Person, search: dict[str, Any]) -> UnmetPage:
    """Return a page of the guests who have met nobody yet, by name: never ranked."""
    return unmet_page(caller.conference, find=search["find"], after=search["after"])
