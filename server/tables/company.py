"""With whom somebody has sat in a talk."""

from __future__ import annotations

import uuid
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server.extensions import db
from server.people.models import Person
from server.people.pairs import blocked_with
from server.people.queries import cards, with_phone
from server.tables.domain import Companion, Company
from server.tables.models import Seat, Talk
from server.tables.seats import at_once


def company(row: Talk, viewer: Person) -> Company:
    """Return everybody with whom somebody has sat in this talk, in the order of meeting."""
    mine, theirs = aliased(Seat), aliased(Seat)
    rounds: dict[uuid.UUID, list[int]] = defaultdict(list)
    for my_seat, seat in db.session.execute(
        select(mine, theirs)
        .join(theirs, theirs.table_id == mine.table_id)
        .where(mine.talk_id == row.id, mine.round <= row.rounds_dealt)
        .where(mine.person_id == viewer.id)
        .where(theirs.person_id != viewer.id)
        .order_by(theirs.round, theirs.chair)
    ):
        if at_once(my_seat, seat):
            rounds[seat.person_id].append(seat.round)
    known = cards(row.conference, rounds.keys() - blocked_with(row.conference, [viewer.id]))
    reached = with_phone(row.conference, known)
    return Company(
        people=tuple(
            Companion(person=known[person_id], rounds=tuple(when), phone=person_id in reached)
            for person_id, when in rounds.items()
            if person_id in known
        )
    )
