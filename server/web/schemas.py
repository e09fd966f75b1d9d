"""Fields that requests share. Shape only: no database, no current person."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate

from server.texts import say
from server.web.wording import adds_to, characters, clean

BIGGEST = 2**31 - 1  # what both databases store in an integer
POINTS = 3  # code points that a character may have on average; columns are as wide
EMOJI_POINTS = 12  # the same where a text may be nothing but families, and its column has no width
RUBBISH = 10  # times as much may be typed as is kept


class Text(fields.String):
    """Something a person typed, as `wording.clean` keeps it; `lines=True` keeps line breaks.

    `shortest` and `longest` count characters as people do, in any script. A text never has more
    than `points * longest` code points, which is how wide its column must be.
    """

    def __init__(
        self,
        *,
        shortest: int = 0,
        longest: int,
        lines: bool = False,
        points: int = POINTS,
        **kwargs: Any,
    ) -> None:
        limits = {"minLength": shortest, "maxLength": points * longest}
        super().__init__(metadata=limits, **kwargs)
        self.lines = lines
        self.shortest = shortest
        self.longest = longest
        self.most_points = points * longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        typed = super()._deserialize(value, attr, data, **kwargs)
        if len(typed) > RUBBISH * self.most_points:
            raise ValidationError(say("field.too-long", longest=self.longest))
        text = clean(typed, lines=self.lines)
        length = characters(text)
        if self.shortest and all(letter.isspace() or adds_to(letter) for letter in text):
            raise ValidationError(say("field.required"))
        # Code points are never fewer than the characters that the phone counts.
        if len(text) < self.shortest:
            raise ValidationError(say("field.too-short", shortest=self.shortest))
        if length > self.longest or len(text) > self.most_points:
            raise ValidationError(say("field.too-long", longest=self.longest))
        return text


def distinct(chosen: list[Any]) -> None:
    """Raise ValidationError when something was chosen twice."""
    if any(one in chosen[:place] for place, one in enumerate(chosen)):
        raise ValidationError(say("field.twice"))


def whole(smallest: int = 0, largest: int = BIGGEST, **kwargs: Any) -> fields.Integer:
    """Return a whole number that fits the database, refusing "1" and 1.0."""
    return fields.Integer(strict=True, validate=validate.Range(smallest, largest), **kwargs)


def yes_or_no(**kwargs: Any) -> fields.Boolean:
    """Return the field for yes or no, refusing "true", "off" and the like."""
    return fields.Boolean(truthy={True}, falsy={False}, **kwargs)


def version() -> fields.Integer:
    """Return the field for the version that a command was decided on."""
    return whole(1, required=True)
