"""What is installed is pinned, complete on every platform, and says nothing of any machine."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PLATFORMS = ("linux-x64", "linux-arm64", "darwin-arm64")

ADDRESS_OPTION = re.compile(r"--(extra-)?index(-url)?\b|--find-links\b|\bregistry\s*=|\bfile:")
HOME_FOLDER = re.compile(r"(?<![\w.:-])/(?:root|home/\w+|Users/\w+)\b")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).exists()]


def asked_for(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Return each package's version and number of hashes."""
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text())
    found = (re.match(r"([\w.-]+)(?:\[.*\])?==(\S+)", block) for block in blocks)
    return {
        canonicalize_name(match[1]): (match[2], match.string.count("--hash=sha256:"))
        for match in found
        if match
    }


def npm_packages() -> dict[str, dict[str, object]]:
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text())
    packages: dict[str, dict[str, object]] = lock["packages"]
    return packages


def imported_by(*folders: str) -> Iterator[str]:
    for path in tracked(*folders):
        for node in ast.walk(ast.parse(path.read_text())) if path.suffix == ".py" else ():
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_a_lock_holds_what_is_asked_for(name: str) -> None:
    lock = locked(f"{name}.txt")
    for requirement in asked_for(f"{name}.in"):
        version, _ = lock[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, requirement


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_everything_locked_has_hashes(name: str) -> None:
    assert [package for package, (_, hashes) in locked(name).items() if not hashes] == []


def test_tests_run_with_the_versions_that_are_served() -> None:
    development = locked("requirements-dev.txt")
    for package, pinned in locked("requirements.txt").items():
        assert development[package] == pinned


def test_the_server_imports_nothing_that_only_tests_install() -> None:
    ours = {"server", "migrations", *sys.stdlib_module_names}
    modules = set(imported_by("server", "migrations", "wsgi.py", "gunicorn.conf.py")) - ours
    distributions = packages_distributions()
    modules -= {"pysqlite3", "_typeshed"}  # not there on every platform; only for types
    for module in modules:
        names = {canonicalize_name(name) for name in distributions[module]}
        assert names & locked("requirements.txt").keys(), module


def test_no_lock_or_setting_names_an_index_or_a_file() -> None:
    settings = tracked("*.txt", "*.in", "*.toml", "*.cfg", "*.json", "*.npmrc", "Makefile", ".ci")
    found = [path.name for path in settings if ADDRESS_OPTION.search(path.read_text())]
    assert found == []
    assert [p.name for p in tracked("requirements*.txt") if "://" in p.read_text()] == []
    assert [name for name, package in npm_packages().items() if "resolved" in package] == []


def test_no_file_names_a_home_folder() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.name}: {match[0]}" for match in HOME_FOLDER.finditer(text)]
    assert found == []


def test_the_npm_lock_lists_the_binaries_of_every_platform() -> None:
    packages = npm_packages()
    kinds = 0
    for package in packages.values():
        optional = package.get("optionalDependencies")
        names = list(optional) if isinstance(optional, dict) else []
        if not any("linux-x64" in name for name in names):
            continue
        kinds += 1
        for platform in PLATFORMS:
            built = [name for name in names if platform in name]
            assert built, (platform, names)
            assert all(f"node_modules/{name}" in packages for name in built), built
    assert kinds
