"""What the child process is asked and answers. It reads the room itself.

To hand thousands of people over, the web process would have to read and encode them all, and every
phone would wait for that. It begins without the app, which takes longer to load than a small room
to look through.
"""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine

from server.database import engine_options, prepare_engine
from server.matching.lists.domain import Changes, changes
from server.matching.lists.keeping import look_through
from server.matching.lists.reading import (
    all_lists,
    aside,
    away,
    blocked,
    connected,
    everybody,
    have_met,
    making,
)
from server.matching.rows import with_words


def renew(*, database: str, conference: str, now: str) -> dict[str, Any]:
    """Return what has to change in a conference's lists, as JSON values.

    database: its address. now: the moment that it is, by the clock that counts.
    The answer has `making`, too: how often the lists had been written when they were read.
    """
    engine = create_engine(database, **engine_options(database))
    prepare_engine(engine)
    try:
        with engine.connect() as connection:
            _only_read(connection)
            return _renewed(connection, conference, datetime.fromisoformat(now))
    finally:
        engine.dispose()


def _only_read(connection: Connection) -> None:
    """Read one state of the database, and write nothing."""
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    else:
        connection.exec_driver_sql("PRAGMA query_only=ON")


def _renewed(connection: Connection, conference: str, now: datetime) -> dict[str, Any]:
    kept, met = all_lists(connection, conference), have_met(connection, conference)
    found = look_through(
        everybody(connection, conference),
        kept,
        blocked=blocked(connection, conference),
        resting=met | connected(connection, conference) | aside(connection, conference, now),
        away=away(connection, conference),
        in_full=lambda people: with_words(connection, conference, people),
        seed=zlib.crc32(conference.encode()),
    )
    return {"making": making(connection, conference), **_plain(changes(kept, found, met=met))}


def _plain(found: Changes) -> dict[str, Any]:
    return {
        "gone": found.gone,
        "left": found.left,
        "pairs": [[*key, pair.value, pair.resting] for key, pair in found.pairs.items()],
        "places": [
            [one, place.price, place.digest, place.planned] for one, place in found.places.items()
        ],
        "told": found.told,
    }
