"""Who may hear what is told of talks, of those who conduct them, and of tables."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from server.errors import Problem, not_found
from server.realtime.doors import Asked, one_by_one
from server.tables.queries import hosted_talk, tables_of, talk_for, talks_of
from server.web.rights import Caller, Role


def door_to_talk(caller: Caller, rest: str) -> None:
    """Let everybody at the conference follow its talks."""
    talk_for(caller, _id(rest))


def doors_to_talks(asked: Sequence[Asked]) -> Iterable[Problem | None]:
    """Answer many who would follow talks, of which each is read once."""
    held = talks_of(_ids(asked))  # the session alone would forget each at once
    yield from one_by_one(door_to_talk)(asked)
    del held


def door_to_list(_caller: Caller, rest: str) -> None:
    """Let everybody at the conference hear how many are at its talks."""
    if rest:
        raise not_found()


def door_to_hosts(caller: Caller, rest: str) -> None:
    """Let hosts follow what only those who conduct hear."""
    if not caller.role.includes(Role.HOST):
        raise not_found()
    hosted_talk(caller.conference, _id(rest))


def doors_to_tables(asked: Sequence[Asked]) -> Iterable[Problem | None]:
    """Answer many who would hear tables, of whom it is read together who sits there."""
    there = tables_of({caller.id for caller, _ in asked}, _ids(asked))
    for caller, rest in asked:
        yield None if (caller.id, _id_or_none(rest)) in there else not_found()


def _ids(asked: Sequence[Asked]) -> set[uuid.UUID]:
    return {found for _, rest in asked if (found := _id_or_none(rest))}


def _id_or_none(text: str) -> uuid.UUID | None:
    try:
        return _id(text)
    except Problem:
        return None


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise not_found() from None
