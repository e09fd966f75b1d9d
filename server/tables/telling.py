"""Telling tables, hosts and the screen what has changed. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from server.extensions import db
from server.realtime.facts import screen
from server.realtime.publish import publish
from server.tables.domain import Mode, TableView, TalkView, at_table, hosts_of, in_talk
from server.tables.facts import GuestsChanged, RoomSet, TableSet, TalkMoved
from server.tables.models import Table, Talk
from server.tables.open_tables import stay_open
from server.tables.queries import guests, report_of, table_views, view_of
from server.tables.seats import heads, seats_of, tables_of
from server.tables.turns import pass_on
from server.tables.wall import room_shown
from server.tables.written import lay_open_once_done


def tell_round(row: Talk) -> None:
    """Tell everybody their table with one message a table, and the hosts and screen the room."""
    talk = view_of(row)
    publish(in_talk(row.conference, row.id), TalkMoved(talk=talk))
    for table in table_views(row, tables_of(row)):
        _tell(row, talk, table)
    publish(
        hosts_of(row.conference, row.id),
        RoomSet(talk=talk, people=guests(row), tables=heads(row), report=report_of(row)),
    )
    show_room(row)


def tell_table(row: Talk, table: Table) -> None:
    """Tell a table that its people, its prompt, the turn or what is written there has changed."""
    db.session.flush()
    chairs = seats_of(table.id)
    pass_on(row, table, chairs)
    lay_open_once_done(table, chairs)
    tell_tables(row, [table])


def tell_tables(row: Talk, tables: list[Table]) -> None:
    """Tell each of some tables of the present round how it is now."""
    if row.mode is Mode.OPEN:
        stay_open(row)
    for table in tables:
        table.version += 1
    db.session.flush()
    talk = view_of(row)
    for view in table_views(row, tables):
        _tell(row, talk, view)


def tell_hosts(row: Talk, changed: Iterable[UUID], gone: Iterable[UUID] = ()) -> None:
    """Tell the hosts whose place changed, and who left. An open table has none."""
    if row.mode is Mode.OPEN:
        return
    publish(
        hosts_of(row.conference, row.id),
        GuestsChanged(
            talk=view_of(row), people=guests(row, changed), gone=tuple(gone), tables=heads(row)
        ),
    )


def show_room(row: Talk) -> None:
    """Show a hosted talk's clock, its tables and who may be named there on the screen."""
    if row.mode is not Mode.OPEN:
        publish(screen(row.conference), room_shown(row))


def _tell(row: Talk, talk: TalkView, table: TableView) -> None:
    people_there = tuple(one.person.id for one in table.people)
    publish(at_table(row.conference, table.id, people_there), TableSet(talk=talk, table=table))
