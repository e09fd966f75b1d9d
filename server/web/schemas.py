"""Fields that requests share. Shape only: no database, no current person."""

from __future__ import annotations

import unicodedata
from typing import Any

from marshmallow import ValidationError, fields, validate

from server.texts import say

BIGGEST = 2**31 - 1  # what both databases store in an integer
POINTS = 3  # code points that a character may have on average; columns are as wide
JOINER = "\u200d"  # makes one sign of several, as in a family of emoji
VIRAMA = 9  # combining class of what makes one sign of two letters in Indic scripts
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # only mislead


class Text(fields.String):
    """Something a person typed: trimmed, NFC, without characters nobody can see or undo.

    Control characters and bidirectional overrides go; `lines=True` keeps line breaks.
    `shortest` and `longest` count characters as people do, in any script. A text never has more
    than `POINTS * longest` code points, which is how wide its column must be.
    """

    def __init__(
        self, *, shortest: int = 0, longest: int, lines: bool = False, **kwargs: Any
    ) -> None:
        limits = {"minLength": shortest, "maxLength": POINTS * longest}
        super().__init__(metadata=limits, **kwargs)
        self.lines = lines
        self.shortest = shortest
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = clean(super()._deserialize(value, attr, data, **kwargs), lines=self.lines)
        length = characters(text)
        if self.shortest and all(letter.isspace() or _adds_to(letter) for letter in text):
            raise ValidationError(say("field.required"))
        # Code points are never fewer than the characters that the phone counts.
        if len(text) < self.shortest:
            raise ValidationError(say("field.too-short", shortest=self.shortest))
        if length > self.longest or len(text) > POINTS * self.longest:
            raise ValidationError(say("field.too-long", longest=self.longest))
        return text


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` trimmed, in NFC, without control and bidirectional override characters."""
    kept = "".join(
        letter if _may_stay(letter, lines=lines) else " " if letter.isspace() else ""
        for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    )
    return kept.strip() if lines else " ".join(kept.split())


def characters(text: str) -> int:
    """Return how many characters a person sees in `text`, or a few less in rare scripts."""
    count, flags, joined = 0, 0, False
    for letter in text:
        flags += "\U0001f1e6" <= letter <= "\U0001f1ff"  # two of these are one flag
        count += not (joined or _adds_to(letter))
        joined = letter == JOINER or unicodedata.combining(letter) == VIRAMA
    return count - flags // 2


def distinct(chosen: list[Any]) -> None:
    """Raise ValidationError when something was chosen twice."""
    if any(one in chosen[:place] for place, one in enumerate(chosen)):
        raise ValidationError(say("field.twice"))


def whole(smallest: int = 0, largest: int = BIGGEST, **kwargs: Any) -> fields.Integer:
    """Return a whole number that fits the database, refusing "1" and 1.0."""
    return fields.Integer(strict=True, validate=validate.Range(smallest, largest), **kwargs)


def version() -> fields.Integer:
    """Return the field for the version that a command was decided on."""
    return whole(1, required=True)


def _adds_to(letter: str) -> bool:
    """Say whether `letter` only changes the one before it: a mark, a joiner, a colour of skin."""
    category = unicodedata.category(letter)
    return category[0] == "M" or category == "Cf" or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _may_stay(letter: str, *, lines: bool) -> bool:
    if letter == "\n":
        return lines
    # Zero-width joiners (Cf) shape Indic scripts and emoji. What is unassigned (Cn) may be an
    # emoji newer than this Python; only the 66 noncharacters are nothing for ever.
    nothing = ord(letter) & 0xFFFE == 0xFFFE or "\ufdd0" <= letter <= "\ufdef"
    return not (nothing or unicodedata.category(letter) in {"Cc", "Cs"} or letter in OVERRIDES)
