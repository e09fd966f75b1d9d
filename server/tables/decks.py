"""The decks of prompts, read from YAML files beside this one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from server.tables.domain import DeckLine, Prompt

FOLDER = Path(__file__).with_name("decks")


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A deck of prompts."""

    key: str
    title: str
    about: str
    prompts: tuple[Prompt, ...]

    def line(self) -> DeckLine:
        """Return the deck as a host chooses one."""
        return DeckLine(key=self.key, title=self.title, about=self.about, cards=len(self.prompts))

    def dealt(self, place: int, seed: int) -> Prompt:
        """Return the prompt at a place of the shuffled deck, beginning again after the last."""
        order = list(self.prompts)
        random.Random(seed).shuffle(order)
        return order[place % len(order)]


@cache
def decks() -> dict[str, Deck]:
    """Return the decks by key, the opening question's first."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    found.sort(key=lambda deck: deck.key != "how-did-you-get-here")
    return {deck.key: deck for deck in found}


def _read(path: Path) -> Deck:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    prompts = tuple(Prompt(**prompt) for prompt in values.pop("prompts"))
    return Deck(prompts=prompts, **values)
