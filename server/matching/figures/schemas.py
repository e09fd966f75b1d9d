"""The shapes of requests about how a room meets."""

from __future__ import annotations

from marshmallow import Schema, fields

from server.web.schemas import Text


class UnmetSearch(Schema):
    """Finding those who have met nobody yet."""

    find = Text(longest=60, load_default="")
    after = fields.UUID(load_default=None)
