"""The shapes of requests about talks."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.conferences.schemas import KEY
from server.people.domain import MOST_BACKGROUNDS
from server.people.schemas import name
from server.tables.at_table.takeaway import LONGEST_TAKEAWAY
from server.tables.cards.prompts import LONGEST_DECK_FILE, LONGEST_PROMPT, MOST_PROMPTS
from server.tables.domain import (
    HIGHEST_TABLE,
    HOSTED_MODES,
    LARGEST_TABLE,
    LONGEST_ANSWER,
    LONGEST_ROUND,
    MOST_CARDS,
    MOST_ROUNDS,
    SMALLEST_TABLE,
    USUAL_TABLE,
    Mode,
    Move,
)
from server.texts import say
from server.web.schemas import Text, distinct, version, whole, yes_or_no

PROMPT_KEY = validate.Regexp(r"[a-z0-9](-?[a-z0-9]){0,39}$")


def each_once(places: list[dict[str, Any]]) -> None:
    """Raise ValidationError when one person is to sit at two places."""
    if len({one["person_id"] for one in places}) < len(places):
        raise ValidationError(say("field.twice"))


class TalkIn(Schema):
    """Opening a talk. first_table: the hall's number; null for the tables after those in use.

    tables: how many there are; null for as many as needed. Tables of two have no other `size`.
    with_free: invite those who are free now.
    """

    title = Text(shortest=1, longest=60, required=True)
    deck = Text(shortest=1, longest=40, required=True)
    mode = fields.Enum(
        Mode, by_value=True, load_default=Mode.ROTATE, validate=validate.OneOf(HOSTED_MODES)
    )
    size = whole(SMALLEST_TABLE, LARGEST_TABLE, load_default=USUAL_TABLE)
    largest = whole(LARGEST_TABLE, LARGEST_TABLE + 1, load_default=LARGEST_TABLE)
    first_table = whole(1, HIGHEST_TABLE, load_default=None, allow_none=True)
    tables = whole(1, HIGHEST_TABLE, load_default=None, allow_none=True)
    rounds = whole(1, MOST_ROUNDS, required=True)
    minutes = whole(1, LONGEST_ROUND, required=True)
    with_free = yes_or_no(load_default=False)


class OpenTableIn(Schema):
    """Starting an open table.

    deck: null for the opening question's. number: the hall's; 0 where no card stands.
    leaving: also where that means leaving a hosted talk.
    """

    deck = Text(shortest=1, longest=40, load_default=None, allow_none=True)
    number = whole(0, HIGHEST_TABLE, load_default=0)
    leaving = yes_or_no(load_default=False)


class SittingDownIn(Schema):
    """Sitting down at an open table. leaving: also where that means leaving a hosted talk."""

    leaving = yes_or_no(load_default=False)


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
    anyway = yes_or_no(load_default=False)


class CardsWanted(Schema):
    """Which cards to print."""

    first = fields.Integer(validate=validate.Range(1, HIGHEST_TABLE), load_default=1)
    count = fields.Integer(validate=validate.Range(1, MOST_CARDS), load_default=10)


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

    listens = yes_or_no(required=True)


class AnswerIn(Schema):
    """What somebody writes at a table; null to pass."""

    text = Text(shortest=1, longest=LONGEST_ANSWER, lines=True, required=True, allow_none=True)


class TakeawayIn(Schema):
    """What a table takes away in one line, or null to take it back.

    version: of the line that is to be replaced; null where there is none yet.
    """

    text = Text(shortest=1, longest=LONGEST_TAKEAWAY, required=True, allow_none=True)
    version = whole(1, required=True, allow_none=True)


class WritingIn(Schema):
    """Whether a table writes in place of talking."""

    writes = yes_or_no(required=True)


class RoomWritingIn(WritingIn):
    """Which tables write in place of talking.

    table: the number of one, or null for all. onwards: in the rounds to come as well.
    """

    table = whole(1, allow_none=True, load_default=None)
    onwards = yes_or_no(load_default=False)


class PromptIn(Schema):
    """A prompt of an organiser's deck. `skipped`: it is kept, and not dealt."""

    key = fields.String(required=True, validate=PROMPT_KEY)
    lighter = Text(shortest=1, longest=LONGEST_PROMPT, required=True)
    deeper = Text(longest=LONGEST_PROMPT, load_default="")
    follow_up = Text(longest=LONGEST_PROMPT, load_default="")
    skipped = yes_or_no(load_default=False)


class DeckContentsIn(Schema):
    """What a deck is made of. `in_order`: dealt as it stands, else shuffled."""

    title = Text(shortest=1, longest=60, required=True)
    about = Text(longest=LONGEST_PROMPT, load_default="")
    in_order = yes_or_no(load_default=False)
    prompts = fields.List(
        fields.Nested(PromptIn), required=True, validate=validate.Length(1, MOST_PROMPTS)
    )

    @validates_schema
    def something_is_dealt(self, data: dict[str, Any], **_: object) -> None:
        """Refuse prompts of one key, and a deck of which all are skipped."""
        prompts = data["prompts"]
        distinct([prompt["key"] for prompt in prompts])
        if all(prompt["skipped"] for prompt in prompts):
            raise ValidationError(say("field.one-card"), "prompts")


class DeckIn(DeckContentsIn):
    """A deck as an organiser wants it, and the version that they had in view; nought for none."""

    version = whole(required=True)


class DeckVersionIn(Schema):
    """The version of a deck that an organiser had in view."""

    version = version()


class DeckFileIn(Schema):
    """The text of a deck's file."""

    yaml = fields.String(required=True, validate=validate.Length(1, LONGEST_DECK_FILE))


class OwnWordsIn(Schema):
    """A host's own question to every table."""

    words = Text(shortest=1, longest=LONGEST_PROMPT, required=True)
