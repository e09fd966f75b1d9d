"""Telling tables, hosts and the screen what has changed. Nothing here commits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from uuid import UUID

from sqlalchemy import select

from server.database import make_way
from server.extensions import db
from server.realtime.facts import Audience, Fact, screen
from server.realtime.publish import publish, publish_afterwards
from server.tables.at_table.turns import pass_on
from server.tables.at_table.written import lay_open_once_done
from server.tables.clock import SEATED_PHASES
from server.tables.domain import Mode, TableView, TalkView, at_table, hosts_of, in_talk
from server.tables.facts import GuestsChanged, RoomSet, TableSet, TalkMoved
from server.tables.models import Table, Talk
from server.tables.open.tables import stay_open
from server.tables.queries import guests, report_of, table_views, view_of
from server.tables.seats import heads, seats_of, table_numbers
from server.tables.wall import room_shown

AT_ONCE = 20  # tables read, before others are served


def tell_round(row: Talk, *, laid: Iterable[UUID] | None = None) -> None:
    """Tell everybody their table with one message a table, and the hosts and screen the room.

    laid: its tables, where they are new and their streams have begun with that message.
    """
    publish(in_talk(row.conference, row.id), TalkMoved(talk=view_of(row)))
    told = [hosts_of(row.conference, row.id), screen(row.conference)]
    if laid is None:
        tables = select(Table.id).where(Table.talk_id == row.id, Table.round == row.dealt_round)
        told += streams_of(row, db.session.scalars(tables))
    read = partial(_round, row.id, row.round)
    publish_afterwards(told, read, begun=streams_of(row, laid or ()))


def streams_of(row: Talk, tables: Iterable[UUID]) -> list[Audience]:
    """Return the audiences of some tables, as they are numbered."""
    return [at_table(row.conference, table_id, ()) for table_id in tables]


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


def tell_number(conference: str, number: int) -> None:
    """Tell the tables of all that is on where this number of the hall is laid."""
    of_now = (Table.talk_id == Talk.id) & (Table.round == Talk.round)
    for row, table in db.session.execute(
        select(Talk, Table)
        .join(Table, of_now)
        .where(Talk.conference == conference, Talk.phase.in_(SEATED_PHASES))
        .where(Table.number == number)
        .order_by(Talk.id)
        .with_for_update(of=Talk)
        .execution_options(populate_existing=True)
    ).all():
        tell_tables(row, [table])


def tell_hosts(row: Talk, changed: Iterable[UUID], gone: Iterable[UUID] = ()) -> None:
    """Tell the hosts whose place changed, and who left. An open table has none."""
    if row.mode is Mode.OPEN:
        return
    publish(
        hosts_of(row.conference, row.id),
        GuestsChanged(
            talk=view_of(row),
            people=guests(row, changed),
            gone=tuple(gone),
            tables=heads(row),
            report=report_of(row),
        ),
    )


def show_room(row: Talk) -> None:
    """Show a hosted talk's clock, its tables and who may be named there on the screen."""
    if row.mode is not Mode.OPEN:
        publish_afterwards([screen(row.conference)], partial(_on_screen, row.id))


def set_room(row: Talk) -> RoomSet:
    """Return who sits where, as the hosts are told it."""
    return RoomSet(
        talk=view_of(row), places=table_numbers(row), tables=heads(row), report=report_of(row)
    )


def _round(talk_id: UUID, round_number: int) -> Iterator[tuple[Audience, Fact]]:
    row = db.session.get(Talk, talk_id)
    if row is None or row.dealt_round != round_number:
        return  # it has moved on: whoever misses this asks for what is now
    talk = view_of(row)
    tables = select(Table).where(Table.talk_id == talk_id, Table.round == round_number)
    in_parts = tables.order_by(Table.number).execution_options(yield_per=AT_ONCE)
    for table in table_views(row, db.session.scalars(in_parts)):
        yield _there(row, table), TableSet(talk=talk, table=table)
    wholes: list[tuple[Audience, Callable[[Talk], Fact]]] = [
        (hosts_of(row.conference, row.id), set_room),
        (screen(row.conference), room_shown),
    ]
    for audience, read in wholes:
        make_way(db.session.connection())
        fact = read(row)
        make_way(db.session.connection())
        yield audience, fact


def _on_screen(talk_id: UUID) -> Iterator[tuple[Audience, Fact]]:
    row = db.session.get(Talk, talk_id)
    if row is not None:
        yield screen(row.conference), room_shown(row)


def _tell(row: Talk, talk: TalkView, table: TableView) -> None:
    publish(_there(row, table), TableSet(talk=talk, table=table))


def _there(row: Talk, table: TableView) -> Audience:
    return at_table(row.conference, table.id, tuple(one.person.id for one in table.people))
