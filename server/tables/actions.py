"""Opening and conducting talks, and passing a prompt. Nothing here commits."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.people.models import Person
from server.realtime.facts import feed
from server.realtime.publish import publish
from server.tables.clock import Clock, NotPossible, Phase
from server.tables.decks import decks
from server.tables.domain import Move, in_talk
from server.tables.facts import TalkListed, TalkMoved
from server.tables.models import Table, Talk, TalkCommand
from server.tables.queries import view_of
from server.tables.rounds import (
    SEATED_PHASES,
    deal,
    remember_meetings,
    show_room,
    tell_round,
    tell_table,
)
from server.tables.seats import roster
from server.web.rights import Caller
from server.web.values import to_wire
from server.work.due import cancel, schedule

SEATING = "tables.seat"
BOUNDARY = "tables.boundary"
FEWEST_TO_START = 2
SEEDS = 2**31
MILLISECOND = timedelta(milliseconds=1)

MOVES = {
    Move.START: Clock.start,
    Move.PAUSE: Clock.pause,
    Move.RESUME: Clock.resume,
    Move.ADD_MINUTE: Clock.add_minute,
    Move.GO_ON: Clock.go_on,
    Move.END: Clock.end,
}


def open_talk(talk_id: UUID, wanted: dict[str, Any], *, by: Caller) -> Talk:
    """Open a talk that people can check in to. Sent twice, it is one talk.

    Raises unknown-deck, conference-ended, or id-taken.
    """
    row = db.session.get(Talk, talk_id)
    if row is not None:
        if row.conference != by.conference:
            raise Problem("id-taken", 409)
        return row
    refuse_if_ended(by.conference)
    if wanted["deck"] not in decks():
        raise Problem("unknown-deck", 422)
    row = Talk(
        id=talk_id,
        conference=by.conference,
        title=wanted["title"],
        deck=wanted["deck"],
        size=wanted["size"],
        rounds=wanted["rounds"],
        minutes=wanted["minutes"],
        seed=random.Random(talk_id.int).randrange(SEEDS),
        phase=Phase.GATHERING,
        round=0,
        roster_version=1,
        opened_at=clock.now(),
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    publish(feed(row.conference), TalkListed(talk=view_of(row)))
    show_room(row)
    return row


def conduct(row: Talk, command_id: UUID, move: Move, *, version: int, by: Caller) -> dict[str, Any]:
    """Carry out a host's command on a locked talk; return the talk's view as the wire has it.

    Sent again, it is answered as the first time. Raises version-conflict when the talk has
    moved since the host decided (`by` names who was faster, if a host was), nobody-to-seat,
    not-now, conference-ended for a start, or id-taken.
    """
    earlier = db.session.get(TalkCommand, command_id)
    if earlier is not None:
        if earlier.talk_id != row.id:
            raise Problem("id-taken", 409)
        return earlier.answer
    if move is Move.START:
        refuse_if_ended(row.conference)
    if row.version != version:
        raise Problem("version-conflict", 409, version=row.version, by=_who_moved(row))
    if move is Move.START and len(roster(row)) < FEWEST_TO_START:
        raise Problem("nobody-to-seat", 409)
    _move(row, move)
    answer = to_wire(view_of(row))
    db.session.add(
        TalkCommand(
            id=command_id,
            talk_id=row.id,
            move=move,
            by_id=by.id,
            at=clock.now(),
            answer=answer,
        )
    )
    return answer


def end_all(conference: str) -> None:
    """End the talks of a conference that ends."""
    going_on = select(Talk).where(Talk.conference == conference, Talk.phase != Phase.ENDED)
    for row in db.session.scalars(going_on.order_by(Talk.id).with_for_update()):
        _move(row, Move.END)


def claim_boundary(row: Talk) -> None:
    """Let a locked talk pass the end of its phase, once it is due."""
    if row.ends_at is not None and row.ends_at <= clock.now():
        _wind(row, clock_of(row).boundary(clock.now()))


def seat_round(row: Talk, planned: list[list[list[str]]]) -> None:
    """Seat the round that a locked talk is set for, by the plan of this round and those after."""
    if row.phase is not Phase.SETTING:
        return
    deal(row, planned[0])
    row.plan = {"roster": sorted(map(str, roster(row))), "seatings": planned[1:]}
    _set_clock(row, clock_of(row).seated(clock.now()))
    tell_round(row)


def pass_prompt(row: Talk, table: Table, prompt_key: str) -> None:
    """Turn over the table's next card, if `prompt_key` is the one that lies there now.

    Raises not-now when the table's round is over.
    """
    if row.phase not in SEATED_PHASES or table.round != row.round:
        raise Problem("not-now", 409)
    if decks()[row.deck].dealt(table.card, row.seed).key != prompt_key:
        return
    table.card += 1
    tell_table(row, table)


def clock_of(row: Talk) -> Clock:
    """Return the talk's clock."""
    return Clock(
        phase=row.phase,
        round=row.round,
        rounds=row.rounds,
        ends_at=row.ends_at,
        paused_left=None if row.paused_left is None else timedelta(milliseconds=row.paused_left),
        minutes=row.minutes,
        version=row.version,
    )


def _who_moved(row: Talk) -> str | None:
    """Return the name of the host whose command brought a talk to where it stands, if one did."""
    return db.session.scalar(
        select(Person.name)
        .join(TalkCommand, TalkCommand.by_id == Person.id)
        .where(
            TalkCommand.talk_id == row.id,
            TalkCommand.answer["version"].as_integer() == row.version,
        )
    )


def _move(row: Talk, move: Move) -> None:
    try:
        _wind(row, MOVES[move](clock_of(row), clock.now()))
    except NotPossible as impossible:
        raise Problem("not-now", 409) from impossible


def _wind(row: Talk, moved: Clock) -> None:
    """Put the clock on, with what that brings: meetings remembered, the next round planned."""
    if row.phase is Phase.TALKING and moved.phase is not Phase.TALKING:
        remember_meetings(row)
    listed = row.phase is Phase.GATHERING or moved.phase is Phase.ENDED
    _set_clock(row, moved)
    talk = view_of(row)
    publish(in_talk(row.conference, row.id), TalkMoved(talk=talk))
    if listed:
        publish(feed(row.conference), TalkListed(talk=talk))
    show_room(row)


def _set_clock(row: Talk, moved: Clock) -> None:
    row.phase, row.round, row.version = moved.phase, moved.round, moved.version
    row.ends_at = moved.ends_at
    row.paused_left = None if moved.paused_left is None else moved.paused_left // MILLISECOND
    key = str(row.id)
    if moved.phase is Phase.SETTING:
        schedule(row.conference, SEATING, key, clock.now())
    if moved.ends_at is not None:
        schedule(row.conference, BOUNDARY, key, moved.ends_at)
    else:
        cancel(row.conference, BOUNDARY, key)
