"""Putting a talk's clock on or back, with all that this brings. Nothing here commits."""

from __future__ import annotations

from functools import partial

from server import clock
from server.realtime.facts import feed
from server.realtime.forgetting import forget_everywhere
from server.realtime.publish import after_commit, publish
from server.tables.at_table.taking_away import collect_later
from server.tables.at_table.writing import forget_later
from server.tables.clock import SEATED_PHASES, Clock, Phase
from server.tables.conductor.acts import MILLISECOND, clock_of
from server.tables.conductor.announcing import fall_silent
from server.tables.conductor.clearing import clear_at_once, clear_away
from server.tables.conductor.meetings import hold, resume
from server.tables.domain import hosts_of, in_talk
from server.tables.facts import TalkListed, TalkMoved
from server.tables.hall.tables_in_use import refuse_if_taken
from server.tables.models import Talk
from server.tables.queries import view_of
from server.tables.room.checking_in import leave
from server.tables.room.sitting import free_chair, seat_late
from server.tables.room.waiting import waiting_now, without_chair, without_person
from server.tables.seats import seating, settled_elsewhere
from server.tables.telling import set_room, show_room, tell_round
from server.work.due import cancel, schedule

SEATING = "tables.seat"
BOUNDARY = "tables.boundary"
LISTED_PHASES = {Phase.GATHERING, Phase.ENDED}


def wind(row: Talk, moved: Clock) -> None:
    """Put the clock on, with what that brings: meetings remembered, the next round planned."""
    if row.phase is not moved.phase:
        fall_silent(row)
        if row.phase is Phase.SETTING:
            clear_at_once(row)
    if row.phase is Phase.TALKING and moved.phase is not Phase.TALKING:
        hold(row)
    listed = row.phase is Phase.GATHERING or moved.phase is Phase.ENDED
    set_clock(row, moved)
    _tell_clock(row, listed=listed)


def wind_back(row: Talk, to: Clock) -> None:
    """Put the clock back to where it stood before a conductor's act.

    A round that has been dealt is taken back and kept as a plan, and those of the round before
    have not met yet. Who left meanwhile is missing there, and who came finds a chair.
    Raises table-in-use when an end comes too late to be taken back: others sit there.
    """
    was = clock_of(row)
    if was.round > to.round:
        _keep_as_plan(row)
    if was.phase is Phase.ENDED:
        refuse_if_taken(row)
        for person_id in settled_elsewhere(row):
            leave(row, person_id)
    set_clock(row, to)
    if was.round > to.round:
        clear_away(row)
    if to.phase is Phase.TALKING and was.phase is not Phase.TALKING:
        resume(row)
    listed = not LISTED_PHASES.isdisjoint({was.phase, to.phase})
    if (was.phase, was.round) == (to.phase, to.round) or to.phase is Phase.SETTING:
        _tell_clock(row, listed=listed)
    elif to.phase in SEATED_PHASES:
        _fill_chairs_again(row)
        if listed:
            publish(feed(row.conference), TalkListed(talk=view_of(row)))
        tell_round(row)
    else:
        _tell_clock(row, listed=listed)
        publish(hosts_of(row.conference, row.id), set_room(row))


def set_clock(row: Talk, moved: Clock) -> None:
    """Let the row say what the clock says, and have done in time what falls due by it."""
    row.phase, row.round, row.version = moved.phase, moved.round, moved.version
    row.ends_at = moved.ends_at
    row.paused_left = None if moved.paused_left is None else moved.paused_left // MILLISECOND
    key = str(row.id)
    if moved.phase is Phase.SETTING:
        schedule(row.conference, SEATING, key, clock.now())
    else:
        cancel(row.conference, SEATING, key)
    if moved.ends_at is not None:
        schedule(row.conference, BOUNDARY, key, moved.ends_at)
    else:
        cancel(row.conference, BOUNDARY, key)
    if moved.phase is Phase.ENDED:
        forget_later(row)
        collect_later(row)
        after_commit(partial(forget_everywhere, row.conference, key))


def _tell_clock(row: Talk, *, listed: bool) -> None:
    talk = view_of(row)
    publish(in_talk(row.conference, row.id), TalkMoved(talk=talk))
    if listed:
        publish(feed(row.conference), TalkListed(talk=talk))
    show_room(row)


def _keep_as_plan(row: Talk) -> None:
    """Keep the round that was dealt as a plan, before it is taken back."""
    if row.plan is not None and (dealt := seating(row)):
        rest = [str(person) for person in waiting_now(row)]
        row.plan = row.plan | {
            "seatings": [dealt, *row.plan["seatings"]],
            "resting": [rest, *row.plan["resting"]],
        }


def _fill_chairs_again(row: Talk) -> None:
    """Free the chairs of those who have left since, and seat those who have come."""
    for person_id in without_person(row):
        free_chair(row, person_id)
    for person_id in without_chair(row):
        seat_late(row, person_id)
