"""Ending a turn, giving one back, listening first. Nothing here commits."""

from __future__ import annotations

from uuid import UUID

from server.errors import Problem
from server.extensions import db
from server.realtime.facts import one_person
from server.realtime.publish import publish
from server.tables.at_table.turns import time_left, whose_turn
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.facts import CheckedIn
from server.tables.models import CheckIn, Table, Talk
from server.tables.seats import seat_of, seated_table, seats_of
from server.tables.telling import tell_table


def end_turn(row: Talk, table: Table, person_id: UUID) -> None:
    """Let the turn pass on from somebody who has it. Asked twice, it passes once.

    Raises not-now unless the table is talking.
    """
    _check_talking(row, table)
    seats = seats_of(table.id)
    if whose_turn(table, seats) != person_id:
        return
    (seat,) = (seat for seat in seats if seat.person_id == person_id)
    seat.spoke = 1 + max(one.spoke or 0 for one in seats)
    tell_table(row, table)


def give_back(row: Talk, table: Table, person_id: UUID) -> None:
    """Give the turn back to whoever had it last: one step. Asked twice, it goes back once.

    Raises not-now unless the table is talking.
    """
    _check_talking(row, table)
    last = max(seats_of(table.id), key=lambda seat: seat.spoke or 0, default=None)
    if last is None or last.spoke is None or last.person_id != person_id:
        return
    last.spoke = None
    table.turn_id, table.turn_left = person_id, time_left(row)
    tell_table(row, table)


def listen_first(row: Talk, person_id: UUID, *, listens: bool) -> None:
    """Let somebody have their turn after the others, in this round and those to come, or no more.

    Raises not-now for somebody who is not here.
    """
    here = db.session.get(CheckIn, (row.id, person_id))
    if here is None:
        raise Problem("not-now", 409)
    if here.listens is not listens:
        here.listens = listens
        row.roster_version += 1
        publish(one_person(row.conference, person_id), CheckedIn(talk_id=row.id, listens=listens))
    table = seated_table(row.id, row.dealt_round, person_id)
    if table is None or row.phase not in SEATED_PHASES:
        return
    seat = seat_of(row, person_id)
    if seat.listens is listens:
        return
    seat.listens = listens
    if table.turn_id == person_id:
        table.turn_id = None
    tell_table(row, table)


def _check_talking(row: Talk, table: Table) -> None:
    if row.phase is not Phase.TALKING or table.round != row.round:
        raise Problem("not-now", 409)
