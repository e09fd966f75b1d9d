"""Benchmarks: `python -m benchmarks` lists them. What they found is in RESULTS.md."""
