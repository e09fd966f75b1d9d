"""Conducting a talk: a host's commands, and undoing the last. Nothing here commits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.realtime.publish import publish
from server.tables.clock import Clock, NotPossible, Phase
from server.tables.conductor.acts import (
    UNDOABLE,
    act_of,
    clock_before,
    clock_of,
    hurried,
    kept,
    last_act,
    last_command,
)
from server.tables.conductor.winding import wind, wind_back
from server.tables.domain import Move, hosts_of
from server.tables.facts import TalkConducted
from server.tables.models import Talk, TalkCommand
from server.tables.queries import view_of
from server.tables.seats import count_here
from server.web.rights import Caller
from server.web.values import to_wire

FEWEST_TO_START = 2

ONWARD = {
    Move.START: Clock.start,
    Move.PAUSE: Clock.pause,
    Move.RESUME: Clock.resume,
    Move.ADD_MINUTE: Clock.add_minute,
    Move.GO_ON: Clock.go_on,
    Move.END: Clock.end,
}


def conduct(row: Talk, command_id: UUID, move: Move, *, version: int, by: Caller) -> dict[str, Any]:
    """Carry out a host's command on a locked talk; return the talk's view as the wire has it.

    Sent again, it is answered as the first time. Raises version-conflict when the talk has
    moved since the host decided (`by` names who was faster, if a host was), nobody-to-seat,
    not-now, too-late-to-undo, table-in-use, id-taken, or conference-ended for what sets a talk
    going.
    """
    earlier = db.session.get(TalkCommand, command_id)
    if earlier is not None:
        if earlier.talk_id != row.id:
            raise Problem("id-taken", 409)
        return earlier.answer
    if move in {Move.START, Move.UNDO}:
        refuse_if_ended(row.conference)
    _refuse_if_moved(row, move, version)
    if move is Move.START and count_here([row.id]).get(row.id, 0) < FEWEST_TO_START:
        raise Problem("nobody-to-seat", 409)
    before = clock_of(row)
    at_once = move is Move.GO_ON and before.phase is Phase.SETTING  # and what is set stays set
    _carry_out(row, move)
    view = view_of(row)
    answer = to_wire(view)
    done = TalkCommand(
        id=command_id,
        talk_id=row.id,
        move=move,
        by_id=by.id,
        at=clock.now(),
        answer=answer,
        before=kept(before) if move in UNDOABLE and not at_once else None,
    )
    db.session.add(done)
    publish(hosts_of(row.conference, row.id), TalkConducted(talk=view, act=act_of(done)))
    return answer


def end(row: Talk) -> None:
    """End a talk that is not over, as its conference does when it ends."""
    wind(row, clock_of(row).end(clock.now()))


def _refuse_if_moved(row: Talk, move: Move, version: int) -> None:
    """Refuse what was decided on an older talk.

    What is undone is named by the version that the act led to: whether something else has
    moved the talk since is the clock's to say, which knows that setting tables does no harm.
    """
    act = last_act(row)
    if row.version == version or (move is Move.UNDO and act and act.version == version):
        return
    faster = act.by if act and act.version == row.version else None
    raise Problem("version-conflict", 409, version=row.version, by=faster)


def _carry_out(row: Talk, move: Move) -> None:
    present, now = clock_of(row), clock.now()
    try:
        if move is Move.UNDO:
            done = last_command(row)
            if done is None or done.before is None:
                raise Problem("not-now", 409)
            before = clock_before(row, done.before)
            wind_back(row, present.undo(before, done_at=done.at, now=now))
        elif move is Move.GO_ON and hurried(row):
            return  # who asks again need not wait again from the beginning
        elif move is Move.BACK_TO_LOBBY:
            wind_back(row, present.back_to_lobby(now))
        else:
            wind(row, ONWARD[move](present, now))
    except NotPossible as impossible:
        code = "too-late-to-undo" if impossible.code == "too-late" else "not-now"
        raise Problem(code, 409) from impossible
