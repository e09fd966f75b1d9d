"""The shapes of requests about stories."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from server.conferences.schemas import KEY, LANGUAGE
from server.stories.domain import (
    FEED_PAGE,
    LONGEST_ACCEPTED,
    LONGEST_FEED_PAGE,
    SHORTEST,
    ByAccident,
    Opening,
    ShownOn,
    Telling,
)
from server.web.schemas import BIGGEST, Text, version, whole


class TellingIn(Schema):
    """A story as its author tells it.

    based_on: the number of the revision that this was made from; null as long as the phone has
        not heard of any.
    """

    background = fields.String(required=True, validate=KEY)
    opening = fields.Enum(Opening, by_value=True, required=True, allow_none=True)
    text = Text(shortest=SHORTEST, longest=LONGEST_ACCEPTED, lines=True, required=True)
    by_accident = fields.Enum(ByAccident, by_value=True, required=True)
    shown_on = fields.Enum(ShownOn, by_value=True, required=True)
    language = fields.String(validate=LANGUAGE, allow_none=True, load_default=None)
    based_on = whole(1, required=True, allow_none=True)

    @post_load
    def as_telling(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return {"telling": ..., "based_on": ...}."""
        based_on = data.pop("based_on")
        return {"telling": Telling(**data), "based_on": based_on}


class WithdrawalIn(Schema):
    """The number of the latest revision that the author had in view."""

    version = version()


class FeedSearch(Schema):
    """Which page of the feed."""

    background = fields.String(validate=KEY, load_default=None)
    after = fields.Integer(validate=validate.Range(1, BIGGEST), load_default=None)
    limit = fields.Integer(validate=validate.Range(1, LONGEST_FEED_PAGE), load_default=FEED_PAGE)
