"""A boundary is claimed once, by whichever of two real servers is first; late, the talk pauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from server import clock
from server.database import reading, writing
from server.extensions import db
from server.tables.clock import Phase
from server.tables.conductor.winding import BOUNDARY
from server.tables.models import Talk
from server.work.due import schedule
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, serving
from tests.tables.conftest import TalkAtHand

pytestmark = pytest.mark.real_time

TALKS = 4
PATIENCE = 20.0  # seconds
OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


@pytest.fixture
def start_servers(
    database_url: str, tmp_path_factory: pytest.TempPathFactory, begin: Begin
) -> Iterator[Callable[[int], list[Server]]]:
    """Start so many servers of one database."""
    with ExitStack() as stack:

        def folder() -> Path:
            return tmp_path_factory.mktemp("server")

        yield lambda count: [
            stack.enter_context(serving(database_url, folder(), begin=begin)) for _ in range(count)
        ]


def let_talk_until(app: Flask, talks: list[TalkAtHand], ends_at: datetime) -> None:
    """Have the first round of these talks end at a moment of the real time."""
    ids = [UUID(talk.id) for talk in talks]
    with app.app_context(), writing(db.session):
        db.session.execute(update(Talk).where(Talk.id.in_(ids)).values(ends_at=ends_at))
        for talk in talks:
            schedule("autumn", BOUNDARY, talk.id, ends_at)


def rows_once_moved(app: Flask, talks: list[TalkAtHand]) -> list[Talk]:
    """Return these talks once none is in its first round any more."""
    ids = [UUID(talk.id) for talk in talks]
    deadline = time.monotonic() + PATIENCE
    with app.app_context():
        while True:
            with reading(db.session):
                rows = list(db.session.scalars(select(Talk).where(Talk.id.in_(ids))))
                settled = all(row.round == 2 and row.phase is Phase.MOVING for row in rows)
                db.session.expunge_all()
            if settled:
                return rows
            assert time.monotonic() < deadline, [(row.round, row.phase) for row in rows]
            time.sleep(0.05)


@pytest.fixture
def talks(open_talk: OpenTalk, crowd: Crowd) -> list[TalkAtHand]:
    """Give talks in whose first round people talk."""
    given = [open_talk(rounds=3) for _ in range(TALKS)]
    for talk in given:
        crowd(2, talk)
        talk.do("start")
        talk.do("go-on")
    clock.tell_time_by(None)
    return given


def test_each_boundary_is_passed_once(
    app: Flask, talks: list[TalkAtHand], start_servers: Callable[[int], list[Server]]
) -> None:
    before = {talk.id: talk.now()["version"] for talk in talks}
    start_servers(2)
    let_talk_until(app, talks, datetime.now(UTC) + timedelta(seconds=1))
    rows = rows_once_moved(app, talks)
    # One for the end of the round, one for the tables that were set.
    assert {str(row.id): row.version for row in rows} == {
        talk_id: version + 2 for talk_id, version in before.items()
    }
    assert all(row.paused_left is None for row in rows)


def test_a_server_that_was_away_for_more_than_a_minute_lets_time_stand_still(
    app: Flask, talks: list[TalkAtHand], start_servers: Callable[[int], list[Server]]
) -> None:
    let_talk_until(app, talks, datetime.now(UTC) - timedelta(seconds=61))
    start_servers(1)
    rows = rows_once_moved(app, talks)
    assert all((row.paused_left, row.ends_at) == (45_000, None) for row in rows)
