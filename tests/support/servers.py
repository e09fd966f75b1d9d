"""A real server for tests: gunicorn with the project's own configuration, on a free port.

`with serving(database_url) as server: ...` yields it answering. It can be killed as a power cut
would, and started again on the same port with the same database.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from server.config import ROOT
from tests.support.phones import Phone
from tests.support.services import free_port

STARTING_SECONDS = 30.0
STOPPING_SECONDS = 10.0
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")  # of our environment; the rest could configure it


class Server:
    """One gunicorn. `url`: where it answers, without a slash at the end."""

    def __init__(self, application: str, environ: Mapping[str, str], log: Path) -> None:
        self.url = f"http://127.0.0.1:{environ['PORT']}"
        self.log = log
        self._application = application
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the parent process, which leads a group of its own."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", self._application],
                cwd=ROOT,
                env=self._environ,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTING_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        os.killpg(self.pid, signal.SIGKILL)
        self._gone()

    def stop(self) -> None:
        """End it as an operator would, if it is running."""
        if self._process is None:
            return
        self._process.terminate()
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
    **environ: str,
) -> Iterator[Server]:
    """Yield a server of this migrated database, started; it ends with the block.

    folder: for its log and its secret. environ: more of what a deployment may choose.
    """
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(folder),
        "HOST": host,
        "PORT": str(free_port()),
    }
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    server = Server(application, kept | settings | environ, folder / "server.log")
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
    headers = {
        "Content-Type": "application/json",
        "Origin": server.url,
        "Cookie": cookie_of(phone),
    }
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request(method, path, json.dumps(body), headers)
        return connection.getresponse().status
    finally:
        connection.close()
