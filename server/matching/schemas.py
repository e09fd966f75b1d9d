"""The shapes of requests about matching."""

from __future__ import annotations

from marshmallow import Schema, fields

from server.matching.domain import HowLong
from server.matching.saying import Intent


class IntentIn(Schema):
    """What somebody would like to be suggested."""

    intent = fields.Enum(Intent, by_value=True, required=True)


class AsideIn(Schema):
    """For how long somebody does not want to be suggested another."""

    how_long = fields.Enum(HowLong, by_value=True, required=True)
