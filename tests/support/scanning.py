"""Looking for what should not be there."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import MetaData, select

from server.extensions import db


def everything(app: Flask) -> str:
    """Return all that stands in any table of the database, whatever our models know of it."""
    with app.app_context(), db.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return "\n".join(
            f"{table.name}: {list(row)!r}"
            for table in tables.sorted_tables
            for row in connection.execute(select(table))
        )
