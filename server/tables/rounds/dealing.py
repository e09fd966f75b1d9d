"""Which tables a round that is being set will have: worked out, and nothing written."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server import clock
from server.database import in_turns, make_way
from server.extensions import db
from server.tables.at_table.turns import in_turn, listeners
from server.tables.cards.decks import next_card
from server.tables.domain import Mode
from server.tables.hall.numbered import Tables, strangers_of
from server.tables.hall.numbering import in_hall
from server.tables.hall.tables_in_use import numbers_taken, tables_there_are
from server.tables.models import Talk
from server.tables.room.sitting import Pairs, best_table
from server.tables.room.waiting import rested
from server.tables.seats import as_text, kept_apart, locks, roster

AT_ONCE = 50  # tables, before others are served

Row = dict[str, Any]


@dataclass(frozen=True)
class Dealt:
    """A table of the round and its seats, in the order of turns: rows as they are written.

    Plain rows, since a hall is written in a tenth of the time that objects take.
    """

    table: Row
    seats: list[Row]


@dataclass(frozen=True)
class Hall:
    """The tables of a round by number, and what they were worked out from.

    waiting: who is here and has no chair. roster_version: of the talk. taken: the numbers that
        others used. apart: the pairs that were to be kept apart.
    """

    tables: dict[int, Dealt]
    waiting: frozenset[UUID]
    roster_version: int
    taken: frozenset[int]
    apart: frozenset[tuple[UUID, UUID]]


def deal(row: Talk, planned: dict[str, Any]) -> Hall:
    """Return a chair for everybody who is here, as planned and as far as it holds.

    Who has left since the plan was made has none; those who came get one, and of those who were
    to rest as many as there are chairs.

    planned: the answer of `server.tables.seating.going_on`.
    """
    card, listening = next_card(row), listeners(row)
    here = roster(row)
    make_way(db.session.connection())
    held = _repaired(row, here, planned["seatings"][0], planned["resting"][0])
    make_way(db.session.connection())
    hall = in_hall(row, held, row.round)
    tables = {
        number: _dealt(row, number, there, card, listening)
        for some in in_turns(hall.items(), AT_ONCE)
        for number, there in some
    }
    seated = {seat["person_id"] for dealt in tables.values() for seat in dealt.seats}
    waiting = frozenset(one for one in here if one not in seated)
    taken, apart = frozenset(numbers_taken(row)), frozenset(kept_apart(row))
    return Hall(tables, waiting, row.roster_version, taken, apart)


def _dealt(
    row: Talk, number: int, people_there: Iterable[str], card: int, listening: set[UUID]
) -> Dealt:
    order = in_turn(row, number, [UUID(person) for person in people_there])
    first = min(order, key=listening.__contains__)
    table = {"id": uuid.uuid4(), "talk_id": row.id, "round": row.round, "number": number}
    seat = {"talk_id": row.id, "round": row.round, "table_id": table["id"], "since": clock.now()}
    return Dealt(
        table | {"card": card, "writes": row.writes, "turn_id": first},
        [
            seat | {"person_id": one, "chair": chair, "listens": one in listening}
            for chair, one in enumerate(order)
        ],
    )


def _repaired(
    row: Talk, roster_now: Iterable[UUID], planned: Tables, resting: Collection[str]
) -> Tables:
    here = [str(person) for person in roster_now]
    came = set(here)
    tables = [[person for person in there if person in came] for there in planned]
    _part(row, tables)
    seated = {person for there in tables for person in there}
    waiting = [person for person in here if person not in seated]
    if len(seated) > 1:  # nobody stays alone at a table while there are others to sit with
        waiting += [person for there in tables if len(there) == 1 for person in there]
    tables = [there for there in tables if len(there) > 1 or (there and len(seated) == 1)]
    if not waiting:
        return tables
    most = tables_there_are(row)
    if resting:
        turns = rested(row)
        waiting.sort(key=lambda one: -turns[UUID(one)])
    pairs = Pairs.of(row)
    for left, person in zip(range(len(waiting), 0, -1), waiting, strict=True):
        if _is_full(tables, row.largest, most):
            break
        chosen = best_table(pairs, tables, UUID(person), row.largest) if tables else None
        if chosen is not None and not _as_pair(row, tables[chosen], left):
            tables[chosen].append(person)
        elif most is None or len(tables) < most:
            tables.append([person])
    if most is not None and len(tables) > 1:  # rather than alone, or crowded in with others
        tables = [there for there in tables if len(there) > 1]
    return tables


def _part(row: Talk, tables: Tables) -> None:
    """Bring those to other tables who keep from somebody at theirs since the round was planned."""
    strangers = strangers_of(as_text(kept_apart(row)))
    if not strangers:
        return
    stay, pairs = {str(person) for person in locks(row)}, Pairs.of(row)
    for there in tables:
        for person in [one for one in there if one in strangers and one not in stay]:
            if strangers[person].isdisjoint(there):
                continue
            others = [[] if one is there else one for one in tables]
            chosen = best_table(pairs, others, UUID(person), row.largest)
            if chosen is not None:
                there.remove(person)
                tables[chosen].append(person)


def _as_pair(row: Talk, there: Collection[str], left: int) -> bool:
    """Say whether somebody is better off with the next of those who wait than as a third."""
    return row.mode is Mode.ONE_TO_ONE and len(there) > 1 < left


def _is_full(tables: Tables, largest: int, most: int | None) -> bool:
    """Say whether every chair is taken and no table is left."""
    return most is not None and len(tables) >= most and min(map(len, tables)) >= largest
