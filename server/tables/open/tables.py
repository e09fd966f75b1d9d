"""Open tables: reading them, and telling those who look for one. Nothing here commits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select

from server import clock
from server.conferences.queries import conference as conference_of
from server.errors import Problem, not_found
from server.extensions import db
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.queries import cards
from server.realtime.publish import number_of, publish, publish_apart
from server.tables.cards.decks import deck_of
from server.tables.clock import Phase
from server.tables.domain import Mode
from server.tables.facts import OpenTableListed, OpenTableUnlisted
from server.tables.models import Seat, Table, Talk
from server.tables.open.domain import (
    SILENT_FOR,
    OpenTableLine,
    OpenTableList,
    OpenTableName,
    WayIn,
    looking_for_a_table,
)
from server.tables.open.names import code_of
from server.tables.seats import seated_table
from server.web.links import address, qr_svg, table_path
from server.web.rights import Caller, Role
from server.work.due import schedule

CLOSE = "tables.close"


def called(conference: str, typed: str) -> Talk:
    """Return the open table of a code, locked. Raises no-such-table."""
    found = db.session.scalar(
        select(Talk)
        .where(Talk.conference == conference, Talk.code == code_of(typed))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Problem("no-such-table", 404)
    return found


def open_table(conference: str, talk_id: uuid.UUID) -> Talk:
    """Return an open table, on or over, locked. Raises not-found."""
    found = db.session.get(Talk, talk_id, with_for_update=True, populate_existing=True)
    if found is None or found.conference != conference or found.mode is not Mode.OPEN:
        raise not_found()
    return found


def code_at(conference: str, number: int) -> str | None:
    """Return the code of the open table at a table of the hall, or None."""
    return db.session.scalar(
        select(Talk.code)
        .join(Table, Table.talk_id == Talk.id)
        .where(*_on(conference), Table.number == number)
    )


def codes_in_use(conference: str) -> set[str]:
    """Return the codes of the open tables that are on."""
    codes = db.session.scalars(select(Talk.code).where(*_on(conference)))
    return {code for code in codes if code is not None}


def open_table_list(viewer: Person) -> OpenTableList:
    """Return the open tables as somebody sees them who looks for a chair."""
    rows = list(
        db.session.scalars(
            select(Talk).where(*_on(viewer.conference)).order_by(Talk.opened_at, Talk.id)
        )
    )
    there = _people_at(rows)
    lines = _lines(rows, there)
    kept_from = blocked_with(viewer.conference, [viewer.id])
    chairs = [
        row.id
        for row in rows
        if len(there[row.id]) < row.largest and kept_from.isdisjoint(there[row.id])
    ]
    mine = next((row.id for row in rows if viewer.id in there[row.id]), None)
    hosts = viewer.role.includes(Role.HOST)
    return OpenTableList(
        number=number_of(viewer.conference, "open-tables"),
        tables=tuple(lines[talk_id] for talk_id in chairs),
        mine=lines[mine] if mine else None,
        others=tuple(_name(lines[row.id]) for row in rows if hosts and row.id not in chairs),
    )


def way_in(viewer: Person, talk_id: uuid.UUID) -> WayIn:
    """Return what brings others to the open table where somebody sits. Raises not-found."""
    row = db.session.get(Talk, talk_id)
    if row is None or row.code is None or seated_table(row.id, row.dealt_round, viewer.id) is None:
        raise not_found()
    token = conference_of(row.conference).token
    link = address(table_path(row.conference, row.code, token))
    return WayIn(title=row.title, link=link, qr=qr_svg(link))


def list_table(row: Talk) -> None:
    """Tell those who look for a table how this one is now.

    Whoever keeps from somebody there, or is kept from, is told what all are told of a full one.
    """
    db.session.flush()
    there = _people_at([row])
    line = _lines([row], there)[row.id]
    if line.people >= line.chairs:
        unlist(row, _name(line))
        return
    full = OpenTableUnlisted(table=_name(line), on=True)
    publish(
        looking_for_a_table(row.conference),
        OpenTableListed(table=line),
        instead=dict.fromkeys(blocked_with(row.conference, there[row.id]), full),
    )


def follow_sight(person: Person, other: Person) -> None:
    """Tell each of two who keep apart, or no longer do, of the open table where the other sits."""
    for viewer, there in ((person, other), (other, person)):
        seats = select(Seat.talk_id).where(Seat.person_id == there.id, Seat.until.is_(None))
        for row in db.session.scalars(
            select(Talk).where(*_on(person.conference), Talk.id.in_(seats)).order_by(Talk.id)
        ):
            people = _people_at([row])[row.id]
            if viewer.id not in people:
                fact = _seen_by(viewer.id, there.id, row, people)
                if fact is not None:
                    publish_apart(looking_for_a_table(row.conference), {viewer.id: fact})


def unlist(row: Talk, table: OpenTableName) -> None:
    """Tell those who look for a table that this one has no chair, or is over."""
    on = row.phase is not Phase.ENDED
    publish(looking_for_a_table(row.conference), OpenTableUnlisted(table=table, on=on))


def name_of(row: Talk) -> OpenTableName:
    """Return what an open table that is on is called."""
    return _name(_lines([row], _people_at([row]))[row.id])


def stay_open(row: Talk) -> None:
    """Note that somebody is at an open table: it closes by itself when that is long ago."""
    schedule(row.conference, CLOSE, str(row.id), clock.now() + SILENT_FOR)


def door_to_list(_caller: Caller, rest: str) -> None:
    """Let everybody at the conference look for an open table."""
    if rest:
        raise not_found()


def _seen_by(
    viewer_id: uuid.UUID, there_id: uuid.UUID, row: Talk, people: list[uuid.UUID]
) -> OpenTableListed | OpenTableUnlisted | None:
    """Return what somebody is told of an open table where another sits from whom they part.

    Or with whom they part no more. None where it had no chair for them, and still has none: it is
    full, or somebody else sits there from whom they keep.
    """
    line = _lines([row], {row.id: people})[row.id]
    kept_from = blocked_with(row.conference, [viewer_id])
    if there_id in kept_from:
        return OpenTableUnlisted(table=_name(line), on=True)
    if line.people >= line.chairs or not kept_from.isdisjoint(people):
        return None
    return OpenTableListed(table=line)


def _on(conference: str) -> tuple[ColumnElement[bool], ...]:
    return Talk.conference == conference, Talk.mode == Mode.OPEN, Talk.phase != Phase.ENDED


def _people_at(rows: Iterable[Talk]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Return who sits at each of these, whoever has sat there longest first."""
    there: dict[uuid.UUID, list[uuid.UUID]] = {row.id: [] for row in rows}
    seats = select(Seat.talk_id, Seat.person_id).where(
        Seat.talk_id.in_(there), Seat.until.is_(None)
    )
    for talk_id, person_id in db.session.execute(seats.order_by(Seat.since, Seat.person_id)):
        there[talk_id].append(person_id)
    return there


def _lines(
    rows: list[Talk], there: dict[uuid.UUID, list[uuid.UUID]]
) -> dict[uuid.UUID, OpenTableLine]:
    numbers = dict(
        db.session.execute(
            select(Table.talk_id, func.max(Table.number))
            .where(Table.talk_id.in_(there))
            .group_by(Table.talk_id)
        ).all()
    )
    known = cards(rows[0].conference, [row.by_id for row in rows if row.by_id]) if rows else {}
    return {
        row.id: OpenTableLine(
            id=row.id,
            title=row.title,
            code=row.code or "",
            number=numbers[row.id],
            by=known[row.by_id].name if row.by_id in known else None,
            people=len(there[row.id]),
            chairs=row.largest,
            deck_title=deck_of(row).title,
            opened_at=row.opened_at,
        )
        for row in rows
    }


def _name(line: OpenTableName) -> OpenTableName:
    return OpenTableName(id=line.id, title=line.title, code=line.code, number=line.number)
