"""Words in capitals throughout, and marks piled up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.moderation.flags.domain import FlagKind
from server.moderation.flags.text import Word, Written

FEWEST_LETTERS = 10  # of a shout: "NHS BLOOD" or "KPI AND SLA" is none
LONG = 4  # letters: shorter words in capitals may be the first letters of a name
MARKS = re.compile(r"[!?！？]{3,}")


def shouting(written: Written) -> Iterator[tuple[FlagKind, int, int]]:
    """Find runs of words in capitals of which two are long, and three marks in a row.

    Scripts that know no capitals cannot shout.
    """
    run: list[Word] = []
    for word in [*written.words, None]:
        if word is not None and _capital(word.written):
            run.append(word)
            continue
        if word is not None and run and word.written.isdigit():
            continue
        if sum(len(one.written) >= LONG for one in run) >= 2 and _letters(run) >= FEWEST_LETTERS:
            yield FlagKind.SHOUTING, run[0].start, run[-1].end
        run = []
    for match in MARKS.finditer(written.text):
        yield FlagKind.SHOUTING, *match.span()


def _capital(word: str) -> bool:
    return word.isupper() and word.lower() != word


def _letters(run: list[Word]) -> int:
    return sum(len(word.written) for word in run)
