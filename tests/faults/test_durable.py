"""Every connection to SQLite that is ever given out waits for the disk before it says "done"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.pool import Pool

from server import clock
from server.extensions import db
from server.matching.lists.child import renew
from tests.stories.telling import tell
from tests.support.databases import SQLiteDatabases
from tests.support.phones import Phone

FULL = 2


@pytest.fixture
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a SQLite database, whatever kind the other tests run on."""
    with SQLiteDatabases(tmp_path_factory.mktemp("sqlite")).fresh() as url:
        yield url


@pytest.fixture
def given_out() -> Iterator[list[tuple[str, int]]]:
    """Give how each connection is set up when it is given out, by any pool of this process."""
    found = []

    def look(connection: Any, _record: object, _proxy: object) -> None:
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        found.append((journal, synchronous))

    event.listen(Pool, "checkout", look)
    yield found
    event.remove(Pool, "checkout", look)


def test_every_one_is_given_out_ready(
    app: Flask, given_out: list[tuple[str, int]], database_url: str, alice: Phone
) -> None:
    tell(alice)
    with app.app_context():
        pool: Any = db.engine.pool
        more = [db.engine.connect() for _ in range(pool.size() + 3)]
        for connection in more:
            connection.close()
    before = len(given_out)
    # A child process that reads for us makes an engine of its own.
    renew(database=database_url, conference="autumn", now=clock.now().isoformat())
    assert len(given_out) > before > len(more)
    assert set(given_out) == {("wal", FULL)}
