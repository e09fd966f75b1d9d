"""Fields that requests share. Shape only: no database, no current person."""

from __future__ import annotations

import unicodedata
from typing import Any

from marshmallow import fields, validate

BIGGEST = 2**31 - 1  # what both databases store in an integer
LINE_BREAKS = "\n"


class Text(fields.String):
    """Something a person typed: trimmed, NFC, without characters nobody can see or undo.

    Control characters and bidirectional overrides go; `lines=True` keeps line breaks.
    `longest` counts code points and is meant as the server's generous cap.
    """

    def __init__(
        self, *, shortest: int = 0, longest: int, lines: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.lines = lines
        self.validators.append(validate.Length(shortest, longest))

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> str:
        return clean(super()._deserialize(value, attr, data, **kwargs), lines=self.lines)


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` trimmed, in NFC, without control and bidirectional override characters."""
    kept = "".join(
        letter if _may_stay(letter, lines=lines) else " " if letter.isspace() else ""
        for letter in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    )
    return kept.strip() if lines else " ".join(kept.split())


def _may_stay(letter: str, *, lines: bool) -> bool:
    if letter == "\n":
        return lines
    category = unicodedata.category(letter)
    # Zero-width joiners (Cf) shape Indic scripts and emoji; the overrides below only mislead.
    overrides = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return category not in {"Cc", "Cs", "Cn"} and letter not in overrides


def whole(smallest: int = 0, largest: int = BIGGEST, **kwargs: Any) -> fields.Integer:
    """Return a whole number that fits the database, refusing "1" and 1.0."""
    return fields.Integer(strict=True, validate=validate.Range(smallest, largest), **kwargs)


def version() -> fields.Integer:
    """Return the field for the version that a command was decided on."""
    return whole(1, required=True)
