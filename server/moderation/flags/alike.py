"""Texts that are much like others of the same conference."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from server.moderation.flags.text import words

MUCH = 85  # of 100: a few words changed, a sentence added to several
SHORTEST = 30  # letters: shorter lines may be alike by chance


def likest(text: str, others: Mapping[str, str]) -> str | None:
    """Return the key of the folded text that `text` is most like, if it is much like it."""
    mine = folded(text)
    if len(mine) < SHORTEST:
        return None
    found = process.extractOne(mine, others, scorer=fuzz.ratio, score_cutoff=MUCH)
    return str(found[2]) if found else None


def folded(text: str) -> str:
    """Return a text without what is no difference: case, accents, signs, how lines are broken."""
    return " ".join(words(text))
