"""Migrations: up, complete, down and up again, and independent of what the code becomes."""

from __future__ import annotations

import ast
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect

from server.config import ROOT
from server.extensions import db

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))
ALEMBICS = {"alembic_version"}
OTHERS = {"__future__", "alembic", "collections", "re", "sqlalchemy", "unicodedata"}
INDEX = "story_index"  # SQLite's, which is made of tables


def tables(app: Flask) -> set[str]:
    """Return the tables that the database holds."""
    with app.app_context(), db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - ALEMBICS
    return {name for name in names if not name.startswith(INDEX)}


def test_they_make_what_the_models_say(app: Flask) -> None:
    with app.app_context():
        flask_migrate.check()
    assert tables(app) == set(db.metadata.tables)


def test_they_go_all_the_way_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        assert tables(app) == set()
        flask_migrate.upgrade()
        flask_migrate.check()
    assert tables(app) == set(db.metadata.tables)


def test_each_goes_one_step_down_and_up(app: Flask) -> None:
    with app.app_context():
        for _ in VERSIONS:
            flask_migrate.downgrade(revision="-1")
            before = tables(app)
            flask_migrate.upgrade(revision="+1")
            flask_migrate.downgrade(revision="-1")
            assert tables(app) == before


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_each_stands_by_itself(path: Path) -> None:
    assert len(path.stem) <= 32
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= OTHERS
    assert ast.get_docstring(tree)
    (revision,) = [
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "revision"
    ]
    assert revision == path.stem
