"""Backups of a PostgreSQL database, by PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from server.keeping.files import KeepingFailed

MAGIC = b"PGDMP"
LONGEST = 63  # bytes in a name
MAINTENANCE = "postgres"  # the database from which others are made and renamed
OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()
"""


class PostgreSQLKeeper:
    """One database of a server. url: SQLAlchemy's."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self.name = self._url.database or ""

    def back_up(self, file: Path) -> None:
        """Write all that is committed by now into `file`, while others read and write.

        Raises KeepingFailed.
        """
        self._run("pg_dump", "--format=custom", f"--file={file}", self._to(self.name))
        self._run("pg_restore", "--list", str(file))  # which reads what the dump says it holds

    def lay_out(self, file: Path) -> str:
        """Make a database of a backup, beside the one in use; return its address.

        Raises KeepingFailed for a file that is no backup of PostgreSQL, or a damaged one, and for
        an account that may not make databases.
        """
        with file.open("rb") as begun:
            if begun.read(len(MAGIC)) != MAGIC:
                raise KeepingFailed(f"{file} is no backup of a PostgreSQL database.")
        self.discard()
        beside = sql.Identifier(self._beside())
        self._admin(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(beside))
        how = "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"
        self._run("pg_restore", *how, self._to(self._beside()), str(file))
        return self._url.set(database=self._beside()).render_as_string(hide_password=False)

    def discard(self) -> None:
        """Delete what `lay_out` made, if it is still there."""
        beside = sql.Identifier(self._beside())
        self._admin(sql.SQL("DROP DATABASE IF EXISTS {}").format(beside))

    def is_there(self) -> bool:
        """Say whether there is a database to be replaced."""
        with self._maintenance() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return found.fetchone() is not None

    def check_unused(self) -> None:
        """Raise KeepingFailed when anybody else is connected to the database."""
        with self._maintenance() as server:
            self._check_unused(server)

    def put_in_place(self, stamp: str) -> str | None:
        """Let what `lay_out` made take the database's place; return what the old one is now.

        stamp: a part of that name. Raises KeepingFailed when anybody is connected to it.
        """
        end = f"_replaced_{stamp}"
        kept = self.name[: LONGEST - len(end)] + end
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        there = self.is_there()
        with self._maintenance() as server, server.transaction():
            if there:
                self._check_unused(server)
                server.execute(rename.format(sql.Identifier(self.name), sql.Identifier(kept)))
            made = sql.Identifier(self._beside())
            server.execute(rename.format(made, sql.Identifier(self.name)))
        return kept if there else None

    def _check_unused(self, server: psycopg.Connection) -> None:
        [(others,)] = server.execute(OTHERS, [self.name]).fetchall()
        if others:
            raise KeepingFailed(
                f"{self.name} is in use ({others} connected). Stop the server first."
            )

    def _admin(self, statement: sql.Composed) -> None:
        with self._maintenance() as server:
            server.execute(statement)

    @contextmanager
    def _maintenance(self) -> Iterator[psycopg.Connection]:
        address = self._plain(MAINTENANCE).render_as_string(hide_password=False)
        try:
            with psycopg.connect(address, autocommit=True) as server:
                yield server
        except psycopg.Error as error:
            raise KeepingFailed(str(error).strip()) from error

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; the password is nowhere where others could read it."""
        found = shutil.which(program)
        if found is None:
            raise KeepingFailed(
                f"{program} is not installed here. It comes with PostgreSQL's client (Debian: "
                "apt-get install postgresql-client), and must be no older than the server."
            )
        secret = {"PGPASSWORD": str(self._url.password)} if self._url.password else {}
        done = subprocess.run(
            [found, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ | secret,
        )
        if done.returncode:
            raise KeepingFailed(done.stderr.strip() or f"{program} failed")

    def _to(self, database: str) -> str:
        url = self._plain(database).set(password=None)
        return f"--dbname={url.render_as_string(hide_password=False)}"

    def _plain(self, database: str) -> URL:
        return self._url.set(drivername="postgresql", database=database)

    def _beside(self) -> str:
        end = "_restoring"
        return self.name[: LONGEST - len(end)] + end
