"""A real server for tests: gunicorn with the project's own configuration, on a free port.

`with serving(database_url) as server: ...` yields it answering. It can be killed as a power cut
would, and started again on the same port with the same database.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from server.config import ROOT
from tests.support.phones import Phone
from tests.support.services import free_port

STARTING_SECONDS = 30.0
STOPPING_SECONDS = 10.0
KEPT = "PATH", "HOME", "LANG", "TMPDIR"


class Process(Protocol):
    """A running gunicorn, in a group of processes of its own, as `subprocess` has it."""

    @property
    def pid(self) -> int:
        """Return the parent, which leads the group."""

    def poll(self) -> int | None:
        """Return None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises subprocess.TimeoutExpired."""


Begin = Callable[[str, Mapping[str, str], Path], Process]  # of an application, environ and log


def from_nothing(
    application: str, environ: Mapping[str, str], log: Path, *, under: Sequence[str] = ()
) -> Process:
    """Start a gunicorn as an operator does. under: a command that runs it and looks on."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [*under, sys.executable, "-m", "gunicorn", application],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def environment() -> dict[str, str]:
    """Return what of our environment a server may know; the rest could configure it."""
    return {name: os.environ[name] for name in KEPT if name in os.environ}


class Server:
    """One gunicorn. `url`: where it answers, without a slash at the end."""

    def __init__(
        self, application: str, environ: Mapping[str, str], log: Path, begin: Begin
    ) -> None:
        self.url = f"http://127.0.0.1:{environ['PORT']}"
        self.log = log
        self._application = application
        self._environ = dict(environ)
        self._begin = begin
        self._process: Process | None = None

    @property
    def pid(self) -> int:
        """Return the parent process, which leads a group of its own."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = self._begin(self._application, self._environ, self.log)
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End every process of it at once, as a power cut would, if it is running."""
        if self._process is not None:
            os.killpg(self.pid, signal.SIGKILL)
            self._gone()

    def stop(self) -> None:
        """End it as an operator would, if it is running."""
        if self._process is None:
            return
        os.kill(self.pid, signal.SIGTERM)
        try:
            self._process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
        self._gone()

    def _gone(self) -> None:
        assert self._process is not None
        self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        asked = HTTPConnection(urlsplit(self.url).netloc, timeout=1)
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()


@contextmanager
def serving(
    database_url: str,
    folder: Path,
    *,
    application: str = "wsgi:app",
    host: str = "127.0.0.1",
    begin: Begin = from_nothing,
    **environ: str,
) -> Iterator[Server]:
    """Yield a server of this migrated database, started; it ends with the block.

    folder: for its log and its secret. begin: how it is started, and again after it was killed.
    environ: more of what a deployment may choose.
    """
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(folder),
        "HOST": host,
        "PORT": str(free_port()),
    }
    log = folder / "server.log"
    server = Server(application, environment() | settings | environ, log, begin)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def cookie_of(phone: Phone) -> str:
    """Return the cookie that a phone was given when it joined."""
    cookie = phone.client.get_cookie("happenstance")
    assert cookie is not None
    return f"happenstance={cookie.value}"


def tell(server: Server, phone: Phone, method: str, path: str, body: Any) -> None:
    """Send a command within the conference to the real server; it must succeed."""
    path = f"/api/v1/conferences/{phone.conference}{path}"
    assert ask(server, phone, method, path, body) == 200


def ask(server: Server, phone: Phone, method: str, path: str, body: Any) -> int:
    """Send a request to the real server; return the status of its answer."""
    with contextlib.closing(_sent(server, phone, method, path, body)) as connection:
        return connection.getresponse().status


def post(server: Server, phone: Phone, path: str, body: Any) -> Any:
    """Post within the conference to the real server, which must do it; return the answer."""
    path = f"/api/v1/conferences/{phone.conference}{path}"
    with contextlib.closing(_sent(server, phone, "POST", path, body, patience=40)) as connection:
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 200, text
        return json.loads(text)


def fetch(server: Server, phone: Phone, path: str, tag: str = "") -> tuple[int, str, str]:
    """Return status, ETag and text of a page within the conference. tag: what one has of it."""
    path = f"/api/v1/conferences/{phone.conference}{path}"
    with contextlib.closing(
        _sent(server, phone, "GET", path, None, {"If-None-Match": tag})
    ) as connection:
        answer = connection.getresponse()
        return answer.status, answer.headers.get("ETag", ""), answer.read().decode()


def _sent(
    server: Server,
    phone: Phone,
    method: str,
    path: str,
    body: Any,
    headers: Mapping[str, str] | None = None,
    *,
    patience: float = 10,
) -> HTTPConnection:
    """Return a connection by which this has been sent."""
    ours = {
        "Content-Type": "application/json",
        "Origin": server.url,
        "Cookie": cookie_of(phone),
    }
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=patience)
    connection.request(method, path, json.dumps(body), ours | dict(headers or {}))
    return connection
