"""Who is in everybody's sight. It knows no app, so that a child process may ask, too."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from server.people.models import Person


def shown() -> ColumnElement[bool]:
    """Return the condition under which somebody is shown to others."""
    return and_(Person.removed_at.is_(None), Person.hidden.is_(False), Person.screen.is_(False))
