"""Abusive words of many languages, and a conference's own.

Where the lists of glin-profanity are good we take them, without the words that people say in
innocence (`passes`): they hold *pesce* and *carità*, and *destek*, which is Turkish for support.
`begins` are stems of ours, since people inflect; `words` stand by themselves. `everywhere` are
those that mean the same in every language: *slut* is no more than the end in Swedish.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from server.moderation.flags.domain import FlagKind
from server.moderation.flags.text import Word, Written, words

EVERYWHERE = "everywhere"
MASKED = re.compile(r"(?<!\w)\w+[*@#$!]+\w+(?!\w)")
MASK = re.compile(r"[*@#$!]")
MASKABLE = ("shit", "cunt", "bitch")


@dataclass(frozen=True)
class Bad:
    """What is abusive in a language, folded: beginnings of words, and words in a row."""

    begins: tuple[str, ...]
    phrases: frozenset[tuple[str, ...]]
    longest: int

    def ends_at(self, said: Sequence[Word], place: int) -> int | None:
        """Return where the abuse that begins with this word ends, counted in words, or None."""
        if self.begins and said[place].folded.startswith(self.begins):
            return place + 1
        for end in range(min(len(said), place + self.longest), place, -1):
            if tuple(word.folded for word in said[place:end]) in self.phrases:
                return end
        return None


def abuse(written: Written, *, spoken: Iterable[str]) -> Iterator[tuple[FlagKind, int, int]]:
    """Find abusive words in the text's language; where that is unknown, in those spoken here."""
    tags = [written.language] if written.language else list(spoken)
    told = [EVERYWHERE, *(tag.split("-")[0] for tag in tags)]
    lists = [bad(one) for one in dict.fromkeys(told) if one in _data()]
    said = written.words
    for place, word in enumerate(said):
        for one in lists:
            if (end := one.ends_at(said, place)) is not None:
                yield FlagKind.ABUSE, word.start, said[end - 1].end
    yield from _masked(written)


def own_words(written: Written, wanted: Iterable[str]) -> Iterator[tuple[FlagKind, int, int]]:
    """Find the words that a conference wants flagged; `head*` stands for all that begin so."""
    said = written.words
    for one in wanted:
        parts, goes_on = words(one), one.endswith("*")
        for place in range(len(said) - len(parts) + 1) if parts else ():
            passage = said[place : place + len(parts)]
            *first, last = (word.folded for word in passage)
            fits = last.startswith(parts[-1]) if goes_on else last == parts[-1]
            if fits and first == list(parts[:-1]):
                yield FlagKind.WORD, passage[0].start, passage[-1].end


def languages() -> list[str]:
    """Return the languages that have words here, beside those that mean the same everywhere."""
    return [language for language in _data() if language != EVERYWHERE]


@cache
def bad(language: str) -> Bad:
    """Return what is abusive in a language of ours."""
    ours = _data()[language]
    passes = {words(one) for one in ours.get("passes", ())}
    listed = [words(one) for one in _listed(ours["list"])] if "list" in ours else []
    phrases = {one for one in listed if one and one not in passes and len("".join(one)) > 2}
    phrases |= {words(one) for one in ours.get("words", ())}
    return Bad(
        begins=tuple("".join(words(one)) for one in ours.get("begins", ())),
        phrases=frozenset(phrases),
        longest=max(map(len, phrases), default=0),
    )


def _masked(written: Written) -> Iterator[tuple[FlagKind, int, int]]:
    """Find a word that hides a letter: f*cking, sh!t."""
    for match in MASKED.finditer(written.text):
        letters = MASK.sub(".", match[0].casefold())
        stems = [one for one in (*bad(EVERYWHERE).begins, *MASKABLE) if len(one) <= len(letters)]
        if any(re.fullmatch(letters[: len(stem)], stem) for stem in stems):
            yield FlagKind.ABUSE, *match.span()


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("abuse.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _listed(name: str) -> list[str]:
    """Return a list of glin-profanity, without importing its filters, which take long to load."""
    spec = find_spec("glin_profanity")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("glin_profanity")
    folder = Path(spec.submodule_search_locations[0]) / "data" / "dictionaries"
    listed: list[str] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["words"]
    return listed
