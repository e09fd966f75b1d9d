"""The shapes of requests about reports."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.moderation.domain import LONGEST_WORDS
from server.moderation.reports import ReportReason
from server.texts import say
from server.web.schemas import Text, version, yes_or_no

KIND = validate.Regexp(r"^[a-z-]{1,24}\Z")


class ReportIn(Schema):
    """What is reported, and why. Another reason needs words."""

    kind = fields.String(required=True, validate=KIND)
    subject_id = fields.UUID(required=True)
    reason = fields.Enum(ReportReason, by_value=True, required=True)
    words = Text(longest=LONGEST_WORDS, lines=True, allow_none=True, load_default=None)

    @validates_schema
    def says_why(self, data: dict[str, Any], **_: object) -> None:
        """Refuse another reason without words."""
        if data["reason"] is ReportReason.OTHER and not data["words"]:
            raise ValidationError(say("field.reason-needed"), "words")


class CaseDecisionIn(Schema):
    """How what was reported is to stand, as decided on a version of its case."""

    version = version()
    hidden = yes_or_no(required=True)
    waiting = yes_or_no(required=True)
