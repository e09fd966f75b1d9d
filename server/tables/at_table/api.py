"""What those who sit at a table do there, over HTTP: the card, the turns, what is written."""

from __future__ import annotations

import uuid
from typing import Any

from server.errors import not_found
from server.people.models import Person
from server.tables import actions, queries
from server.tables.at_table import takeaways, taking_away, taking_turns, writing
from server.tables.at_table.introductions import introductions
from server.tables.at_table.takeaway import OwnTakeaway, TakeawayList
from server.tables.domain import Introductions, TableView, TalkSnapshot
from server.tables.models import Table, Talk
from server.tables.schemas import (
    AnswerIn,
    ListeningIn,
    OwnWordsIn,
    RoomWritingIn,
    TakeawayIn,
    WritingIn,
)
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Caller, Role
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


@blueprint.get(f"{TABLE}/introductions")
@query()
@blueprint.response(200, answer(Introductions))
def get_introductions(caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID) -> Introductions:
    """Return why those at one's table are worth meeting."""
    return introductions(caller, _own_table(caller, talk_id, table_id))


@blueprint.put("/words")
@command(Role.HOST)
@blueprint.arguments(OwnWordsIn)
@blueprint.response(204)
def ask_everybody(caller: Person, wanted: dict[str, str], talk_id: uuid.UUID) -> None:
    """Put a host's own question on every table of this round, in place of the card there."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    actions.ask_everybody(row, wanted["words"], by=caller)


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


@blueprint.put(f"{TABLE}/writing")
@command()
@blueprint.arguments(WritingIn)
@blueprint.response(200, answer(TableView))
def let_table_write(
    caller: Person, wanted: dict[str, bool], talk_id: uuid.UUID, table_id: uuid.UUID
) -> TableView:
    """Let one's table write in place of talking, or talk again."""
    row, table = _seated(caller, talk_id, table_id)
    writing.let_table_write(row, table, **wanted)
    return _view(row, table)


@blueprint.put("/writing")
@command(Role.HOST)
@blueprint.arguments(RoomWritingIn)
@blueprint.response(204)
def let_room_write(caller: Person, wanted: dict[str, Any], talk_id: uuid.UUID) -> None:
    """Let one table, or all of this round, write in place of talking, or talk again."""
    row = queries.hosted_talk(caller.conference, talk_id, lock=True)
    writing.let_room_write(row, number=wanted.pop("table"), **wanted)


@blueprint.put(f"{TABLE}/answers/<prompt_key>")
@command()
@blueprint.arguments(AnswerIn)
@blueprint.response(200, answer(TableView))
def write_answer(
    caller: Person,
    wanted: dict[str, str | None],
    talk_id: uuid.UUID,
    table_id: uuid.UUID,
    prompt_key: str,
) -> TableView:
    """Answer the card on the table in writing, or pass. It replaces what one wrote before."""
    row, table = _seated(caller, talk_id, table_id)
    writing.write(row, table, prompt_key, wanted["text"], by=caller)
    return _view(row, table)


@blueprint.put(f"{TABLE}/answers/<prompt_key>/open")
@command()
@blueprint.response(200, answer(TableView))
def lay_answers_open(
    caller: Person, talk_id: uuid.UUID, table_id: uuid.UUID, prompt_key: str
) -> TableView:
    """Show what is there, whoever still writes."""
    row, table = _seated(caller, talk_id, table_id)
    writing.lay_open(row, table, prompt_key)
    return _view(row, table)


@blueprint.put(f"{TABLE}/takeaways/<uuid:takeaway_id>")
@command()
@blueprint.arguments(TakeawayIn)
@blueprint.response(200, answer(OwnTakeaway))
def put_down_takeaway(
    caller: Person,
    wanted: dict[str, Any],
    talk_id: uuid.UUID,
    table_id: uuid.UUID,
    takeaway_id: uuid.UUID,
) -> OwnTakeaway:
    """Put down what one's table takes away, or change it. Sent twice, it is written once."""
    row, table = _seated(caller, talk_id, table_id)
    taking_away.put_down(row, table, takeaway_id, **wanted, by=caller)
    return takeaways.own_view(row, table)


@blueprint.get("/takeaways")
@query()
@blueprint.response(200, answer(TakeawayList))
def get_takeaways(caller: Person, talk_id: uuid.UUID) -> TakeawayList:
    """Return what the tables took away: what was approved, and that of one's own tables."""
    return takeaways.takeaway_list(queries.talk(caller.conference, talk_id), caller)


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
    return row, _own_table(caller, talk_id, table_id)


def _own_table(caller: Caller, talk_id: uuid.UUID, table_id: uuid.UUID) -> Table:
    """Return the table of this talk at which the caller sits. Raises not-found."""
    table = queries.table_for(caller, table_id)
    if table.talk_id != talk_id:
        raise not_found()
    return table


def _view(row: Talk, table: Table) -> TableView:
    return queries.table_views(row, [table])[0]
