"""Finished values on the wire: a frozen dataclass is its own schema.

What a query or a fact hands out is a frozen dataclass. `answer(StoryCard)` derives the
marshmallow schema that serialises it, so routes and facts describe a thing once.
"""

from __future__ import annotations

import enum
import types
import typing
import uuid
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import Schema, fields


class Moment(fields.DateTime):
    """A moment as ISO 8601 in UTC with milliseconds: 2026-11-22T09:30:00.000Z."""

    def _serialize(
        self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any
    ) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


SIMPLE: dict[type, type[fields.Field[Any]]] = {
    str: fields.String,
    int: fields.Integer,
    float: fields.Float,
    bool: fields.Boolean,
    uuid.UUID: fields.UUID,
    datetime: Moment,
    date: fields.Date,
}


# One schema class for each value, since the API document knows schemas by their class.
_schemas: dict[type[Any], type[Schema]] = {}
_writers: dict[type[Any], Schema] = {}


def answer(value_type: type[Any]) -> type[Schema]:
    """Return the schema that writes a frozen dataclass to the wire.

    Raises TypeError for a field whose type has no wire form.
    """
    if value_type not in _schemas:
        _schemas[value_type] = _schema_of(value_type)
    return _schemas[value_type]


def to_wire(value: Any) -> dict[str, Any]:
    """Return a finished value as JSON types."""
    value_type = type(value)
    if value_type not in _writers:
        _writers[value_type] = answer(value_type)()
    return dict(_writers[value_type].dump(value))


def _schema_of(value_type: type[Any]) -> type[Schema]:
    if not is_dataclass(value_type):
        raise TypeError(f"{value_type!r} is not a dataclass")
    hints = typing.get_type_hints(value_type)
    return Schema.from_dict(
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
            return SIMPLE[hint](**options)
    raise TypeError(f"no wire form for {hint!r}")
