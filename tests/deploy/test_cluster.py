"""`make cluster`: all of it starts, serves by one address, and is gone after Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from server.config import ROOT
from tests.support.servers import environment
from tests.support.services import family, free_port
from tests.support.waiting import until

pytestmark = pytest.mark.real_time

WAIT = 20.0  # seconds


def runs(pid: int) -> bool:
    """Say whether a process has not ended."""
    return Path(f"/proc/{pid}").exists()


def status(url: str, path: str) -> int:
    """Return how a page is answered."""
    with closing(HTTPConnection(url, timeout=10)) as line:
        line.request("GET", path)
        return line.getresponse().status


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder of temporary files that PostgreSQL, which is never root, may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_it_serves_and_leaves_nothing_behind(folder: Path) -> None:
    own = {"HOST": "127.0.0.1", "PORT": str(free_port()), "TMPDIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "tools/cluster.py"],
        cwd=ROOT,
        env=environment() | own | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    with process.stdout:
        said = ""
        while "Ctrl-C ends all" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        everybody = family(process.pid)
        assert len(everybody) > len(("us", "PostgreSQL", "Valkey", "two", "processes", "nginx"))
        link = re.search(r"organiser +http://(\S+?)/", said)
        assert link
        assert link[1] == f"127.0.0.1:{own['PORT']}"
        behind = re.findall(r"process +http://([^,\s]+)", said)
        assert [status(url, "/readyz") for url in [link[1], *behind]] == [200] * 3
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(WAIT) == 0
    until(lambda: not any(map(runs, everybody)), WAIT, lambda: list(filter(runs, everybody)))
    assert list(folder.iterdir()) == []
