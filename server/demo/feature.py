"""Everything that the app needs to know of the demonstration."""

from __future__ import annotations

from flask import Flask

from server.demo import answering, commands, greeting
from server.matching.meet_now.following import when_asked
from server.people.changing import when_people_change
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Add the commands that make and remove it, and have visitors greeted and answered."""
    commands.init_app(app)
    when_people_change(app, greeting.greet_soon)
    when_asked(app, answering.answer_soon)
    handle_due(app, greeting.GREET, greeting.greet)
    handle_due(app, answering.ANSWER, answering.answer)
