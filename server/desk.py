"""The desk: `flask` commands that plan from a list of people, without putting a server together.

They need no conference and no database, and all the rest of a server takes longer to load than
many a plan to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from server.matching.desk import commands as matching
from server.tables.desk import commands as seating

FLASK = ("flask", "__main__.py")  # what `flask` and `python -m flask` run
WITH_A_VALUE = ("-A", "--app", "-e", "--env-file")  # options of `flask` itself


def create_desk() -> Flask:
    """Return an application that has the desk's commands and nothing to serve."""
    app = Flask(__name__, static_folder=None)
    matching.init_app(app)
    seating.init_app(app)
    return app


def is_asked(command_line: Sequence[str]) -> bool:
    """Say whether a program was started for one of the desk's commands.

    command_line: its name and its arguments.
    """
    program, *rest = command_line
    if Path(program).name not in FLASK:
        return False
    words = iter(rest)
    for word in words:
        if word in WITH_A_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word in create_desk().cli.commands
    return False
