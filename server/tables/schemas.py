"""The shapes of requests about talks."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from server.conferences.schemas import KEY
from server.people.domain import MOST_BACKGROUNDS
from server.people.schemas import name
from server.tables.domain import (
    LARGEST_TABLE,
    LONGEST_ANSWER,
    LONGEST_ROUND,
    MOST_ROUNDS,
    SMALLEST_TABLE,
    USUAL_TABLE,
    Move,
)
from server.texts import say
from server.web.schemas import Text, distinct, version, whole


def each_once(places: list[dict[str, Any]]) -> None:
    """Raise ValidationError when one person is to sit at two places."""
    if len({one["person_id"] for one in places}) < len(places):
        raise ValidationError(say("field.twice"))


class TalkIn(Schema):
    """Opening a talk."""

    title = Text(shortest=1, longest=60, required=True)
    deck = Text(shortest=1, longest=40, required=True)
    size = whole(SMALLEST_TABLE, LARGEST_TABLE, load_default=USUAL_TABLE)
    largest = whole(LARGEST_TABLE, LARGEST_TABLE + 1, load_default=LARGEST_TABLE)
    rounds = whole(1, MOST_ROUNDS, required=True)
    minutes = whole(1, LONGEST_ROUND, required=True)


class PlaceIn(Schema):
    """Where somebody sat when the host looked (a table's number, or null), and where they shall."""

    person_id = fields.UUID(required=True)
    was = whole(1, required=True, allow_none=True)
    table = whole(1, required=True, allow_none=True)


class PlacesIn(Schema):
    """Seats by hand in one round: of one person, or of two who swap.

    anyway: also where a table would have more people than chairs.
    """

    round = whole(1, MOST_ROUNDS, required=True)
    places = fields.List(
        fields.Nested(PlaceIn), required=True, validate=[validate.Length(1, 2), each_once]
    )
    anyway = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class NoPhoneIn(Schema):
    """Somebody without a phone."""

    name = name(required=True)
    backgrounds = fields.List(
        fields.String(validate=KEY),
        validate=[validate.Length(0, MOST_BACKGROUNDS), distinct],
        load_default=list,
    )


class AbsentSearch(Schema):
    """Finding those who are not at a talk yet."""

    find = Text(shortest=1, longest=60, required=True)


class LockIn(Schema):
    """The table at which somebody shall stay."""

    table = whole(1, required=True)


class CommandIn(Schema):
    """A host's command, and the version of the talk that it was decided on."""

    move = fields.Enum(Move, by_value=True, required=True)
    version = version()


class TalkAnnouncementIn(Schema):
    """What to tell everybody in a talk: a line that is read in passing."""

    text = Text(shortest=1, longest=120, required=True)


class ListeningIn(Schema):
    """Whether to have one's turns after the others'."""

    listens = fields.Boolean(required=True, truthy={True}, falsy={False})


class AnswerIn(Schema):
    """What somebody writes at a table; null to pass."""

    text = Text(shortest=1, longest=LONGEST_ANSWER, lines=True, required=True, allow_none=True)


class WritingIn(Schema):
    """Whether a table writes in place of talking."""

    writes = fields.Boolean(required=True, truthy={True}, falsy={False})


class RoomWritingIn(WritingIn):
    """Which tables write in place of talking.

    table: the number of one, or null for all. onwards: in the rounds to come as well.
    """

    table = whole(1, allow_none=True, load_default=None)
    onwards = fields.Boolean(load_default=False, truthy={True}, falsy={False})
