"""The container file, carried out by hand as far as that goes where no registry is reached.

Each stage becomes a folder: what is copied is copied from what is tracked, the phone's side is
built, and what the file says is started. Only what installs is left out: it is there already.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

from server.config import ROOT
from tests.support.proxies import DEPLOY
from tests.support.servers import Server
from tests.support.services import free_port

pytestmark = pytest.mark.real_time

TEXT = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
LINES = [line.partition(" ") for line in TEXT.splitlines() if line and line[0] != "#"]
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()
INSTALLS = ("npm ci", "pip install", "useradd")  # which is not done here


@dataclass
class Stage:
    """What a stage has made. folder: where its files are; the rest as the file says."""

    folder: Path
    place: Path = Path("/")
    environ: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)

    def inside(self, path: str) -> Path:
        """Return where a path of the container is here."""
        return self.folder / str(self.place / path).lstrip("/")


def tracked(source: str) -> list[str]:
    """Return the tracked files that a source names, which the build may read."""
    top = source.partition("/")[0]
    assert f"!{top}" in IGNORED, f"{top} is not sent to the build"
    listed = subprocess.run(
        ["git", "ls-files", "-z", source], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [name for name in listed.stdout.split("\0") if name]
    assert files, f"{source} is not there"
    return files


def copy(stage: Stage, stages: dict[str, Stage], words: list[str]) -> None:
    """Copy as COPY does: what a folder holds, or files by their names."""
    other = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else None
    *sources, target = words
    for source in sources:
        if other:
            shutil.copytree(stages[other].inside(source), stage.inside(target))
            continue
        for name in tracked(source):
            rest = Path(name).relative_to(source) if (ROOT / source).is_dir() else Path(name).name
            to = stage.inside(target) / rest
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to)


def run(stage: Stage, command: str) -> None:
    """Run a command of the file, unless it installs what is here already."""
    if command.startswith(INSTALLS):
        files = [stage.inside(word) for word in shlex.split(command) if word.endswith(".txt")]
        assert all(path.exists() for path in files)
        if command.startswith("npm"):
            stage.inside("node_modules").symlink_to(ROOT / "pwa" / "node_modules")
        return
    subprocess.run(["sh", "-c", command], cwd=stage.inside("."), check=True, capture_output=True)


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Give what the file makes."""
    stages: dict[str, Stage] = {}
    for word, _, rest in LINES:
        if word == "FROM":
            _, _, name = rest.partition(" AS ")
            stage = stages[name] = Stage(tmp_path_factory.mktemp("stage"))
        elif word == "WORKDIR":
            stage.place = Path(rest)
        elif word == "COPY":
            copy(stage, stages, shlex.split(rest))
        elif word == "RUN":
            run(stage, rest)
        elif word == "ENV":
            stage.environ |= dict(one.split("=", 1) for one in shlex.split(rest))
        elif word == "CMD":
            stage.command = json.loads(rest)
        else:
            assert word in {"USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"}, word
    return stage


def test_what_the_file_copies_serves_phones(container: Stage, tmp_path: Path) -> None:
    environ = container.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PORT": str(free_port()),
        "INSTANCE_DIR": str(tmp_path),
        "HOST": "127.0.0.1",
    }

    def begin(_application: str, given: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                container.command,
                cwd=container.inside("."),
                env=given,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    server = Server("", environ, tmp_path / "log", begin)
    try:
        server.start()
        line = HTTPConnection("127.0.0.1", int(environ["PORT"]), timeout=10)
        for path, status, said in (("/readyz", 200, b"ok"), ("/", 200, b"/assets/")):
            line.request("GET", path)
            answer = line.getresponse()
            assert (answer.status, said in answer.read()) == (status, True)
        line.close()
        check = next(
            json.loads(rest[rest.index("[") :]) for word, _, rest in LINES if word[0] == "H"
        )
        assert subprocess.run(check, env=environ, check=False).returncode == 0
    finally:
        server.stop()
    assert subprocess.run(check, env=environ, check=False, capture_output=True).returncode != 0
