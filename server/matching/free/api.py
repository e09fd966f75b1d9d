"""Being free now, over HTTP."""

from __future__ import annotations

from server.matching.free import actions, queries
from server.matching.free.domain import FreeNowList
from server.people.models import Person
from server.people.queries import person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.values import answer

blueprint = Blueprint(
    "free-now", __name__, url_prefix="/api/v1/conferences/<slug>/free-now", description=__doc__
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(FreeNowList))
def get_free(caller: Person) -> FreeNowList:
    """Return who is free now, the caller among them where they are."""
    return queries.free_list(caller)


@blueprint.put("/me")
@command()
@blueprint.response(200, answer(FreeNowList))
def be_free(caller: Person) -> FreeNowList:
    """Say that one is free for ten minutes from now on."""
    actions.be_free(person(caller.conference, caller.id, lock=True))
    return queries.free_list(caller)


@blueprint.delete("/me")
@command()
@blueprint.response(204)
def be_busy(caller: Person) -> None:
    """Say that one is free no longer."""
    actions.end(caller.conference, caller.id)
