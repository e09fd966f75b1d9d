"""`flask matching …`, for organisers who have a list of people and no conference."""

from __future__ import annotations

from flask import Flask

from server.matching.desk.asking import matching
from server.matching.desk.pairs_command import pairs_command
from server.matching.desk.plan_command import plan_command


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    matching.add_command(plan_command)
    matching.add_command(pairs_command)
    app.cli.add_command(matching)
