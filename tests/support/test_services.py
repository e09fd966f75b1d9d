"""The services the tests stand on are real, and private to the run."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
import sqlalchemy as sa

from tests.support import services


@pytest.fixture(scope="module")
def database() -> Iterator[sa.Engine]:
    with services.postgres() as address:
        engine = sa.create_engine(address)
        yield engine
        engine.dispose()


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(services, "_wheel", lambda package: [])
    monkeypatch.setattr(services, "DEBIAN_POSTGRES", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_postgres_keeps_what_a_transaction_commits(database: sa.Engine) -> None:
    with database.begin() as transaction:
        transaction.execute(sa.text("CREATE TABLE word (text text)"))
        transaction.execute(sa.text("INSERT INTO word VALUES ('Zufälle 🙂')"))
    with database.connect() as connection:
        assert connection.scalar(sa.text("SELECT text FROM word")) == "Zufälle 🙂"


def test_postgres_lets_a_test_create_a_database_of_its_own(database: sa.Engine) -> None:
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("CREATE DATABASE mine"))
    mine = sa.create_engine(database.url.set(database="mine"))
    with mine.connect() as connection:
        assert connection.scalar(sa.text("SELECT current_database()")) == "mine"
    mine.dispose()


def test_a_service_is_gone_after_its_block() -> None:
    with services.postgres() as sql, services.valkey() as queue:
        psycopg.connect(sql.replace("+psycopg", "")).close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(sql.replace("+psycopg", ""))
    with redis.Redis.from_url(queue) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def test_valkey_hands_a_message_from_one_client_to_another() -> None:
    with (
        services.valkey() as address,
        redis.Redis.from_url(address) as alice,
        redis.Redis.from_url(address) as bob,
        bob.pubsub(ignore_subscribe_messages=True) as hears,
    ):
        hears.subscribe("table")
        hears.get_message(timeout=5)
        alice.publish("table", "hello")
        message = hears.get_message(timeout=5)
        assert message is not None
        assert message["data"] == b"hello"


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("service", [services.postgres, services.valkey])
def test_a_missing_program_says_what_to_install(service: type) -> None:
    with pytest.raises(services.ServiceError, match=r"make setup-dev.*apt-get install"):
        service().__enter__()


def test_a_program_that_cannot_start_shows_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(services, "free_port", lambda: taken.getsockname()[1])
        with pytest.raises(services.ServiceError, match="Address already in use"):
            services.valkey().__enter__()
