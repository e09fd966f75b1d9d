"""Open tables as phones see them: tables that anyone starts, without rounds or a conductor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.realtime.facts import Audience

CHAIRS = 6
SILENT_FOR = timedelta(hours=3)  # after which nobody is thought to sit there any more


@dataclass(frozen=True, kw_only=True)
class OpenTableName:
    """What an open table is called, and how it is found.

    code: what is typed to sit down there. number: the hall's; 0 where no card stands.
    """

    id: UUID
    title: str
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class OpenTableLine(OpenTableName):
    """An open table to choose from. `by`: the name of whose table it is, if that is shown."""

    by: str | None
    people: int
    chairs: int
    deck_title: str
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenTableList:
    """The open tables, the oldest first, beside the number of `open-tables`.

    tables: with a chair for the viewer. mine: where they sit.
    others: for hosts, those that are on besides; why the viewer has no chair there is not said.
    """

    number: int
    tables: tuple[OpenTableLine, ...]
    mine: OpenTableLine | None
    others: tuple[OpenTableName, ...]


@dataclass(frozen=True, kw_only=True)
class WayIn:
    """What brings others to an open table: a word to type, or a QR code, drawn as SVG."""

    title: str
    link: str
    qr: str


def looking_for_a_table(conference: str) -> Audience:
    """Return everybody who looks at the list of open tables."""
    return Audience(conference=conference, stream="open-tables")
