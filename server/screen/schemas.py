"""The shapes of requests about the screen."""

from __future__ import annotations

from marshmallow import Schema, fields


class BlankIn(Schema):
    """Whether the screens shall be blank."""

    blank = fields.Boolean(required=True, truthy={True}, falsy={False})
