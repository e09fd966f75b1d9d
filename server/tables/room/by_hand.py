"""What a host does to seats by hand. Nothing in the room reverses it. Nothing here commits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from server.errors import Problem, not_found
from server.extensions import db
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.models import CheckIn, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.sitting import get_up, next_chair, sit
from server.tables.room.staying import tables_kept
from server.tables.seats import heads, table_numbers, tables_of
from server.tables.telling import show_room, tell_hosts, tell_table
from server.web.rights import Caller


class Place(TypedDict):
    """Where somebody sat when the host looked, and where the host wants them: table numbers."""

    person_id: UUID
    was: int | None
    table: int | None


def seat_by_hand(
    row: Talk, places: Sequence[Place], *, round_number: int, anyway: bool, by: Caller
) -> None:
    """Put people at the tables a host chose, in the round that runs; two who swap are one act.

    table: None is to sit out this round. Sent twice, it happens once. Who is locked to a table
    is locked to the new one. The rounds to come are planned anew, by whom they will have met.

    People who must not sit together are brought together if the host says so: to refuse, or to
    ask, would tell the host that one has blocked the other. The host acts on what they see, and
    either of the two can move on without a word; the planner keeps them apart as before.

    Raises not-now while nobody is seated, seats-changed where somebody sits elsewhere by now,
    not-found for a person or a table that is not there, and table-full, with `heads` that would
    sit there, where a table would have more than the talk's largest and the host has not said
    `anyway`.
    """
    if row.phase not in SEATED_PHASES:
        raise Problem("not-now", 409)
    now = table_numbers(row)
    if row.round == round_number and all(
        now.get(one["person_id"]) == one["table"] for one in places
    ):
        return
    if row.round != round_number or any(now.get(one["person_id"]) != one["was"] for one in places):
        raise Problem("seats-changed", 409)
    checked_in = [_check_in(row, one["person_id"]) for one in places]
    if not anyway:
        _refuse_crowds(row, places)
    _carry_out(row, places)
    for one, guest in zip(places, checked_in, strict=True):
        if guest.locked is not None and one["table"] is not None:
            guest.locked = one["table"]
    row.plan = None
    _note(row, places, by)
    people = [one["person_id"] for one in places]
    tell_hosts(row, people)
    show_room(row)


def lock_seat(row: Talk, person_id: UUID, number: int, *, by: Caller) -> None:
    """Have somebody sit at this table of the running round in every round to come.

    Raises not-now while nobody is seated, not-found for a person or table that is not there.
    """
    if row.phase not in SEATED_PHASES:
        raise Problem("not-now", 409)
    if number not in {table.number for table in tables_of(row)}:
        raise not_found()
    _set_lock(row, person_id, number, by)


def unlock_seat(row: Talk, person_id: UUID, *, by: Caller) -> None:
    """Let the planner seat somebody again. Raises not-found, or not-now once it has ended."""
    if row.phase is Phase.ENDED:
        raise Problem("not-now", 409)
    _set_lock(row, person_id, None, by)


def _set_lock(row: Talk, person_id: UUID, number: int | None, by: Caller) -> None:
    guest = _check_in(row, person_id)
    if guest.locked == number:
        return
    if number is None:
        note(row, Happened.UNLOCKED, by=by, person=person_id, table=guest.locked)
    else:
        note(row, Happened.LOCKED, by=by, person=person_id, table=number)
    before = tables_kept(row)
    guest.locked = number
    row.plan = None
    db.session.flush()
    tell_hosts(row, [person_id])
    if row.phase in SEATED_PHASES:
        _tell_who_keeps(row, before, tables_kept(row))


def _tell_who_keeps(row: Talk, before: dict[UUID, int], now: dict[UUID, int]) -> None:
    """Tell every table at which somebody sits who keeps another one now, or none, or for once one.

    A lock at a table may take it from a host who stays, or leave it to them again.
    """
    changed = {person for person, _ in before.items() ^ now.items()}
    at = table_numbers(row)
    concerned = {at.get(person) for person in changed}
    for table in tables_of(row):
        if table.number in concerned:
            tell_table(row, table)


def _check_in(row: Talk, person_id: UUID) -> CheckIn:
    found = db.session.get(CheckIn, (row.id, person_id))
    if found is None:
        raise not_found()
    return found


def _refuse_crowds(row: Talk, places: Sequence[Place]) -> None:
    change = Counter(one["table"] for one in places)
    change.subtract(one["was"] for one in places)
    sitting = {table.number: table.heads for table in heads(row)}
    for number, more in change.items():
        if number is not None and more > 0 and sitting.get(number, 0) + more > row.largest:
            would_be = sitting.get(number, 0) + more
            raise Problem("table-full", 409, table=number, heads=would_be)


def _carry_out(row: Talk, places: Sequence[Place]) -> None:
    """Have everybody get up first, and then sit down: who swaps takes the other's chair."""
    tables = {table.number: table for table in tables_of(row)}
    if any(one["table"] not in {None, *tables} for one in places):
        raise not_found()
    freed: dict[int, list[int]] = defaultdict(list)
    for one in places:
        if one["was"] is not None:
            seat = get_up(row, one["person_id"])
            freed[one["was"]].append(seat.chair)
    for one in places:
        if one["table"] is not None:
            table = tables[one["table"]]
            chairs = freed[table.number]
            sit(
                table, one["person_id"], chairs.pop() if chairs else next_chair(table), by_hand=True
            )
    joined = dict.fromkeys(one["table"] for one in places)
    left = dict.fromkeys(one["was"] for one in places)
    for number in joined | left:  # who moves hears of the new table before the old one
        if number is not None:
            tell_table(row, tables[number])


def _note(row: Talk, places: Sequence[Place], by: Caller) -> None:
    match places:
        case [one, other] if (one["table"], other["table"]) == (other["was"], one["was"]):
            params = {"person": one["person_id"], "other": other["person_id"]}
            note(row, Happened.SWAPPED, by=by, **params)
        case _:
            for one in places:
                note(row, _kind(one), by=by, **_params(one))


def _kind(place: Place) -> Happened:
    if place["table"] is None:
        return Happened.GOT_UP
    return Happened.SAT_DOWN if place["was"] is None else Happened.MOVED


def _params(place: Place) -> dict[str, object]:
    params = {"person": place["person_id"], "was": place["was"], "table": place["table"]}
    return {name: value for name, value in params.items() if value is not None}
