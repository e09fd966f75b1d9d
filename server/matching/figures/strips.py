"""Counting a table in strips, so that others are served in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true

from server.database import make_way
from server.extensions import db

AT_ONCE = 1_000  # rows, before others are served


def strips(conference: str, table: Any, key: Any) -> Iterator[ColumnElement[bool]]:
    """Yield conditions on `key` that part the rows of a conference: each holds for some of them."""
    low: UUID | None = None
    connection = db.session.connection()
    while True:
        above = true() if low is None else key > low
        ends = select(key).where(table.conference == conference, above)
        high = db.session.scalar(ends.order_by(key).offset(AT_ONCE).limit(1))
        yield above if high is None else and_(above, key <= high)
        if high is None:
            return
        low = high
        make_way(connection)
