"""Arithmetic in a child process: answered, failed, overdue; and nobody waits for it."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from server.config import ROOT
from server.work.children import ChildFailed, in_child, main


def test_a_child_answers() -> None:
    arguments = {"text": "  Zoe\u0308 ", "lines": False}
    assert in_child("server.web.schemas:clean", arguments) == "Zoë"


def test_a_child_that_fails_says_how() -> None:
    with pytest.raises(ChildFailed, match="TypeError"):
        in_child("server.web.schemas:clean", {"nonsense": 1})


def test_a_child_that_prints_something_else_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    chatty = subprocess.CompletedProcess([], 0, stdout=b'hello\n"x"', stderr=b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: chatty)
    with pytest.raises(ChildFailed, match="printed something besides"):
        in_child("server.web.schemas:clean", {"text": "x"})


def test_only_functions_of_ours_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ChildFailed, match="only functions of ours"):
        in_child("os:getcwd", {})
    monkeypatch.setattr(sys, "argv", ["children", "os:getcwd"])
    with pytest.raises(ValueError, match="only functions of ours"):
        main()


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ChildFailed, match=r"took more than 0\.01 s"):
        in_child("server.web.schemas:clean", {"text": "x"}, timeout=0.01)


def test_under_gevent_others_are_served_while_a_child_works() -> None:
    script = """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        from server.work.children import in_child

        beats = 0

        def beat():
            global beats
            while True:
                gevent.sleep(0.005)
                beats += 1

        beating = gevent.spawn(beat)
        assert in_child("server.web.schemas:clean", {"text": " x "}) == "x"
        print(beats)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= 5


def test_a_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        told.update(env)
        return subprocess.CompletedProcess([], 0, stdout=b"1", stderr=b"")

    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://hush")
    monkeypatch.setattr(subprocess, "run", run)
    in_child("server.web.schemas:clean", {"text": "x"})
    assert "PATH" in told
    assert "hush" not in str(told)
