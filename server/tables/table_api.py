"""What those who sit at a table do there, over HTTP: the card, the turns."""

from __future__ import annotations

import uuid
from typing import Any

from server.errors import not_found
from server.people.models import Person
from server.tables import actions, queries, taking_turns
from server.tables.domain import TableView, TalkSnapshot
from server.tables.models import Table, Talk
from server.tables.schemas import ListeningIn
from server.web.blueprint import Blueprint
from server.web.edge import command
from server.web.rights import Caller
from server.web.values import answer

blueprint = Blueprint(
    "at-table",
    __name__,
    url_prefix="/api/v1/conferences/<slug>/talks/<uuid:talk_id>",
    description=__doc__,
)
TABLE = "/tables/<uuid:table_id>"


@blueprint.put(f"{TABLE}/passed/<prompt_key>")
@command()
@blueprint.response(200, answer(TableView))
def pass_prompt(
    caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID, prompt_key: str
) -> TableView:
    """Pass a prompt: the table's next card is turned over, once however often it is sent."""
    row, table = _seated(caller, talk_id, table_id)
    actions.pass_prompt(row, table, prompt_key)
    return _view(row, table)


@blueprint.put(f"{TABLE}/turns/<uuid:person_id>")
@command()
@blueprint.response(200, answer(TableView))
def end_turn(
    caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID, person_id: uuid.UUID
) -> TableView:
    """Say that somebody's turn is over, whether they spoke or passed. Anyone at the table may."""
    row, table = _seated(caller, talk_id, table_id)
    taking_turns.end_turn(row, table, person_id)
    return _view(row, table)


@blueprint.delete(f"{TABLE}/turns/<uuid:person_id>")
@command()
@blueprint.response(200, answer(TableView))
def give_back_turn(
    caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID, person_id: uuid.UUID
) -> TableView:
    """Give the turn back to whoever had it last: it was not over yet."""
    row, table = _seated(caller, talk_id, table_id)
    taking_turns.give_back(row, table, person_id)
    return _view(row, table)


@blueprint.put("/listening")
@command()
@blueprint.arguments(ListeningIn)
@blueprint.response(200, answer(TalkSnapshot))
def listen_first(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> TalkSnapshot:
    """Have one's turns after the others', in this round and those to come, or no more."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    taking_turns.listen_first(row, caller.id, **wanted)
    return queries.snapshot(row, caller)


def _seated(caller: Caller, talk_id: uuid.UUID, table_id: uuid.UUID) -> tuple[Talk, Table]:
    """Return a locked talk, and the table of it at which the caller sits. Raises not-found."""
    row = queries.talk(caller.conference, talk_id, lock=True)
    table = queries.table_for(caller, table_id)
    if table.talk_id != row.id:
        raise not_found()
    return row, table


def _view(row: Talk, table: Table) -> TableView:
    return queries.table_views(row, [table])[0]
