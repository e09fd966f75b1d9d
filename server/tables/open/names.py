"""What open tables are called: a word that can be said across a coffee bar, and typed as heard.

The words beside this file are short and plain, with one way to spell each, and none sounds like
another.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from functools import cache
from itertools import count
from pathlib import Path

FILE = Path(__file__).with_name("names.txt")


def new_name(taken: Collection[str], chance: random.Random) -> str:
    """Return a name whose code is not among those `taken`: "Lemon", or "Lemon 2" in a full bar."""
    shuffled = list(words())
    chance.shuffle(shuffled)
    laps = (word if lap == 1 else f"{word} {lap}" for lap in count(1) for word in shuffled)
    return next(name.capitalize() for name in laps if code_of(name) not in taken)


def code_of(typed: str) -> str:
    """Return what was typed, or heard, as the code of a table: "Lemon 2" is lemon2."""
    return "".join(letter for letter in typed.casefold() if letter.isalnum())


@cache
def words() -> tuple[str, ...]:
    """Return the words of which names are made."""
    return tuple(FILE.read_text(encoding="utf-8").split())
