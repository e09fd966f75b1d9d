"""Arithmetic in a child process, so that no phone waits for it."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
from typing import Any

from server.config import ROOT

# More at once would only be slower, and take the time of those who serve the phones.
_places = threading.BoundedSemaphore(os.cpu_count() or 1)


class ChildFailed(RuntimeError):
    """The child process ended without an answer; its last words are the message."""


def in_child(function: str, arguments: dict[str, Any], *, timeout: float = 20.0) -> Any:
    """Return what `function` ("server.tables.seating.going_on:go_on") makes of `arguments`.

    Arguments and answer are JSON values. The wait is cooperative: under gevent other requests
    are served meanwhile. At most one child a processor works at once; others wait for their turn.
    timeout: seconds of work.

    Raises ChildFailed when the child fails or takes too long.
    """
    try:
        with _places:
            done = subprocess.run(
                [sys.executable, "-m", "server.work.children", function],
                input=json.dumps(arguments),
                capture_output=True,
                text=True,
                timeout=timeout,
                check=False,
                cwd=ROOT,
            )
    except subprocess.TimeoutExpired as slow:
        raise ChildFailed(f"{function} took more than {timeout:g} s") from slow
    if done.returncode != 0:
        raise ChildFailed(done.stderr.strip().rpartition("\n")[2])
    try:
        return json.loads(done.stdout)
    except ValueError as garbled:
        raise ChildFailed(f"{function} printed something besides its answer") from garbled


def main() -> None:
    """Be the child: read arguments, call the named function, print its answer."""
    module, _, name = sys.argv[1].partition(":")
    if not module.startswith("server."):
        raise ValueError("only functions of ours run in a child")
    function = getattr(importlib.import_module(module), name)
    json.dump(function(**json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
