"""Seating a round that is being set, by the planner's answer or at once without it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from server import clock
from server.database import in_turns
from server.extensions import db
from server.tables.at_table.turns import in_turn, listeners
from server.tables.cards.decks import next_card
from server.tables.clock import Phase
from server.tables.conductor.acts import clock_of
from server.tables.conductor.winding import set_clock
from server.tables.domain import Mode, WhyWaiting
from server.tables.hall.numbered import Tables
from server.tables.hall.numbering import in_hall
from server.tables.hall.tables_in_use import tables_there_are
from server.tables.models import Seat, Table, Talk
from server.tables.room.console import Happened
from server.tables.room.log import note
from server.tables.room.sitting import Pairs, best_table
from server.tables.room.staying import hosts_without
from server.tables.room.waiting import have_wait, rested
from server.tables.rounds.asking import question
from server.tables.seating.going_on import go_on
from server.tables.seating.report import Advice
from server.tables.seats import roster
from server.tables.telling import tell_round

AT_ONCE = 50  # tables, before others are served
LARGE = 1_000  # people
# Said anew of hosts; and whoever is to stay does, as the hall finds them a chair.
UNTOLD = {"hosts-move", "fixed-let-go"}

Row = dict[str, Any]


def seat_round(row: Talk, planned: dict[str, Any]) -> None:
    """Seat the round that a locked talk is set for, by the plan of this round and those after.

    planned: the answer of `server.tables.seating.going_on`. The rounds after are kept.
    """
    if row.phase is not Phase.SETTING:
        return
    present, *to_come = planned["seatings"]
    resting, *later = planned["resting"]
    _deal(row, present, resting)
    report = {key: planned[key] for key in ("repeats", "repeats_bound")}
    advice = [one for one in planned["advice"] if one["key"] not in UNTOLD]
    report["advice"] = [*_of_hosts(row), *advice]
    row.plan = {"seatings": to_come, "resting": later[: len(to_come)], "report": report}
    set_clock(row, clock_of(row).seated(clock.now()))
    tell_round(row)


def seat_at_once(row: Talk) -> None:
    """Seat the round that a locked talk is set for with what is there: nobody waits for better."""
    seat_round(row, plan_at_once(question(row)))


def plan_at_once(asked: dict[str, Any]) -> dict[str, Any]:
    """Return a plan of the present round that nobody improved, which takes milliseconds.

    In a large hall only who must not sit together counts: to look at all that is known of its
    people would take too long for those who wait meanwhile.
    """
    hasty = asked | {"budget": 0, "planned": None, "rounds": 1}
    if len(asked["people"]) > LARGE:
        hasty |= {"known": {}, "met": []}
    if "profiles" in hasty:  # who is best introduced to whom takes longer than that to weigh
        hasty["wanted"] = hasty.pop("waves")
        del hasty["profiles"], hasty["declined"]
    return go_on(**hasty)


def _deal(row: Talk, planned: Tables, resting: Collection[str]) -> None:
    """Seat everybody who is here for the round that begins, as planned and as far as it holds.

    Those who left since the plan was made free their chairs; those who came get one, and of
    those who were to rest as many as there are chairs.
    """
    card, listening = next_card(row), listeners(row)
    here = roster(row)
    hall = in_hall(row, _repaired(row, here, planned, resting), row.round)
    write = db.session.connection().execute
    for some in in_turns(hall.items(), AT_ONCE):
        laid = [_lay(row, number, there, card, listening) for number, there in some]
        write(insert(Table), [table for table, _ in laid])
        write(insert(Seat), [seat for _, seats in laid for seat in seats])
    seated = {UUID(person) for there in hall.values() for person in there}
    note(row, Happened.DEALT, round=row.round, people=len(seated), tables=len(hall))
    have_wait(row, (one for one in here if one not in seated), WhyWaiting.FULL)


def _lay(
    row: Talk, number: int, people_there: Iterable[str], card: int, listening: set[UUID]
) -> tuple[Row, list[Row]]:
    """Return a table of the round that begins and its seats, in the order of turns.

    They are plain rows: a hall is written in a tenth of the time that objects take.
    """
    order = in_turn(row, number, [UUID(person) for person in people_there])
    first = min(order, key=listening.__contains__)
    table = {"id": uuid.uuid4(), "talk_id": row.id, "round": row.round, "number": number}
    seat = {"talk_id": row.id, "round": row.round, "table_id": table["id"], "since": clock.now()}
    return table | {"card": card, "writes": row.writes, "turn_id": first}, [
        seat | {"person_id": one, "chair": chair, "listens": one in listening}
        for chair, one in enumerate(order)
    ]


def _repaired(
    row: Talk, roster_now: Iterable[UUID], planned: Tables, resting: Collection[str]
) -> Tables:
    here = [str(person) for person in roster_now]
    came = set(here)
    tables = [[person for person in there if person in came] for there in planned]
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


def _as_pair(row: Talk, there: Collection[str], left: int) -> bool:
    """Say whether somebody is better off with the next of those who wait than as a third."""
    return row.mode is Mode.ONE_TO_ONE and len(there) > 1 < left


def _of_hosts(row: Talk) -> list[dict[str, Any]]:
    """Return what is to be said of hosts for whom no table is left to stay at."""
    moving = len(hosts_without(row))
    return [asdict(Advice("hosts-move", {"people": moving}))] if moving else []


def _is_full(tables: Tables, largest: int, most: int | None) -> bool:
    """Say whether every chair is taken and no table is left."""
    return most is not None and len(tables) >= most and min(map(len, tables)) >= largest
