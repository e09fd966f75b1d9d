"""The shapes of requests about the screen."""

from __future__ import annotations

from marshmallow import Schema

from server.people.schemas import name
from server.web.schemas import yes_or_no


class BlankIn(Schema):
    """Whether the screens shall be blank."""

    blank = yes_or_no(required=True)


class ScreenIn(Schema):
    """What a screen shall be called: where it hangs."""

    name = name(required=True)
