"""systemd's units and the settings beside them: read by systemd, and started by hand."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from server.config import ROOT, Config
from tests.support.proxies import DEPLOY, program
from tests.support.servers import environment
from tests.support.services import free_port

UNITS = sorted((DEPLOY / "systemd").iterdir())
HOME = "/opt/happenstance"
WAIT = 30.0  # seconds
LINUX = Path("/proc/self/exe").exists()


def settings(text: str) -> dict[str, str]:
    """Return what a file of settings says, and what it offers behind a #."""
    return dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))


def said(unit: str, key: str) -> str:
    """Return what a unit says under a key."""
    found = re.search(rf"^{key}=(.*)$", (DEPLOY / "systemd" / unit).read_text(), re.MULTILINE)
    assert found, key
    return found[1]


class Asked(dict[str, str]):
    """An environment that remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Remember the name."""
        self.names.add(name)
        return super().get(name, default)


def test_every_setting_is_one_that_the_server_reads(tmp_path: Path) -> None:
    offered = settings((DEPLOY / "happenstance.env").read_text())
    asked = Asked()
    asked["INSTANCE_DIR"] = str(tmp_path)
    Config.from_env(asked)
    assert offered.keys() == asked.names - {"HOST", "PORT"}
    config = Config.from_env(offered | {"INSTANCE_DIR": str(tmp_path)})
    assert (config.trusted_proxies, config.public_url) == (1, "https://conference.example")
    assert config.redis_url
    assert config.database_url.startswith("postgresql+psycopg://")


@pytest.mark.skipif(not LINUX, reason="systemd is Linux's")
def test_systemd_has_nothing_against_them(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text().replace(f"{HOME}/.venv", str(ROOT / ".venv"))
        name = unit.name.replace("@", "@8001")
        (tmp_path / name).write_text(text.replace(HOME, str(tmp_path)))
    read = subprocess.run(
        [program("systemd-analyze"), "verify", "--man=no", *sorted(tmp_path.iterdir())],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in read.stderr.splitlines() if "happenstance" in line]
    assert (read.returncode, ours) == (0, [])


@pytest.fixture
def notified(tmp_path: Path) -> Iterator[socket.socket]:
    """Give where systemd would be told that a process is ready."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(WAIT)
        yield listener


def started(
    unit: str, environ: Mapping[str, str], stderr: int | None = None
) -> subprocess.Popen[bytes]:
    """Start what a unit starts, from where the project is."""
    assert said(unit, "WorkingDirectory") == HOME
    command = shlex.split(said(unit, "ExecStart").replace(HOME, str(ROOT)))
    return subprocess.Popen(command, cwd=ROOT, env=environ, stderr=stderr)


@pytest.mark.parametrize("unit", ["happenstance-database.service", "happenstance@.service"])
def test_what_they_write_is_their_own(unit: str) -> None:
    assert (said(unit, "UMask"), said(unit, "StateDirectoryMode")) == ("0077", "0700")


@pytest.mark.real_time
def test_a_database_that_is_late_is_waited_for(tmp_path: Path) -> None:
    late = tmp_path / "late"
    environ = environment() | {"INSTANCE_DIR": str(tmp_path)}
    environ |= {"DATABASE_URL": f"sqlite:///{late}/happenstance.db"}
    process = started("happenstance-database.service", environ, stderr=subprocess.PIPE)
    assert process.stderr
    try:
        assert any(b"unable to open database" in line for line in process.stderr)
        late.mkdir()
        process.communicate(timeout=WAIT)
    finally:
        process.kill()
    assert process.returncode == 0


@pytest.mark.real_time
def test_what_they_start_serves_and_says_so(tmp_path: Path, notified: socket.socket) -> None:
    port = str(free_port())
    own = dict(one.split("=") for one in said("happenstance@.service", "Environment").split())
    environ = environment() | own | {"PORT": own["PORT"].replace("%i", port)}
    environ |= {"INSTANCE_DIR": str(tmp_path), "NOTIFY_SOCKET": str(tmp_path / "notify")}
    assert started("happenstance-database.service", environ).wait(WAIT) == 0
    process = started("happenstance@.service", environ)
    try:
        while b"READY=1" not in notified.recv(4096):
            pass
        line = HTTPConnection(own["HOST"], int(port), timeout=10)
        line.request("GET", "/readyz")
        assert line.getresponse().status == 200
        line.close()
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(WAIT)
    assert ended == 0
