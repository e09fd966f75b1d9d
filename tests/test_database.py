"""How we speak to the databases: durable, patient without freezing, and quiet about values."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from server import database
from server.app import create_app
from server.conferences.models import Conference
from server.config import Config
from server.database import (
    VANISHED,
    UTCDateTime,
    carry_out,
    in_turns,
    on_postgresql,
    reading,
    sqlite_driver,
    writing,
)
from server.extensions import db
from server.people.models import Person
from tests.support.databases import SQLiteDatabases
from tests.support.phones import Phone
from tests.support.servers import serving, tell

PLANTED = "Zimtstern GmbH"


def on_disk(path: Path) -> str:
    """Return all that a SQLite database has on disk just now, the log of its changes too."""
    files = path.parent.glob(f"{path.name}*")
    return "".join(one.read_bytes().decode(errors="replace") for one in files)


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SQLiteDatabases:
    """Give out SQLite databases, whatever kind the other tests run on."""
    return SQLiteDatabases(tmp_path_factory.mktemp("sqlite"))


class TestSQLite:
    """These are about SQLite whatever the others run on."""

    @pytest.fixture
    def sqlite_path(self, sqlite: SQLiteDatabases) -> Iterator[Path]:
        """Give the file of a migrated SQLite database."""
        with sqlite.fresh() as url:
            yield Path(url.removeprefix("sqlite:///"))

    @pytest.fixture
    def database_url(self, sqlite_path: Path) -> str:
        """Have the phones use it."""
        return f"sqlite:///{sqlite_path}"

    @pytest.fixture
    def hasty(self, database_url: str) -> Iterator[Flask]:
        """Give a server that waits a tenth of a second for another process."""
        config = Config(secret_key="test", database_url=database_url, patience=0.1, testing=True)
        app = create_app(config)
        yield app
        with app.app_context():
            db.engine.dispose()

    def test_every_connection_is_durable_and_keeps_references(self, app: Flask) -> None:
        with app.app_context():
            connections = [db.engine.connect() for _ in range(3)]
            for connection in connections:
                values = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in (
                        "journal_mode",
                        "synchronous",
                        "foreign_keys",
                        "secure_delete",
                        "busy_timeout",
                    )
                }
                assert values == {
                    "journal_mode": "wal",
                    "synchronous": 2,  # FULL
                    "foreign_keys": 1,
                    "secure_delete": 1,
                    "busy_timeout": 0,
                }
                connection.close()

    def test_a_new_one_is_its_owners(self, tmp_path: Path) -> None:
        path = tmp_path / "new.db"
        app = create_app(Config(secret_key="test", database_url=f"sqlite:///{path}", testing=True))
        with app.app_context():
            with db.engine.connect() as connection:
                connection.exec_driver_sql("CREATE TABLE told (words TEXT)")
                connection.commit()
                modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
            db.engine.dispose()
        assert modes == dict.fromkeys(("new.db", "new.db-wal", "new.db-shm"), 0o600)

    def test_a_phone_is_asked_to_come_again_while_another_process_writes(
        self, hasty: Flask, sqlite_path: Path, conference: Conference
    ) -> None:
        phone = Phone(hasty).join(conference, "Alice")
        # The same library: two in one process do not see each other's locks.
        other = sqlite_driver().connect(sqlite_path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        answer = phone.send("PATCH", phone.inside("/me"), {"version": 1, "name": "Alicia"})
        assert 0.1 <= time.monotonic() - began < 3
        assert answer.status_code == 503
        assert answer.get_json()["code"] == "busy"
        assert answer.headers["Retry-After"] == "2"
        assert phone.get("/me")["profile"]["name"] == "Alice"  # reading goes on meanwhile
        other.execute("ROLLBACK")
        other.close()
        assert phone.patch("/me", {"version": 1, "name": "Alicia"})["profile"]["version"] == 2

    def test_a_writer_waits_for_another_process_and_gets_its_turn(
        self, alice: Phone, sqlite_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def let_go(_seconds: float) -> None:
            waits.append(_seconds)
            other.execute("COMMIT")

        waits: list[float] = []
        other = sqlite_driver().connect(sqlite_path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(time, "sleep", let_go)  # which gevent makes cooperative
        alice.patch("/me", {"version": 1, "name": "Alicia"})
        other.close()
        assert waits == [database.PAUSE]

    def test_what_somebody_left_is_gone_from_the_disk_once_they_have_gone(
        self, alice: Phone, sqlite_path: Path
    ) -> None:
        alice.patch("/me", {"version": 1, "organisation": PLANTED})
        assert PLANTED in on_disk(sqlite_path)
        alice.delete("/me")
        assert PLANTED not in on_disk(sqlite_path)

    def test_a_deleted_conference_is_gone_from_the_disk(
        self, app: Flask, alice: Phone, sqlite_path: Path
    ) -> None:
        alice.patch("/me", {"version": 1, "organisation": PLANTED})
        done = app.test_cli_runner().invoke(args=["conference", "delete", "autumn", "--yes"])
        assert done.exit_code == 0, done.output
        assert PLANTED not in on_disk(sqlite_path)

    def test_what_is_deleted_waits_for_somebody_who_still_reads_the_old_state(
        self, alice: Phone, sqlite_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def close(seconds: float) -> None:
            if seconds == database.PAUSE:
                waits.append(seconds)
                reader.close()

        waits: list[float] = []
        alice.patch("/me", {"version": 1, "organisation": PLANTED})
        reader = sqlite_driver().connect(sqlite_path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT name FROM person").fetchall()
        monkeypatch.setattr(time, "sleep", close)  # which gevent makes cooperative
        alice.delete("/me")
        assert waits == [database.PAUSE]
        assert PLANTED not in on_disk(sqlite_path)

    def test_a_reader_who_never_ends_keeps_nobody_from_leaving(
        self,
        alice: Phone,
        sqlite_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setattr(database, "PATIENCE", 0)
        reader = sqlite_driver().connect(sqlite_path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT name FROM person").fetchall()
        alice.delete("/me")
        reader.close()
        assert "what was deleted stays in SQLite's log" in caplog.text

    @pytest.mark.real_time
    def test_what_was_overwritten_is_gone_from_the_disk_once_the_server_has_ended(
        self, alice: Phone, database_url: str, sqlite_path: Path, tmp_path: Path
    ) -> None:
        with serving(database_url, tmp_path) as server:
            tell(server, alice, "PATCH", "/me", {"version": 1, "organisation": PLANTED})
            tell(server, alice, "PATCH", "/me", {"version": 2, "organisation": None})
            assert PLANTED in on_disk(sqlite_path)
        assert PLANTED not in on_disk(sqlite_path)

    def test_an_old_library_is_good_for_trying_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database, "OLDEST_GOOD_SQLITE", (99, 0, 0))
        with pytest.warns(RuntimeWarning, match="is older than 99.0.0: fine for trying out"):
            database.sqlite_driver()


class TestAMoment:
    def test_needs_its_zone(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            UTCDateTime().process_bind_param(datetime(2026, 11, 22), None)  # type: ignore[arg-type]  # noqa: DTZ001

    def test_comes_back_in_utc(self, app: Flask, conference: Conference) -> None:
        tokyo = datetime(2026, 11, 22, 8, 30, 0, 123000, tzinfo=timezone(timedelta(hours=9)))
        with app.app_context():
            with writing(db.session):
                db.session.get_one(Conference, conference.slug).created_at = tokyo
            with reading(db.session):
                stored = db.session.get_one(Conference, conference.slug).created_at
        assert stored == tokyo
        assert stored.tzinfo is UTC


class TestACommandThatLosesARace:
    class Overtaken(Exception):
        """What PostgreSQL says to who comes second."""

        sqlstate = "23505"

    def test_runs_again_on_what_the_other_left(self, app: Flask, conference: Conference) -> None:
        runs: list[str] = []

        def rename() -> str:
            row = db.session.get_one(Conference, conference.slug)
            runs.append(row.name)
            row.name = "Renamed"
            if len(runs) < 3:
                raise IntegrityError("INSERT", {}, self.Overtaken())
            return row.name

        with app.app_context():
            assert carry_out(db.session, rename) == "Renamed"
        assert runs == ["Autumn Forum"] * 3

    def test_gives_up_in_the_end(self, app: Flask) -> None:
        runs: list[int] = []

        def lose() -> None:
            runs.append(1)
            raise IntegrityError("INSERT", {}, self.Overtaken())

        with app.app_context(), pytest.raises(IntegrityError):
            carry_out(db.session, lose)
        assert len(runs) == database.RUNS

    def test_is_told_from_one_that_is_wrong(self, app: Flask) -> None:
        runs: list[int] = []

        def fail() -> None:
            runs.append(1)
            raise OperationalError("SELECT", {}, Exception("no such table"))

        with app.app_context(), pytest.raises(OperationalError):
            carry_out(db.session, fail)
        assert len(runs) == 1


def test_an_error_does_not_quote_what_was_written(app: Flask, alice: Phone) -> None:
    def repeat() -> None:
        row = db.session.query(Person).filter_by(name="Alice").one()
        copy = {"id": row.id, "conference": row.conference, "name": "Wilhelmina"}
        db.session.expunge_all()
        db.session.add(Person(**copy))

    with app.app_context(), pytest.raises(IntegrityError) as caught:
        carry_out(db.session, repeat)
    assert "Wilhelmina" not in str(caught.value).partition("DETAIL")[0]


def test_a_query_sees_one_moment_of_the_database(app: Flask, conference: Conference) -> None:
    """Even if another commits between two of its statements."""

    def rename() -> None:
        with app.app_context(), writing(db.session):
            db.session.get_one(Conference, conference.slug).name = "Renamed"

    with app.app_context(), reading(db.session):
        before = db.session.get_one(Conference, conference.slug).name
        other = threading.Thread(target=rename)
        other.start()
        other.join()
        db.session.expire_all()
        assert db.session.get_one(Conference, conference.slug).name == before
    with app.app_context(), reading(db.session):
        assert db.session.get_one(Conference, conference.slug).name == "Renamed"


def test_a_query_cannot_write_where_the_database_can_tell(
    app: Flask, conference: Conference
) -> None:
    with app.app_context(), reading(db.session):
        row = db.session.get_one(Conference, conference.slug)
        row.name = "Never"
        if on_postgresql(db.session):
            with pytest.raises(DBAPIError, match="read-only"):
                db.session.flush()
    with app.app_context(), reading(db.session):
        assert db.session.get_one(Conference, conference.slug).name == "Autumn Forum"


def test_a_machine_that_has_vanished_is_not_waited_for_for_hours(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name != "postgresql":
            pytest.skip("SQLite is on this machine")
        driver: Any = connection.connection.driver_connection
        agreed = driver.info.get_parameters()
        assert {name: int(agreed[name]) for name in VANISHED} == VANISHED


def test_work_on_many_serves_others_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    moments = iter([0.0, 0.1, 0.2, 0.201, 0.3, 0.3])
    monkeypatch.setattr("server.database.time.sleep", pauses.append)
    monkeypatch.setattr("server.database.time.monotonic", lambda: next(moments))
    done = [(some, len(pauses)) for some in in_turns(iter(range(10)), 3)]
    assert done == [([0, 1, 2], 0), ([3, 4, 5], 1), ([6, 7, 8], 1), ([9], 2)]
    assert len(pauses) == 2, "and nobody pauses after the last"
    assert all(pauses), "with none gevent would not look for others"
