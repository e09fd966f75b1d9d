"""Backups: whole, private, and taken while everybody goes on."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask

from server.config import ROOT
from server.keeping.files import KeepingFailed, written_beside
from tests.keeping.conftest import Type
from tests.support.phones import Phone
from tests.support.servers import Begin, environment, serving, tell

WRITES = 20


def test_a_backup_is_one_file_that_only_its_owner_may_read(
    type_in: Type, alice: Phone, file: Path
) -> None:
    done = type_in("backup", file)
    assert done.exit_code == 0, done.output
    assert "checked" in done.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_it_replaces_another_only_when_told_to(type_in: Type, alice: Phone, file: Path) -> None:
    file.write_text("dear")
    done = type_in("backup", file)
    assert done.exit_code == 1
    assert "is there already. To replace it: --force" in done.output
    assert file.read_text() == "dear"
    assert type_in("backup", file, "--force").exit_code == 0
    assert file.read_bytes()[:5] in {b"SQLit", b"PGDMP"}


def test_where_there_is_no_database_the_address_that_was_looked_at_is_told(
    monkeypatch: pytest.MonkeyPatch, type_in: Type, app: Flask, file: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(app.config, "SQLALCHEMY_DATABASE_URI", f"sqlite:///{tmp_path}/else.db")
    done = type_in("backup", file)
    assert done.exit_code == 1
    assert f"no database at sqlite:///{tmp_path}/else.db, as DATABASE_URL has it" in done.output


def test_a_folder_that_is_not_there_is_named(type_in: Type, app: Flask, tmp_path: Path) -> None:
    done = type_in("backup", tmp_path / "nowhere" / "a.backup")
    assert done.exit_code == 1
    assert f"{tmp_path}/nowhere: No such file or directory" in done.output


def test_a_backup_that_fails_leaves_what_was_there(file: Path) -> None:
    file.write_text("dear")
    with suppress(ZeroDivisionError), written_beside(file, replace=True) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert file.read_text() == "dear"
    assert list(file.parent.iterdir()) == [file]


def test_of_two_at_once_one_gets_the_name(file: Path) -> None:
    def overtaken() -> None:
        with written_beside(file, replace=False) as part:
            part.write_text("slow")
            file.write_text("fast")

    with pytest.raises(KeepingFailed, match="is there already"):
        overtaken()
    assert file.read_text() == "fast"
    assert list(file.parent.iterdir()) == [file]


def test_a_stick_that_knows_no_links_takes_a_backup_too(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("server.keeping.files.os.link", refuse)
    with written_beside(file, replace=False) as part:
        part.write_text("whole")
    assert file.read_text() == "whole"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.real_time
def test_what_was_acknowledged_before_it_began_is_in_it_while_others_write(
    type_in: Type,
    alice: Phone,
    database_url: str,
    tmp_path: Path,
    file: Path,
    begin: Begin,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acknowledged = 1
    enough, ended = threading.Event(), threading.Event()

    def write() -> None:
        nonlocal acknowledged
        while not ended.is_set():
            change = {"version": acknowledged, "organisation": f"No. {acknowledged + 1}"}
            tell(server, alice, "PATCH", "/me", change)
            acknowledged += 1
            if acknowledged > WRITES:
                enough.set()

    with serving(database_url, tmp_path, begin=begin) as server:
        writer = threading.Thread(target=write)
        writer.start()
        assert enough.wait(30)
        before = acknowledged
        environ = environment() | {"DATABASE_URL": database_url, "INSTANCE_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "flask", "backup", str(file)]
        subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        after = acknowledged
        ended.set()
        writer.join()
    assert after > before, "nobody who wrote waited for the backup"

    done = type_in("restore", file, "--yes")
    assert done.exit_code == 0, done.output
    profile = alice.get("/me")["profile"]
    assert before <= profile["version"] <= after + 1
    assert profile["organisation"] == f"No. {profile['version']}"
