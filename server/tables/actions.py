"""Opening talks, the moves of their own clock, and passing a prompt. Nothing here commits."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem
from server.extensions import db
from server.matching.free.queries import others_free
from server.people.models import Person
from server.people.queries import refuse_if_muted
from server.realtime.facts import feed
from server.realtime.publish import publish
from server.tables.cards.own_decks import cards_to_keep
from server.tables.cards.story_cards import card_on, next_story
from server.tables.clock import SEATED_PHASES, Phase
from server.tables.conductor.acts import clock_of
from server.tables.conductor.conducting import end
from server.tables.conductor.winding import SEATING, wind
from server.tables.domain import PAIR, SEEDS, TRIO, Mode
from server.tables.facts import TalkListed
from server.tables.hall.tables_in_use import next_free_table
from server.tables.models import Table, Talk
from server.tables.open.seats import begin_turns_again, close_table
from server.tables.queries import view_of
from server.tables.room.inviting import invite
from server.tables.seats import tables_of
from server.tables.telling import show_room, tell_table, tell_tables
from server.tables.wall import prompt_on_most
from server.work.due import schedule


def open_talk(talk_id: UUID, wanted: dict[str, Any], *, by: Person) -> Talk:
    """Open a talk that people can check in to. Sent twice, it is one talk.

    Those who are free now are invited where that is wanted, as far as `by` may see them.
    Raises muted, since a talk has a title; unknown-deck, conference-ended, or id-taken.
    """
    row = db.session.get(Talk, talk_id)
    if row is not None:
        if row.conference != by.conference or row.mode is Mode.OPEN:
            raise Problem("id-taken", 409)
        return row
    refuse_if_muted(by)
    refuse_if_ended(by.conference)
    own_deck = cards_to_keep(by.conference, wanted["deck"])
    in_pairs = wanted["mode"] is Mode.ONE_TO_ONE
    row = Talk(
        id=talk_id,
        conference=by.conference,
        title=wanted["title"],
        mode=wanted["mode"],
        deck=wanted["deck"],
        own_deck=own_deck,
        size=PAIR if in_pairs else wanted["size"],
        largest=TRIO if in_pairs else wanted["largest"],
        first_table=wanted["first_table"] or next_free_table(by.conference),
        tables=wanted["tables"],
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
    if wanted["with_free"]:
        invite(row, others_free(by))
    return row


def end_all(conference: str) -> None:
    """End the talks of a conference that ends, and close its open tables."""
    going_on = select(Talk).where(Talk.conference == conference, Talk.phase != Phase.ENDED)
    for row in db.session.scalars(going_on.order_by(Talk.id).with_for_update()):
        if row.mode is Mode.OPEN:
            close_table(row)
        else:
            end(row)


def claim_boundary(row: Talk) -> None:
    """Let a locked talk pass the end of its phase, once it is due."""
    if row.ends_at is not None and row.ends_at <= clock.now():
        wind(row, clock_of(row).boundary(clock.now()))


def stand_still(row: Talk, was: datetime) -> None:
    """Pause a locked talk whose clock was set, with what it had left at `was`.

    A phase whose time was up by then is over first; tables that were being set are set now.
    """
    if row.ends_at is not None and row.ends_at <= was:
        wind(row, clock_of(row).boundary(was))
    if row.ends_at is not None:
        wind(row, clock_of(row).pause(was))
    elif row.phase is Phase.SETTING:
        schedule(row.conference, SEATING, str(row.id), clock.now())


def pass_prompt(row: Talk, table: Table, prompt_key: str) -> None:
    """Turn over the table's next card, if `prompt_key` is the one that lies there now.

    An open table knows no rounds: there everybody has a turn with each card.

    Raises not-now when the table's round is over.
    """
    if row.phase not in SEATED_PHASES or table.round != row.round:
        raise Problem("not-now", 409)
    if card_on(row, table).key != prompt_key:
        return
    on_most = prompt_on_most(row)
    table.story_id = next_story(row, table)
    table.card += 1
    table.words = None
    if row.mode is Mode.OPEN:
        begin_turns_again(table)
    tell_table(row, table)
    if prompt_on_most(row) != on_most:
        show_room(row)


def ask_everybody(row: Talk, words: str, *, by: Person) -> None:
    """Put a host's own words on every table of this round, in place of the card that lies there.

    Sent twice, they are put there once. Raises muted, or not-now while nobody sits at a table.
    """
    refuse_if_muted(by)
    if row.phase not in SEATED_PHASES:
        raise Problem("not-now", 409)
    tables = [table for table in tables_of(row) if table.words != words]
    for table in tables:
        table.card += 1
        table.words = words
        table.story_id = None
    if tables:
        tell_tables(row, tables)
        show_room(row)
