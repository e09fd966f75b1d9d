"""How we speak to SQLite and PostgreSQL: engine options, column types, transactions."""

from __future__ import annotations

import enum
import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session
from sqlalchemy.types import TypeDecorator

OLDEST_GOOD_SQLITE = (3, 51, 3)
BUSY_PATIENCE = 5.0  # seconds a writer waits for another process before it gives up
BUSY_PAUSE = 0.01  # seconds; under gevent other phones are served meanwhile


class Base(DeclarativeBase):
    """What every table shares: names for constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. SQLite keeps no zone, so it is stored as UTC and given its zone back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(words: type[enum.StrEnum]) -> Enum:
    """Return the column type for one word of a closed list, stored as the word itself."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def sqlite_driver() -> ModuleType:
    """Return the SQLite driver with the newest library, warning when even that one is old."""
    try:
        import pysqlite3.dbapi2 as driver  # noqa: PLC0415  (has no wheel on every platform)
    except ImportError:
        driver = sqlite3
    if driver.sqlite_version_info < OLDEST_GOOD_SQLITE:
        warnings.warn(
            f"SQLite {driver.sqlite_version} is older than "
            f"{'.'.join(map(str, OLDEST_GOOD_SQLITE))}: fine for trying out, "
            "but use PostgreSQL for a real conference",
            RuntimeWarning,
            stacklevel=2,
        )
    return driver


def engine_options(url: str) -> dict[str, Any]:
    """Return the options of `create_engine` for this database."""
    if url.startswith("sqlite"):
        # Near-zero patience in the driver: waiting there would freeze every phone.
        return {"module": sqlite_driver(), "connect_args": {"timeout": 0}}
    return {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True}


def prepare_engine(engine: Engine) -> None:
    """Make a SQLite engine durable and let us choose how transactions begin."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            _begin_immediate(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock, waiting cooperatively while another process holds it."""
    deadline = time.monotonic() + BUSY_PATIENCE
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(BUSY_PAUSE)


@contextmanager
def writing(session: scoped_session[Session]) -> Iterator[None]:
    """Run one command in a write transaction and commit it, or roll back on any error.

    SQLite takes its write lock at once, so what the command reads cannot change under it.
    """
    session.rollback()
    session.connection(execution_options={"writing": True})
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def reading(session: scoped_session[Session]) -> Iterator[None]:
    """Run one query on one snapshot of the database, so that a stream's number fits its data."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        session.rollback()
