"""Somebody would rather sit elsewhere, and says no more than that. Nothing here commits."""

from __future__ import annotations

from uuid import UUID

from server.errors import Problem
from server.extensions import db
from server.tables.clock import SEATED_PHASES
from server.tables.models import Apart, CheckIn, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.sitting import close_up, get_up, seat_late, seat_waiting
from server.tables.seats import seated_table, seats_of
from server.tables.telling import show_room, tell_hosts


def move_on(row: Talk, table_id: UUID, person_id: UUID) -> None:
    """Seat somebody at another table, and never again with these people in this talk.

    Without a free chair elsewhere, or in the last minute of a round, they sit this one out.
    To everybody else it looks as if a host or the room had moved them, in the log too. Asked
    twice of one table, it happens once. Raises not-now while nobody is seated.
    """
    if row.phase not in SEATED_PHASES:
        raise Problem("not-now", 409)
    table = seated_table(row.id, row.dealt_round, person_id)
    if table is None or table.id != table_id:
        return
    for seat in seats_of(table.id):
        if seat.person_id != person_id:
            db.session.merge(Apart(talk_id=row.id, person_id=person_id, other_id=seat.person_id))
    row.plan = None
    get_up(row, person_id)
    seat_late(row, person_id)
    found = seated_table(row.id, row.dealt_round, person_id)
    here = db.session.get_one(CheckIn, (row.id, person_id))
    if found is None:
        here.locked = None
        note(row, Happened.SAT_OUT, person=person_id, was=table.number)
    else:
        here.locked = None if here.locked is None else found.number
        note(row, Happened.RESEATED, person=person_id, was=table.number, table=found.number)
    moved = close_up(row, table)
    if found is None:
        moved += seat_waiting(row)
    tell_hosts(row, [person_id, *moved])
    show_room(row)
