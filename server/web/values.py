"""Finished values on the wire: a frozen dataclass is its own schema.

What a query or a fact hands out is a frozen dataclass. `answer(StoryCard)` derives the
marshmallow schema that describes it, and `to_wire` what writes it, so routes and facts describe
a thing once. Schemas write by `to_wire` too: a tenth of marshmallow's time, as nothing of ours
needs checking on its way out.
"""

from __future__ import annotations

import enum
import types
import typing
import uuid
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from marshmallow import Schema, fields


def moment(value: datetime) -> str:
    """Return a moment as ISO 8601 in UTC with milliseconds: 2026-11-22T09:30:00.000Z."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Writer = Callable[[Any], Any]

SIMPLE: dict[type, tuple[type[fields.Field[Any]], Writer]] = {
    str: (fields.String, str),
    int: (fields.Integer, int),
    float: (fields.Float, float),
    bool: (fields.Boolean, bool),
    uuid.UUID: (fields.UUID, str),
    datetime: (fields.DateTime, moment),
    date: (fields.Date, date.isoformat),
}


class Answer(Schema):
    """Describes a dataclass to the API document, and writes it."""

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Return a finished value as JSON types."""
        return to_wire(obj)


# One schema class for each value, since the API document knows schemas by their class.
_schemas: dict[type[Any], type[Schema]] = {}


def answer(value_type: type[Any]) -> type[Schema]:
    """Return the schema that writes a frozen dataclass to the wire.

    Raises TypeError for a field whose type has no wire form.
    """
    if value_type not in _schemas:
        _schemas[value_type] = _schema_of(value_type)
    return _schemas[value_type]


def to_wire(value: Any) -> dict[str, Any]:
    """Return a finished value as JSON types."""
    value_type: Any = type(value)
    written: dict[str, Any] = _writer(value_type)(value)
    return written


@cache
def _writer(hint: Any) -> Writer:
    """Return what writes a value of this type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _writer(next(one for one in arguments if one is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin in (tuple, list):
        each = _writer(arguments[0])
        return lambda values: [each(value) for value in values]
    if origin is dict:
        key, kept = map(_writer, arguments)
        return lambda values: {key(name): kept(value) for name, value in values.items()}
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        parts = [(field.name, _writer(hints[field.name])) for field in dataclass_fields(hint)]
        return lambda value: {name: write(getattr(value, name)) for name, write in parts}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return lambda value: value.value
    return SIMPLE[hint][1] if hint in SIMPLE else lambda value: value


def _schema_of(value_type: type[Any]) -> type[Schema]:
    if not is_dataclass(value_type):
        raise TypeError(f"{value_type!r} is not a dataclass")
    hints = typing.get_type_hints(value_type)
    return Answer.from_dict(
        {field.name: _field(hints[field.name]) for field in dataclass_fields(value_type)},
        name=value_type.__name__,
    )


def _field(hint: Any, *, nullable: bool = False) -> fields.Field[Any]:
    if hint is Any:  # which is a class of its own since Python 3.11
        return fields.Raw(required=True, allow_none=True)
    options: dict[str, Any] = {"required": True, "allow_none": nullable}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not types.NoneType]
        if len(inner) == 1:
            return _field(inner[0], nullable=True)
    elif origin in (tuple, list):
        return fields.List(_field(arguments[0]), **options)
    elif origin is dict:
        return fields.Dict(keys=_field(arguments[0]), values=_field(arguments[1]), **options)
    elif isinstance(hint, type):
        if issubclass(hint, enum.Enum):
            return fields.Enum(hint, by_value=True, **options)
        if is_dataclass(hint):
            return fields.Nested(answer(hint), **options)
        if hint in SIMPLE:
            return SIMPLE[hint][0](**options)
    raise TypeError(f"no wire form for {hint!r}")
