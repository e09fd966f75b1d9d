"""At which migration a database stands, and which of them this server knows."""

from __future__ import annotations

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server.config import ROOT


def head() -> str | None:
    """Return the newest migration that this server knows."""
    return _known()[0]


def is_known(revision: str | None) -> bool:
    """Say whether this server can bring a database on that stands at this migration."""
    return revision in _known()


def revision(engine: Engine) -> str | None:
    """Return the migration at which a database stands; None for one that has seen none.

    Raises SQLAlchemyError when it does not answer.
    """
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def _known() -> list[str]:
    """Return every migration, the newest first."""
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    return [script.revision for script in scripts.walk_revisions()]
