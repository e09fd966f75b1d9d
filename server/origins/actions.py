"""Drawing how a room got here. Nothing here commits but the due work."""

from __future__ import annotations

import hmac
import uuid
from datetime import timedelta

from flask import current_app

from server import clock
from server.database import in_turns, reading, writing
from server.extensions import db
from server.origins.domain import Answers, K, differing, picture
from server.origins.facts import OriginsDrawn
from server.origins.models import Drawing
from server.origins.queries import AT_ONCE, answers, view_of
from server.realtime import facts
from server.realtime.publish import publish
from server.stories.models import Story
from server.web.values import to_wire
from server.work.due import schedule_unless_due

DRAW = "origins.draw"
KEY = ""
PAUSE = timedelta(seconds=5)  # a hall that comes in at once is counted so often, not once each


def follow(conference: str) -> None:
    """Have the room counted soon: somebody came, left or said something else."""
    schedule_unless_due(conference, DRAW, KEY, clock.now() + PAUSE)


def follow_story(story: Story, *, shown: bool) -> None:
    """Have the room counted soon: a story came into the feed, or went."""
    if shown:
        follow(story.conference)


def draw(conference: str, _key: str) -> None:
    """Draw the picture anew, unless that would tell of fewer than K people, and tell everybody."""
    with reading(db.session):
        said = answers(conference)
    drawn, counted = picture(said.values(), clock.now()), _digests(said)
    with writing(db.session):
        row = db.session.get(Drawing, conference)
        if row is None:
            row = Drawing(conference=conference, needed=K, drawn=None, counted={})
            db.session.add(row)
        was = view_of(row)
        if drawn is None:
            row.needed = K - len(said)
        else:
            row.needed = 0
            if row.drawn is None or differing(row.counted, counted) >= K:
                row.drawn, row.counted = to_wire(drawn), counted
        if (now := view_of(row)) != was:
            for audience in (facts.feed, facts.screen):
                publish(audience(conference), OriginsDrawn(drawn=now))


def _digests(said: dict[uuid.UUID, Answers]) -> dict[str, str]:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return {
        str(person): hmac.digest(secret, f"{person}:{one}".encode(), "sha256").hex()[:16]
        for some in in_turns(said.items(), AT_ONCE)
        for person, one in some
    }
