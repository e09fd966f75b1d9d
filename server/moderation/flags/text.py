"""A text as those who look for something in it see it: its words, folded, each with its place."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from server.web.wording import ALONE, GRAPHEME, fold

ENDS = ".!?…:。！？।\n"  # after these a sentence begins
BETWEEN = " \t\"'“”„«»‘’()[]-–—*"


@dataclass(frozen=True)
class Word:
    """One word of a text: where it stands, as written and folded."""

    start: int
    end: int
    written: str
    folded: str

    @property
    def small(self) -> bool:
        """Say whether it begins with a small letter, in a script that has great ones."""
        return self.written[:1].islower()


@dataclass(frozen=True)
class Written:
    """One part of what somebody wrote. language: as its author or the machine says, or None."""

    text: str
    language: str | None

    @cached_property
    def words(self) -> Sequence[Word]:
        """Return its words in order. In a script without spaces each letter is one."""
        return tuple(_words(self.text))

    @cached_property
    def _characters(self) -> Sequence[int]:
        return tuple(accumulate(map(len, GRAPHEME.findall(self.text)), initial=0))

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return a passage widened to whole characters as a person sees them."""
        ends = self._characters
        last = min(bisect_left(ends, end), len(ends) - 1)
        return ends[bisect_right(ends, start) - 1], ends[last]

    def begins_sentence(self, word: Word) -> bool:
        """Say whether a word is written with a great letter for where it stands alone."""
        before = self.text[: word.start].rstrip(BETWEEN)
        return not before or before[-1] in ENDS


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(word.folded for word in _words(text))


def _words(text: str) -> Iterator[Word]:
    start = None
    for place, letter in enumerate(text):
        in_word = unicodedata.category(letter)[0] in "LNM"
        alone = in_word and ALONE.match(letter)
        if start is not None and (alone or not in_word):
            yield _word(text, start, place)
            start = None
        if alone:
            yield _word(text, place, place + 1)
        elif in_word and start is None:
            start = place
    if start is not None:
        yield _word(text, start, len(text))


def _word(text: str, start: int, end: int) -> Word:
    written = text[start:end]
    return Word(start, end, written, fold(written))
