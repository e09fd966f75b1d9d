"""People and employers of the guest list who are named in a text.

A whole name is one: first and last name, or a name of one word where that can hardly be anything
else. First names alone are none: at a conference of some size every Tom would be flagged.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from server.moderation.flags.domain import FlagKind
from server.moderation.flags.text import Word, Written, words

_KNOWN = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
# Names that are words as well: they count where a great letter in a sentence shows what is meant.
ALSO_WORDS = frozenset(_KNOWN["also_words"])
LEGAL = frozenset(_KNOWN["legal"])  # what an employer is by law, which nobody says
TITLES = frozenset(_KNOWN["titles"])
# Languages that put endings on names, and how many letters those have at most.
ENDINGS = dict.fromkeys(["cs", "et", "fi", "hr", "hu", "lt", "lv", "pl", "ru", "sk", "sl", "uk"], 4)
APOSTROPHES = re.compile(r"['’ʼ]")
SHORTEST = 3  # letters of a surname or of a name of one word


@dataclass(frozen=True)
class Guest:
    """Somebody on the guest list, as they call themselves."""

    id: str
    name: str
    organisation: str | None


@dataclass(frozen=True)
class Name:
    """A name to look for, in folded words. own: those whose own it is, who may use it."""

    kind: FlagKind
    words: tuple[str, ...]
    written: str
    own: set[str] = field(default_factory=set, compare=False)


class GuestNames:
    """The names on a guest list, by their first word."""

    def __init__(self, guests: Iterable[Guest]) -> None:
        known: dict[tuple[FlagKind, tuple[str, ...]], Name] = {}
        for guest in guests:
            for kind, parts in _names_of(guest):
                written = guest.name if kind is FlagKind.PERSON else guest.organisation or ""
                name = known.setdefault((kind, parts), Name(kind, parts, written))
                name.own.add(guest.id)
        self._by_first: Mapping[str, list[Name]] = defaultdict(list)
        self._stems: Mapping[str, list[Name]] = defaultdict(list)
        for name in known.values():
            self._by_first[name.words[0]].append(name)
            self._stems[name.words[0][:SHORTEST]].append(name)

    def named_in(
        self, written: Written, *, author: str, kinds: Iterable[FlagKind]
    ) -> Iterator[tuple[FlagKind, int, int]]:
        """Find who and what is named, but for the author's own name and employer."""
        said, most = written.words, ENDINGS.get((written.language or "").split("-")[0], 0)
        for place, word in enumerate(said):
            likely = self._stems if most else self._by_first
            for name in likely.get(word.folded[:SHORTEST] if most else word.folded, ()):
                passage = said[place : place + len(name.words)]
                if name.kind not in kinds or author in name.own:
                    continue
                if _says(passage, name, most) and _is_meant(written, said, place, name):
                    yield name.kind, passage[0].start, passage[-1].end


def _names_of(guest: Guest) -> Iterator[tuple[FlagKind, tuple[str, ...]]]:
    joined = APOSTROPHES.sub("", guest.name)  # O’Brien, as most phones write it
    for name in dict.fromkeys([guest.name, joined]):
        yield from _as_person(words(name))
    employer = words(guest.organisation or "")
    while len(employer) > 1 and employer[-1] in LEGAL:
        employer = employer[:-1]
    if employer:
        yield FlagKind.EMPLOYER, employer


def _as_person(person: tuple[str, ...]) -> Iterator[tuple[FlagKind, tuple[str, ...]]]:
    if len(person) > 1 or len("".join(person)) >= SHORTEST:
        yield FlagKind.PERSON, person
    if len(person) > 2 and all(len(one) > 1 for one in person):
        yield FlagKind.PERSON, (person[0], person[-1])
    if len(person) > 1 and len(person[-1]) >= SHORTEST:
        yield FlagKind.PERSON, person[-1:]


def _says(passage: Sequence[Word], name: Name, most: int) -> bool:
    """Say whether these words are that name, perhaps with the endings of a language."""
    if len(passage) < len(name.words):
        return False
    return all(
        word.folded == wanted
        or (most and len(wanted) >= SHORTEST and _ends_otherwise(word.folded, wanted, most))
        for word, wanted in zip(passage, name.words, strict=True)
    )


def _ends_otherwise(word: str, wanted: str, most: int) -> bool:
    stem = wanted[: max(SHORTEST - 1, len(wanted) - 1)]
    return word.startswith(stem) and len(word) - len(stem) <= most


def _is_meant(written: Written, said: Sequence[Word], place: int, name: Name) -> bool:
    """Say whether a name is meant, and not the words that it is made of."""
    passage = said[place : place + len(name.words)]
    if len(passage) > 1:
        ordinary = all(word in ALSO_WORDS or len(word) < SHORTEST for word in name.words)
        return not ordinary or not any(word.small for word in passage)
    (word,) = passage
    has_case = word.written[:1].lower() != word.written[:1].upper()
    if name.kind is FlagKind.EMPLOYER:
        return _is_employer(written, word, name, has_case=has_case)
    if len(words(name.written)) > 1:  # a surname alone: only as in "Frau Okonkwo"
        return place > 0 and said[place - 1].folded in TITLES and not word.small
    if not has_case:
        return True
    return not word.small and name.words[0] not in ALSO_WORDS


def _is_employer(written: Written, word: Word, name: Name, *, has_case: bool) -> bool:
    if not has_case:
        return len(name.words[0]) >= 2
    if name.words[0] in ALSO_WORDS or len(name.words[0]) < SHORTEST:
        as_written = word.written in name.written.split()
        return as_written and not word.small and not written.begins_sentence(word)
    return not word.small
