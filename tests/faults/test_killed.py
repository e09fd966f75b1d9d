"""The server's processes killed again and again while devices write and phones listen."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from server.conferences.models import Conference
from tests.faults.crowd import crowd_at
from tests.faults.history import Ending
from tests.support.servers import Begin, serving

pytestmark = pytest.mark.real_time

BETWEEN = 15  # commands acknowledged, before the next kill


def test_nothing_is_lost_and_nothing_happens_twice(
    app: Flask,
    conference: Conference,
    database_url: str,
    tmp_path: Path,
    begin: Begin,
    kills: int,
) -> None:
    with (
        serving(database_url, tmp_path, begin=begin) as server,
        crowd_at(conference, server.url) as crowd,
    ):
        for _ in range(kills):
            crowd.go_on(BETWEEN)
            server.kill()
            server.start()
        crowd.go_on(BETWEEN)
        crowd.check(app)
        assert crowd.history.of(Ending.UNKNOWN), "nobody was interrupted"
