"""Backups as an operator types them, and the programs that PostgreSQL's need."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from server.extensions import db
from tests.support.services import postgres_programs

Type = Callable[..., Result]


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have PostgreSQL's own programs found, as new as the server of the tests."""
    monkeypatch.setenv("PATH", f"{postgres_programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def type_in(app: Flask) -> Type:
    """Type a `flask` command, while nobody in this process is connected to the database."""

    def typed(*arguments: str | Path, answer: str | None = None) -> Result:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        return app.test_cli_runner().invoke(args=[str(one) for one in arguments], input=answer)

    return typed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a backup."""
    return tmp_path / "evening.backup"
