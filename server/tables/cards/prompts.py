"""Prompts and decks as phones, hosts and organisers see them."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_PROMPT = 200
MOST_PROMPTS = 60  # in a deck
MOST_DECKS = 30  # of a conference's own
LONGEST_DECK_FILE = 100_000


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A card to talk about: a lighter and a deeper form, and what a neighbour could ask next.

    Organisers may leave the latter two empty.
    """

    key: str
    lighter: str
    deeper: str
    follow_up: str


@dataclass(frozen=True, kw_only=True)
class DeckLine:
    """A deck as a host chooses one. `cards`: how many are dealt. `own`: of this conference."""

    key: str
    title: str
    about: str
    cards: int
    own: bool


@dataclass(frozen=True, kw_only=True)
class DeckList:
    """The decks there are."""

    decks: tuple[DeckLine, ...]


@dataclass(frozen=True, kw_only=True)
class DeckPrompt(Prompt):
    """A prompt as organisers edit it. `skipped`: it is kept, and not dealt."""

    skipped: bool


@dataclass(frozen=True, kw_only=True)
class DeckView:
    """A deck as organisers edit it, or look at one of ours.

    in_order: dealt as it stands, else shuffled. version: what the next change is decided on;
        nought for ours, which nobody changes.
    """

    key: str
    title: str
    about: str
    in_order: bool
    prompts: tuple[DeckPrompt, ...]
    version: int
