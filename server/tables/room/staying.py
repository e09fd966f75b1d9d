"""Who keeps a table from round to round: those whom a host has locked there, and hosts who stay."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from server.extensions import db
from server.people.models import Person
from server.tables.domain import Mode
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.seats import locks
from server.web.rights import Role


def tables_kept(row: Talk) -> dict[UUID, int]:
    """Return by number the table that each of those keeps who stay at one.

    A lock by hand counts; without one, a host of a talk in which hosts stay keeps the table at
    which they sat last. Of several who sat there, the one who came first keeps it.
    """
    return locks(row) | {host: number for host, number in _hosts(row).items() if number}


def hosts_without(row: Talk) -> list[UUID]:
    """Return the hosts who shall have a table and keep it, and have none yet, as they came."""
    return [host for host, number in _hosts(row).items() if number is None]


def _hosts(row: Talk) -> Mapping[UUID, int | None]:
    """Return the hosts who stay, in the order in which they came, each with their own table."""
    if row.mode is not Mode.HOSTS_STAY:
        return {}
    hosts = list(
        db.session.scalars(
            select(CheckIn.person_id)
            .join(Person, Person.id == CheckIn.person_id)
            .where(CheckIn.talk_id == row.id, CheckIn.locked.is_(None))
            .where(Person.role.in_([role for role in Role if role.includes(Role.HOST)]))
            .order_by(CheckIn.at, CheckIn.person_id)
        )
    )
    seats = db.session.execute(
        select(Seat.person_id, Table.number)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id, Seat.round <= row.rounds_dealt)
        .where(Seat.person_id.in_(hosts), Seat.until.is_(None))
        .order_by(Seat.round)
    )
    sat_last = dict(seats.all())
    kept: dict[UUID, int | None] = {}
    for host in hosts:
        number = sat_last.get(host)
        kept[host] = None if number in kept.values() else number
    return kept
