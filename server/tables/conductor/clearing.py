"""Clearing away, by and by, the tables of a round that was taken back.

Nobody sees them any more, as whoever reads a talk looks no further than the rounds that are
dealt. They are gone before the round is laid anew.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select

from server import clock
from server.database import PAUSE, writing
from server.extensions import db
from server.realtime.publish import forget_streams
from server.tables import queries
from server.tables.domain import at_table
from server.tables.models import Seat, Table, Talk
from server.work.due import cancel, is_due, schedule

CLEARING = "tables.clearing"
AT_ONCE = 25  # tables in one transaction


def clear_away(row: Talk) -> None:
    """Have the tables of a locked talk taken away that are of no round that is dealt."""
    if _clear_some(row):
        schedule(row.conference, CLEARING, str(row.id), clock.now())


def clear_at_once(row: Talk) -> None:
    """Take away at once the tables of a locked talk that lie for the round that is being set."""
    while _clear_some(row):
        pass


def clear_when_due(conference: str, key: str) -> None:
    """Take away what is left. Run twice, or at once, each table goes once."""
    finish_clearing(conference, UUID(key))


def finish_clearing(conference: str, talk_id: UUID) -> None:
    """Take away what is left of the rounds that were taken back from a talk, if anything is."""
    more = True
    while more:
        with writing(db.session):
            row = queries.talk(conference, talk_id, lock=True)
            more = is_due(conference, CLEARING, str(talk_id)) and _clear_some(row)
            if not more:
                cancel(conference, CLEARING, str(talk_id))
        if more:
            time.sleep(PAUSE)


def clear_tables(conference: str, tables: Collection[UUID]) -> None:
    """Delete some tables, with their seats and streams."""
    write = db.session.connection().execute
    write(delete(Seat).where(Seat.table_id.in_(tables)))
    write(delete(Table).where(Table.id.in_(tables)))
    forget_streams(at_table(conference, table_id, ()) for table_id in tables)


def _clear_some(row: Talk) -> bool:
    """Take away some tables of no round that is dealt; say whether more are left."""
    not_dealt = Table.talk_id == row.id, Table.round > row.rounds_dealt
    left = list(
        db.session.scalars(
            select(Table.id)
            .where(*not_dealt)
            .order_by(Table.round, Table.number)
            .limit(AT_ONCE + 1)
        )
    )
    if left:
        clear_tables(row.conference, left[:AT_ONCE])
    return len(left) > AT_ONCE
