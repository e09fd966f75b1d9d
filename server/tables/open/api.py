"""Open tables over HTTP: finding one, starting one, sitting down, closing one."""

from __future__ import annotations

import uuid
from typing import Any

from server.people.models import Person
from server.tables import queries
from server.tables.domain import TalkSnapshot
from server.tables.open import starting
from server.tables.open import tables as open_tables
from server.tables.open.domain import OpenTableList, WayIn
from server.tables.schemas import OpenTableIn, SittingDownIn
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.values import answer

blueprint = Blueprint(
    "open-tables",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/open-tables",
    description=__doc__,
)


@blueprint.get("")
@query()
@blueprint.response(200, answer(OpenTableList))
def get_open_tables(caller: Person) -> OpenTableList:
    """Return the open tables where the caller finds a chair, and the one where they sit."""
    return open_tables.open_table_list(caller)


@blueprint.put("/<uuid:talk_id>")
@command()
@blueprint.arguments(OpenTableIn)
@blueprint.response(200, answer(TalkSnapshot))
def start_table(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> TalkSnapshot:
    """Start a table under the id that the phone gave it, and sit down there."""
    row = starting.start_table(talk_id, **wanted, by=caller)
    return queries.snapshot(row, caller)


@blueprint.put("/<code>/here")
@command()
@blueprint.arguments(SittingDownIn)
@blueprint.response(200, answer(TalkSnapshot))
def sit_down(caller: Person, wanted: dict[str, bool], code: str) -> TalkSnapshot:
    """Sit down at the table of this code."""
    row = open_tables.called(caller.conference, code)
    starting.sit_down(row, caller, **wanted)
    return queries.snapshot(row, caller)


@blueprint.get("/<uuid:talk_id>/way-in")
@query()
@blueprint.response(200, answer(WayIn))
def get_way_in(caller: Person, talk_id: uuid.UUID) -> WayIn:
    """Return what brings others to the table where the caller sits."""
    return open_tables.way_in(caller, talk_id)


@blueprint.delete("/<uuid:talk_id>")
@command()
@blueprint.response(204)
def close_table(caller: Person, talk_id: uuid.UUID) -> None:
    """Close a table for everybody who sits there."""
    starting.close_for(open_tables.open_table(caller.conference, talk_id), caller)
