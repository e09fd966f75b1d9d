"""Chairs at open tables: taken, left, and the table closed. Nothing here commits."""

from __future__ import annotations

from uuid import UUID

from server.errors import Problem
from server.people import ties
from server.people.pairs import blocked_with
from server.realtime.publish import publish
from server.tables.at_table.writing import forget_later
from server.tables.clock import Phase
from server.tables.domain import in_talk
from server.tables.facts import TalkMoved
from server.tables.models import Table, Talk
from server.tables.open.tables import CLOSE, list_table, name_of, unlist
from server.tables.queries import view_of
from server.tables.room.sitting import next_chair, sit
from server.tables.seats import seats_of, tables_of
from server.tables.telling import tell_table
from server.work.due import cancel


def take_chair(row: Talk, person_id: UUID) -> None:
    """Give somebody a chair at a locked open table.

    Raises no-chair where none is free. Where somebody sits from whom they keep, or who keeps from
    them, none is: nobody is told why.
    """
    table = the_table(row)
    there = {seat.person_id for seat in seats_of(table.id)}
    if len(there) >= row.largest or there & blocked_with(row.conference, [person_id]):
        raise Problem("no-chair", 409)
    sit(table, person_id, next_chair(table))
    tell_table(row, table)
    list_table(row)


def say_goodbye(row: Talk, person_id: UUID) -> None:
    """Before somebody gets up from an open table: they have met those who stay.

    If the table is theirs, it is from now on whoever's who has sat there longest.
    """
    staying = [seat for seat in seats_of(the_table(row).id) if seat.person_id != person_id]
    ties.met(row.conference, {(person_id, seat.person_id) for seat in staying})
    if row.by_id == person_id:
        longest = min(staying, key=lambda seat: seat.since, default=None)
        row.by_id = longest.person_id if longest else None


def after_goodbye(row: Talk) -> None:
    """After somebody got up: others may have the chair, and after the last the table closes."""
    if seats_of(the_table(row).id):
        list_table(row)
    else:
        close_table(row)


def begin_turns_again(table: Table) -> None:
    """Let everybody at a table have a turn again, whoever began the last time coming last."""
    seats = seats_of(table.id)
    for seat in seats:
        seat.spoke = None
    if seats:
        seats[0].chair = next_chair(table)
    table.turn_id = None


def close_table(row: Talk) -> None:
    """Close a locked open table: who still sits there has met, and its code is free again."""
    if row.phase is Phase.ENDED:
        return
    there = [seat.person_id for seat in seats_of(the_table(row).id)]
    ties.met(row.conference, {(one, other) for one in there for other in there if one < other})
    name = name_of(row)
    row.phase, row.code, row.by_id = Phase.ENDED, None, None
    row.version += 1
    cancel(row.conference, CLOSE, str(row.id))
    forget_later(row)
    publish(in_talk(row.conference, row.id), TalkMoved(talk=view_of(row)))
    unlist(row, name)


def the_table(row: Talk) -> Table:
    """Return the one table of an open table's talk."""
    (table,) = tables_of(row)
    return table
