"""A table for latecomers who find every chair taken, and are enough for one of their own.

Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

from server.conferences.queries import locked_conference
from server.extensions import db
from server.tables.at_table.turns import in_turn, time_left
from server.tables.cards.decks import next_card
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.domain import HIGHEST_TABLE, Mode
from server.tables.hall.access import Access
from server.tables.hall.numbered import strangers_of
from server.tables.hall.places import chairs_of, unfit
from server.tables.hall.tables_in_use import numbers_taken
from server.tables.models import Table, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.sitting import is_nearly_over, sit
from server.tables.room.waiting import waiting_now
from server.tables.seating.sizes import SMALLEST
from server.tables.seats import as_text, kept_apart, tables_of
from server.tables.telling import tell_table

MINUTE = 60_000


def open_for_waiting(row: Talk) -> list[UUID]:
    """Lay one more table for those who wait, if they can fill it; return who sits there.

    They are three or more, or two where tables are for two. It is laid in the last round, or
    with at least half of a round left: otherwise the next round is soon enough.
    """
    if row.phase not in SEATED_PHASES or not _is_worth_it(row):
        return []
    access = Access.of(row)
    people = _company(row, access)
    if len(people) < (2 if row.mode is Mode.ONE_TO_ONE else SMALLEST):
        return []
    locked_conference(row.conference)  # the tables of its hall are taken one after the other
    number = _suitable_number(row, access, people)
    if number is None:
        return []
    table = Table(
        id=uuid4(),
        talk_id=row.id,
        round=row.round,
        number=number,
        card=next_card(row),
        writes=row.writes,
    )
    db.session.add(table)
    db.session.flush()
    for chair, person_id in enumerate(in_turn(row, number, people)):
        sit(table, person_id, chair)
    note(row, Happened.OPENED, table=number, people=len(people), round=row.round)
    tell_table(row, table)
    return people


def _is_worth_it(row: Talk) -> bool:
    if row.phase is not Phase.TALKING:
        return True
    if row.round == row.rounds:
        return not is_nearly_over(row)
    return (time_left(row) or 0) * 2 >= row.minutes * MINUTE


def _company(row: Talk, access: Access) -> list[UUID]:
    """Return of those who wait as many as have chairs at one table and keep from nobody there."""
    strangers = strangers_of(as_text(kept_apart(row)))
    people: list[UUID] = []
    free = row.largest
    for person_id in waiting_now(row):
        takes = chairs_of(access.of_one(person_id))
        if takes <= free and strangers[str(person_id)].isdisjoint(map(str, people)):
            people.append(person_id)
            free -= takes
    return people


def _suitable_number(row: Talk, access: Access, people: list[UUID]) -> int | None:
    """Return the table of the hall that suits these people best, or None where none is free."""
    needs = {need for person_id in people for need in access.of_one(person_id)}
    return min(
        _free(row),
        key=lambda number: (unfit(needs, access.offers.get(number, ())), number),
        default=None,
    )


def _free(row: Talk) -> Iterator[int]:
    """Yield the tables of the hall that a talk may use and has not laid in this round."""
    end = HIGHEST_TABLE + 1 if row.tables is None else row.first_table + row.tables
    taken = numbers_taken(row) | {table.number for table in tables_of(row)}
    return (number for number in range(row.first_table, end) if number not in taken)
