"""The shapes of requests about people."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.conferences.schemas import KEY, LANGUAGE
from server.people.domain import (
    LONGEST_LINE,
    LONGEST_LINK,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_BACKGROUNDS,
    Move,
    Need,
    Position,
    Shared,
    Skill,
)
from server.people.openness import Openness, Pause
from server.texts import say
from server.web.rights import Role
from server.web.schemas import Text, distinct, version, whole, yes_or_no

TOKEN = validate.Regexp(r"^[A-Za-z0-9_-]{1,60}\Z")
TYPED_CODE = validate.Length(1, 40, error=say("field.no-code"))
PAGE_END = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9]{1,9}\Z")


def backgrounds(**kwargs: Any) -> fields.List[Any]:
    """Return the field for how somebody got in: one to five, the first one leads."""
    return fields.List(
        fields.String(validate=KEY),
        validate=[validate.Length(1, MOST_BACKGROUNDS), distinct],
        **kwargs,
    )


def name(**kwargs: Any) -> Text:
    """Return the field for a name."""
    return Text(shortest=1, longest=LONGEST_NAME, **kwargs)


def _choices(kind: type[Any], most: int, **kwargs: Any) -> fields.List[Any]:
    return fields.List(
        fields.Enum(kind, by_value=True), validate=[validate.Length(0, most), distinct], **kwargs
    )


class WebAddress(Text):
    """The address of a page of somebody's own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_LINK, **kwargs)
        wrong = say("field.no-address")
        self.validators.append(validate.URL(schemes={"https", "http"}, error=wrong))


class KeyIn(Schema):
    """What opens the door: the code that was typed, or the token that was scanned."""

    code = fields.String(validate=TYPED_CODE)
    token = fields.String(validate=TOKEN)

    @validates_schema
    def exactly_one(self, data: dict[str, Any], **_: object) -> None:
        """Refuse both and neither."""
        if ("code" in data) == ("token" in data):
            raise ValidationError(say("field.code-or-token"), "code")


class JoinIn(KeyIn):
    """Joining: a key, a name and a background."""

    name = name(required=True)
    backgrounds = backgrounds(required=True)


class NewcomerIn(Schema):
    """Who somebody is that taps a link before having joined."""

    id = fields.UUID(required=True)
    name = name(required=True)
    backgrounds = backgrounds(required=True)


class TokenIn(Schema):
    """A link's token."""

    token = fields.String(required=True, validate=TOKEN)


class LinkIn(TokenIn):
    """Tapping a link."""

    newcomer = fields.Nested(NewcomerIn)


class RecoveryIn(Schema):
    """A recovery code as somebody typed it."""

    code = fields.String(required=True, validate=TYPED_CODE)


class ProfileIn(Schema):
    """Changes to one's own profile; what is left out stays, null clears."""

    version = version()
    name = name()
    backgrounds = backgrounds()
    organisation = Text(longest=LONGEST_LINE, allow_none=True)
    position = fields.Enum(Position, by_value=True, allow_none=True)
    years = whole(0, 70, allow_none=True)
    languages = fields.List(
        fields.String(validate=LANGUAGE), validate=[validate.Length(1, 8), distinct]
    )
    strong = _choices(Skill, len(Skill))
    wanted = _choices(Skill, len(Skill))
    move = fields.Enum(Move, by_value=True, allow_none=True)
    maturity = whole(1, 5, allow_none=True)
    open_to_colleagues = fields.Boolean()
    link = WebAddress(allow_none=True)
    shares = _choices(Shared, len(Shared))


class OpennessIn(Schema):
    """How open one is to be met, after a pause or at once. asked_at: when one said so."""

    openness = fields.Enum(Openness, by_value=True, required=True)
    pause = fields.Enum(Pause, by_value=True, allow_none=True, load_default=None)
    asked_at = fields.AwareDateTime(load_default=None)


class NeedsIn(Schema):
    """What one needs, in place of what was said before; nobody hears better on either side."""

    version = whole(required=True)
    needs = _choices(Need, len(Need), required=True)

    @validates_schema
    def one_side(self, data: dict[str, Any], **_: object) -> None:
        """Refuse both sides."""
        if {Need.HEARS_LEFT, Need.HEARS_RIGHT} <= set(data["needs"]):
            raise ValidationError(say("field.one-side"), "needs")


class LookAfterIn(Schema):
    """What an organiser may change of somebody."""

    version = version()
    name = name()
    hidden = yes_or_no()
    role = fields.Enum(Role, by_value=True)


class SilenceIn(Schema):
    """Why somebody is muted or banned, as they are told."""

    words = Text(shortest=1, longest=LONGEST_REASON, lines=True, required=True)


class AppealIn(Schema):
    """Why a ban or a mute should be lifted, or what an organiser says to that."""

    words = Text(shortest=1, longest=LONGEST_REASON, lines=True, required=True)


class RoleLinkIn(Schema):
    """Which role a link shall give."""

    gives = fields.String(required=True, validate=validate.OneOf(["host", "organiser"]))


class GuestSearch(Schema):
    """Finding people."""

    find = Text(longest=60, load_default="")
    after = fields.String(validate=PAGE_END, load_default=None)
