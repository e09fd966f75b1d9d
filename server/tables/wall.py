"""What the screen shows of a talk that is on: its tables, names beside them, the card."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import case, func, select

from server.database import in_turns
from server.extensions import db
from server.people.domain import Shared
from server.people.models import Person
from server.people.sight import shown
from server.tables.cards.decks import deck_of, prompt_on
from server.tables.cards.prompts import Prompt
from server.tables.clock import SEATED_PHASES
from server.tables.domain import WallName
from server.tables.facts import RoomShown
from server.tables.models import Seat, Table, Talk
from server.tables.queries import view_of
from server.tables.seats import AT_ONCE, heads


def room_shown(row: Talk) -> RoomShown:
    """Return a talk as the screen shows it; while nobody sits there, without any tables."""
    if row.phase not in SEATED_PHASES:
        return RoomShown(talk=view_of(row), tables=(), names=(), prompt=None)
    return RoomShown(
        talk=view_of(row), tables=heads(row), names=names_on_wall(row), prompt=prompt_on_most(row)
    )


def names_on_wall(row: Talk) -> tuple[WallName, ...]:
    """Return those of the present round who agreed to be named on the screen, by name."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.organisation, Person.shares, Table.number)
        .join(Seat, Seat.person_id == Person.id)
        .join(Table, Table.id == Seat.table_id)
        .where(Seat.talk_id == row.id, Seat.round == row.round, Seat.until.is_(None), shown())
        .order_by(Person.folded_name, Person.id)
        .execution_options(yield_per=AT_ONCE)
    )
    agreed = [one for some in in_turns(rows, AT_ONCE) for one in some if Shared.WALL in one.shares]
    namesakes = Counter(one.name for one in agreed)
    return tuple(
        WallName(
            person_id=one.id,
            name=one.name,
            organisation=(
                one.organisation
                if namesakes[one.name] > 1 and Shared.ORGANISATION in one.shares
                else None
            ),
            table=one.number,
        )
        for one in agreed
    )


def prompt_on_most(row: Talk) -> Prompt | None:
    """Return what lies on most tables of the present round, or None without any tables."""
    card = case((Table.words.is_(None), Table.card), else_=0).label("card")
    lying = db.session.execute(
        select(card, Table.words)
        .where(Table.talk_id == row.id, Table.round == row.round)
        .group_by(card, Table.words)
        .order_by(func.count().desc(), card)
    ).first()
    if lying is None:
        return None
    return prompt_on(Table(card=lying.card, words=lying.words), deck_of(row), row.seed)
