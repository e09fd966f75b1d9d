"""What everybody at one table is shown of their talk, kept as bytes while nothing of it changes.

Whatever changes a talk, a table, or a person who sits there raises the number of a stream in the
same transaction. So a version is all that needs to be asked before a phone that comes back is
answered with what another one was. But two things change by the clock: an announcement ends, after
which nothing is kept of it; and a pause that somebody there takes from being met, of which what is
kept may say that it lasts until the work that is due at its end (`choosing_openness`) has told so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from server import clock
from server.tables.domain import TableView, TalkAnnouncement, TalkView
from server.web.values import to_wire

MOST_TALKS = 20  # kept in one process


@dataclass(frozen=True)
class Version:
    """How old a talk is: two that are equal show the same to whoever sits at a table.

    salt: drawn when the conference was made. talk and roster: its versions. number and
    feed_number: of its stream, and of the feed, where it is told how people are called and who is
    gone.
    """

    salt: str
    talk: int
    roster: int
    number: int
    feed_number: int


@dataclass
class KeptTalk:
    """A talk at one version. tables: each with the number of its stream, by its id.

    until: the end of what a host announces. at: when it was read, by the steady clock.
    """

    conference: str
    version: Version
    talk: bytes
    announcement: bytes
    until: datetime | None
    tables: dict[UUID, tuple[int, bytes]] = field(default_factory=dict)
    at: float = field(default_factory=clock.steady)

    def has(self, table_id: UUID, number: int) -> bool:
        """Say whether a table is kept as it is at this number of its stream."""
        return self.tables.get(table_id, (None, b""))[0] == number


class KeptTalks:
    """The talks that this process has read, each as it was last."""

    def __init__(self) -> None:
        self._newest: dict[UUID, KeptTalk] = {}

    def at(self, talk_id: UUID, version: Version) -> KeptTalk | None:
        """Return what was kept of a talk at just this version."""
        kept = self._newest.get(talk_id)
        if kept is None or kept.version != version:
            return None
        return kept if kept.until is None or clock.now() < kept.until else None

    def begin(
        self, conference: str, version: Version, talk: TalkView, said: TalkAnnouncement | None
    ) -> KeptTalk:
        """Keep a talk, without its tables, in place of what is older. said: to all there."""
        until = said.until if said else None
        kept = KeptTalk(conference, version, _written(talk), _written(said), until)
        self._newest.pop(talk.id, None)
        self._newest[talk.id] = kept
        if len(self._newest) > MOST_TALKS:
            del self._newest[next(iter(self._newest))]
        return kept

    def forget(self, conference: str, key: str | None) -> None:
        """Forget a talk, or with no key all of a conference."""
        self._newest = {
            talk_id: kept
            for talk_id, kept in self._newest.items()
            if kept.conference != conference or key not in {None, str(talk_id)}
        }

    def forget_old(self, seconds: float) -> None:
        """Forget what was read longer ago than so many seconds."""
        since = clock.steady() - seconds
        self._newest = {talk_id: kept for talk_id, kept in self._newest.items() if kept.at >= since}


def keep_table(kept: KeptTalk, table: TableView, number: int) -> None:
    """Keep a table of a talk. number: of its stream."""
    kept.tables[table.id] = number, _written(table)


def shown(kept: KeptTalk, table_id: UUID, person_number: int, *, listens: bool) -> str:
    """Return the talk for somebody who sits at a table that is kept, as JSON."""
    number, table = kept.tables[table_id]
    snapshot = (
        b'{"number":%d,"person_number":%d,"talk":%b,"here":true,"listens":%b,'
        b'"table":%b,"table_number":%d,"waiting":null,"announcement":%b}'
    ) % (
        kept.version.number,
        person_number,
        kept.talk,
        b"true" if listens else b"false",
        table,
        number,
        kept.announcement,
    )
    return snapshot.decode()


def _written(value: Any) -> bytes:
    return orjson.dumps(None if value is None else to_wire(value))
