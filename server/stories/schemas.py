"""The shapes of requests about stories."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate
from webargs.fields import DelimitedList

from server.conferences.schemas import KEY, LANGUAGE
from server.stories.domain import (
    FEED_PAGE,
    LONGEST_ACCEPTED,
    LONGEST_ALT_ACCEPTED,
    LONGEST_FEED_PAGE,
    LONGEST_SEARCH,
    LONGEST_TITLE_ACCEPTED,
    SHORTEST,
    ByAccident,
    Opening,
    ShownOn,
    Telling,
    Wanted,
    suggested_title,
)
from server.web.schemas import BIGGEST, EMOJI_POINTS, Text, version, whole


class PhotoIn(Schema):
    """A photo that was sent before. alt: what is seen in it, for those who cannot see it."""

    id = fields.UUID(required=True)
    alt = Text(shortest=1, longest=LONGEST_ALT_ACCEPTED, required=True)


class TellingIn(Schema):
    """A story as its author tells it.

    title: null as long as its author leaves that to its first sentence.
    language: null as long as its author leaves it to the words.
    based_on: the number of the revision that this was made from; null as long as the phone has
        not heard of any.
    """

    background = fields.String(required=True, validate=KEY)
    opening = fields.Enum(Opening, by_value=True, required=True, allow_none=True)
    title = Text(
        longest=LONGEST_TITLE_ACCEPTED, points=EMOJI_POINTS, allow_none=True, load_default=None
    )
    text = Text(
        shortest=SHORTEST,
        longest=LONGEST_ACCEPTED,
        lines=True,
        points=EMOJI_POINTS,
        required=True,
    )
    by_accident = fields.Enum(ByAccident, by_value=True, required=True)
    shown_on = fields.Enum(ShownOn, by_value=True, required=True)
    language = fields.String(validate=LANGUAGE, allow_none=True, load_default=None)
    photo = fields.Nested(PhotoIn, allow_none=True, load_default=None)
    based_on = whole(1, required=True, allow_none=True)

    @post_load
    def as_telling(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return {"telling": ..., "based_on": ...}."""
        based_on, title = data.pop("based_on"), data.pop("title")
        photo = data.pop("photo") or {"id": None, "alt": None}
        telling = Telling(
            **data,
            title=title or suggested_title(data["text"]),
            photo_id=photo["id"],
            photo_alt=photo["alt"],
        )
        return {"telling": telling, "based_on": based_on}


class WithdrawalIn(Schema):
    """The number of the latest revision that the author had in view."""

    version = version()


class FeedSearch(Schema):
    """Which stories of the feed, and which page of them.

    find: words that each of them has, or begins a word with. of: only these stories.
    """

    background = fields.String(validate=KEY, load_default=None)
    language = fields.String(validate=LANGUAGE, load_default=None)
    by_accident = fields.Boolean(load_default=None)
    find = fields.String(validate=validate.Length(1, LONGEST_SEARCH), load_default=None)
    of = DelimitedList(
        fields.UUID(), validate=validate.Length(max=LONGEST_FEED_PAGE), load_default=()
    )
    after = fields.Integer(validate=validate.Range(1, BIGGEST), load_default=None)
    limit = fields.Integer(validate=validate.Range(1, LONGEST_FEED_PAGE), load_default=FEED_PAGE)

    @post_load
    def as_wanted(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return {"wanted": ..., "after": ..., "limit": ...}."""
        page = {name: data.pop(name) for name in ("after", "limit")}
        return page | {"wanted": Wanted(**data | {"of": tuple(data["of"])})}
