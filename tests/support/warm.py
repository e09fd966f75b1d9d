"""Servers that start at once: forked from a process that has imported everything already.

`with warmed() as begin: ...` yields what `serving(..., begin=begin)` starts servers by. It is the
same gunicorn with the same configuration; only what its worker would import is there, read after
gevent has patched the world, as in the worker. That takes a tenth of the time. Starting from
nothing, as an operator does, is for other tests to prove.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from server.config import ROOT
from tests.support.servers import Begin, environment

LONGEST = 20  # digits of a process id
CLOSED = -1


class Forked:
    """A server that another process has borne. It has ended when nobody holds its lifeline."""

    def __init__(self, pid: int, lifeline: socket.socket) -> None:
        self.pid = pid
        self._lifeline = lifeline

    def poll(self) -> int | None:
        """Return None while any process of it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until its last process has ended. Raises subprocess.TimeoutExpired."""
        if self._lifeline.fileno() != CLOSED:
            self._lifeline.settimeout(timeout)
            try:
                self._lifeline.recv(1)
            except (BlockingIOError, TimeoutError) as patience:
                raise subprocess.TimeoutExpired("gunicorn", timeout or 0) from patience
            self._lifeline.close()
        return 0


@contextmanager
def warmed() -> Iterator[Begin]:
    """Yield a way to begin servers that have nothing left to import."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "tests.support.nursery", str(theirs.fileno())]
    parent = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # it ends when it is hung up on, not by Ctrl-C
    )
    with parent, ours:
        theirs.close()

        def begin(application: str, environ: Mapping[str, str], log: Path) -> Forked:
            lifeline, end = socket.socketpair()
            with end, log.open("ab") as output:
                order = json.dumps([application, dict(environ)]).encode()
                socket.send_fds(ours, [order], [output.fileno(), end.fileno()])
                return Forked(int(ours.recv(LONGEST)), lifeline)

        yield begin
