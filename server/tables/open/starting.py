"""Starting an open table, sitting down at one, and closing one. Nothing here commits."""

from __future__ import annotations

import random
import uuid
from uuid import UUID

from server import clock
from server.conferences.queries import locked_conference, refuse_if_ended
from server.errors import Problem, not_found
from server.extensions import db
from server.people.models import Person
from server.tables.cards.decks import decks
from server.tables.cards.own_decks import cards_to_keep
from server.tables.clock import Phase
from server.tables.domain import SEEDS, Mode
from server.tables.hall.tables_in_use import numbers_given, numbers_in_use
from server.tables.models import Table, Talk
from server.tables.open.domain import CHAIRS
from server.tables.open.names import code_of, new_name
from server.tables.open.seats import close_table
from server.tables.open.tables import codes_in_use
from server.tables.room.checking_in import check_in
from server.tables.seats import is_here, others_checked_in_to
from server.web.rights import Role


def start_table(talk_id: UUID, *, deck: str | None, number: int, leaving: bool, by: Person) -> Talk:
    """Start an open table and sit down there. Sent twice, it is one table.

    deck: None for the opening question's. number: the hall's; 0 where no card stands.
    Raises what `sit_down` does but no-chair, and table-in-use, unknown-deck or id-taken.
    """
    row = db.session.get(Talk, talk_id)
    if row is not None:
        if row.conference != by.conference or row.mode is not Mode.OPEN:
            raise Problem("id-taken", 409)
        return row
    refuse_if_ended(by.conference)
    locked_conference(by.conference)  # codes and numbers are given one after the other
    if number in numbers_in_use(by.conference) | numbers_given(by.conference):
        raise Problem("table-in-use", 409, table=number)
    deck = deck or next(iter(decks()))
    chance = random.Random(talk_id.int)
    title = new_name(codes_in_use(by.conference), chance)
    row = Talk(
        id=talk_id,
        conference=by.conference,
        title=title,
        mode=Mode.OPEN,
        code=code_of(title),
        by_id=by.id,
        deck=deck,
        own_deck=cards_to_keep(by.conference, deck),
        size=CHAIRS,
        largest=CHAIRS,
        first_table=number,
        rounds=1,
        minutes=0,
        seed=chance.randrange(SEEDS),
        phase=Phase.TALKING,
        round=1,
        opened_at=clock.now(),
    )
    table = Table(id=uuid.uuid4(), talk_id=talk_id, round=1, number=number, card=0)
    db.session.add(row)
    db.session.flush()
    db.session.add(table)
    db.session.flush()
    sit_down(row, by, leaving=leaving)
    return row


def sit_down(row: Talk, person: Person, *, leaving: bool) -> None:
    """Give somebody a chair at a locked open table, where they may sit already.

    leaving: they have been asked whether they would leave the hosted talk that they are in.
    Raises at-a-talk when they have not, no-chair, talk-over or conference-ended.
    """
    hosted = [talk for talk in others_checked_in_to(row, person.id) if talk.mode is not Mode.OPEN]
    if hosted and not leaving and not is_here(row.id, person.id):
        raise Problem("at-a-talk", 409, talk=str(hosted[0].id), title=hosted[0].title)
    check_in(row, person)


def close_for(row: Talk, by: Person) -> None:
    """Close an open table for whose it is, or for a host. Raises not-found for others."""
    if row.by_id != by.id and not by.role.includes(Role.HOST):
        raise not_found()
    close_table(row)
