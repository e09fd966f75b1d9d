"""The shape of a trial that is asked for."""

from __future__ import annotations

from marshmallow import Schema

from server.network.domain import MOST_PHONES
from server.web.schemas import whole


class TrialIn(Schema):
    """How many phones to simulate."""

    phones = whole(1, MOST_PHONES, required=True)
