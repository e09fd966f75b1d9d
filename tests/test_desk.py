"""The desk: who plans from a list of people does not wait for a server."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from server.config import ROOT
from server.desk import create_desk, is_asked


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("/somewhere/bin/flask matching plan people.csv", True),
        ("flask --app wsgi seating plan people.csv", True),
        ("/somewhere/flask/__main__.py -e env --debug matching pairs people.csv", True),
        ("flask", False),
        ("flask --help", False),
        ("flask conference create matching", False),
        ("flask --app matching routes", False),
        ("/somewhere/bin/gunicorn matching", False),
        ("pytest matching", False),
    ],
)
def test_is_asked_by_the_first_word_after_flask(line: str, *, asked: bool) -> None:
    assert is_asked(line.split()) is asked


def test_has_nothing_to_serve() -> None:
    app = create_desk()
    assert list(app.url_map.iter_rules()) == []
    assert sorted(app.cli.commands) == ["matching", "seating"]


@pytest.mark.parametrize(("command", "works"), [("matching", True), ("audit", False)])
def test_needs_no_database(command: str, *, works: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", command, "--help"],
        cwd=ROOT, env=os.environ | {"DATABASE_URL": "nonsense"}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) is works
