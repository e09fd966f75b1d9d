"""Everything that the app needs to know of the demonstration."""

from __future__ import annotations

from flask import Flask

from server.demo import commands


def init_app(app: Flask) -> None:
    """Add the commands that make and remove it."""
    commands.init_app(app)
