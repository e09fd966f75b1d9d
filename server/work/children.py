"""Heavy work in a child process, so that no phone waits for it."""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from server.config import ROOT

# What a child hears of the environment: it reads strangers' files, and needs no secret for that.
TOLD = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "OMP_NUM_THREADS")
AT_ONCE = 1_000  # members of one argument that are encoded, before others are served

# More at once would only be slower, and take the time of those who serve the phones.
_places = threading.BoundedSemaphore(os.cpu_count() or 1)


class ChildFailed(RuntimeError):
    """The child process ended without an answer; its last words are the message.

    too_slow: it was given up while it worked, and may do better another time.
    """

    def __init__(self, message: str, *, too_slow: bool = False) -> None:
        super().__init__(message)
        self.too_slow = too_slow


def in_child(
    function: str,
    arguments: dict[str, Any],
    *,
    attached: bytes | None = None,
    memory: int | None = None,
    timeout: float = 20.0,
    in_turn: bool = True,
) -> Any:
    """Return what `function` ("server.tables.seating.going_on:go_on") makes of `arguments`.

    Arguments and answer are JSON values. The wait is cooperative: under gevent other requests
    are served meanwhile. At most one child a processor works at once; others wait for their turn.
    attached: bytes that the function gets as `attached`, beside its other arguments.
    memory: bytes that it may take, if not as many as there are.
    timeout: seconds of work.
    in_turn: it works, and waits for its turn; False for one that mostly waits for others.

    Raises ChildFailed when the child fails or takes too long.
    """
    question = _encoded(arguments).encode()
    if attached is not None:
        question = b"%b\n%b" % (question, attached)
    try:
        with _places if in_turn else nullcontext():
            done = subprocess.run(
                [sys.executable, "-m", "server.work.children", function, str(memory or "")],
                input=question,
                capture_output=True,
                timeout=timeout,
                check=False,
                cwd=ROOT,
                env={name: os.environ[name] for name in TOLD if name in os.environ},
            )
    except subprocess.TimeoutExpired as slow:
        raise ChildFailed(f"{function} took more than {timeout:g} s", too_slow=True) from slow
    if done.returncode != 0:
        raise ChildFailed(done.stderr.decode().strip().rpartition("\n")[2])
    try:
        return json.loads(done.stdout)
    except ValueError as garbled:
        raise ChildFailed(f"{function} printed something besides its answer") from garbled


def _encoded(arguments: Mapping[str, Any]) -> str:
    """Return the arguments as JSON, encoded so much at a time as others can wait for."""
    from server.database import in_turns  # noqa: PLC0415 - the child needs no database

    encoded = []
    for name, value in arguments.items():
        if isinstance(value, dict):
            some_of_it = (json.dumps(dict(some))[1:-1] for some in in_turns(value.items(), AT_ONCE))
            text = f"{{{','.join(some_of_it)}}}"
        elif isinstance(value, list):
            text = f"[{','.join(json.dumps(some)[1:-1] for some in in_turns(value, AT_ONCE))}]"
        else:
            text = json.dumps(value)
        encoded.append(f"{json.dumps(name)}:{text}")
    return f"{{{','.join(encoded)}}}"


def main() -> None:
    """Be the child: read arguments, call the named function, print its answer."""
    module, _, name = sys.argv[1].partition(":")
    if memory := "".join(sys.argv[2:]):
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    if not module.startswith("server."):
        raise ValueError("only functions of ours run in a child")
    function = getattr(importlib.import_module(module), name)
    question, attached, rest = sys.stdin.buffer.read().partition(b"\n")
    arguments = json.loads(question)
    if attached:
        arguments["attached"] = rest
    json.dump(function(**arguments), sys.stdout)


if __name__ == "__main__":
    main()
