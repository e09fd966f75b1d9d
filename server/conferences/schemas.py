"""The shapes of requests about a conference."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate

from server.conferences.domain import (
    LONGEST_PLACE,
    LONGEST_REVIEW_WITHIN,
    MOST_PLACES,
    Joining,
    Publishing,
)
from server.texts import say
from server.web.schemas import Text, distinct, version, whole

KEY = validate.Regexp(r"^[a-z][a-z0-9-]{0,23}\Z")
LANGUAGE = validate.Regexp(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\Z")


class BackgroundIn(Schema):
    """One background as the organiser wants it."""

    key = fields.String(required=True, validate=KEY)
    label = Text(shortest=1, longest=60, required=True)
    shown = fields.Boolean(load_default=True)


@cache
def _zones() -> set[str]:
    return available_timezones()  # which reads hundreds of files


def _one_of_the_zones(zone: str) -> None:
    if zone not in _zones():
        raise ValidationError(say("field.unknown-zone"))


def _can_be_chosen(backgrounds: list[dict[str, Any]]) -> None:
    distinct([one["key"] for one in backgrounds])
    if not any(one["shown"] for one in backgrounds):
        raise ValidationError(say("field.none-shown"))


class SettingsIn(Schema):
    """Changes to a conference's settings; what is left out stays."""

    version = version()
    name = Text(shortest=1, longest=80)
    run_by = Text(shortest=1, longest=80)
    starts_on = fields.Date()
    ends_on = fields.Date()
    deletes_on = fields.Date()
    zone = fields.String(validate=_one_of_the_zones)
    languages = fields.List(
        fields.String(validate=LANGUAGE), validate=[validate.Length(1, 12), distinct]
    )
    joining = fields.Enum(Joining, by_value=True)
    review_within = whole(1, LONGEST_REVIEW_WITHIN)
    publishing = fields.Enum(Publishing, by_value=True)
    meeting_places = fields.List(
        Text(shortest=1, longest=LONGEST_PLACE),
        validate=[validate.Length(max=MOST_PLACES), distinct],
    )
    backgrounds = fields.List(
        fields.Nested(BackgroundIn), validate=[validate.Length(2, 24), _can_be_chosen]
    )


class VersionIn(Schema):
    """The version that a command was decided on."""

    version = version()


class AnnouncementIn(Schema):
    """What to tell everyone."""

    text = Text(shortest=1, longest=280, lines=True, required=True)
