"""How Alembic reaches the database and the models. `flask db …` runs it."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Enum

from server.database import UTCDateTime

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, _autogen_context: Any) -> str | Literal[False]:
    """Write our column types as SQLAlchemy's, so that a migration imports nothing of ours."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"  # the closed list is ours to keep, not SQL's
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out the index by which stories are found: each database has one of its own kind."""
    return not (kind in {"table", "index"} and name and name.startswith("story_index"))


def run() -> None:
    """Bring the database up or down in one transaction."""
    with db.engine.connect().execution_options(writing=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            include_name=include_name,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
