"""Backups of a SQLite database, by SQLite's own means."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_IMODE
from typing import Any
from urllib.parse import quote

from sqlalchemy import make_url

from server.database import sqlite_driver
from server.keeping.files import KeepingFailed, belong_like, reach_disk

MAGIC = b"SQLite format 3\0"
STEP = 256  # pages that are copied, before the disk is left to the server
BREATH = 0.002  # seconds
SIDES = ("", "-wal", "-shm", "-journal")  # of a database: the file, and what may lie beside it


class SQLiteKeeper:
    """One database file. url: SQLAlchemy's."""

    def __init__(self, url: str) -> None:
        self.path = Path(make_url(url).database or "")
        self._driver = sqlite_driver()

    def back_up(self, file: Path) -> None:
        """Write all that is committed by now into `file`, while others read and write.

        Raises KeepingFailed.
        """
        with self._failing(f"{self.path} cannot be copied into {file.parent}"):
            self._copy(self.path, file)

    def lay_out(self, file: Path) -> str:
        """Make a database of a backup, beside the one in use; return its address.

        Raises KeepingFailed for a file that is no backup of SQLite, or a damaged one.
        """
        with file.open("rb") as begun:
            if begun.read(len(MAGIC)) != MAGIC:
                raise KeepingFailed(f"{file} is no backup of a SQLite database.")
        beside = self._beside()
        self._clear(beside)
        with self._failing(f"{file} cannot be laid out in {beside.parent}"):
            if beside.parent.is_dir():
                beside.touch(mode=0o600)  # as the backup: for its owner only
            self._copy(file, beside)
        return f"sqlite:///{beside}"

    def discard(self) -> None:
        """Delete what `lay_out` made, if it is still there."""
        self._clear(self._beside())

    def is_there(self) -> bool:
        """Say whether there is a database to be replaced."""
        return self.path.exists()

    def check_unused(self) -> None:
        """Raise KeepingFailed when another process has the database open."""
        with self._alone():
            pass

    def put_in_place(self, stamp: str) -> str | None:
        """Let what `lay_out` made take the database's place; return what the old one is now.

        stamp: a part of that name. Raises KeepingFailed when another process has it open.
        """
        beside, kept = self._beside(), self.path.with_name(f"{self.path.name}.replaced-{stamp}")
        with self._failing(f"{beside} cannot be closed"), closing(self._opened(beside)) as made:
            self._fold(made)
        belong_like(beside, self.path if self.is_there() else self.path.parent)
        if self.is_there():
            beside.chmod(S_IMODE(self.path.stat().st_mode))
        reach_disk(beside)
        if not self.is_there():
            beside.replace(self.path)
            reach_disk(self.path.parent)
            return None
        with self._alone():
            for side in SIDES[1:]:  # of a damaged one: its log must not be taken for the new one's
                lying = self.path.with_name(self.path.name + side)
                if lying.exists():
                    lying.rename(kept.with_name(kept.name + side))
            kept.hardlink_to(self.path)
            beside.replace(self.path)
            reach_disk(self.path.parent)
        return str(kept)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else into the database. One that is damaged can be in nobody's use."""
        if not self.is_there():
            yield
            return
        with closing(self._opened(self.path)) as mine:
            try:
                mine.execute("PRAGMA locking_mode=EXCLUSIVE")
                self._fold(mine)
                mine.execute("BEGIN EXCLUSIVE")
            except self._driver.OperationalError as busy:
                raise KeepingFailed(
                    f"{self.path} is in use ({busy}). Stop the server first."
                ) from busy
            except self._driver.DatabaseError:
                pass
            yield

    def _copy(self, source: Path, target: Path) -> None:
        def breathe(*_progress: int) -> None:
            time.sleep(BREATH)

        with closing(self._opened(source)) as whole, closing(self._opened(target, "rwc")) as copy:
            # One state of it to the end: else each write of others would begin the copy anew.
            whole.execute("BEGIN")
            whole.execute("SELECT count(*) FROM sqlite_master").fetchall()
            whole.backup(copy, pages=STEP, progress=breathe)
            self._fold(copy)
            verdict = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
            if verdict != ["ok"]:
                raise KeepingFailed(f"{source} is damaged: {verdict[0]}")

    def _fold(self, connection: Any) -> None:
        """Put what its log has into the database, so that it is one file. Others must be out."""
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()

    def _opened(self, path: Path, mode: str = "rw") -> Any:
        address = f"file:{quote(str(path.absolute()))}?mode={mode}"
        return self._driver.connect(address, uri=True, timeout=1, isolation_level=None)

    def _beside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.restoring")

    def _clear(self, path: Path) -> None:
        for side in SIDES:
            path.with_name(path.name + side).unlink(missing_ok=True)

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except self._driver.Error as error:
            raise KeepingFailed(f"{what}: {error}") from error
