"""Coming to a talk and leaving it. Nothing here commits."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.matching.free.actions import end as no_longer_free
from server.people.models import Person
from server.people.openness import listens_first
from server.people.queries import openness_of
from server.realtime.facts import one_person
from server.realtime.publish import publish
from server.tables.at_table import taking_away
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.domain import Mode, WhyWaiting, in_talk, looking_at_talks
from server.tables.facts import CheckedIn, GotUp, TalkCounted
from server.tables.models import CheckIn, Invitation, Talk, Written
from server.tables.open.seats import after_goodbye, say_goodbye, take_chair
from server.tables.queries import view_of
from server.tables.room.console import Happened
from server.tables.room.inviting import answered
from server.tables.room.log import note
from server.tables.room.one_more import open_for_waiting
from server.tables.room.sitting import (
    forget_person,
    free_chair,
    is_nearly_over,
    seat_late,
    seat_waiting,
)
from server.tables.room.waiting import have_wait
from server.tables.rounds.promising import promise_table
from server.tables.seats import is_here, others_checked_in_to
from server.tables.telling import show_room, tell_hosts
from server.web.rights import Caller
from server.work.due import schedule_unless_due

COUNT = "tables.count"
COUNT_EVERY = timedelta(seconds=2)


def check_in(
    row: Talk, person: Person, *, by: Caller | None = None, as_: Happened = Happened.CHECKED_IN
) -> None:
    """Note that somebody is here, and find them a chair if a round is running.

    Whoever is at another talk leaves it: one person sits at one table.
    by: the host who says that they are here, which the log tells `as_` this; None for themselves.
    Raises talk-over for a talk that has ended, conference-ended for all of them, no-chair at an
    open table.
    """
    refuse_if_ended(row.conference)
    if row.phase is Phase.ENDED:
        raise Problem("talk-over", 409)
    if is_here(row.id, person.id):
        return
    for other in others_checked_in_to(row, person.id):
        leave(other, person.id)
    listens = listens_first(openness_of(person))
    db.session.add(
        CheckIn(
            conference=row.conference,
            talk_id=row.id,
            person_id=person.id,
            at=clock.now(),
            listens=listens,
        )
    )
    publish(one_person(row.conference, person.id), CheckedIn(talk_id=row.id, listens=listens))
    row.roster_version += 1
    no_longer_free(row.conference, person.id)
    answered(row, person.id)
    db.session.flush()
    came = Happened.CAME if row.phase is Phase.GATHERING else Happened.CAME_LATE
    note(row, as_ if by else came, by=by, person=person.id)
    seated: list[UUID] = []
    if row.mode is Mode.OPEN:
        take_chair(row, person.id)
    elif not seat_late(row, person.id) and row.phase in SEATED_PHASES:
        why = WhyWaiting.LATE if is_nearly_over(row) else WhyWaiting.FULL
        have_wait(row, [person.id], why, table=promise_table(row, person.id))
        seated = open_for_waiting(row)
    tell_hosts(row, list({person.id, *seated}))
    _count_soon(row)
    show_room(row)


def leave(row: Talk, person_id: UUID, *, by: Caller | None = None) -> None:
    """Let somebody go: their chair is free, and they are planned no more.

    by: the host who says that they are not there; None when it is they who go.
    """
    if not is_here(row.id, person_id):
        return
    db.session.execute(
        delete(CheckIn).where(CheckIn.talk_id == row.id, CheckIn.person_id == person_id)
    )
    row.roster_version += 1
    note(row, Happened.FREED if by else Happened.LEFT, by=by, person=person_id)
    at_open_table = row.mode is Mode.OPEN and row.phase is not Phase.ENDED
    if at_open_table:
        say_goodbye(row, person_id)
    moved = free_chair(row, person_id)
    moved += seat_waiting(row)
    publish(one_person(row.conference, person_id), GotUp(talk_id=row.id))
    tell_hosts(row, moved, gone=[person_id])
    _count_soon(row)
    show_room(row)
    if at_open_table:
        after_goodbye(row)


def tell_count(row: Talk) -> None:
    """Tell those who follow a talk, and all who look at the list of talks, how many are here.

    Not on `feed`: what is kept under its number would be old every two seconds, while people come.
    """
    told = TalkCounted(talk_id=row.id, here=view_of(row).here)
    publish(in_talk(row.conference, row.id), told)
    publish(looking_at_talks(row.conference), told)


def forget(person: Person) -> None:
    """Take somebody who leaves the conference out of every talk, with what they wrote there."""
    db.session.execute(delete(Written).where(Written.person_id == person.id))
    db.session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    taking_away.forget(person)
    mine = select(Talk).where(Talk.conference == person.conference)
    for row in db.session.scalars(mine.order_by(Talk.id).with_for_update()):
        leave(row, person.id)
        forget_person(row, person.id)


def step_out(person: Person) -> None:
    """Take somebody who is banned out of every talk that is not over."""
    on = select(Talk).where(Talk.conference == person.conference, Talk.phase != Phase.ENDED)
    for row in db.session.scalars(on.order_by(Talk.id).with_for_update()):
        leave(row, person.id)


def _count_soon(row: Talk) -> None:
    """Have the others told that somebody came or left: of many in a moment, once."""
    if row.mode is not Mode.OPEN:
        schedule_unless_due(row.conference, COUNT, str(row.id), clock.now() + COUNT_EVERY)
