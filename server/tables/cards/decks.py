"""The decks of prompts: ours, read from YAML files beside this one, and the one of a talk."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import func, select

from server.extensions import db
from server.tables.cards.prompts import Prompt
from server.tables.models import Table, Talk

FOLDER = Path(__file__).with_name("decks")


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A deck of prompts. `in_order`: they are dealt as they stand, else shuffled for each talk."""

    key: str
    title: str
    about: str
    prompts: tuple[Prompt, ...]
    in_order: bool = False

    def dealt(self, place: int, seed: int) -> Prompt:
        """Return the prompt at a place of the deck as dealt, beginning again after the last."""
        order = list(self.prompts)
        if not self.in_order:
            random.Random(seed).shuffle(order)
        return order[place % len(order)]


@cache
def decks() -> dict[str, Deck]:
    """Return the decks by key, the opening question's first."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    found.sort(key=lambda deck: deck.key != "how-did-you-get-here")
    return {deck.key: deck for deck in found}


def deck_of(row: Talk) -> Deck:
    """Return the deck of a talk, as it was when the talk was opened."""
    if row.own_deck is None:
        return decks()[row.deck]
    title, in_order = row.own_deck["title"], row.own_deck["in_order"]
    prompts = tuple(Prompt(**prompt) for prompt in row.own_deck["prompts"])
    return Deck(key=row.deck, title=title, about="", prompts=prompts, in_order=in_order)


def prompt_on(table: Table, deck: Deck, seed: int) -> Prompt:
    """Return what lies on a table: a host's own words, or the card of the deck as dealt."""
    if table.words is None:
        return deck.dealt(table.card, seed)
    return Prompt(key=f"own-{table.card}", lighter=table.words, deeper="", follow_up="")


def _read(path: Path) -> Deck:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    prompts = tuple(Prompt(**prompt) for prompt in values.pop("prompts"))
    return Deck(prompts=prompts, **values)


def next_card(row: Talk) -> int:
    """Return the place in a talk's deck of the card with which its present round begins."""
    last = db.session.scalar(
        select(func.max(Table.card)).where(Table.talk_id == row.id, Table.round < row.round)
    )
    return 0 if last is None else last + 1
