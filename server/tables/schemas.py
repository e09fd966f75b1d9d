"""The shapes of requests about talks."""

from __future__ import annotations

from marshmallow import Schema, fields

from server.tables.domain import (
    LARGEST_TABLE,
    LONGEST_ROUND,
    MOST_ROUNDS,
    SMALLEST_TABLE,
    USUAL_TABLE,
    Move,
)
from server.web.schemas import Text, version, whole


class TalkIn(Schema):
    """Opening a talk."""

    title = Text(shortest=1, longest=60, required=True)
    deck = Text(shortest=1, longest=40, required=True)
    size = whole(SMALLEST_TABLE, LARGEST_TABLE, load_default=USUAL_TABLE)
    rounds = whole(1, MOST_ROUNDS, required=True)
    minutes = whole(1, LONGEST_ROUND, required=True)


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
