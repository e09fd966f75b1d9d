"""Somebody's talk while they sit at a table, answered before Flask begins when it is kept.

A hall asks for it all at once when it has missed something: the server was away. Where somebody
sits and how old their talk is are read from the database for each of them, in one statement.
Everything else goes on to the app, which answers in full and keeps what it has read.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from server.conferences.models import Conference
from server.conferences.queries import conference
from server.extensions import db
from server.people.models import Device, Person
from server.prepared import Prepared
from server.realtime.models import Stream
from server.realtime.publish import number_of, numbers_of
from server.tables.clock import SEATED_PHASES
from server.tables.domain import Mode, TalkSnapshot
from server.tables.kept import KeptTalk, KeptTalks, Version, keep_table, shown
from server.tables.models import CheckIn, Seat, Table, Talk
from server.tables.queries import table_views
from server.web.front import Answered, Front

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PATH = re.compile(
    r"/api/v1/conferences/([a-z0-9-]{1,60})/talks/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
RULE = "/api/v1/conferences/<slug>/talks/<uuid:talk_id>"
MOST_AHEAD = 40  # tables read with one that somebody asks for
HEX = (1, 8), (9, 4), (13, 4), (17, 4), (21, 12)  # where the parts of a UUID begin, and how long


class TalkInFront(Front):
    """Answers what it can of a talk, and hands everything else to the app behind it."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, PATH, RULE)
        self._kept: KeptTalks = app.extensions["happenstance-talks"]
        self._where_they_sit = Prepared(_where_they_sit(self._engine.dialect), self._engine)

    def answer(
        self, connection: Any, device: str, path: re.Match[str], environ: WSGIEnvironment
    ) -> Answered | None:
        """Return the talk for somebody who sits at a table of it that is kept."""
        slug, talk_id = path[1], UUID(path[2])
        found = self._where_they_sit.rows(connection, device=device, slug=slug, talk=talk_id.hex)
        if not found or environ.get("QUERY_STRING"):
            return None
        [(listens, table_id, *version, person_number, table_number)] = found
        kept = self._kept.at(talk_id, Version(*version))
        if kept is None:
            return None
        table = table_id if isinstance(table_id, UUID) else UUID(table_id)
        body = shown(kept, table, table_number, person_number, listens=bool(listens))
        if body is None:
            return None
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
        return HTTPStatus.OK, headers, body


def keep(row: Talk, read: TalkSnapshot) -> None:
    """Keep what somebody is shown of a talk for those who sit there with them.

    The more have asked, the more tables are read ahead: a hall may be coming back.
    """
    if read.table is None or row.mode is Mode.OPEN:
        return
    talks: KeptTalks = current_app.extensions["happenstance-talks"]
    slug = row.conference
    salt, feed_number = conference(slug).audit_salt, number_of(slug, "feed")
    version = Version(salt, row.version, row.roster_version, read.number, feed_number)
    kept = talks.at(row.id, version) or talks.begin(slug, version, read)
    keep_table(kept, read.table, read.table_number)
    most = min(len(kept.taken), MOST_AHEAD)
    kept.taken.add(read.table.id)
    if most and not kept.all_taken:
        _keep_next(kept, row, most)


def _keep_next(kept: KeptTalk, row: Talk, most: int) -> None:
    """Keep some tables that nobody reads yet; let others read them where that fails."""
    ahead = _next_tables(row, kept.taken, most)
    ids = {table.id for table in ahead}
    kept.taken |= ids
    kept.all_taken = len(ahead) < most
    try:
        numbers = numbers_of(row.conference, [f"table:{table_id}" for table_id in ids])
        for view in table_views(row, ahead):
            keep_table(kept, view, numbers.get(f"table:{view.id}", 0))
    except BaseException:
        kept.taken -= ids
        kept.all_taken = False
        raise


def _next_tables(row: Talk, taken: set[UUID], most: int) -> list[Table]:
    """Return some tables that nobody reads yet."""
    rows = select(Table).where(Table.talk_id == row.id, Table.round == row.round)
    return list(db.session.scalars(rows.where(Table.id.not_in(taken)).limit(most)))


def _where_they_sit(dialect: Dialect) -> Select[Any]:
    """Return what finds somebody's table, and the version of all that they are shown there."""
    numbers = {name: aliased(Stream) for name in ("talk", "feed", "person", "table")}
    names: dict[str, ColumnElement[str]] = {
        "talk": literal("talk:") + _dashed(Talk.id, dialect),
        "feed": literal("feed"),
        "person": literal("person:") + _dashed(Person.id, dialect),
        "table": literal("table:") + _dashed(Seat.table_id, dialect),
    }
    statement: Any = (
        select(
            CheckIn.listens,
            Seat.table_id,
            Conference.audit_salt,
            Talk.version,
            Talk.roster_version,
            *(func.coalesce(stream.number, 0) for stream in numbers.values()),
        )
        .select_from(Device)
        .join(Person, and_(Person.conference == Device.conference, Person.id == Device.person_id))
        .join(Conference, Conference.slug == Device.conference)
        .join(
            Talk,
            and_(Talk.conference == Device.conference, Talk.id == bindparam("talk")),
        )
        .join(CheckIn, and_(CheckIn.talk_id == Talk.id, CheckIn.person_id == Person.id))
        .join(
            Seat,
            and_(Seat.talk_id == Talk.id, Seat.round == Talk.round, Seat.person_id == Person.id),
        )
    )
    for name, stream in numbers.items():
        there = and_(stream.conference == Device.conference, stream.name == names[name])
        statement = statement.outerjoin(stream, there)
    found: Select[Any] = statement.where(
        Device.token_hash == bindparam("device"),
        Device.conference == bindparam("slug"),
        Person.removed_at.is_(None),
        Person.banned_because.is_(None),
        Seat.until.is_(None),
        Talk.mode != literal(Mode.OPEN.value, String),
        Talk.phase.in_([literal(phase.value, String) for phase in sorted(SEATED_PHASES)]),
    )
    return found


def _dashed(column: Any, dialect: Dialect) -> ColumnElement[str]:
    """Return an id as it stands in the names of streams."""
    if dialect.name != "sqlite":
        return cast(column, String)
    kept = type_coerce(column, String)
    first, *others = (func.substr(kept, begin, length) for begin, length in HEX)
    dashed: ColumnElement[str] = type_coerce(first, String)
    for part in others:
        dashed = dashed + literal("-") + type_coerce(part, String)
    return dashed
