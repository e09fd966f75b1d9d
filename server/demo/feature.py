"""Everything that the app needs to know of the demonstration."""

from __future__ import annotations

from flask import Flask

from server.demo import commands, greeting
from server.people.changing import when_people_change
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Add the commands that make and remove it, and have visitors greeted."""
    commands.init_app(app)
    when_people_change(app, greeting.greet_soon)
    handle_due(app, greeting.GREET, greeting.greet)
