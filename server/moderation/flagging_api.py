"""What a conference wants flagged, over HTTP, for organisers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from server.moderation.flags.domain import (
    LONGEST_WORD,
    MOST_WORDS,
    OPTIONAL,
    Flagging,
    FlagKind,
)
from server.moderation.flags.settings import change_flagging, flagging_of
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.schemas import Text, distinct, whole
from server.web.values import answer

blueprint = Blueprint(
    "flagging", __name__, url_prefix="/api/v1/conferences/<slug>/flagging", description=__doc__
)


def _words() -> fields.List[str]:
    """Return the field for a conference's own words, each once."""
    word = Text(shortest=1, longest=LONGEST_WORD)
    return fields.List(word, required=True, validate=[validate.Length(0, MOST_WORDS), distinct])


class FlaggingIn(Schema):
    """What is to be flagged, as decided on what was so before; 0 where nobody has said anything."""

    version = whole(0, required=True)
    kinds = fields.List(
        fields.Enum(FlagKind, by_value=True, validate=validate.OneOf(OPTIONAL)),
        required=True,
        validate=distinct,
    )
    words = _words()
    passes = _words()


@blueprint.get("")
@query(Role.ORGANISER)
@blueprint.response(200, answer(Flagging))
def get_flagging(caller: Person) -> Flagging:
    """Return what is flagged here."""
    return flagging_of(caller.conference)


@blueprint.put("")
@command(Role.ORGANISER)
@blueprint.arguments(FlaggingIn)
@blueprint.response(200, answer(Flagging))
def change(caller: Person, wanted: dict[str, Any]) -> Flagging:
    """Have texts flagged so from now on; what waits is looked at anew."""
    return change_flagging(**wanted, by=caller)
