"""A story as the card on a table: only where its author sits and lets it. Nothing here commits."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from server.extensions import db
from server.people.models import Person
from server.people.pairs import blocked_pairs
from server.stories.domain import StoryCard
from server.stories.models import Story
from server.stories.queries import how_it_begins, stories_of
from server.tables.cards.decks import deck_of, prompt_on
from server.tables.cards.prompts import Prompt
from server.tables.models import CheckIn, Table, Talk
from server.tables.seats import people_at
from server.texts import say


def stories_on(
    conference: str, tables: Sequence[Table], seating: Mapping[UUID, Sequence[UUID]]
) -> dict[UUID, StoryCard]:
    """Return the stories that lie on these tables and still may, by table.

    seating: who sits there. A story whose author has gone, or has taken it back, lies there no
    more, nor one at which two look who keep from each other.
    """
    laid = [table for table in tables if table.story_id and seating.get(table.id)]
    if not laid:
        return {}
    told = stories_of(
        conference, [one for table in laid for one in seating[table.id]], as_cards=True
    )
    cards = {card.id: card for some in told.values() for card in some}
    blocked = blocked_pairs(conference)
    return {
        table.id: cards[table.story_id]
        for table in laid
        if table.story_id in cards
        if _may_lie(cards[table.story_id], seating[table.id], blocked)
    }


def card_on(row: Talk, table: Table) -> Prompt:
    """Return what lies on a table: a story, a host's own words, or the card of the deck."""
    there = {table.id: people_at(table.id)} if table.story_id else {}
    story = stories_on(row.conference, [table], there).get(table.id)
    return prompt_on(table, deck_of(row), row.seed) if story is None else as_prompt(table, story)


def as_prompt(table: Table, story: StoryCard) -> Prompt:
    """Return a story as the card on a table."""
    name = story.author.name
    begins = say("card.story", name=name, begins=how_it_begins(story))
    ask = say("card.story-ask", name=name)
    return Prompt(key=f"story-{table.card}", lighter=begins, deeper="", follow_up=ask)


def next_story(row: Talk, table: Table) -> UUID | None:
    """Return the story that comes up next on a table of a locked talk; None for the deck's card.

    None comes up twice in a row, nor two of one author in a talk. Whose it is chance decides.
    """
    if table.story_id is not None:
        return None
    there = people_at(table.id)
    untold = db.session.scalars(
        select(CheckIn).where(CheckIn.talk_id == row.id, CheckIn.person_id.in_(there))
    )
    waiting = {here.person_id: here for here in untold if not here.told}
    blocked = blocked_pairs(row.conference)
    told = stories_of(row.conference, list(waiting), as_cards=True)
    newest = [card for card, *_ in told.values() if _may_lie(card, there, blocked)]
    random.Random(f"{row.seed} {table.round} {table.number}").shuffle(newest)
    for card in newest:
        # One that is being changed just now is passed over: whoever changes it looks for tables.
        of_it = select(Story.id).where(Story.id == card.id, Story.as_card)
        if db.session.scalar(of_it.with_for_update(skip_locked=True)):
            waiting[card.author.id].told = True
            return card.id
    return None


def lies_before(viewer: Person, stories: Collection[UUID]) -> bool:
    """Say whether one of these stories lies on the table where somebody sits just now."""
    of_now = (Table.talk_id == Talk.id) & (Table.round == Talk.round)
    tables = db.session.scalars(
        select(Table)
        .join(Talk, of_now)
        .where(Talk.conference == viewer.conference, Table.story_id.in_(stories))
    ).all()
    seating = {table.id: people_at(table.id) for table in tables}
    mine = [table for table in tables if viewer.id in seating[table.id]]
    return bool(stories_on(viewer.conference, mine, seating))


def _may_lie(card: StoryCard, there: Sequence[UUID], blocked: set[tuple[UUID, UUID]]) -> bool:
    mine = card.author.id
    return mine in there and not any(
        (one, mine) in blocked or (mine, one) in blocked for one in there
    )
