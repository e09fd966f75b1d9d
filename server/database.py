"""How we speak to SQLite and PostgreSQL: engine options, column types, transactions."""

from __future__ import annotations

import enum
import importlib
import logging
import sqlite3
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, String, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, scoped_session
from sqlalchemy.types import TypeDecorator, TypeEngine

log = logging.getLogger(__name__)

OLDEST_GOOD_SQLITE = (3, 51, 3)
PATIENCE = 5.0  # seconds a writer waits for another process before it gives up
BREATH = 1e-5  # seconds: with none at all gevent looks for others only every fiftieth time
STRETCH = 0.005  # seconds of work without a breath, which costs up to a millisecond
PAUSE = 0.01  # seconds between two tries; under gevent other phones are served meanwhile

# How `session.get` locks a row for a guarded change: other rows may go on referring to it, so
# that two commands which each add a row and then lock its parent do not wait for each other.
# A select says the same with `.with_for_update(key_share=True)`.
FOR_CHANGE = {"key_share": True}

# How soon a PostgreSQL whose machine has vanished, and says nothing, is taken for gone: in seconds,
# but the last in milliseconds. The system's own patience is a quarter of an hour, or two hours.
VANISHED = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}

# What PostgreSQL says to a command that another overtook: the same row made, or a deadlock.
RACES = {"23505", "40001", "40P01"}
RUNS = 3  # of a command that keeps losing races

Answer = TypeVar("Answer")


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
        """Return a moment as it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a stored moment with its zone."""
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


def by_code_point(length: int) -> TypeEngine[str]:
    """Return the column type for text that sorts as the phone sorts it, in either database."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def sqlite_driver() -> ModuleType:
    """Return the SQLite driver with the newest library, warning when even that one is old."""
    try:
        driver = importlib.import_module("pysqlite3.dbapi2")  # has no wheel on every platform
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
    quiet = {"hide_parameters": True}  # what people wrote stays out of error texts, and so of logs
    if url.startswith("sqlite"):
        # No patience in the driver: waiting there would freeze every phone.
        return quiet | {"module": sqlite_driver(), "connect_args": {"timeout": 0}}
    return quiet | {
        "pool_size": 10,
        "max_overflow": 20,
        "pool_pre_ping": True,
        "connect_args": VANISHED,
    }


def prepare_engine(engine: Engine, patience: float = PATIENCE) -> None:
    """Make a SQLite engine durable, a new file its owner's, and transactions begin as we choose.

    patience: seconds that a writer waits for another process before it gives up.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "do_connect")
    def keep_private(*_: object) -> None:
        file = Path(engine.url.database or ":memory:")
        if file.name != ":memory:" and not file.exists():
            with suppress(OSError):  # SQLite says so itself
                file.touch(mode=0o600)  # the logs beside it take after it

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "busy_timeout=1000",  # only while opening: after a crash somebody repairs the log
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is overwritten, not only forgotten
            "busy_timeout=0",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            _begin_immediate(connection, patience)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection, patience: float) -> None:
    """Take the write lock, waiting cooperatively while another process holds it."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)


@contextmanager
def writing(session: scoped_session[Any]) -> Iterator[None]:
    """Run one command in a write transaction and commit it, or roll back on any error.

    SQLite takes its write lock at once, so what the command reads cannot change under it.
    What it left to `session.info["afterwards"]` is done once others may write again.
    """
    with _alone(session):
        session.connection(execution_options={"writing": True})
        try:
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise
    for act in session.info.pop("afterwards", ()):
        time.sleep(BREATH)
        act()


@contextmanager
def reading(session: scoped_session[Any]) -> Iterator[None]:
    """Run one query on one snapshot of the database, so that a stream's number fits its data."""
    with _alone(session):
        if on_postgresql(session):
            snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            session.connection(execution_options=snapshot)
        try:
            yield
        finally:
            session.rollback()


def carry_out(session: scoped_session[Any], command: Callable[[], Answer]) -> Answer:
    """Return what `command` returns, run in a write transaction.

    A command that another overtook by a hair is run again on what the other left: two phones
    that say the same at once are answered as if one had spoken after the other.
    """
    for _ in range(RUNS - 1):
        try:
            with writing(session):
                return command()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in RACES:
                raise
    with writing(session):
        return command()


def make_way(connection: Connection) -> None:
    """Serve other phones now, under gevent, in the middle of a long query.

    A command goes on alone: it holds locks, and the others would wait for them.
    """
    if not connection.get_execution_options().get("writing"):
        time.sleep(BREATH)


def in_turns(work: Iterable[Answer], size: int) -> Iterator[list[Answer]]:
    """Yield what there is to do for a whole hall, so many pieces between two looks at the clock.

    Under gevent others are served in between, even in a command that holds locks: who wants to
    write waits for its end in any case, but whoever only reads or asks for the time need not.
    """
    pieces, begun = iter(work), time.monotonic()
    some = list(islice(pieces, size))
    while some:
        yield some
        if (some := list(islice(pieces, size))) and time.monotonic() - begun > STRETCH:
            time.sleep(BREATH)
            begun = time.monotonic()


def forget_deleted(engine: Engine) -> None:
    """Take what was deleted off the disk, where SQLite's log of changes still has it.

    Not inside a transaction. It waits for those who read an older state, then leaves the log to
    the next who calls.
    """
    if engine.dialect.name != "sqlite":
        return
    deadline = time.monotonic() + PATIENCE
    with closing(engine.raw_connection()) as connection:  # as it is: no transaction begins
        cursor = connection.cursor()
        while True:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, *_)] = cursor.fetchall()
            if not busy:
                return
            if time.monotonic() > deadline:
                log.warning("what was deleted stays in SQLite's log: somebody reads without end")
                return
            time.sleep(PAUSE)


def upsert(session: Any, model: type[Base]) -> Any:
    """Return an INSERT into a model's table that has `on_conflict_do_update`.

    Give the rows to `session.connection().execute(statement, rows)`: the statement is then
    compiled once for any number of them.
    """
    table = model.metadata.tables[model.__tablename__]
    return (postgresql.insert if on_postgresql(session) else sqlite.insert)(table)


def on_postgresql(session: Any) -> bool:
    """Say whether this session speaks to PostgreSQL, else to SQLite."""
    return bool(session.get_bind().dialect.name == "postgresql")


@contextmanager
def _alone(session: scoped_session[Any]) -> Iterator[None]:
    """Begin afresh, and never inside another transaction, which would be lost without a word."""
    if session.info.get("alone"):
        raise RuntimeError("a transaction cannot begin inside another")
    session.rollback()
    session.info["alone"] = True
    try:
        yield
    finally:
        session.info.pop("alone", None)
