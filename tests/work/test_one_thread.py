"""Matrices are multiplied by one thread, in the server and in its children."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.config import ROOT

THREADS = Path("/proc/self/task")
MULTIPLY = """
import importlib, os, sys
importlib.import_module(sys.argv[1])
import numpy as np
room = np.ones((800, 800), np.float32)
room @ room
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not THREADS.exists(), reason="threads are counted as Linux does")
@pytest.mark.parametrize("module", ["server.app", "server.work.children", "server.matching.plan"])
def test_numpy_starts_no_threads_of_its_own(module: str) -> None:
    untold = {name: told for name, told in os.environ.items() if "NUM_THREADS" not in name}
    done = subprocess.run(
        [sys.executable, "-c", MULTIPLY, module],
        cwd=ROOT, env=untold, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "1\n"
