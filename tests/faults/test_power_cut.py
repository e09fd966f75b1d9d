"""The power fails while devices write: what had been acknowledged is in the database."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from tests.faults.crowd import crowd_at
from tests.faults.power import Disk, may_trace, moments, writing_down
from tests.support.servers import serving

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(not may_trace(), reason="strace may not look at processes on this machine"),
]

CUTS = 40
COMMANDS = 150  # acknowledged, in all; some thousand pages, so that the log is also copied back


def test_nothing_that_was_acknowledged_is_lost(
    app: Flask, conference: Conference, database_url: str, tmp_path: Path
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL's disk is not its servers'")
    database = Path(database_url.removeprefix("sqlite:///"))
    log, journal = Path(f"{database}-wal"), Path(f"{database}-journal")
    strace = tmp_path / "strace.log"
    put_away(app)
    disk = Disk({database: bytearray(database.read_bytes()), log: bytearray()})
    assert not log.exists()

    begin = writing_down(strace, database, log, journal)
    with (
        serving(database_url, tmp_path, begin=begin) as server,
        crowd_at(conference, server.url, listeners=0) as crowd,
    ):
        crowd.go_on(COMMANDS)
        crowd.finish()
        server.kill()

    dice = random.Random(20261123)
    seen = moments(strace)
    cuts = set(dice.sample(range(len(seen)), CUTS))
    lost = 0
    for place, moment in enumerate(seen):
        if place in cuts:
            lost += any(disk.waiting.values())
            put_away(app)
            for path in database.parent.glob(f"{database.name}*"):
                path.unlink()
            for path, content in disk.after_power_cut(dice):
                path.write_bytes(content)
            with app.app_context(), reading(db.session):
                assert db.session.execute(db.text("PRAGMA integrity_check")).scalar() == "ok"
            crowd.history.until(moment.at).check(app, conference.slug)
        disk.see(place, moment)
    assert lost > CUTS / 4, "there was hardly anything to lose"


def put_away(app: Flask) -> None:
    """Close all connections of this process: the last of all leaves no log behind."""
    with app.app_context():
        db.engine.dispose()
