"""The shapes of requests about meeting now."""

from __future__ import annotations

from marshmallow import Schema, fields


class MeetNowIn(Schema):
    """Whom to ask."""

    person_id = fields.UUID(required=True)
