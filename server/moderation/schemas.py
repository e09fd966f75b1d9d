"""The shape of a decision."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from server.moderation.domain import LONGEST_WORDS, REASONS, Outcome, Reason
from server.texts import say
from server.web.schemas import Text, whole


class DecisionIn(Schema):
    """A decision on the revision that was read. A refusal needs a reason, or words of its own."""

    revision = whole(1, required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    reason = fields.Enum(Reason, by_value=True, allow_none=True, load_default=None)
    words = Text(longest=LONGEST_WORDS, lines=True, allow_none=True, load_default=None)

    @validates_schema
    def reason_fits(self, data: dict[str, Any], **_: object) -> None:
        """Refuse a refusal without a reason, and a reason that is none for this outcome."""
        outcome, reason, words = data["outcome"], data["reason"], data["words"]
        if reason is not None and reason not in REASONS[outcome]:
            raise ValidationError(say("field.no-such-reason"), "reason")
        if outcome is Outcome.APPROVE and words:
            raise ValidationError(say("field.no-such-reason"), "words")
        if outcome is not Outcome.APPROVE and reason is None and not words:
            raise ValidationError(say("field.reason-needed"), "reason")
