"""Which tables of the hall the talks of a conference use."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from server.conferences.queries import locked_conference
from server.errors import Problem
from server.extensions import db
from server.tables.clock import Phase
from server.tables.domain import HIGHEST_TABLE, Mode
from server.tables.models import CheckIn, Table, Talk, TalkEntry
from server.tables.room.console import Happened
from server.tables.seats import tables_of


def numbers_in_use(
    conference: str, *, but: uuid.UUID | None = None, hosted: bool = False
) -> set[int]:
    """Return the tables of all that is on: in the round dealt last, kept by a lock, or promised.

    but: a talk whose own tables are left out. hosted: of hosted talks only.
    """
    going_on = [Talk.conference == conference, Talk.phase != Phase.ENDED, Talk.id != but]
    if hosted:
        going_on.append(Talk.mode != Mode.OPEN)
    others = select(Talk.id).where(*going_on)
    newest = (
        select(Table.talk_id, func.max(Table.round).label("round"))
        .join(Talk, Talk.id == Table.talk_id)
        .where(*going_on, Table.round <= Talk.rounds_dealt)
        .group_by(Table.talk_id)
        .subquery()
    )
    tables = select(Table.number).join(
        newest, (Table.talk_id == newest.c.talk_id) & (Table.round == newest.c.round)
    )
    locks = select(CheckIn.locked).where(CheckIn.talk_id.in_(others), CheckIn.locked.is_not(None))
    waits = db.session.execute(
        select(Talk.round, TalkEntry.params)
        .join(TalkEntry, TalkEntry.talk_id == Talk.id)
        .where(Talk.id.in_(others), TalkEntry.kind == Happened.WAITS)
    )
    promised = [told["table"] for round_, told in waits if told["round"] == round_]
    return {
        number
        for numbers in (db.session.scalars(tables), db.session.scalars(locks), promised)
        for number in numbers
        if number
    }


def numbers_given(conference: str, *, but: uuid.UUID | None = None) -> set[int]:
    """Return the tables of the talks, not over yet, that were opened with so many of them."""
    rows = db.session.execute(
        select(Talk.first_table, Talk.tables).where(
            Talk.conference == conference,
            Talk.phase != Phase.ENDED,
            Talk.tables.is_not(None),
            Talk.id != but,
        )
    )
    return {first + more for first, tables in rows for more in range(tables or 0)}


def numbers_taken(row: Talk) -> set[int]:
    """Return the tables with which a talk must do without.

    They are those that others use, and for a talk that has no tables of its own, those that
    others have been given.
    """
    used = numbers_in_use(row.conference, but=row.id)
    return used if row.tables else used | numbers_given(row.conference, but=row.id)


def tables_there_are(row: Talk) -> int | None:
    """Return how many tables a talk can have, one at least; None for as many as it needs."""
    if row.tables is None:
        return None
    own = range(row.first_table, row.first_table + row.tables)
    return max(len(set(own) - numbers_taken(row)), 1)


def refuse_if_taken(row: Talk) -> None:
    """Guard what has a talk use again the tables it had. Raises table-in-use if others have one."""
    locked_conference(row.conference)
    taken = numbers_in_use(row.conference, but=row.id) & {table.number for table in tables_of(row)}
    if taken:
        raise Problem("table-in-use", 409, table=min(taken))


def next_free_table(conference: str) -> int:
    """Return the number after the highest table of hosted talks, or given to one, or 1 without any.

    Open tables push nobody to the far end of the hall: they are passed over when a round is dealt.
    """
    taken = numbers_in_use(conference, hosted=True) | numbers_given(conference)
    return min(max(taken, default=0) + 1, HIGHEST_TABLE)


def talk_at(conference: str, number: int) -> Talk | None:
    """Return the hosted talk to which a table of the hall belongs, or None.

    It is the one that has dealt that table; else, of the talks that go on, the one whose tables
    begin at or before it and nearest to it, as it may need that table in its next round.
    """
    going_on = list(
        db.session.scalars(
            select(Talk)
            .where(
                Talk.conference == conference,
                Talk.mode != Mode.OPEN,
                Talk.phase != Phase.ENDED,
                Talk.first_table <= number,
            )
            .order_by(Talk.first_table.desc(), Talk.opened_at.desc(), Talk.id)
        )
    )
    dealt = set(
        db.session.scalars(
            select(Table.talk_id)
            .join(Talk, (Talk.id == Table.talk_id) & (Table.round == Talk.rounds_dealt))
            .where(Talk.conference == conference, Table.number == number)
        )
    )
    return next((row for row in going_on if row.id in dealt), next(iter(going_on), None))
