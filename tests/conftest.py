"""A server of one's own for every test: real database, stopped clock, real routes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from server import clock
from server.app import create_app
from server.conferences.models import Conference
from server.config import Config
from server.database import writing
from server.extensions import db
from server.matching.lists import renewing
from server.moderation.flags import due as flags
from server.people.queries import person
from server.stories.photos import keeping
from server.tables.rounds import planning
from server.web.rights import Role
from tests.support.children import in_this_process
from tests.support.clocks import OPENING, StoppedClock
from tests.support.compiling import compiled_once
from tests.support.databases import PostgreSQLDatabases, SQLiteDatabases
from tests.support.factories import make_conference
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, serving
from tests.support.services import Service, mortal_valkey, postgres
from tests.support.warm import warmed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: `-m database` is the suite that PostgreSQL must pass too."""
    for item in items:
        if isinstance(item, pytest.Function) and "database_url" in item.fixturenames:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def kept_from_test_to_test() -> Iterator[None]:
    """Compile routes and statements once, not for every test's own server."""
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SQLiteDatabases | PostgreSQLDatabases]:
    """Give out databases of the kind that TEST_DATABASE names: sqlite (default) or postgresql."""
    with ExitStack() as stack:
        if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql":
            yield PostgreSQLDatabases(stack.enter_context(postgres()))
        else:
            yield SQLiteDatabases(tmp_path_factory.mktemp("databases"))


@pytest.fixture
def database_url(databases: SQLiteDatabases | PostgreSQLDatabases) -> Iterator[str]:
    """Give a migrated database of one's own."""
    with databases.fresh() as url:
        yield url


@pytest.fixture(scope="session")
def begin() -> Iterator[Begin]:
    """Give a way to start servers at once."""
    with warmed() as begin:
        yield begin


@pytest.fixture
def server(database_url: str, tmp_path: Path, begin: Begin) -> Iterator[Server]:
    """Give a real server, for tests marked `real_time`."""
    with serving(database_url, tmp_path, begin=begin) as running:
        yield running
        running.kill()  # which is sooner than it would end by itself


@pytest.fixture
def queue() -> Iterator[tuple[str, Service]]:
    """Give a Valkey that can be killed, and comes back to its address."""
    with mortal_valkey() as (url, service):
        yield url, service


@pytest.fixture
def servers(
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    begin: Begin,
    queue: tuple[str, Service],
) -> Iterator[tuple[Server, Server]]:
    """Give two real servers of one database that hear of each other."""
    url, _ = queue
    first, second = (tmp_path_factory.mktemp("server") for _ in range(2))
    with (
        serving(database_url, first, begin=begin, REDIS_URL=url) as here,
        serving(database_url, second, begin=begin, REDIS_URL=url) as there,
    ):
        yield here, there
        here.kill()
        there.kill()


@pytest.fixture
def stopped_clock(request: pytest.FixtureRequest) -> Iterator[StoppedClock]:
    """Stop the clock at the opening of the conference, which is today where servers take part."""
    today = request.node.get_closest_marker("real_time")
    stopped = StoppedClock(clock.wall() if today else OPENING)
    clock.tell_time_by(stopped)
    yield stopped
    clock.tell_time_by(None)


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the time by which guesses are counted in the middle of a window of ten minutes."""
    monkeypatch.setattr(time, "time", lambda: 600.0 * 3_000_000 + 300)


@pytest.fixture
def app(
    database_url: str, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """Give a server whose clock stands still, whose due work runs when told, and no children."""
    monkeypatch.setattr(planning, "in_child", in_this_process)
    monkeypatch.setattr(renewing, "in_child", in_this_process)
    monkeypatch.setattr(keeping, "in_child", in_this_process)
    monkeypatch.setattr(flags, "in_child", in_this_process)
    nowhere = "127.0.0.1:1"  # nothing answers there
    app = create_app(
        Config(secret_key="test", database_url=database_url, own_address=nowhere, testing=True)
    )
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Give a conference with its door open."""
    return make_conference(app, "autumn", "Autumn Forum")


@pytest.fixture
def elsewhere(app: Flask) -> Conference:
    """Give another conference, whose data nobody at the first may ever see."""
    return make_conference(app, "spring", "Spring Forum")


@pytest.fixture
def new_phone(app: Flask) -> Iterator[Callable[[], Phone]]:
    """Make phones, and hang them up afterwards."""
    phones: list[Phone] = []

    def make() -> Phone:
        phones.append(Phone(app))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()


@pytest.fixture
def alice(new_phone: Callable[[], Phone], conference: Conference) -> Phone:
    """Give Alice, who acts."""
    return new_phone().join(conference, "Alice", "agent")


@pytest.fixture
def bob(new_phone: Callable[[], Phone], conference: Conference) -> Phone:
    """Give Bob, who is beside her."""
    return new_phone().join(conference, "Bob", "finance")


@pytest.fixture
def mallory(new_phone: Callable[[], Phone], elsewhere: Conference) -> Phone:
    """Give Mallory, who is at another conference and must fail."""
    phone = new_phone().join(elsewhere, "Mallory", "sales")
    phone.conference = "autumn"
    return phone


@pytest.fixture
def promote(app: Flask) -> Callable[[Phone, Role], Phone]:
    """Give somebody a role, as a link would."""

    def give(phone: Phone, role: Role) -> Phone:
        with app.app_context(), writing(db.session):
            person(phone.conference, UUID(phone.person_id)).role = role
        return phone

    return give


@pytest.fixture
def organiser(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    """Give Olga, who organises."""
    return promote(new_phone().join(conference, "Olga", "hr"), Role.ORGANISER)


@pytest.fixture
def host(
    new_phone: Callable[[], Phone], conference: Conference, promote: Callable[[Phone, Role], Phone]
) -> Phone:
    """Give Hugo, who hosts."""
    return promote(new_phone().join(conference, "Hugo", "it"), Role.HOST)
