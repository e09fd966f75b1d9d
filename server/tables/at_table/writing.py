"""Writing at a table in place of talking. Nothing here commits."""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select

from server import clock
from server.errors import Problem, not_found
from server.extensions import db
from server.people.models import Person
from server.people.queries import refuse_if_muted
from server.tables.at_table.written import FORGET_WRITTEN, FORGET_WRITTEN_AFTER, answer_in
from server.tables.cards.story_cards import card_on
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.models import Table, Talk, Written
from server.tables.queries import talk
from server.tables.seats import tables_of
from server.tables.telling import tell_table, tell_tables
from server.work.due import schedule


def let_table_write(row: Talk, table: Table, *, writes: bool) -> None:
    """Let one table write in place of talking, or talk again. Raises not-now."""
    if row.phase not in SEATED_PHASES or table.round != row.round:
        raise Problem("not-now", 409)
    if table.writes is not writes:
        table.writes = writes
        tell_table(row, table)


def let_room_write(row: Talk, *, writes: bool, number: int | None, onwards: bool) -> None:
    """Let the tables of this round write, or talk again: one of them, or all.

    onwards: those of the rounds to come as well. Raises not-found for a table that is not there.
    """
    if onwards:
        row.writes = writes
    present = tables_of(row) if row.phase in SEATED_PHASES else []
    chosen = [table for table in present if number in {None, table.number}]
    if number is not None and not chosen:
        raise not_found()
    changed = [table for table in chosen if table.writes is not writes]
    for table in changed:
        table.writes = writes
    if changed:
        tell_tables(row, changed)


def write(row: Talk, table: Table, prompt_key: str, text: str | None, *, by: Person) -> None:
    """Answer the card on the table, or pass with no text. Sent again, it replaces what was there.

    What was reported stays as it is. Raises muted for words, not-now unless the table writes, or
    card-turned when another card lies there by now.
    """
    _check_card(row, table, prompt_key)
    if text is not None:
        refuse_if_muted(by)
    answered = select(Written).filter_by(table_id=table.id, card=table.card, person_id=by.id)
    answer = db.session.scalar(answered)
    if answer is None:
        answer = Written(table_id=table.id, card=table.card, person_id=by.id)
        db.session.add(answer)
    elif answer.text == text or answer.hidden:
        return
    else:
        answer.revision += 1
    answer.text = text
    tell_table(row, table)


def lay_open(row: Talk, table: Table, prompt_key: str) -> None:
    """Show what is there, whoever still writes. Raises not-now or card-turned."""
    _check_card(row, table, prompt_key)
    if table.open_card != table.card:
        table.open_card = table.card
        tell_table(row, table)


def hide(conference: str, answer_id: uuid.UUID, revision: int | None) -> None:
    """Take an answer off the table, as somebody there reported it, or lay it there again."""
    answer = answer_in(conference, answer_id)
    if answer is None:
        return
    table = db.session.get_one(Table, answer.table_id)
    row = talk(conference, table.talk_id, lock=True)
    answer.hidden = revision is not None
    if row.phase in SEATED_PHASES and table.round == row.round:
        tell_table(row, table)


def forget_later(row: Talk) -> None:
    """Have what was written in a talk that is over deleted, once that cannot be undone."""
    schedule(row.conference, FORGET_WRITTEN, str(row.id), clock.now() + FORGET_WRITTEN_AFTER)


def forget(row: Talk) -> None:
    """Delete what was written in a talk that is over. What was reported keeps its copy."""
    if row.phase is Phase.ENDED:
        tables = select(Table.id).where(Table.talk_id == row.id)
        db.session.execute(delete(Written).where(Written.table_id.in_(tables)))


def _check_talking(row: Talk, table: Table) -> None:
    if row.phase is not Phase.TALKING or table.round != row.round:
        raise Problem("not-now", 409)


def _check_card(row: Talk, table: Table, prompt_key: str) -> None:
    _check_talking(row, table)
    if not table.writes:
        raise Problem("not-now", 409)
    if card_on(row, table).key != prompt_key:
        raise Problem("card-turned", 409)
