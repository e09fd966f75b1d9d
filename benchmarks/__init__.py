"""Benchmarks: `python -m benchmarks` lists them. What they found is in RESULTS.md."""

import server  # noqa: F401 - before NumPy, which is then held to one thread, as when serving
