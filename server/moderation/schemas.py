"""The shapes of decisions."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from server.moderation.domain import (
    APPROVALS,
    LONGEST_WORDS,
    MOST_TOGETHER,
    REASONS,
    Outcome,
    Reason,
)
from server.moderation.together import Approval
from server.texts import say
from server.web.schemas import Text, distinct, whole


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
        if outcome in APPROVALS and words:
            raise ValidationError(say("field.no-such-reason"), "words")
        if outcome not in APPROVALS and reason is None and not words:
            raise ValidationError(say("field.reason-needed"), "reason")


class ApprovalIn(Schema):
    """One of several to be approved: the revision that was read, and the decision's id."""

    review_id = fields.UUID(required=True)
    decision_id = fields.UUID(required=True)
    revision = whole(1, required=True)

    @post_load
    def as_approval(self, data: dict[str, Any], **_: object) -> Approval:
        """Return the value that actions take."""
        return Approval(**data)


def _each_once(approvals: list[Approval]) -> None:
    distinct([one.review_id for one in approvals])
    distinct([one.decision_id for one in approvals])


class ApprovalsIn(Schema):
    """What to approve together, each once."""

    approvals = fields.List(
        fields.Nested(ApprovalIn),
        required=True,
        validate=[validate.Length(1, MOST_TOGETHER), _each_once],
    )
