"""Decks as YAML files, in the shape of our own."""

from __future__ import annotations

from typing import Any

import yaml
from marshmallow import ValidationError

from server.errors import Problem, by_field
from server.tables.cards.prompts import DeckView
from server.tables.schemas import DeckContentsIn
from server.texts import say


def written(deck: DeckView) -> str:
    """Return a deck as the text of a file. What is empty, or as usual, is left out."""
    values: dict[str, Any] = {"key": deck.key, "title": deck.title, "about": deck.about}
    if deck.in_order:
        values["in_order"] = True
    values["prompts"] = [
        {
            name: value
            for name, value in (
                ("key", prompt.key),
                ("lighter", prompt.lighter),
                ("deeper", prompt.deeper),
                ("follow_up", prompt.follow_up),
                ("skipped", prompt.skipped),
            )
            if value
        }
        for prompt in deck.prompts
    ]
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)


def read(text: str) -> dict[str, Any]:
    """Return what the text of a file makes a deck of: title, about, in_order and prompts.

    Keys may be missing. Raises deck-unreadable, whose `why` says where.
    """
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise _unreadable(say("deck.no-yaml"))  # a few of them could stand for millions
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(say("deck.no-yaml")) from error
    if not isinstance(values, dict):
        raise _unreadable(say("deck.no-yaml"))
    values.pop("key", None)
    prompts = values.get("prompts")
    for number, prompt in enumerate(prompts if isinstance(prompts, list) else (), start=1):
        if isinstance(prompt, dict):
            prompt.setdefault("key", f"card-{number}")
    try:
        deck: dict[str, Any] = DeckContentsIn().load(values)
    except ValidationError as error:
        where, (what, *_) = next(iter(by_field(error.messages).items()))
        raise _unreadable(say("deck.where", where=_in_words(where), what=what)) from error
    return deck


def _in_words(where: str) -> str:
    """Return the place of a mistake as a person counts: "Card 3, lighter"."""
    names = [
        say("deck.card", number=int(step) + 1) if step.isdecimal() else step
        for step in where.split(".")
    ]
    return ", ".join(names[1:] if len(names) > 1 else names)


def _unreadable(why: str) -> Problem:
    return Problem("deck-unreadable", 422, why=why)
