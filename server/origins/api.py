"""How the room got here, over HTTP."""

from __future__ import annotations

from server.origins.domain import OriginsSnapshot
from server.origins.queries import origins_view
from server.people.models import Person
from server.realtime.publish import number_of
from server.web.blueprint import Blueprint
from server.web.edge import query
from server.web.values import answer

blueprint = Blueprint(
    "origins", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.get("/origins")
@query()
@blueprint.response(200, answer(OriginsSnapshot))
def get_origins(caller: Person) -> OriginsSnapshot:
    """Return how everybody who is here got here, of no fewer than five at once."""
    number, view = number_of(caller.conference, "feed"), origins_view(caller.conference)
    return OriginsSnapshot(number=number, needed=view.needed, origins=view.origins)
