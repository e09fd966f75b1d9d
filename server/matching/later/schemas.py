"""The shapes of requests about meeting later."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields

from server.conferences.domain import LONGEST_PLACE
from server.texts import say
from server.web.schemas import Text, version

LOCAL = r"^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d$"


class LocalTime(fields.String):
    """A time as clocks show it, without a zone: 2026-11-23T14:10."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": LOCAL}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        typed = super()._deserialize(value, attr, data, **kwargs)
        try:
            if re.fullmatch(LOCAL, typed, re.ASCII):
                return datetime.fromisoformat(typed)
        except ValueError:
            pass  # the thirtieth of February
        raise ValidationError(say("field.no-time"))


class WhenAndWhere(Schema):
    """A place, and a time as clocks show it where the conference is held: 2026-11-23T14:10."""

    place = Text(shortest=1, longest=LONGEST_PLACE, required=True)
    local = LocalTime(required=True)


class ProposalIn(WhenAndWhere):
    """Meeting somebody later."""

    person_id = fields.UUID(required=True)


class ChangeIn(WhenAndWhere):
    """Another place or time."""

    version = version()


class AgreementIn(Schema):
    """What is agreed to."""

    version = version()
