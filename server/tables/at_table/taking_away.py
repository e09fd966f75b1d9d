"""Putting down what a table takes away, and what becomes of it. Nothing here commits.

A table has its line to itself until the talk has been over for a moment. Then all lines of the
talk go to the organisers, and what they approve is shown, without anybody's name.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.moderation.actions import follow
from server.moderation.domain import (
    Standing,
    State,
)
from server.moderation.queries import locked_review_of
from server.people.models import Person
from server.people.queries import refuse_if_muted
from server.realtime.facts import one_person, screen
from server.realtime.publish import publish
from server.tables.at_table.takeaways import (
    COLLECT,
    COLLECT_AFTER,
    SUBJECT,
    card_of,
    is_shown,
    last_held,
    line_of,
    may_write,
    own_view,
    standing_of,
    takeaway_at,
    under_review,
)
from server.tables.clock import Phase
from server.tables.domain import in_talk
from server.tables.facts import TakeawayGone, TakeawaysCollected, TakeawayShown, TakeawayTold
from server.tables.models import Seat, Table, Takeaway, Talk
from server.tables.telling import tell_table
from server.web.values import to_wire
from server.work.due import schedule

AT_ONCE = 25  # lines handed to organisers in one transaction


def put_down(
    row: Talk,
    table: Table,
    takeaway_id: uuid.UUID,
    *,
    text: str | None,
    version: int | None,
    by: Person,
) -> None:
    """Put down what a table takes away, put it another way, or take it back with no text.

    version: of the line that the writer had before them, None where there was none. Sent twice,
    it is written once. What was sent back becomes a new line, and is read anew.

    Raises muted, not-now, conference-ended or id-taken; version-conflict, with the line as it is,
    when somebody else at the table was faster.
    """
    refuse_if_ended(row.conference)
    refuse_if_muted(by)
    was = takeaway_at(table)
    if not may_write(row, table, was):
        raise Problem("not-now", 409)
    if (was.text if was else None) == text:
        return
    if (was.version if was else None) != version:
        now = to_wire(line_of(was)) if was else None
        raise Problem("version-conflict", 409, takeaway=now)
    if was is not None and (text is None or was.state is not None):
        if was.state is not None:
            follow(SUBJECT, was.id, Standing(state=State.WITHDRAWN), author=by)
        _take_away(was)
        was = None
    if was is not None and text is not None:
        was.text, was.person_id = text, by.id
        was.version += 1
    elif text is not None:
        _write(row, table, takeaway_id, text, by=by)
    _tell_table(row, table)


def collect_later(row: Talk) -> None:
    """Have the lines of a talk that is over go to the organisers, once tables could finish."""
    schedule(row.conference, COLLECT, str(row.id), clock.now() + COLLECT_AFTER)


def collect(row: Talk) -> None:
    """Hand the lines of a locked talk that is over to the organisers, some at a time."""
    if row.phase is not Phase.ENDED:
        return
    if not row.collected:
        row.collected = True
        publish(in_talk(row.conference, row.id), TakeawaysCollected(talk_id=row.id))
    lines = list(
        db.session.scalars(
            select(Takeaway)
            .join(Table, Table.id == Takeaway.table_id)
            .where(Table.talk_id == row.id, Table.round <= row.rounds_dealt)
            .where(Takeaway.state.is_(None))
            .order_by(Table.round, Table.number)
            .limit(AT_ONCE)
        )
    )
    for line in lines:
        _hand_in(line, author=db.session.get_one(Person, line.person_id))
    for line in lines:
        _tell_table(row, db.session.get_one(Table, line.table_id))
    if len(lines) == AT_ONCE:
        schedule(row.conference, COLLECT, str(row.id), clock.now())


def settle(conference: str, takeaway_id: uuid.UUID, standing: Standing) -> None:
    """Have a line stand where an organiser's decision has put it, and tell who may hear of it."""
    line = under_review(conference, takeaway_id)
    if line is None:
        return
    was_shown = is_shown(line)
    line.state, line.told = standing.state, standing.told
    _follow(line, was_shown=was_shown)


def hide(conference: str, takeaway_id: uuid.UUID, revision: int | None) -> None:
    """Take a line off, as organisers decided on a report, or show it again."""
    locked_review_of(conference, SUBJECT, takeaway_id)
    line = under_review(conference, takeaway_id)
    if line is not None:
        was_shown = is_shown(line)
        line.hidden = revision is not None
        _follow(line, was_shown=was_shown)


def forget(person: Person) -> None:
    """Delete the lines that somebody who is leaving wrote last; their reviews go with them."""
    for line in db.session.scalars(select(Takeaway).where(Takeaway.person_id == person.id)):
        _take_away(line)


def _write(row: Talk, table: Table, takeaway_id: uuid.UUID, text: str, *, by: Person) -> None:
    if db.session.get(Takeaway, takeaway_id) is not None:
        raise Problem("id-taken", 409)
    line = Takeaway(id=takeaway_id, table_id=table.id, person_id=by.id, text=text, version=1)
    db.session.add(line)
    db.session.flush()
    if row.collected:
        _hand_in(line, author=by)


def _hand_in(line: Takeaway, *, author: Person) -> None:
    line.state, line.told = State.IN_REVIEW, True
    db.session.flush()
    follow(SUBJECT, line.id, standing_of(line), author=author)


def _follow(line: Takeaway, *, was_shown: bool) -> None:
    """Tell who may hear of it where a line stands now."""
    db.session.flush()
    table = db.session.get_one(Table, line.table_id)
    row = db.session.get_one(Talk, table.talk_id)
    if was_shown is not is_shown(line):
        _show(row, line)
    if line.told:
        _tell_table(row, table)


def _take_away(line: Takeaway) -> None:
    """Delete a line, and show it no more."""
    was_shown = is_shown(line)
    line.state = State.WITHDRAWN
    if was_shown:
        table = db.session.get_one(Table, line.table_id)
        _show(db.session.get_one(Talk, table.talk_id), line)
    db.session.delete(line)
    db.session.flush()


def _show(row: Talk, line: Takeaway) -> None:
    """Show a line to everybody, or show it no more."""
    if is_shown(line):
        fact: TakeawayShown | TakeawayGone = TakeawayShown(takeaway=card_of(line))
    else:
        fact = TakeawayGone(takeaway_id=line.id)
    publish(in_talk(row.conference, row.id), fact)
    last = last_held(row.conference)
    if last is not None and last.id == row.id:
        publish(screen(row.conference), fact)


def _tell_table(row: Talk, table: Table) -> None:
    """Tell those of a table how their line stands, whichever page they look at."""
    db.session.flush()
    if table.round == row.round and row.phase is Phase.TALKING:
        tell_table(row, table)
        return
    told = TakeawayTold(talk_id=row.id, takeaway=own_view(row, table))
    people = select(Seat.person_id).where(Seat.table_id == table.id, Seat.until.is_(None))
    for person_id in db.session.scalars(people):
        publish(one_person(row.conference, person_id), told)
