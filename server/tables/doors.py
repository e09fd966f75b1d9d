"""Who may hear what is told of talks, of those who conduct them, and of tables."""

from __future__ import annotations

import uuid

from server.errors import not_found
from server.tables.queries import hosted_talk, table_for, talk_for
from server.web.rights import Caller, Role


def door_to_talk(caller: Caller, rest: str) -> None:
    """Let everybody at the conference follow its talks."""
    talk_for(caller, _id(rest))


def door_to_hosts(caller: Caller, rest: str) -> None:
    """Let hosts follow what only those who conduct hear."""
    if not caller.role.includes(Role.HOST):
        raise not_found()
    hosted_talk(caller.conference, _id(rest))


def door_to_table(caller: Caller, rest: str) -> None:
    """Let those who sit at a table hear it."""
    table_for(caller, _id(rest))


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise not_found() from None
