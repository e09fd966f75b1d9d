"""Laying the tables of a round, and sending everybody there once all are laid.

A whole hall is too much to be written at once, as nobody else could write meanwhile. So it is
laid by and by, while nobody is to see it: whoever reads a talk that is being set looks no
further than the rounds that are dealt. The last step is short, and all or nothing.

It may be interrupted anywhere, or be done twice at once: tables that already lie as they should
stay, all others are cleared away.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from server import clock
from server.conferences.queries import locked_conference
from server.database import PAUSE, in_turns, reading, writing
from server.extensions import db
from server.realtime.publish import begin_streams
from server.tables import queries
from server.tables.conductor.acts import clock_of
from server.tables.conductor.clearing import clear_tables, finish_clearing
from server.tables.conductor.winding import set_clock
from server.tables.domain import WhyWaiting, at_table
from server.tables.hall.tables_in_use import numbers_taken
from server.tables.models import Seat, Table, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.one_more import open_for_waiting
from server.tables.room.sitting import free_chair, seat_late, seat_waiting
from server.tables.room.staying import hosts_without
from server.tables.room.waiting import have_wait, without_chair, without_person
from server.tables.rounds.dealing import Dealt, Hall, deal
from server.tables.seating.report import Advice
from server.tables.seats import kept_apart
from server.tables.telling import tell_round

AT_ONCE = 25  # tables in one transaction
TRIES = 4  # to keep up with those who come and go, before they find a chair as latecomers do
# Said anew of hosts; and whoever is to stay does, as the hall finds them a chair.
UNTOLD = {"hosts-move", "fixed-let-go"}


def seat_round(conference: str, talk_id: UUID, version: int, planned: dict[str, Any]) -> None:
    """Seat the round that a talk is set for, unless the talk has moved from this version.

    planned: the answer of `server.tables.seating.going_on`. The rounds after are kept.
    """
    finish_clearing(conference, talk_id)
    for tries in range(1, TRIES + 1):
        with reading(db.session):
            row = queries.talk(conference, talk_id)
            if row.version != version:
                return
            hall = deal(row, planned)
            wrong, missing = compare(row, hall)
        try:
            for clear, some in _in_parts(wrong, missing):
                with writing(db.session):
                    if not _is_at(talk_id, version):
                        return
                    lay(conference, some, clear=clear)
                time.sleep(PAUSE)
        except IntegrityError:  # another server lays the same tables
            continue
        with writing(db.session):
            locked_conference(conference)  # the tables of its hall are taken one after the other
            row = queries.talk(conference, talk_id, lock=True)
            if row.version != version or begin(row, hall, planned, anyway=tries == TRIES):
                return
    raise RuntimeError("the tables of a round could not be laid; it is tried again later")


def compare(row: Talk, hall: Hall) -> tuple[list[UUID], list[Dealt]]:
    """Return the tables of this round that lie as they should not, and those that are missing.

    The tables that lie as they should are taken over into the hall.
    """
    seats = and_(Seat.table_id == Table.id, Seat.until.is_(None))
    rows = db.session.execute(
        select(Table.id, Table.number, Seat.person_id, Seat.listens)
        .outerjoin(Seat, seats)
        .where(Table.talk_id == row.id, Table.round == row.round)
        .execution_options(yield_per=AT_ONCE)
    )
    there: dict[tuple[UUID, int], set[tuple[UUID | None, bool | None]]] = defaultdict(set)
    for some in in_turns(rows, AT_ONCE):
        for table_id, number, person_id, listens in some:
            there[table_id, number].add((person_id, listens))
    missing, wrong = dict(hall.tables), []
    for (table_id, number), people in there.items():
        wanted = missing.get(number)
        if wanted and people == {(one["person_id"], one["listens"]) for one in wanted.seats}:
            wanted.table["id"] = table_id
            del missing[number]
        else:
            wrong.append(table_id)
    return wrong, list(missing.values())


def lay(conference: str, tables: Iterable[Dealt], *, clear: Sequence[UUID] = ()) -> None:
    """Clear some tables away, and lay others, whose streams begin with what they will be told."""
    write = db.session.connection().execute
    if clear:
        clear_tables(conference, clear)
    if laid := list(tables):
        write(insert(Table), [dealt.table for dealt in laid])
        write(insert(Seat), [seat for dealt in laid for seat in dealt.seats])
        begin_streams(at_table(conference, dealt.table["id"], ()) for dealt in laid)


def begin(row: Talk, hall: Hall, planned: dict[str, Any], *, anyway: bool) -> bool:
    """Send everybody to the tables that are laid for a locked talk; say whether they fit.

    They do not when somebody has come or left since they were worked out, or another talk has
    taken a number. Begun `anyway`, those who came find chairs as latecomers do.
    """
    of_round = Table.talk_id == row.id, Table.round == row.round
    laid = [dealt.table["id"] for dealt in hall.tables.values()]
    if set(laid) != set(db.session.scalars(select(Table.id).where(*of_round))):
        return False
    fits = _fits(row, hall)
    if not fits and not anyway:
        return False
    if any(dealt.table["writes"] is not row.writes for dealt in hall.tables.values()):
        db.session.execute(update(Table).where(*of_round).values(writes=row.writes))
    note(row, Happened.DEALT, round=row.round, people=_heads(hall), tables=len(laid))
    unseated = without_chair(row) if hall.waiting or not fits else []
    have_wait(row, (one for one in unseated if one in hall.waiting), WhyWaiting.FULL)
    left = [] if fits else without_person(row)
    set_clock(row, clock_of(row).seated(clock.now()))
    row.plan = _to_come(row, planned)
    for person_id in left:
        free_chair(row, person_id)
        seat_waiting(row)
    for person_id in unseated:
        if person_id not in hall.waiting and not seat_late(row, person_id):
            have_wait(row, [person_id], WhyWaiting.FULL)
            open_for_waiting(row)
    tell_round(row, laid=laid)
    return True


def _in_parts(
    wrong: Iterable[UUID], missing: Iterable[Dealt]
) -> Iterator[tuple[list[UUID], list[Dealt]]]:
    """Yield what to clear away and what to lay, so much at a time as others can wait for."""
    pieces = iter(wrong)
    while clear := list(islice(pieces, AT_ONCE)):
        yield clear, []
    tables = iter(missing)
    while some := list(islice(tables, AT_ONCE)):
        yield [], some


def _is_at(talk_id: UUID, version: int) -> bool:
    """Say whether a talk is at this version still, and lock it."""
    now = select(Talk.version).where(Talk.id == talk_id).with_for_update(key_share=True)
    return db.session.scalar(now) == version


def _fits(row: Talk, hall: Hall) -> bool:
    """Say whether a hall was worked out from what is still true."""
    taken = numbers_taken(row) - hall.taken
    if row.roster_version != hall.roster_version or not taken.isdisjoint(hall.tables):
        return False
    return kept_apart(row) <= hall.apart


def _heads(hall: Hall) -> int:
    return sum(len(dealt.seats) for dealt in hall.tables.values())


def _to_come(row: Talk, planned: dict[str, Any]) -> dict[str, Any]:
    """Return the plan of the rounds after the one that begins, with what hosts are told of it."""
    _, *to_come = planned["seatings"]
    _, *resting = planned["resting"]
    report = {key: planned[key] for key in ("repeats", "repeats_bound")}
    advice = [one for one in planned["advice"] if one["key"] not in UNTOLD]
    if moving := len(hosts_without(row)):  # no table is left at which they could stay
        advice.insert(0, asdict(Advice("hosts-move", {"people": moving})))
    report["advice"] = advice
    return {"seatings": to_come, "resting": resting[: len(to_come)], "report": report}
