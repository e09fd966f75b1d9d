"""What the child process is asked and answers. It reads the room itself.

To hand thousands of people over, the web process would have to read and encode them all, and every
phone would wait for that.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import or_, select

from server.database import engine_options, on_postgresql, prepare_engine, reading
from server.extensions import db
from server.matching.lists.domain import Changes, Key, changes, key_of
from server.matching.lists.keeping import look_through
from server.matching.lists.queries import all_lists, making
from server.matching.models import Aside
from server.matching.profiles import everybody
from server.people.pairs import blocked_pairs, connected_pairs, met_pairs
from server.stories.queries import authors


def renew(*, database: str, conference: str, now: str) -> dict[str, Any]:
    """Return what has to change in a conference's lists, as JSON values.

    database: its address. now: the moment that it is, by the clock that counts.
    The answer has `making`, too: how often the lists had been written when they were read.
    """
    app = Flask("child")
    app.config["SQLALCHEMY_DATABASE_URI"] = database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(database)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        try:
            with reading(db.session):
                return _renewed(conference, datetime.fromisoformat(now))
        finally:
            db.engine.dispose()


def _renewed(conference: str, now: datetime) -> dict[str, Any]:
    if not on_postgresql(db.session):
        db.session.connection().exec_driver_sql("PRAGMA query_only=ON")
    people, kept, number = (
        everybody(conference, authors(conference)),
        all_lists(conference),
        making(conference),
    )
    apart = set(met_pairs(conference)) | connected_pairs(conference) | _aside(conference, now)
    found = look_through(
        people,
        kept,
        blocked=_keys(blocked_pairs(conference)),
        resting=_keys(apart),
        seed=zlib.crc32(conference.encode()),
    )
    return {"making": number, **_plain(changes(kept, found))}


def _aside(conference: str, now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return every pair of which one has put the other aside."""
    holds = or_(Aside.until.is_(None), Aside.until > now)
    rows = db.session.execute(
        select(Aside.by_id, Aside.other_id).where(Aside.conference == conference, holds)
    )
    return {(by_id, other_id) for by_id, other_id in rows}


def _keys(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> set[Key]:
    return {key_of(one.hex, other.hex) for one, other in pairs}


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
